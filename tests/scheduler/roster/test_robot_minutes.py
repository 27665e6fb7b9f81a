from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.address import Address
from scheduler.roster.robot_minutes import LASTS, MINUTES, minute_for, until_minute

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, second, tzinfo=SHANGHAI).astimezone(UTC)


def test_every_minute_is_away_from_full_and_half_hours_as_long_as_it_lasts() -> None:
    lasts = int(LASTS.total_seconds()) // 60
    for minute in MINUTES:
        for each in (minute, minute + lasts):
            assert 5 <= each % 30 <= 25


def test_robots_have_different_minutes() -> None:
    spread = Counter(minute_for(Address("wecom", f"{number:x}")) for number in range(1000))
    assert spread.keys() == set(MINUTES)
    assert max(spread.values()) < 60


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(9, 0), at(9, 17)),
        (at(9, 17), None),
        (at(9, 19, 59), None),
        (at(9, 20), at(10, 17)),
        (at(23, 30), at(23, 30) + timedelta(minutes=47)),
    ],
)
def test_what_is_due_waits_for_the_minute(now: datetime, until: datetime | None) -> None:
    assert until_minute(17, SHANGHAI, now) == until


def test_a_group_has_no_minute() -> None:
    assert until_minute(None, SHANGHAI, at(9, 0)) is None


@given(
    ahead=st.integers(0, 366 * 86_400),
    minute=st.sampled_from(MINUTES),
    zone=st.sampled_from(["Asia/Shanghai", "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns"]),
)
def test_it_waits_less_than_an_hour_and_then_goes(ahead: int, minute: int, zone: str) -> None:
    now = at(0, 0) + timedelta(seconds=ahead)
    until = until_minute(minute, ZoneInfo(zone), now)
    if until is not None:
        assert now < until < now + timedelta(hours=1)
        assert until.astimezone(ZoneInfo(zone)).minute == minute
        assert until_minute(minute, ZoneInfo(zone), until) is None
