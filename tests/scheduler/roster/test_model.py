from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clauses.naming import LevelId
from scheduler.roster.model import Organisation


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Shanghai", date(2026, 12, 1)),
        ("UTC", date(2026, 11, 30)),
        ("America/New_York", date(2026, 11, 30)),
    ],
)
def test_today_is_the_day_where_the_organisation_is(zone: str, day: date) -> None:
    organisation = Organisation(1, "党支部", "branch", LevelId("city"), ZoneInfo(zone))

    assert organisation.today(datetime(2026, 11, 30, 16, 30, tzinfo=UTC)) == day
