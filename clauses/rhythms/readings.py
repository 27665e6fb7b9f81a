"""What a rhythm means, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from clauses.cadence import ONCE_AN_EVENT, DueDay, OnEvent, Per, Quota, Season

LAST = -1
"""The last month, weekday or workday of a period."""

LAST_OF_MONTH = 31
"""A day that a month does not have is its last one."""

ODD, EVEN = tuple(range(1, 12, 2)), tuple(range(2, 13, 2))
MONTHS_OF_YEAR = 12
_QUARTER = 3
_MOST_AHEAD = 24
_MOST_DAYS = 366


@dataclass(frozen=True)
class RhythmReading:
    """A rhythm as data. ``asks_first``: of every second week it has to be said which is the first.

    ``event``: it hangs on an event, once each time.
    """

    quota: Quota
    asks_first: bool = False
    event: OnEvent | None = None

    def counted(self, count: int, unit: str, *, exact: bool) -> RhythmReading:
        """The same rhythm, so many times in each period."""
        if self.event is not None:
            return self
        return replace(self, quota=replace(self.quota, at_least=count, unit=unit, exact=exact))

    def starting(self, first: date) -> RhythmReading:
        """Every second week from that day on."""
        return RhythmReading(replace(self.quota, every_second_from=first))


class UnclearRhythm(Exception):
    """Base of what is refused; ``words`` are those that are in the way."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class NotARhythm(UnclearRhythm):
    """No form fits it, or it may mean several things."""


class NoSuchPeriod(UnclearRhythm):
    """A period for which nothing can be planned: 每学期, 每日."""


class SeveralDueDays(UnclearRhythm):
    """Several days within one period: 每周一、三. Each is a rhythm of its own."""


class MovableFeast(UnclearRhythm):
    """A day of another calendar, which falls on another date each year: 每年春节前."""


class NoNumber(UnclearRhythm):
    """Words such as 定期, which say no number, or how often at most."""


def once(per: Per, due: DueDay | None = None) -> RhythmReading:
    """Once in each period, by this day of it."""
    return RhythmReading(Quota(1, per, exact=True, due=due))


def in_months(months: tuple[int, ...], due: DueDay | None = None) -> RhythmReading | None:
    """Once in each of these months of the year; None when there are no such months."""
    named = tuple(sorted(set(months)))
    if not named or not all(1 <= month <= MONTHS_OF_YEAR for month in named):
        return None
    if len(named) == MONTHS_OF_YEAR:
        return once(Per.MONTH, due)
    return RhythmReading(Quota(1, Per.MONTH, exact=True, months=named, due=due))


def in_season(first: int, last: int) -> RhythmReading | None:
    """Once a year, in these months; with a last one before the first, into the next year."""
    if not (1 <= first <= MONTHS_OF_YEAR and 1 <= last <= MONTHS_OF_YEAR):
        return None
    due = DueDay(month=last, day=LAST_OF_MONTH) if first <= last else None
    return RhythmReading(Quota(1, Per.YEAR, exact=True, season=Season(first, last), due=due))


def in_quarter(quarter: int) -> RhythmReading | None:
    """Once a year, in this quarter."""
    return in_season(_QUARTER * quarter - 2, _QUARTER * quarter)


def in_half(half: int) -> RhythmReading | None:
    """Once a year, in this half."""
    return in_season(6 * half - 5, 6 * half)


def on_event(event: str, number: int, unit: str, *, before: bool) -> RhythmReading | None:
    """So many days, weeks or months before an event, or after it."""
    offset = -number if before else number
    if not event.strip() or not 1 <= number <= (_MOST_AHEAD if unit == "month" else _MOST_DAYS):
        return None
    if unit == "month":
        made = OnEvent(event.strip(), offset_months=offset)
    else:
        made = OnEvent(event.strip(), offset_days=7 * offset if unit == "week" else offset)
    return RhythmReading(ONCE_AN_EVENT, event=made)


def of_term(years: int | None, ahead: int | None = None) -> RhythmReading | None:
    """Once a term of so many years, prepared from so many months before its end."""
    if (years is not None and not 1 <= years <= 10) or (ahead and not 1 <= ahead <= _MOST_AHEAD):
        return None
    quota = Quota(1, Per.TERM, term_years=years, exact=True)
    return RhythmReading(replace(quota, prepare_months=ahead) if ahead else quota)


def month_lengths() -> Mapping[int, int]:
    """The days that each month has at most."""
    return {month: 29 if month == 2 else 30 + (month + month // 8) % 2 for month in range(1, 13)}


MONTH_LENGTHS = month_lengths()


def day_of_year(month: int, day: int) -> DueDay | None:
    """This day of the year; None when the calendar has none such."""
    if 1 <= day <= MONTH_LENGTHS.get(month, 0):
        return DueDay(month=month, day=day)
    return None


def day_before(month: int, day: int) -> DueDay:
    """The day before this one of the year."""
    if day > 1:
        return DueDay(month=month, day=day - 1)
    return DueDay(month=month - 1 or MONTHS_OF_YEAR, day=LAST_OF_MONTH)


def fits(per: Per, due: DueDay, months: int) -> bool:
    """Whether a period of so many months (0: a week) can have such a day.

    A bare day is one of a month; which workday or weekday, there has to be room for.
    """
    if due.month is not None and not (due.month == LAST or 1 <= due.month <= months):
        return False
    if due.day is not None:
        return 1 <= due.day <= LAST_OF_MONTH and (due.month is not None or per is Per.MONTH)
    if due.workday is not None:
        return 1 <= abs(due.workday) <= (22 if months else 5)
    return due.weekday is not None and (due.nth == LAST or 1 <= due.nth <= 5)
