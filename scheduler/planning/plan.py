"""Pure planning: duties, roster, calendar and window in; occurrences and their reminders out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clauses.cadence import Per, Quota
from clauses.model import Owed, PostId
from scheduler.periods import Period, months_after, periods_between, term_from
from scheduler.planning.duties import START, Duty, LeadTimes, before_stage, overdue_stage
from scheduler.planning.events import Event, event_periods
from scheduler.planning.local_rules import Facts, LocalRules
from scheduler.planning.workdays import WorkdayCalendar
from scheduler.roster.model import GroupId, Organisation, PersonId

LIFE = timedelta(days=7)
"""A reminder may be sent this long after its time, or to the end of its period if that is later."""


@dataclass(frozen=True)
class PlannedReminder:
    """One stage of one occurrence: ``on`` is the local day, ``at`` and ``expires_at`` are UTC."""

    stage: str
    on: date
    at: datetime
    expires_at: datetime
    provisional: bool


@dataclass(frozen=True)
class Timetable:
    """All that the calendar decides about one period: shared by every duty with the same cadence.

    ``reminders`` are in order of time, at most one on a day. ``provisional`` is about ``due_on``
    and the reminders before it.
    """

    period: Period
    due_on: date
    provisional: bool
    reminders: tuple[PlannedReminder, ...]


@dataclass(frozen=True)
class BoundGroup:
    """A group that gets the reminders of its organisation; ``since`` is a local day."""

    id: GroupId
    since: date


@dataclass(frozen=True)
class Holder:
    """Someone who holds ``post`` over ``[start_on, end_on)``; None is open-ended."""

    person_id: PersonId
    post: PostId
    start_on: date
    end_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on ``day``."""
        return self.start_on <= day and (self.end_on is None or day < self.end_on)


@dataclass(frozen=True)
class Staff:
    """An organisation with those who hold its posts and the groups bound to it.

    Its ``acts_for`` names the bodies whose duties it carries now.
    """

    organisation: Organisation
    holders: tuple[Holder, ...]
    groups: tuple[BoundGroup, ...] = ()
    facts: Facts = field(default_factory=dict)
    rules: LocalRules = field(default_factory=dict)
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Window:
    """Plan the periods that share a day with ``first`` to ``last``, for who holds a post ``today``.

    All three are local days of the organisation.
    """

    today: date
    first: date
    last: date


@dataclass(frozen=True)
class PlannedOccurrence:
    """An occurrence as it should stand, and who is reminded of it when.

    ``holder_id`` is None where the duty is owed once by the body.
    """

    duty: Duty
    holder_id: PersonId | None
    timetable: Timetable
    persons: Mapping[PersonId, tuple[PlannedReminder, ...]]
    groups: Mapping[GroupId, tuple[PlannedReminder, ...]]


class Timetables:
    """Makes timetables by one calendar and one set of lead times; each is made once."""

    def __init__(self, calendar: WorkdayCalendar, leads: LeadTimes | None = None) -> None:
        self.calendar = calendar
        self.leads = leads or LeadTimes()
        self._made: dict[tuple[Period, date, ZoneInfo, LeadTimes], Timetable] = {}

    def between(self, duty: Duty, staff: Staff, window: Window) -> Iterator[Timetable]:
        """The timetables of a duty in the window, in order of time; of events in the order given.

        A quota for a term has none unless the start of the organisation's term is known, and only
        that term then: the next one begins with its own election.
        """
        leads = self.leads.of(duty)
        first, end = duty.span
        for period in _periods(duty, staff, window):
            if first <= period.start < end:
                yield self._of(period, opens_on(duty.quota, period), staff.organisation.zone, leads)

    def since(
        self, reminders: tuple[PlannedReminder, ...], start_on: date, zone: ZoneInfo
    ) -> tuple[PlannedReminder, ...]:
        """``reminders`` as they reach someone who comes in on ``start_on``.

        Of those up to the first workday after that day only the last one is kept, on that workday:
        newcomers hear next morning what is open, and not what they have missed.
        """
        if not reminders or reminders[0].on > start_on + timedelta(days=1):
            return reminders
        first = self.calendar.first_workday_on_or_after(start_on + timedelta(days=1))
        ahead = tuple(reminder for reminder in reminders if reminder.on > first)
        last = reminders[-len(ahead) - 1]
        return (last if last.on == first else self._moved(last, first, zone), *ahead)

    def _of(self, period: Period, opens_on: date, zone: ZoneInfo, leads: LeadTimes) -> Timetable:
        key = (period, opens_on, zone, leads)
        if key not in self._made:
            self._made[key] = self._make(period, opens_on, zone, leads)
        return self._made[key]

    def _make(self, period: Period, opens_on: date, zone: ZoneInfo, leads: LeadTimes) -> Timetable:
        due_on = self.calendar.last_workday_on_or_before(period.last_day)
        # A week of holidays; and an event has the day that it was given, whatever day that is.
        if due_on < period.start or period.per is Per.EVENT:
            due_on = period.last_day
        # In order of stage: of two on one day the later stage stays.
        stages = self._stages(period.per, opens_on, due_on, period.end, leads)
        on = {day: stage for stage, day in stages if day >= opens_on}
        reminders = tuple(
            self._reminder(stage, day, period.end, zone, leads) for day, stage in sorted(on.items())
        )
        provisional = not self._published(due_on, period.last_day) or any(
            reminder.provisional for reminder in reminders if reminder.on <= due_on
        )
        return Timetable(period, due_on, provisional, reminders)

    def _stages(
        self, per: Per, opens_on: date, due_on: date, end: date, leads: LeadTimes
    ) -> Iterator[tuple[str, date]]:
        stages = per.kind.stages
        ahead = [
            (before_stage(count), self.calendar.workdays_before(due_on, count))
            for count in leads.workdays_before or stages.workdays_before
        ]
        # A week of one workday has no room for anything but its start.
        if stages.at_start or all(day < opens_on for _, day in ahead):
            yield START, self.calendar.first_workday_on_or_after(opens_on)
        yield from ahead
        for index, days in enumerate(stages.days_overdue):
            day = self.calendar.first_workday_on_or_after(end + timedelta(days=days))
            yield overdue_stage(index), day

    def _reminder(
        self, stage: str, on: date, end: date, zone: ZoneInfo, leads: LeadTimes
    ) -> PlannedReminder:
        at = local_instant(on, leads.at, zone)
        expires_at = max(local_instant(end, time(0), zone), at + LIFE)
        return PlannedReminder(stage, on, at, expires_at, not self._published(on))

    def _moved(self, reminder: PlannedReminder, on: date, zone: ZoneInfo) -> PlannedReminder:
        at = local_instant(on, self.leads.at, zone)
        return replace(
            reminder,
            on=on,
            at=at,
            expires_at=max(reminder.expires_at, at + LIFE),
            provisional=not self._published(on),
        )

    def _published(self, *days: date) -> bool:
        return all(self.calendar.is_published(day.year) for day in days)


