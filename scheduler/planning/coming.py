"""Pure: the next days on which something is due, by its cadence and the calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from clauses.cadence import ONCE_AN_EVENT, OnEvent, Per, Quota
from scheduler.periods import Period, months_after, period_containing, term_from
from scheduler.planning.events import Event, event_periods
from scheduler.planning.spans import is_owed_in, span_of
from scheduler.planning.timetables import Timetables

SHOWN = 3
"""As many days as are shown of a rhythm before it counts."""

_FARTHEST = 40
"""Periods that are looked through: every second week and single months of the year are among them."""


class ComingDay(NamedTuple):
    """The last day for something, a workday; ``provisional`` where the year is not published yet.

    ``begins_on`` is the first day of its period.
    """

    due_on: date
    provisional: bool
    begins_on: date


def coming_days(
    quota: Quota, today: date, timetables: Timetables, *, term_started_on: date | None = None
) -> tuple[ComingDay, ...]:
    """The next days by which it is due, today among them; in order, at most ``SHOWN``.

    Of a duty per term at most one, and none where its start or its length is not known; none of
    what hangs on an event.
    """
    ahead = (
        ComingDay(made.due_on, made.provisional, period.start)
        for period in _periods(quota, today, term_started_on)
        if (made := timetables.of(span_of(quota, period, timetables.calendar))).due_on >= today
    )
    return tuple(islice(ahead, SHOWN))


def days_of_events(
    cadence: OnEvent, events: Collection[Event], today: date, timetables: Timetables
) -> tuple[ComingDay, ...]:
    """The same of what hangs on events, of those that have been entered."""
    spans = (
        span_of(ONCE_AN_EVENT, each, timetables.calendar) for each in event_periods(cadence, events)
    )
    made = sorted((timetables.of(each) for each in spans), key=lambda each: each.due_on)
    ahead = [each for each in made if each.due_on >= today][:SHOWN]
    return tuple(ComingDay(each.due_on, each.provisional, each.period.start) for each in ahead)


def _periods(quota: Quota, today: date, term_started_on: date | None) -> Iterator[Period]:
    if quota.per is Per.EVENT:
        return
    if quota.per is Per.TERM:
        if term_started_on is not None and quota.term_years is not None:
            yield term_from(term_started_on, quota.term_years)
        return
    over = quota.season is not None and quota.season.reaches_over
    day = quota.every_second_from or (months_after(today, -12) if over else today)
    period = period_containing(quota.per, max(day, months_after(today, -12)))
    for _ in range(_FARTHEST):
        if is_owed_in(quota, period):
            yield period
        period = period_containing(quota.per, period.end)
