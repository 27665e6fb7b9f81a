from __future__ import annotations

from datetime import date
from importlib.resources import files
from zoneinfo import ZoneInfo

from scheduler.planning.basis import basis


def zone_in(*path: str) -> ZoneInfo:
    """A zone that is called Asia/Shanghai, and is what this file says."""
    with files("tzdata.zoneinfo").joinpath(*path).open("rb") as file:
        return ZoneInfo.from_file(file, key="Asia/Shanghai")


def test_a_zone_that_the_database_changed_is_planned_again() -> None:
    before = zone_in("Asia", "Shanghai")

    assert basis("packs", {}, [before]) == basis("packs", {}, [zone_in("Asia", "Shanghai")])
    assert basis("packs", {}, [before]) != basis("packs", {}, [zone_in("Asia", "Tokyo")])


def test_other_packs_and_another_calendar_are_another_basis() -> None:
    assert basis("packs", {}, []) != basis("other packs", {}, [])
    assert basis("packs", {}, []) != basis("packs", {date(2027, 1, 1): False}, [])
