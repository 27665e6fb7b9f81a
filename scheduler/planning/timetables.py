"""Timetables: when a span is due by the calendar, and when whom is reminded of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from clauses.cadence import Per
from scheduler.periods import Period, period_containing
from scheduler.planning.duties import START, Duty, LeadTimes, before_stage, overdue_stage
from scheduler.planning.events import Event
from scheduler.planning.spans import Span, Window, spans_of
from scheduler.roster.model import Organisation
from scheduler.workdays.calendar import WorkdayCalendar

LIFE = timedelta(days=7)
"""A reminder may be sent this long after its time, or to the end of its period if that is later."""

_NEVER = date.max


@dataclass(frozen=True)
class Stage:
    """A reminder as the calendar has it: ``on`` is the day by the rule, ``days`` where it may fall.

    All are workdays, in order, ``on`` the first of them.
    """

    name: str
    on: date
    days: tuple[date, ...]
    provisional: bool


@dataclass(frozen=True)
class PlannedReminder:
    """One stage for one recipient: ``on`` is the day by the rule, ``at`` and ``expires_at`` are UTC.

    ``at`` may lie on one of the workdays that follow.
    """

    stage: str
    on: date
    at: datetime
    expires_at: datetime
    provisional: bool


@dataclass(frozen=True)
class Timetable:
    """All that the calendar decides about one span: shared by every duty with the same cadence.

    ``stages`` are in order of time, at most one on a day. ``provisional`` is about ``due_on`` and
    the stages before it.
    """

    span: Span
    due_on: date
    provisional: bool
    stages: tuple[Stage, ...]

    @property
    def period(self) -> Period:
        """The period within which it is owed."""
        return self.span.period


class Timetables:
    """Makes timetables by one calendar and one set of lead times; each is made once."""

    def __init__(self, calendar: WorkdayCalendar, leads: LeadTimes | None = None) -> None:
        self.calendar = calendar
        self.leads = leads or LeadTimes()
        self._made: dict[tuple[Span, tuple[int, ...] | None], Timetable] = {}
        self._mornings: dict[tuple[date, ZoneInfo], tuple[datetime, datetime]] = {}
        self._ends: dict[tuple[date, ZoneInfo], datetime] = {}

    def between(
        self,
        duty: Duty,
        organisation: Organisation,
        window: Window,
        events: Collection[Event] = (),
    ) -> Iterator[Timetable]:
        """The timetables of a duty in the window: see :func:`scheduler.planning.spans.spans_of`."""
        for span in spans_of(duty, organisation, window, self.calendar, events):
            yield self.of(span, duty.workdays_before)

    def of(self, span: Span, workdays_before: tuple[int, ...] | None = None) -> Timetable:
        """The timetable of one span; ``workdays_before`` stands in place of the kind's own numbers."""
        key = span, workdays_before
        if key not in self._made:
            self._made[key] = self._make(span, workdays_before)
        return self._made[key]

    def since(self, stages: tuple[Stage, ...], start_on: date) -> tuple[Stage, ...]:
        """``stages`` as they reach someone who comes in on ``start_on``.

        Of those up to the first workday after that day only the last one is kept, on that workday:
        newcomers hear next morning what is open, and not what they have missed.
        """
        if not stages or stages[0].on > start_on + timedelta(days=1):
            return stages
        first = self.calendar.first_workday_on_or_after(start_on + timedelta(days=1))
        ahead = tuple(stage for stage in stages if stage.on > first)
        last = stages[-len(ahead) - 1]
        moved = replace(last, on=first, days=(first,), provisional=not self._published(first))
        return (moved, *ahead)

    def reminders(
        self,
        stages: Iterable[Stage],
        span: Span,
        zone: ZoneInfo,
        *,
        who: str,
        hour: time | None = None,
    ) -> Iterator[PlannedReminder]:
        """The stages at the moments of the recipient ``who``, the same in every process.

        Somebody's own ``hour`` is kept, on the day by the rule.
        """
        mark = crc32(who.encode())
        seconds = mark % max(1, int(self.leads.spread.total_seconds()))
        end = self._end(span.last_day + timedelta(days=1), zone)
        for stage in stages:
            if hour is None:
                on = stage.days[mark // 7919 % len(stage.days)]
                at = self._in_morning(on, seconds, zone)
            else:
                at = local_instant(stage.on, hour, zone)
            yield PlannedReminder(stage.name, stage.on, at, max(end, at + LIFE), stage.provisional)

    def limits(self, stage: Stage, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first and the last moment (UTC) at which a stage goes out to somebody."""
        return self._morning(stage.days[0], zone)[0], self._morning(stage.days[-1], zone)[1]

    def _in_morning(self, on: date, seconds: int, zone: ZoneInfo) -> datetime:
        """So many seconds after the first moment of the spread, by the clocks there."""
        first, last = self._morning(on, zone)
        if last - first == self.leads.spread:
            return first + timedelta(seconds=seconds)
        # The clocks are changed in between.
        moment = datetime.combine(on, self.leads.first) + timedelta(seconds=seconds)
        return local_instant(on, moment.time(), zone)

    def _morning(self, on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first and the last moment of the spread on a day."""
        if (on, zone) not in self._mornings:
            last = (datetime.combine(on, self.leads.first) + self.leads.spread).time()
            self._mornings[on, zone] = (
                local_instant(on, self.leads.first, zone),
                local_instant(on, last, zone),
            )
        return self._mornings[on, zone]

    def _end(self, day: date, zone: ZoneInfo) -> datetime:
        if (day, zone) not in self._ends:
            self._ends[day, zone] = local_instant(day, time(0), zone)
        return self._ends[day, zone]

    def _make(self, span: Span, workdays_before: tuple[int, ...] | None) -> Timetable:
        due_on = self._due_on(span)
        stages = self._spread(self._days(span, due_on, workdays_before), due_on)
        provisional = not self._published(due_on, span.due_by) or any(
            stage.provisional for stage in stages if stage.on <= due_on
        )
        return Timetable(span, due_on, provisional, stages)

    def _due_on(self, span: Span) -> date:
        due_on = self.calendar.last_workday_on_or_before(span.due_by)
        # A week of holidays; and an event has the day that it was given, whatever day that is.
        alone = due_on < span.period.start or span.period.per is Per.EVENT
        return span.due_by if alone else due_on

    def _days(
        self, span: Span, due_on: date, workdays_before: tuple[int, ...] | None
    ) -> list[tuple[date, str]]:
        """The days of the stages, in order; of two on one day the later stage stays.

        What the managers set comes as early as they say, also before the period.
        """
        stages = self._stages(span, due_on, workdays_before)
        set_there = workdays_before is not None
        on = {day: stage for stage, day in stages if set_there or day >= span.opens_on}
        return sorted(on.items())

    def _spread(self, on: Sequence[tuple[date, str]], due_on: date) -> tuple[Stage, ...]:
        """All but the last one before the end may fall on the workdays before the next one."""
        last_ahead = max((day for day, _ in on if day <= due_on), default=None)
        stages = []
        for index, (day, name) in enumerate(on):
            following = on[index + 1][0] if index + 1 < len(on) else _NEVER
            days = [day]
            while day != last_ahead and len(days) < self.leads.spread_workdays:
                another = self.calendar.first_workday_on_or_after(days[-1] + timedelta(days=1))
                if another >= following:
                    break
                days.append(another)
            stages.append(Stage(name, day, tuple(days), not self._published(day)))
        return tuple(stages)

    def _stages(
        self, span: Span, due_on: date, workdays_before: tuple[int, ...] | None
    ) -> Iterator[tuple[str, date]]:
        stages = span.period.per.kind.stages
        ahead = [
            (before_stage(count), self.calendar.workdays_before(due_on, count))
            for count in workdays_before or stages.workdays_before
        ]
        # A week of one workday has no room for anything but its start.
        if stages.at_start or all(day < span.opens_on for _, day in ahead):
            yield START, self.calendar.first_workday_on_or_after(span.opens_on)
        yield from ahead
        until = self._next_begins(span.period) if stages.until_next else _NEVER
        for index, days in enumerate(stages.days_overdue):
            late = span.due_by + timedelta(days=1 + days)
            day = self.calendar.first_workday_on_or_after(late)
            if day < until:
                yield overdue_stage(index), day

    def _next_begins(self, period: Period) -> date:
        """The day of the first reminder of the calendar period that follows."""
        following = period_containing(period.per, period.end)
        due_on = self.calendar.last_workday_on_or_before(following.last_day)
        longest = max(period.per.kind.stages.workdays_before)
        return self.calendar.workdays_before(due_on, longest)

    def _published(self, *days: date) -> bool:
        return all(self.calendar.is_published(day.year) for day in days)


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which clocks in ``zone`` show ``at`` on ``day``.

    A time that is skipped in spring becomes the first instant after the gap; of a time that comes
    twice in autumn the first is meant.
    """
    wanted = datetime.combine(day, at, zone)
    instant = wanted.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return instant
    # In a gap the two readings lie on either side of the change (PEP 495).
    before, after = wanted.replace(fold=1).astimezone(UTC), instant
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
