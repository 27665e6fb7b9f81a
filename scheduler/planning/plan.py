"""Pure planning: duties, roster, calendar and window in; occurrences and their reminders out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from clauses.cadence import Per, Quota
from clauses.model import BodyId, ClauseRef, Owed, PostId
from scheduler.periods import (
    Period,
    months_after,
    period_containing,
    periods_between,
    term_from,
)
from scheduler.planning.duties import START, Duty, LeadTimes, before_stage, overdue_stage
from scheduler.planning.events import Event, event_periods
from scheduler.planning.local_rules import Facts as LocalFacts
from scheduler.planning.local_rules import LocalRules
from scheduler.planning.occurrences import OccurrenceId, Release
from scheduler.planning.workdays import WorkdayCalendar
from scheduler.roster.model import GroupId, Organisation, PersonId, SeatId

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
class Span:
    """The days of an item: all that the calendar needs to know of it.

    ``opens_on`` is the day before which nobody is reminded, ``due_by`` the last day, a workday or not.
    """

    period: Period
    opens_on: date
    due_by: date


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


@dataclass(frozen=True)
class BoundGroup:
    """A group that gets the reminders of its organisation; ``since`` is a local day."""

    id: GroupId
    since: date


@dataclass(frozen=True)
class Holder:
    """Someone who holds ``post`` over ``[start_on, end_on)``; None is open-ended.

    ``hour`` is the one they have set for reminders, if any.
    """

    person_id: PersonId
    post: PostId
    start_on: date
    end_on: date | None = None
    hour: time | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on ``day``."""
        return self.start_on <= day and (self.end_on is None or day < self.end_on)


@dataclass(frozen=True)
class Seat:
    """A post that exists over ``[since, until)``, held or not; None is open-ended."""

    id: SeatId
    post: PostId
    since: date
    until: date | None = None

    def exists_in(self, period: Period) -> bool:
        """Whether it is there on some day of the period."""
        first = max(self.since, period.start)
        return first < period.end and (self.until is None or first < self.until)

    @property
    def is_empty(self) -> bool:
        """Whether it was taken off before it came."""
        return self.since == self.until

    def is_over(self, today: date) -> bool:
        """Whether it is there neither today nor later."""
        return self.until is not None and self.until <= max(self.since, today)


@dataclass(frozen=True)
class Staff:
    """An organisation with its seats, those who hold them, and the groups bound to it.

    Holders are those of today and of days to come. The organisation's ``acts_for`` names the bodies
    whose duties it carries now, ``acted_for`` those that exist themselves by now. ``over`` are posts
    that are there neither today nor later; they have no ``seats``.
    """

    organisation: Organisation
    holders: tuple[Holder, ...]
    groups: tuple[BoundGroup, ...] = ()
    seats: tuple[Seat, ...] = ()
    over: frozenset[PostId] = frozenset()
    acted_for: tuple[BodyId, ...] = ()
    facts: LocalFacts = field(default_factory=dict)
    rules: LocalRules = field(default_factory=dict)
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Window:
    """Plan the periods that share a day with ``first`` to ``last``; all are the organisation's days."""

    today: date
    first: date
    last: date


@dataclass(frozen=True)
class Item:
    """An occurrence as it stands, and may go on: see :func:`plan`."""

    id: OccurrenceId
    ref: ClauseRef
    post: PostId
    holder_id: PersonId | None
    span: Span
    due_on: date
    provisional: bool
    needed: int
    wording: int | None = None
    released: Release | None = None


@dataclass(frozen=True)
class PlannedOccurrence:
    """An occurrence as it should stand, and who is reminded of it when.

    ``holder_id`` is None where the duty is owed once by the body. ``duty`` is None where it goes on
    as it began, ``item`` where it is new.
    """

    duty: Duty | None
    holder_id: PersonId | None
    timetable: Timetable
    persons: Mapping[PersonId, tuple[PlannedReminder, ...]]
    groups: Mapping[GroupId, tuple[PlannedReminder, ...]]
    item: Item | None = None


@dataclass(frozen=True)
class Plan:
    """What one organisation owes; ``released`` are items that it does not owe any more, and why."""

    occurrences: tuple[PlannedOccurrence, ...]
    released: Mapping[OccurrenceId, Release]


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
        """The timetables of a duty in the window, in order of time; of events in the order given.

        A quota for a term has none unless the start of the organisation's term is known, and only
        that term then: the next one begins with its own election.
        """
        first, end = duty.span
        for period in _periods(duty, organisation, window, events):
            if first <= period.start < end:
                span = Span(period, opens_on(duty.quota, period), period.last_day)
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
        end = self._end(span.period.end, zone)
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
        """The days of the stages, in order; of two on one day the later stage stays."""
        stages = self._stages(span, due_on, workdays_before)
        on = {day: stage for stage, day in stages if day >= span.opens_on}
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


