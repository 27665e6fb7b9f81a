from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.cadence import CALENDAR_PERIODS, Per
from scheduler.periods import Period, months_after, period_containing, periods_between, term_from

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
calendar_periods = st.sampled_from(CALENDAR_PERIODS)


@pytest.mark.experiment("D10 ends of periods")
@pytest.mark.parametrize(
    ("per", "day", "start", "end"),
    [
        pytest.param(Per.MONTH, "2026-01-31", "2026-01-01", "2026-02-01", id="day 31"),
        pytest.param(Per.MONTH, "2026-02-28", "2026-02-01", "2026-03-01", id="short February"),
        pytest.param(Per.MONTH, "2028-02-29", "2028-02-01", "2028-03-01", id="leap day"),
        pytest.param(Per.MONTH, "2026-12-31", "2026-12-01", "2027-01-01", id="December"),
        pytest.param(Per.WEEK, "2026-11-23", "2026-11-23", "2026-11-30", id="Monday"),
        pytest.param(Per.WEEK, "2026-11-29", "2026-11-23", "2026-11-30", id="Sunday"),
        pytest.param(Per.WEEK, "2027-01-01", "2026-12-28", "2027-01-04", id="week over New Year"),
        pytest.param(Per.TWO_MONTHS, "2026-01-01", "2026-01-01", "2026-03-01", id="January"),
        pytest.param(Per.TWO_MONTHS, "2028-02-29", "2028-01-01", "2028-03-01", id="February"),
        pytest.param(Per.TWO_MONTHS, "2026-04-30", "2026-03-01", "2026-05-01", id="April"),
        pytest.param(Per.TWO_MONTHS, "2026-11-01", "2026-11-01", "2027-01-01", id="November"),
        pytest.param(Per.QUARTER, "2026-01-01", "2026-01-01", "2026-04-01", id="first day of Q1"),
        pytest.param(Per.QUARTER, "2026-03-31", "2026-01-01", "2026-04-01", id="last day of Q1"),
        pytest.param(Per.QUARTER, "2026-04-01", "2026-04-01", "2026-07-01", id="first day of Q2"),
        pytest.param(Per.QUARTER, "2026-09-30", "2026-07-01", "2026-10-01", id="last day of Q3"),
        pytest.param(Per.QUARTER, "2026-12-31", "2026-10-01", "2027-01-01", id="last day of Q4"),
        pytest.param(Per.HALF_YEAR, "2026-06-30", "2026-01-01", "2026-07-01", id="first half"),
        pytest.param(Per.HALF_YEAR, "2026-07-01", "2026-07-01", "2027-01-01", id="second half"),
        pytest.param(Per.YEAR, "2028-02-29", "2028-01-01", "2029-01-01", id="leap year"),
        pytest.param(Per.YEAR, "2026-12-31", "2026-01-01", "2027-01-01", id="year end"),
    ],
)
def test_a_day_lies_in_its_calendar_period(per: Per, day: str, start: str, end: str) -> None:
    expected = Period(date.fromisoformat(start), date.fromisoformat(end), per)

    assert period_containing(per, date.fromisoformat(day)) == expected


@pytest.mark.experiment("D10 ends of periods")
@pytest.mark.parametrize(
    ("started_on", "years", "end"),
    [
        pytest.param("2024-06-18", 3, "2027-06-18", id="branch"),
        pytest.param("2024-06-18", 5, "2029-06-18", id="committee"),
        pytest.param("2024-02-29", 3, "2027-02-28", id="leap day, common year"),
        pytest.param("2024-02-29", 4, "2028-02-29", id="leap day, leap year"),
        pytest.param("2023-12-31", 1, "2024-12-31", id="year end"),
    ],
)
def test_a_term_runs_from_its_own_start(started_on: str, years: int, end: str) -> None:
    start = date.fromisoformat(started_on)

    assert term_from(start, years) == Period(start, date.fromisoformat(end), Per.TERM)


@pytest.mark.experiment("D10 ends of periods")
@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param("2026-08-31", 1, "2026-09-30", id="day 31 to a month of 30"),
        pytest.param("2027-08-31", -6, "2027-02-28", id="back to February"),
        pytest.param("2028-08-31", -6, "2028-02-29", id="back to a leap February"),
        pytest.param("2026-12-15", 1, "2027-01-15", id="over the year end"),
        pytest.param("2026-01-15", -1, "2025-12-15", id="back over the year end"),
    ],
)
def test_months_are_counted_by_the_calendar(day: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_a_term_is_not_a_calendar_period() -> None:
    with pytest.raises(ValueError, match="term"):
        period_containing(Per.TERM, date(2026, 1, 1))


def test_no_period_lies_between_days_in_the_wrong_order() -> None:
    assert not list(periods_between(Per.MONTH, date(2026, 2, 1), date(2026, 1, 31)))


@pytest.mark.experiment("D10 ends of periods")
@given(per=calendar_periods, first=days, length=st.integers(0, 1500))
def test_periods_partition_time(per: Per, first: date, length: int) -> None:
    last = first + timedelta(length)

    periods = list(periods_between(per, first, last))

    assert all(earlier.end == later.start for earlier, later in pairwise(periods))
    assert first in periods[0]
    assert last in periods[-1]
    assert all(period.last_day in period and period.end not in period for period in periods)


@pytest.mark.experiment("D10 ends of periods")
@given(per=calendar_periods, day=days)
def test_every_day_of_a_period_gives_the_same_period(per: Per, day: date) -> None:
    period = period_containing(per, day)

    assert period_containing(per, period.start) == period
    assert period_containing(per, period.last_day) == period
