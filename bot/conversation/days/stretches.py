"""Arithmetic on stretches of days: months, quarters, years, and the days picked out of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.days.asked import NoSuchDay, NotADay, month_from
from scheduler.workdays.calendar import WorkdayCalendar

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_MONTHS_OF_YEAR = 12
_FARTHEST = 400


@dataclass(frozen=True)
class Stretch:
    """From ``first`` to ``last``, which counts."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


def months_from(year: int, month: int, count: int) -> Stretch:
    """So many whole months, from the first of the given one.

    Raises:
        NoSuchDay: there is no such month.
    """
    if not 1 <= month <= _MONTHS_OF_YEAR or not date.min.year < year < date.max.year:
        raise NoSuchDay
    first = date(year, month, 1)
    end_year, end_month = month_from(first, count - 1)
    return Stretch(first, date(end_year, end_month, monthrange(end_year, end_month)[1]))


def stretch_around(day: date, kind: str, by: int = 0) -> Stretch:
    """The calendar month, quarter, half or year of a day, or the one that many after it."""
    count = MONTHS[kind]
    begun = (day.month - 1) // count * count + 1
    year, month = month_from(date(day.year, begun, 1), by * count)
    return months_from(year, month, count)


def after(day: date, count: int, unit: str, calendar: WorkdayCalendar) -> date:
    """The day so many units (negative: earlier) from ``day``; a month's end stays one.

    ``unit``: day, week, month, year, workday.

    Raises:
        NotADay: too far off to be meant.
    """
    if abs(count) > _FARTHEST:
        raise NotADay
    match unit:
        case "day":
            return day + timedelta(days=count)
        case "week":
            return day + timedelta(weeks=count)
        case "workday":
            return workday_from(day, count, calendar)
        case _:
            year, month = month_from(day, count * MONTHS[unit])
            return date(year, month, min(day.day, monthrange(year, month)[1]))


def workday_from(day: date, count: int, calendar: WorkdayCalendar) -> date:
    """The workday so many workdays after ``day`` or, negative, before it; ``day`` is not counted."""
    if count < 0:
        return calendar.workdays_before(day, -count)
    for _ in range(count):
        day = calendar.first_workday_on_or_after(day + timedelta(days=1))
    return day


def one_of(stretch: Stretch, nth: int, fits: Callable[[date], bool]) -> date:
    """The nth (from 1; negative: from the end) of the days in it that fit.

    Raises:
        NoSuchDay: there are fewer.
    """
    days = [day for day in stretch if fits(day)]
    if nth == 0 or abs(nth) > len(days):
        raise NoSuchDay
    return days[nth - 1 if nth > 0 else nth]