def plan(
    staff: Staff,
    duties: Mapping[PostId, Sequence[Duty]],
    timetables: Timetables,
    window: Window,
    items: Collection[Item] = (),
    *,
    ended: Collection[ClauseRef] = (),
    left: Collection[OccurrenceId] = (),
    met: Collection[OccurrenceId] = (),
) -> Plan:
    """Occurrences of one organisation within the window, with their reminders.

    ``duties`` are those of its seats, in pack order; ``items`` what is stored of the window. An item
    that has begun goes on as it began, whatever the packs say now, and while it lasts nothing else is
    owed for the same duty: a new edition takes over with the first of its periods after that. Items
    that have not begun become what the packs say. Nobody is told of a period that ended before they
    took the post; a seat that nobody holds has its items too.

    ``ended`` are duties that this organisation carried for a body that has come into being, ``left``
    items of those who hold the post no longer: they are released. What was released and is owed after
    all is taken up again. What hangs on an event moves with it, unless it was ``met``. The result is in order of post, duty, period and holder, what goes on first.
    """
    planning = _Planning(staff, timetables, window, items, ended=ended, left=left, met=met)
    return planning.by(duties)


class _Planning:
    def __init__(
        self,
        staff: Staff,
        timetables: Timetables,
        window: Window,
        items: Collection[Item],
        *,
        ended: Collection[ClauseRef],
        left: Collection[OccurrenceId],
        met: Collection[OccurrenceId],
    ) -> None:
        self._staff = staff
        self._zone = staff.organisation.zone
        self._timetables = timetables
        self._window = window
        self._ended = ended
        self._left = left
        self._met = met
        self._duties: dict[ClauseRef, Duty] = {}
        self._holders: dict[PostId, list[Holder]] = {}
        for holder in staff.holders:
            if holder.end_on is None or window.today < holder.end_on:
                self._holders.setdefault(holder.post, []).append(holder)
        self._items: dict[ClauseRef, list[Item]] = {}
        for item in items:
            self._items.setdefault(item.ref, []).append(item)

    def by(self, duties: Mapping[PostId, Sequence[Duty]]) -> Plan:
        self._duties = {duty.ref: duty for owed in duties.values() for duty in owed}
        released: dict[OccurrenceId, Release] = {}
        going_on: list[PlannedOccurrence] = []
        begun: dict[ClauseRef, list[Item]] = {}
        open_to_change: dict[ClauseRef, list[Item]] = {}
        for ref, items in self._items.items():
            for item in items:
                if (why := self._why_released(item)) is not None:
                    released[item.id] = why
                elif item.released is None and self._has_begun(item):
                    begun.setdefault(ref, []).append(item)
                    going_on.append(self._going_on(item))
                else:
                    open_to_change.setdefault(ref, []).append(item)
        new: list[PlannedOccurrence] = []
        for post in dict.fromkeys(seat.post for seat in self._staff.seats):
            for duty in duties.get(post, ()):
                instead = [
                    item for ref in (duty.ref, *duty.clause.replaces) for item in begun.get(ref, ())
                ]
                planned, kept = self._anew(duty, instead, open_to_change.get(duty.ref, ()))
                new += planned
                going_on += kept
        planned_ids = {each.item.id for each in (*new, *going_on) if each.item is not None}
        for items in self._items.values():
            for item in items:
                if item.id not in planned_ids and item.id not in released:
                    released[item.id] = Release.UNPLANNED
        return Plan((*going_on, *new), released)

    def _has_begun(self, item: Item) -> bool:
        if item.span.period.per is Per.EVENT:
            return item.id in self._met
        return item.span.period.start <= self._window.today

    def _why_released(self, item: Item) -> Release | None:
        """Why an item is not owed as things are, whatever the packs say."""
        if item.ref in self._ended:
            return Release.UNPLANNED
        if item.span.period.per is Per.TERM and not self._is_own_term(item.span.period):
            return Release.UNPLANNED
        return Release.LEFT if item.id in self._left else None

    def _is_own_term(self, term: Period) -> bool:
        """A date that was corrected moves the term; one that was held begins after the old one."""
        started_on = self._staff.organisation.term_started_on
        return started_on is None or term.start == started_on or term.end <= started_on

    def _going_on(self, item: Item) -> PlannedOccurrence:
        duty = self._duties.get(item.ref)
        timetable = self._timetables.of(item.span, None if duty is None else duty.workdays_before)
        hour = None if duty is None else duty.at
        persons = self._persons(timetable, item.post, item.holder_id, hour)
        groups = {} if item.holder_id is not None else self._groups(timetable, hour)
        return PlannedOccurrence(None, item.holder_id, timetable, persons, groups, item)

    def _anew(
        self, duty: Duty, standing: Sequence[Item], stored: Sequence[Item]
    ) -> tuple[list[PlannedOccurrence], list[PlannedOccurrence]]:
        """What the duty asks for beside what has begun; and what was to come and still fills a gap.

        ``stored`` are items to be used again: they have not begun, or were released.
        """
        by_key = {_key(item.span.period, item.holder_id): item for item in stored}
        planned = []
        first_new = _NEVER
        for timetable in self._timetables.between(
            duty, self._staff.organisation, self._window, self._staff.events
        ):
            if not any(
                seat.post == duty.post and seat.exists_in(timetable.period)
                for seat in self._staff.seats
            ):
                continue
            for occurrence in self._occurrences(duty, timetable):
                if any(_excludes(item, occurrence) for item in standing):
                    continue
                item = by_key.pop(_key(timetable.period, occurrence.holder_id), None)
                first_new = min(first_new, timetable.period.start)
                planned.append(replace(occurrence, item=item))
        kept = [
            self._going_on(item)
            for item in by_key.values()
            if item.released is None
            and item.span.period.end <= first_new
            and item.span.period.per is not Per.EVENT
            and standing
            and self._fits(item, standing)
        ]
        return planned, kept

    def _fits(self, item: Item, standing: Sequence[Item]) -> bool:
        """Whether something that had been planned lies after all that has begun."""
        return all(other.span.period.end <= item.span.period.start for other in standing)

    def _occurrences(self, duty: Duty, timetable: Timetable) -> Iterator[PlannedOccurrence]:
        if duty.owed is Owed.EACH:
            for holder in self._holders.get(duty.post, ()):
                if _concerns(timetable.period, holder):
                    persons = self._persons(timetable, duty.post, holder.person_id, duty.at)
                    yield PlannedOccurrence(duty, holder.person_id, timetable, persons, {})
        else:
            persons = self._persons(timetable, duty.post, None, duty.at)
            groups = self._groups(timetable, duty.at)
            yield PlannedOccurrence(duty, None, timetable, persons, groups)

    def _persons(
        self, timetable: Timetable, post: PostId, only: PersonId | None, hour: time | None
    ) -> dict[PersonId, tuple[PlannedReminder, ...]]:
        found: dict[PersonId, tuple[PlannedReminder, ...]] = {}
        for holder in self._holders.get(post, ()):
            if only not in (None, holder.person_id) or not _concerns(timetable.period, holder):
                continue
            stages = self._timetables.since(timetable.stages, holder.start_on)
            end_on = holder.end_on or _NEVER
            found[holder.person_id] = found.get(holder.person_id, ()) + tuple(
                self._timetables.reminders(
                    (_before(stage, end_on) for stage in stages if stage.on < end_on),
                    timetable.span,
                    self._zone,
                    who=f"p{holder.person_id}",
                    hour=holder.hour or hour,
                )
            )
        return found

    def _groups(
        self, timetable: Timetable, hour: time | None
    ) -> dict[GroupId, tuple[PlannedReminder, ...]]:
        wanted = self._timetables.leads.group_stages
        stages = tuple(stage for stage in timetable.stages if stage.name in wanted)
        return {
            group.id: tuple(
                self._timetables.reminders(
                    self._timetables.since(stages, group.since),
                    timetable.span,
                    self._zone,
                    who=f"g{group.id}",
                    hour=hour,
                )
            )
            for group in self._staff.groups
            if group.since < timetable.period.end
        }


