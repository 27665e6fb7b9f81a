"""The next days of a rhythm, by the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from clauses.cadence import Per, Quota, Season
from scheduler.planning.coming import coming_days
from scheduler.planning.timetables import Timetables
from scheduler.workdays.calendar import WorkdayCalendar
from tests.rhythms import ROWS, TODAY, Row

TIMETABLES = Timetables(WorkdayCalendar())


@pytest.mark.parametrize("row", [pytest.param(row, id=row.words[0]) for row in ROWS])
def test_the_next_days_of_each_rhythm(row: Row) -> None:
    days = coming_days(row.quota, TODAY, TIMETABLES)

    assert tuple(day.due_on.isoformat() for day in days) == row.days
    assert [day.provisional for day in days] == [day > "2026-12-31" for day in row.days]


def test_a_term_is_dated_from_its_start() -> None:
    five_years = replace(ROWS[-1].quota, term_years=5)
    started = date(2022, 3, 1)

    (day,) = coming_days(five_years, TODAY, TIMETABLES, term_started_on=started)

    assert day.due_on == date(2027, 2, 26)


def test_a_season_that_reaches_over_is_due_in_the_next_year() -> None:
    quota = Quota(1, Per.YEAR, season=Season(12, 2))

    assert coming_days(quota, date(2027, 1, 4), TIMETABLES)[0].due_on == date(2027, 2, 26)


def test_today_is_among_them() -> None:
    assert coming_days(ROWS[0].quota, date(2026, 12, 25), TIMETABLES)[0].due_on.day == 25
