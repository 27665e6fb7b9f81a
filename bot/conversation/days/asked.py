"""The question that a day answers, and what is refused in answers to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from scheduler.workdays.calendar import WorkdayCalendar


class DayAsked(Enum):
    """The kind of day that is asked for."""

    DONE = auto()
    """On which it was done: what is left open is the nearest past."""
    DUE = auto()
    """By which it is due: what is left open is the nearest coming, and 前 and 内 may follow."""
    EVENT = auto()
    """On which it takes place: what is left open is the nearest coming."""


class UnclearDay(Exception):
    """Base of what is refused."""


class NotADay(UnclearDay):
    """It cannot be read, or may mean several things."""


class NoSuchDay(UnclearDay):
    """The calendar has no such day: 2月30日."""


class SeveralDays(UnclearDay):
    """It names a stretch of days, such as 上周, and not which of them."""


Days = date | list[date]
"""One day, or the same day of every month, year and so on around today, one of which is meant."""


@dataclass(frozen=True)
class Moment:
    """The day on which somebody writes, and what they answer."""

    today: date
    asked: DayAsked
    calendar: WorkdayCalendar

    def nearest(self, days: Days) -> date:
        """The day that is meant; today counts as past and as coming.

        Raises:
            NoSuchDay: there is none.
        """
        if isinstance(days, date):
            return days
        past = self.asked is DayAsked.DONE
        within = [day for day in days if (day <= self.today if past else day >= self.today)]
        if not within:
            raise NoSuchDay
        return max(within) if past else min(within)

    def of_month(self, month: int, day: int) -> date:
        """This day of this month, in the year that is meant.

        Raises:
            NoSuchDay: the month has no such day in that year; another year is not gone to.
        """
        today = (self.today.month, self.today.day)
        year = self.today.year
        if self.asked is DayAsked.DONE:
            year -= (month, day) > today
        else:
            year += (month, day) < today
        return a_day(year, month, day)

    def of_any_month(self, day: int) -> date:
        """This day of the month that is meant; raises as :func:`of_month`."""
        if self.asked is DayAsked.DONE:
            months = -1 if day > self.today.day else 0
        else:
            months = 1 if day < self.today.day else 0
        year, month = month_from(self.today, months)
        return a_day(year, month, day)


def a_day(year: int, month: int, day: int) -> date:
    """The date.

    Raises:
        NoSuchDay: the calendar has no such day.
    """
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error


def month_from(day: date, months: int) -> tuple[int, int]:
    """Year and number of the month that many months after that of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1
