"""Pure planning: duties, roster, calendar and window in; occurrences and their reminders out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from clauses.cadence import Per
from clauses.model import BodyId, ClauseRef, Owed, PostId
from scheduler.periods import Period
from scheduler.planning.duties import Duty
from scheduler.planning.events import Event
from scheduler.planning.local_rules import Facts as LocalFacts
from scheduler.planning.local_rules import LocalRules
from scheduler.planning.occurrences import OccurrenceId, Release
from scheduler.planning.own_duties import OwnDuty
from scheduler.planning.spans import Span, Window
from scheduler.planning.timetables import PlannedReminder, Stage, Timetable, Timetables
from scheduler.roster.model import GroupId, Organisation, PersonId, SeatId

_NEVER = date.max


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
    own: tuple[OwnDuty, ...] = ()


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
                planned.append(occurrence if item is None else replace(occurrence, item=item))
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
                if _holds_in(timetable.period, holder):
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
            if only not in (None, holder.person_id) or not _concerns(timetable.span, holder):
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
            if group.since <= timetable.span.last_day
        }


def _before(stage: Stage, end_on: date) -> Stage:
    """The stage on those of its days that are before ``end_on``; the first one is."""
    if stage.days[-1] < end_on:
        return stage
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


def _concerns(span: Span, holder: Holder) -> bool:
    begins = holder.start_on <= span.last_day
    return begins and (holder.end_on is None or span.period.start < holder.end_on)


def _holds_in(period: Period, holder: Holder) -> bool:
    return holder.start_on < period.end and (holder.end_on is None or period.start < holder.end_on)