def _before(stage: Stage, end_on: date) -> Stage:
    """The stage on those of its days that are before ``end_on``; the first one is."""
    return replace(stage, days=tuple(day for day in stage.days if day < end_on))


def _key(period: Period, holder_id: PersonId | None) -> tuple[Per, date, PersonId | None]:
    """The last day is no part of it: what hangs on an event moves with it."""
    return period.per, period.start, holder_id


def _excludes(item: Item, occurrence: PlannedOccurrence) -> bool:
    """Whether an item that has begun leaves no room: it is of the same holder, or owed otherwise."""
    mine, other = item.holder_id, occurrence.holder_id
    if mine is not None and other is not None and mine != other:
        return False
    period, another = item.span.period, occurrence.timetable.period
    if Per.EVENT in (period.per, another.per):
        return period.per is another.per and period.start == another.start
    return period.start < another.end and another.start < period.end


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


def _periods(
    duty: Duty, organisation: Organisation, window: Window, events: Collection[Event]
) -> Iterable[Period]:
    quota = duty.quota
    if quota.per is Per.EVENT:
        every = event_periods(duty.clause.cadence, events)
        return (p for p in every if p.start <= window.last and p.end > window.first)
    if quota.per is not Per.TERM:
        return periods_between(quota.per, window.first, window.last)
    if organisation.term_started_on is None or quota.term_years is None:
        return ()
    term = term_from(organisation.term_started_on, quota.term_years)
    return (term,) if term.start <= window.last and term.end > window.first else ()


def first_beyond(quota: Quota, organisation: Organisation, window: Window) -> date | None:
    """The first day of the quota's next period that begins after the window; None: not known."""
    if quota.per is Per.EVENT:
        return None
    if quota.per is not Per.TERM:
        return period_containing(quota.per, window.last).end
    started_on = organisation.term_started_on
    return started_on if started_on is not None and started_on > window.last else None


def opens_on(quota: Quota, period: Period) -> date:
    """The day before which nobody is reminded."""
    if quota.per is Per.TERM:
        return max(period.start, months_after(period.end, -quota.prepare_months))
    if quota.season is not None:
        return period.start.replace(month=quota.season.first_month)
    return period.start


def _concerns(period: Period, holder: Holder) -> bool:
    return holder.start_on < period.end and (holder.end_on is None or period.start < holder.end_on)