def plan(
    staff: Staff,
    duties: Mapping[PostId, Sequence[Duty]],
    timetables: Timetables,
    window: Window,
) -> list[PlannedOccurrence]:
    """Occurrences of one organisation within the window, with their reminders.

    ``duties`` are those of its posts, in pack order. The result is in order of post (as in
    ``duties``), duty, period and holder. A post that nobody holds today gives nothing; a period
    that ended before somebody took the post is no concern of theirs.
    """
    return list(_planned(staff, duties, timetables, window))


def _planned(
    staff: Staff,
    duties: Mapping[PostId, Sequence[Duty]],
    timetables: Timetables,
    window: Window,
) -> Iterator[PlannedOccurrence]:
    holders: dict[PostId, list[Holder]] = {}
    for holder in staff.holders:
        if holder.holds_on(window.today):
            holders.setdefault(holder.post, []).append(holder)
    zone = staff.organisation.zone
    for post, owed in duties.items():
        for duty in owed if post in holders else ():
            for timetable in timetables.between(duty, staff, window):
                persons = {
                    holder.person_id: _until(
                        timetables.since(timetable.reminders, holder.start_on, zone), holder.end_on
                    )
                    for holder in holders[post]
                    if _concerns(timetable.period, holder)
                }
                if duty.owed is Owed.EACH:
                    for person_id, reminders in persons.items():
                        yield PlannedOccurrence(
                            duty, person_id, timetable, {person_id: reminders}, {}
                        )
                elif persons:
                    groups = _to_groups(timetable, staff.groups, timetables, zone)
                    yield PlannedOccurrence(duty, None, timetable, persons, groups)


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


def _periods(duty: Duty, staff: Staff, window: Window) -> Iterable[Period]:
    quota, organisation = duty.quota, staff.organisation
    if quota.per is Per.EVENT:
        every = event_periods(duty.clause.cadence, staff.events)
        return (p for p in every if p.start <= window.last and p.end > window.first)
    if quota.per is not Per.TERM:
        return periods_between(quota.per, window.first, window.last)
    if organisation.term_started_on is None or quota.term_years is None:
        return ()
    term = term_from(organisation.term_started_on, quota.term_years)
    return (term,) if term.start <= window.last and term.end > window.first else ()


def opens_on(quota: Quota, period: Period) -> date:
    """The day before which nobody is reminded."""
    if quota.per is Per.TERM:
        return max(period.start, months_after(period.end, -quota.prepare_months))
    if quota.season is not None:
        return period.start.replace(month=quota.season.first_month)
    return period.start


def _concerns(period: Period, holder: Holder) -> bool:
    return holder.start_on < period.end and (holder.end_on is None or period.start < holder.end_on)


def _until(
    reminders: tuple[PlannedReminder, ...], end_on: date | None
) -> tuple[PlannedReminder, ...]:
    if end_on is None:
        return reminders
    return tuple(reminder for reminder in reminders if reminder.on < end_on)


def _to_groups(
    timetable: Timetable, groups: Sequence[BoundGroup], timetables: Timetables, zone: ZoneInfo
) -> dict[GroupId, tuple[PlannedReminder, ...]]:
    stages = timetables.leads.group_stages
    reminders = tuple(r for r in timetable.reminders if r.stage in stages)
    return {
        group.id: timetables.since(reminders, group.since, zone)
        for group in groups
        if group.since < timetable.period.end
    }
