"""Calendar periods as half-open ranges of local dates."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from clauses.cadence import DayOfEvent, Months, Per, TermOfOffice, Week


@dataclass(frozen=True, order=True)
class Period:
    """``[start, end)``: the first day of the period and the first day after it."""

    start: date
    end: date
    per: Per

    @property
    def last_day(self) -> date:
        """The last day on which an act counts."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


def period_containing(per: Per, day: date) -> Period:
    """The calendar period in which ``day`` lies.

    Raises:
        ValueError: ``per`` is a term or an event, which have a beginning of their own.
    """
    match per.kind.length:
        case Week():
            start = day - timedelta(days=day.weekday())
            return Period(start, start + timedelta(weeks=1), per)
        case Months(count):
            start = date(day.year, (day.month - 1) // count * count + 1, 1)
            return Period(start, months_after(start, count), per)
        case TermOfOffice() | DayOfEvent():
            raise ValueError(f"{per} is not a period of the calendar")


def periods_between(per: Per, first: date, last: date) -> Iterator[Period]:
    """The calendar periods that have a day in common with ``first`` to ``last``, both included.

    In order of time, without a gap; none when ``last`` comes before ``first``.
    """
    if last < first:
        return
    period = period_containing(per, first)
    while period.start <= last:
        yield period
        period = period_containing(per, period.end)


def term_from(started_on: date, years: int) -> Period:
    """The term of office of ``years`` years that began on ``started_on``.

    No further term is derived from it: the next one begins when its election is held.
    """
    return Period(started_on, months_after(started_on, 12 * years), Per.TERM)


def months_after(day: date, months: int) -> date:
    """The same day of the month ``months`` later (earlier when negative).

    A day that the month does not have becomes its last one: 31 August is followed by 30 September,
    29 February by 28 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
