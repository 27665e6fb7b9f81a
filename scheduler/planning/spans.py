"""The days of what is owed: which periods of a duty lie in a window, and from when to when each goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from clauses.cadence import DueDay, Per, Quota
from scheduler.periods import (
    Period,
    months_after,
    period_containing,
    periods_between,
    term_from,
)
from scheduler.planning.duties import Duty
from scheduler.planning.events import Event, event_periods
from scheduler.roster.model import Organisation
from scheduler.workdays.calendar import WorkdayCalendar

_DAY = timedelta(days=1)


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
    calendar: WorkdayCalendar,
    events: Collection[Event] = (),
) -> Iterator[Span]:
    """The spans of a duty in the window, in order of time; of events in the order given.

    A quota for a term has none unless the start of the organisation's term is known, and only
    that term then: the next one begins with its own election.
    """
    first, end = duty.span
    for period in _periods(duty, organisation, window, events):
        if first <= period.start < end:
            yield span_of(duty.quota, period, calendar)


def first_beyond(quota: Quota, organisation: Organisation, window: Window) -> date | None:
    """The first day of the quota's next period that begins after the window; None: not known."""
    if quota.per is Per.EVENT:
        return None
    if quota.per is not Per.TERM:
        return period_containing(quota.per, window.last).end
    started_on = organisation.term_started_on
    return started_on if started_on is not None and started_on > window.last else None


def is_owed_in(quota: Quota, period: Period) -> bool:
    """Whether the quota asks for anything in this period: in this month, or in this of two weeks."""
    if quota.every_second_from is not None:
        days = (period.start - period_containing(quota.per, quota.every_second_from).start).days
        return days >= 0 and days % 14 == 0
    return not quota.months or period.start.month in quota.months


def span_of(quota: Quota, period: Period, calendar: WorkdayCalendar) -> Span:
    """The days of what the quota asks for in one period.

    The last workday of a stretch is its last day, which moves as the calendar does.
    """
    due_by = period.last_day
    if quota.due is not None:
        due_by = day_within(period, quota.due, calendar)
    elif quota.season is not None and quota.season.reaches_over:
        due_by = months_after(period.end, quota.season.last_month) - timedelta(days=1)
    return Span(period, opens_on(quota, period), due_by)


def day_within(period: Period, due: DueDay, calendar: WorkdayCalendar) -> date:
    """The day of a period by which something is due."""
    first, end = period.start, period.end
    if due.month == -1:
        first = months_after(end, -1)
    elif due.month is not None or due.day is not None:
        first = months_after(first, (due.month or 1) - 1)
        end = months_after(first, 1)
    last_day = end - _DAY
    if due.workday is not None:
        return _workday_within(first, last_day, due.workday, calendar)
    if due.weekday is None:
        return min(first + timedelta(days=(due.day or 1) - 1), last_day)
    last = last_day - timedelta(days=(last_day.isoweekday() - due.weekday) % 7)
    if due.nth == -1:
        return last
    ahead = (due.weekday - first.isoweekday()) % 7
    return min(first + timedelta(days=ahead, weeks=due.nth - 1), last)


def _workday_within(first: date, last: date, nth: int, calendar: WorkdayCalendar) -> date:
    """The nth workday of a stretch, not past its ends; below 0 they are counted from its end."""
    if nth == -1:
        return last
    day = first - _DAY
    if nth < 0:
        return max(calendar.workdays_before(last + _DAY, -nth), first)
    for _ in range(nth):
        day = calendar.first_workday_on_or_after(day + _DAY)
    return min(day, last)


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
        return (p for p in every if is_owed_in(quota, p))
    if organisation.term_started_on is None or quota.term_years is None:
        return ()
    term = term_from(organisation.term_started_on, quota.term_years)
    return (term,) if term.start <= window.last and term.end > window.first else ()
