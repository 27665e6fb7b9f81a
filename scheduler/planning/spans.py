"""The days of what is owed: which periods of a duty lie in a window, and from when to when each goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from clauses.cadence import Per, Quota
from scheduler.periods import (
    Period,
    day_within,
    months_after,
    period_containing,
    periods_between,
    term_from,
)
from scheduler.planning.duties import Duty
from scheduler.planning.events import Event, event_periods
from scheduler.roster.model import Organisation


@dataclass(frozen=True)
class Span:
    """The days of an item: all that the calendar needs to know of it.

    ``opens_on`` is the day before which nobody is reminded, ``due_by`` the last day, a workday or not.
    """

    period: Period
    opens_on: date
    due_by: date

    @property
    def last_day(self) -> date:
        """The last day on which an act counts: that of the period, or of a season that reaches past it."""
        return max(self.period.last_day, self.due_by)


@dataclass(frozen=True)
class Window:
    """Plan the periods that share a day with ``first`` to ``last``; all are the organisation's days."""

    today: date
    first: date
    last: date


def spans_of(
    duty: Duty,
    organisation: Organisation,
    window: Window,
    events: Collection[Event] = (),
) -> Iterator[Span]:
    """The spans of a duty in the window, in order of time; of events in the order given.

    A quota for a term has none unless the start of the organisation's term is known, and only
    that term then: the next one begins with its own election.
    """
    first, end = duty.span
    for period in _periods(duty, organisation, window, events):
        if first <= period.start < end:
            yield span_of(duty.quota, period)


def first_beyond(quota: Quota, organisation: Organisation, window: Window) -> date | None:
    """The first day of the quota's next period that begins after the window; None: not known."""
    if quota.per is Per.EVENT:
        return None
    if quota.per is not Per.TERM:
        return period_containing(quota.per, window.last).end
    started_on = organisation.term_started_on
    return started_on if started_on is not None and started_on > window.last else None


def span_of(quota: Quota, period: Period) -> Span:
    """The days of what the quota asks for in one period."""
    due_by = period.last_day
    if quota.due is not None:
        due_by = day_within(period, quota.due)
    elif quota.season is not None and quota.season.reaches_over:
        due_by = months_after(period.end, quota.season.last_month) - timedelta(days=1)
    return Span(period, opens_on(quota, period), due_by)


def opens_on(quota: Quota, period: Period) -> date:
    """The day before which nobody is reminded."""
    if quota.per is Per.TERM:
        return max(period.start, months_after(period.end, -quota.prepare_months))
    if quota.season is not None:
        return period.start.replace(month=quota.season.first_month)
    return period.start


def _periods(
    duty: Duty, organisation: Organisation, window: Window, events: Collection[Event]
) -> Iterable[Period]:
    quota = duty.quota
    if quota.per is Per.EVENT:
        every = event_periods(duty.clause.cadence, events)
        return (p for p in every if p.start <= window.last and p.end > window.first)
    if quota.per is not Per.TERM:
        first = window.first
        if quota.season is not None and quota.season.reaches_over:
            first = months_after(first, -quota.season.last_month)
        every = periods_between(quota.per, first, window.last)
        return (p for p in every if not quota.months or p.start.month in quota.months)
    if organisation.term_started_on is None or quota.term_years is None:
        return ()
    term = term_from(organisation.term_started_on, quota.term_years)
    return (term,) if term.start <= window.last and term.end > window.first else ()
