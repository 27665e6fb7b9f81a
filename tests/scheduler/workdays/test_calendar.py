from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from scheduler.workdays.calendar import NOTICE_DAYS, WorkdayCalendar

days = st.dates(date(2004, 1, 1), date(2030, 12, 31))

NOTICE_2027 = {
    date(2027, 1, 1): False,
    date(2027, 1, 2): True,
    date(2027, 2, 8): False,
    date(2027, 2, 14): True,
    date(2027, 10, 8): False,
}
"""Made up for the tests: the real notice is not out."""


def every_day_of(first: int, last: int) -> list[date]:
    start = date(first, 1, 1)
    return [start + timedelta(n) for n in range((date(last, 12, 31) - start).days + 1)]


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        pytest.param("2026-01-01", False, id="New Year"),
        pytest.param("2026-01-02", False, id="bridge day after New Year"),
        pytest.param("2026-01-04", True, id="Sunday made up for New Year"),
        pytest.param("2026-02-14", True, id="Saturday made up before the Spring Festival"),
        pytest.param("2026-02-15", False, id="first day of the Spring Festival"),
        pytest.param("2026-02-23", False, id="last day of the Spring Festival"),
        pytest.param("2026-02-24", True, id="first day after the Spring Festival"),
        pytest.param("2026-02-28", True, id="Saturday made up after the Spring Festival"),
        pytest.param("2026-03-01", False, id="Sunday"),
        pytest.param("2026-05-09", True, id="Saturday made up for Labour Day"),
        pytest.param("2026-09-20", True, id="Sunday made up for National Day"),
        pytest.param("2026-10-07", False, id="last day of the National Day holidays"),
        pytest.param("2026-12-31", True, id="year end on a Thursday"),
        pytest.param("2024-02-29", True, id="leap day on a Thursday"),
        pytest.param("2020-02-29", False, id="leap day on a Saturday"),
        pytest.param("2022-12-31", False, id="year end on a Saturday"),
        pytest.param("2027-01-01", False, id="statutory day of an unpublished year"),
        pytest.param("2027-02-09", False, id="statutory day moved to a working day"),
        pytest.param("2027-02-20", False, id="a weekend of an unpublished year"),
        pytest.param("2027-12-31", True, id="year end of an unpublished year"),
    ],
)
def test_known_days(day: str, *, workday: bool) -> None:
    assert WorkdayCalendar().is_workday(date.fromisoformat(day)) is workday


def test_published_years_agree_with_both_libraries() -> None:
    calendar = WorkdayCalendar()
    china = country_holidays("CN", years=range(2004, 2027))
    published = every_day_of(2004, 2026)

    assert [d for d in published if calendar.is_workday(d) != chinese_calendar.is_workday(d)] == []
    # The one day on which the two libraries differ.
    assert [d for d in published if calendar.is_workday(d) != china.is_working_day(d)] == [
        date(2005, 12, 31)
    ]


@pytest.mark.parametrize(
    ("year", "published"), [(2003, False), (2004, True), (2026, True), (2027, False)]
)
def test_a_year_is_published_when_its_notice_is_known(year: int, *, published: bool) -> None:
    assert WorkdayCalendar().is_published(year) is published


def test_an_override_wins_over_the_libraries() -> None:
    calendar = WorkdayCalendar({date(2026, 12, 31): False, date(2026, 12, 27): True})

    assert calendar.last_workday_on_or_before(date(2026, 12, 31)) == date(2026, 12, 30)
    assert calendar.is_workday(date(2026, 12, 27))


def test_a_notice_among_the_overrides_makes_its_year_published() -> None:
    calendar = WorkdayCalendar(NOTICE_2027)

    assert calendar.is_published(2027)
    assert not calendar.is_published(2028)
    assert calendar.is_workday(date(2027, 2, 14))
    assert not calendar.is_workday(date(2027, 10, 8))


def test_a_few_overrides_do_not_make_a_notice() -> None:
    few = dict(list(NOTICE_2027.items())[: NOTICE_DAYS - 1])

    assert not WorkdayCalendar(few).is_published(2027)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        pytest.param("2026-12-31", 1, "2026-12-30", id="the day before"),
        pytest.param("2026-12-31", 7, "2026-12-22", id="over a weekend"),
        pytest.param("2026-12-31", 30, "2026-11-19", id="over six weekends"),
        pytest.param("2026-02-28", 3, "2026-02-25", id="from a made-up Saturday"),
        pytest.param("2026-02-24", 1, "2026-02-14", id="over the Spring Festival"),
        pytest.param("2026-01-04", 1, "2025-12-31", id="over the year end"),
        pytest.param("2026-01-04", 262, "2024-12-12", id="over a whole year"),
    ],
)
def test_workdays_are_counted_back(day: str, count: int, expected: str) -> None:
    counted = WorkdayCalendar().workdays_before(date.fromisoformat(day), count)

    assert counted == date.fromisoformat(expected)


def test_the_nearest_workday_may_lie_in_another_year() -> None:
    calendar = WorkdayCalendar()

    assert calendar.last_workday_on_or_before(date(2026, 1, 3)) == date(2025, 12, 31)
    assert calendar.first_workday_on_or_after(date(2022, 12, 31)) == date(2023, 1, 3)


@given(day=days, count=st.integers(1, 400))
def test_counting_back_meets_exactly_that_many_workdays(day: date, count: int) -> None:
    calendar = WorkdayCalendar()

    found = calendar.workdays_before(day, count)

    between = [found + timedelta(n) for n in range((day - found).days)]
    assert calendar.is_workday(found)
    assert sum(calendar.is_workday(d) for d in between) == count


@given(day=days)
def test_the_nearest_workdays_enclose_a_day_of_rest(day: date) -> None:
    calendar = WorkdayCalendar()

    before = calendar.last_workday_on_or_before(day)
    after = calendar.first_workday_on_or_after(day)

    assert before <= day <= after
    assert (before == day) == (after == day) == calendar.is_workday(day)
    assert sum(calendar.is_workday(d) for d in (before, after)) == 2
    between = [before + timedelta(n) for n in range(1, (after - before).days)]
    assert not any(calendar.is_workday(d) for d in between)


@pytest.mark.parametrize(
    ("day", "until", "workdays"),
    [
        pytest.param("2026-11-25", "2026-11-30", 3, id="over a weekend"),
        pytest.param("2026-11-25", "2026-12-31", 26, id="to the end of the year"),
        pytest.param("2026-11-25", "2026-11-20", -3, id="past"),
        pytest.param("2026-11-25", "2026-11-25", 0, id="today"),
        pytest.param("2026-11-28", "2026-11-30", 1, id="from a Saturday"),
        pytest.param("2026-10-31", "2026-10-30", 0, id="the day off after it"),
        pytest.param("2025-12-30", "2026-01-05", 3, id="over New Year, Sunday made up"),
        pytest.param("2026-12-30", "2026-12-31", 1, id="tomorrow"),
    ],
)
def test_workdays_are_counted_to_a_date(day: str, until: str, workdays: int) -> None:
    calendar = WorkdayCalendar()
    first, last = date.fromisoformat(day), date.fromisoformat(until)
    assert calendar.workdays_until(first, last) == workdays


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_counting_to_a_date_is_counting_back_from_it(day: date, count: int) -> None:
    calendar = WorkdayCalendar()
    due_on = calendar.last_workday_on_or_before(day)
    assert calendar.workdays_until(calendar.workdays_before(due_on, count), due_on) == count
