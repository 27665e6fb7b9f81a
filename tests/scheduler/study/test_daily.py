from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from clauses.model import ClauseRef
from scheduler.roster.days_off import DaysOff
from scheduler.study.daily import ends, next_clause, next_look, suits
from scheduler.workdays.calendar import WorkdayCalendar

A, B, C = (ClauseRef("pack", local) for local in "ABC")
SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = time(9)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=SHANGHAI).astimezone(UTC)


def test_what_was_never_sent_comes_first_and_in_order() -> None:
    assert next_clause((A, B, C), {}) == A
    assert next_clause((A, B, C), {A: date(2026, 11, 23)}) == B


def test_when_all_were_sent_the_one_that_lies_back_furthest_comes_again() -> None:
    sent = {A: date(2026, 11, 25), B: date(2026, 11, 23), C: date(2026, 11, 24)}
    assert next_clause((A, B, C), sent) == B


def test_without_clauses_none_comes() -> None:
    assert next_clause((), {A: date(2026, 11, 23)}) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(at(2026, 11, 23, 8, 59), at(2026, 11, 23, 9), id="today, if it is to come"),
        pytest.param(at(2026, 11, 23, 9), at(2026, 11, 24, 9), id="tomorrow, at the very hour"),
        pytest.param(at(2026, 11, 23, 23), at(2026, 11, 24, 9), id="tomorrow, late"),
    ],
)
def test_the_next_look_is_at_the_next_such_hour(now: datetime, expected: datetime) -> None:
    assert next_look(NINE, SHANGHAI, now) == expected


def test_only_workdays_that_are_not_off_suit() -> None:
    calendar = WorkdayCalendar()
    monday, saturday = date(2026, 11, 23), date(2026, 11, 28)
    assert suits(monday, calendar, DaysOff())
    assert not suits(saturday, calendar, DaysOff())
    assert not suits(monday, calendar, DaysOff(frozenset({1})))


def test_a_clause_lasts_to_the_end_of_its_local_day() -> None:
    assert ends(date(2026, 11, 23), SHANGHAI) == at(2026, 11, 24)
