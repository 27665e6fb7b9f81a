"""The last days of duties that are due inside their periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from clauses.cadence import DueDay, Per, Quota, Season
from clauses.model import Owed, PostId
from scheduler.planning.duties import Duty
from scheduler.planning.spans import Window, spans_of
from scheduler.workdays.calendar import WorkdayCalendar
from tests.scheduler.planning.test_plan import organisation
from tests.scheduler.planning.town import QUARTERLY

TODAY = date(2026, 11, 26)
WINDOW = Window(TODAY, TODAY, date(2028, 12, 31))


def last_days(quota: Quota) -> list[str]:
    duty = Duty(replace(QUARTERLY, cadence=quota), quota, PostId("committee-secretary"), Owed.ONCE)
    ahead = (
        s.due_by
        for s in spans_of(duty, organisation(), WINDOW, WorkdayCalendar())
        if s.due_by >= TODAY
    )
    return [day.isoformat() for day in islice(ahead, 3)]


@pytest.mark.parametrize(
    ("quota", "expected"),
    [
        pytest.param(
            Quota(1, Per.QUARTER, due=DueDay(weekday=5, nth=-1)),
            ["2026-12-25", "2027-03-26", "2027-06-25"],
            id="the last Friday of each quarter",
        ),
        pytest.param(
            Quota(1, Per.MONTH, due=DueDay(day=5)),
            ["2026-12-05", "2027-01-05", "2027-02-05"],
            id="the fifth of each month",
        ),
        pytest.param(
            Quota(1, Per.MONTH, due=DueDay(day=31)),
            ["2026-11-30", "2026-12-31", "2027-01-31"],
            id="a day that some months do not have",
        ),
        pytest.param(
            Quota(1, Per.MONTH, due=DueDay(weekday=2, nth=2)),
            ["2026-12-08", "2027-01-12", "2027-02-09"],
            id="the second Tuesday of each month",
        ),
        pytest.param(
            Quota(1, Per.MONTH, due=DueDay(weekday=1, nth=5)),
            ["2026-11-30", "2026-12-28", "2027-01-25"],
            id="a fifth Monday, or the last one",
        ),
        pytest.param(
            Quota(1, Per.WEEK, due=DueDay(weekday=1)),
            ["2026-11-30", "2026-12-07", "2026-12-14"],
            id="Mondays",
        ),
        pytest.param(
            Quota(1, Per.QUARTER, due=DueDay(month=1, day=10)),
            ["2027-01-10", "2027-04-10", "2027-07-10"],
            id="the tenth of a quarter's first month",
        ),
        pytest.param(
            Quota(1, Per.QUARTER, due=DueDay(month=-1, day=25)),
            ["2026-12-25", "2027-03-25", "2027-06-25"],
            id="the 25th of a quarter's last month",
        ),
        pytest.param(
            Quota(1, Per.MONTH, months=(2, 4, 6, 8, 10, 12)),
            ["2026-12-31", "2027-02-28", "2027-04-30"],
            id="even months",
        ),
        pytest.param(
            Quota(1, Per.MONTH, months=(1, 3, 5, 7, 9, 11), due=DueDay(day=15)),
            ["2027-01-15", "2027-03-15", "2027-05-15"],
            id="the 15th of odd months",
        ),
        pytest.param(
            Quota(1, Per.MONTH, months=(3, 9)),
            ["2027-03-31", "2027-09-30", "2028-03-31"],
            id="twice a year, in March and in September",
        ),
        pytest.param(
            Quota(1, Per.YEAR, due=DueDay(month=6, day=30)),
            ["2027-06-30", "2028-06-30"],
            id="before the first of July",
        ),
        pytest.param(
            Quota(1, Per.YEAR, season=Season(12, 3)),
            ["2027-03-31", "2028-03-31", "2029-03-31"],
            id="by March of the next year",
        ),
    ],
)
def test_the_last_days_that_come_next(quota: Quota, expected: list[str]) -> None:
    assert last_days(quota) == expected
