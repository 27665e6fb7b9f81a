from __future__ import annotations

from datetime import date
from importlib.resources import files
from zoneinfo import ZoneInfo

from clauses.model import BodyId
from scheduler.planning.fingerprints import Fingerprints
from scheduler.planning.plan import Staff
from scheduler.roster.model import Level, Organisation, OrganisationId

TODAY = date(2026, 11, 23)


def staff_in(*path: str) -> Staff:
    """An organisation whose zone is called Asia/Shanghai, and is what this file says."""
    with files("tzdata.zoneinfo").joinpath(*path).open("rb") as file:
        zone = ZoneInfo.from_file(file, key="Asia/Shanghai")
    body, id_ = BodyId("committee"), OrganisationId(1)
    organisation = Organisation(id=id_, name="机关党委", body=body, level=Level.CITY, zone=zone)
    return Staff(organisation, ())


def mark(staff: Staff) -> str:
    return Fingerprints(lambda _: {}, {}).mark(staff, TODAY)


def test_a_zone_that_the_database_changed_is_planned_again() -> None:
    before = staff_in("Asia", "Shanghai")
    assert mark(before) == mark(staff_in("Asia", "Shanghai"))
    assert mark(before) != mark(staff_in("Asia", "Tokyo"))
