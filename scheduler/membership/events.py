"""Use cases: events of an organisation; what hangs on them is planned by the planner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import OnEvent
from clauses.conditions import EventKind, EventKindId
from clauses.library import Library
from clauses.model import Clause, ClauseRef
from scheduler.clock import Clock
from scheduler.errors import DayOutOfReach, NotManager, UnknownEvent
from scheduler.membership.leading import Leading
from scheduler.membership.queries.local_rules import SaidEvents
from scheduler.planning.duties import CLOSING_DAYS
from scheduler.planning.events import Event, EventId, due_day, period_of
from scheduler.planning.local_rules import StartDays
from scheduler.planning.occurrences import Release
from scheduler.planning.own_duties import own_duties_of
from scheduler.planning.queries.own_duties import StoredOwnDuties
from scheduler.planning.queries.releases import ReleasedItems
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

BACK, AHEAD = timedelta(days=366), timedelta(days=3 * 366)
"""How far from today an event may be entered."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class UnitEvent:
    """An event, and what hangs on it there, each with its last day, in order of that.

    ``day_off``: nobody works on its day, as far as the calendar is published. ``unplanned`` are those of
    ``due`` that nothing was planned for, and nothing will be: their last day is too long past.
    """

    organisation: Organisation
    kind: EventKind
    event: Event
    due: tuple[tuple[Clause, date], ...]
    day_off: bool = False
    unplanned: frozenset[ClauseRef] = frozenset()


@dataclass(frozen=True)
class UnitCalendar:
    """The kinds of event on which something hangs in an organisation, and the events there are."""

    organisation: Organisation
    kinds: tuple[EventKind, ...]
    events: tuple[UnitEvent, ...]


class Events:
    """For managers and those who lead (``NotManager``). Each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def places(self, by: PersonId) -> list[Organisation]:
        """Where ``by`` may enter events: first what they lead or were made manager of, then what is below.

        By id within each; none for those who may nowhere.
        """
        async with self._database.read() as session:
            leading, roster = self._leading(session), Organisations(session)
            managed = await roster.managed_by(by)
            own = await roster.own_ids(by, self._clock.now().date())
            ids = {each.id for each in managed}
            led = [
                each
                for each in await roster.organisations(own - ids)
                if await leading.leads(by, each)
            ]
        return sorted([*managed, *led], key=lambda each: (each.id not in own, each.id))

    async def place(self, by: PersonId, organisation_id: OrganisationId) -> Organisation:
        """One of them, by its id; :class:`NotManager` when it is none."""
        async with self._database.read() as session:
            return await self._leading(session).led(by, organisation_id)

    async def of(self, by: PersonId, organisation_id: OrganisationId) -> UnitCalendar:
        """The calendar of one organisation: events that stand, from some weeks back; by day."""
        async with self._database.read() as session:
            organisation = await self._leading(session).led(by, organisation_id)
            hanging = await self._hanging(session, organisation)
            since = organisation.today(self._clock.now()) - timedelta(days=CLOSING_DAYS)
            events = await SaidEvents(session).all_of(organisation_id, since)
        kinds = tuple(self._kinds(hanging))
        return UnitCalendar(
            organisation,
            kinds,
            tuple(
                self._unit_event(organisation, kind, event, hanging)
                for event in events
                for kind in kinds
                if kind.id == event.kind and not event.called_off
            ),
        )

    async def preview(
        self, by: PersonId, organisation_id: OrganisationId, kind: EventKindId, day: date
    ) -> UnitEvent:
        """What an event of that kind on that day would set; nothing is entered. Raises as :meth:`add`."""
        async with self._database.read() as session:
            return await self._entered(session, by, organisation_id, kind, day)

    async def get(self, by: PersonId, event_id: EventId) -> UnitEvent:
        """One event, called off or not.

        Raises:
            UnknownEvent: there is none, or none that ``by`` may see.
        """
        async with self._database.read() as session:
            return await self._get(session, by, event_id)

    async def add(
        self, by: PersonId, organisation_id: OrganisationId, kind: EventKindId, day: date
    ) -> UnitEvent:
        """Enter an event; entering the same one twice is harmless.

        Raises:
            UnknownEvent: nothing there hangs on this kind.
            DayOutOfReach: too far from today.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            wanted = await self._entered(session, by, organisation_id, kind, day)
            events = SaidEvents(session)
            event = await events.standing(organisation_id, kind, day)
            if event is None:
                began_on = await events.first_day(
                    organisation_id, kind, min(wanted.organisation.today(now), day)
                )
                event = await events.add(organisation_id, kind, day, began_on, by, now)
                self._enter(session, Act.EVENT_ENTERED, by, wanted, event, day=day.isoformat())
            return await self._get(session, by, event.id)

    async def move(self, by: PersonId, event_id: EventId, day: date) -> UnitEvent:
        """Move it to another day, with what is open of what hangs on it.

        Onto a day that has such an event already it is called off instead. Raises as :meth:`get`
        and :meth:`add`.
        """
        async with self._database.write() as session:
            found = await self._get(session, by, event_id)
            organisation, before = found.organisation, found.event
            self._check_day(organisation, day)
            if day == before.day and not before.called_off:
                return found
            events = SaidEvents(session)
            other = await events.standing(organisation.id, before.kind, day)
            if other is not None and other.id != event_id:
                await self._call_off(session, by, found)
                return await self._get(session, by, other.id)
            if before.called_off:
                await self._restore(session, found)
            began_on = before.began_on
            if day < began_on:
                began_on = await events.first_day(organisation.id, before.kind, day)
            event = await events.change(event_id, day=day, began_on=began_on, called_off_at=None)
            items = ReleasedItems(session, organisation, self._clock.now())
            for clause, _ in found.due:
                if isinstance(clause.cadence, OnEvent):
                    period = period_of(clause.cadence, event)
                    await items.move(clause.ref, before.began_on, period)
            self._enter(
                session,
                Act.EVENT_MOVED,
                by,
                found,
                event,
                before=before.day.isoformat(),
                after=day.isoformat(),
            )
            return await self._get(session, by, event_id)

    async def call_off(self, by: PersonId, event_id: EventId) -> UnitEvent:
        """Say that it does not take place: what is open of what hangs on it ends. Raises as :meth:`get`."""
        async with self._database.write() as session:
            found = await self._get(session, by, event_id)
            if not found.event.called_off:
                await self._call_off(session, by, found)
            return await self._get(session, by, event_id)

    async def _call_off(self, session: AsyncSession, by: PersonId, found: UnitEvent) -> None:
        event = found.event
        await SaidEvents(session).change(
            event.id, day=event.day, began_on=event.began_on, called_off_at=self._clock.now()
        )
        refs = [clause.ref for clause, _ in found.due]
        span = StartDays(event.began_on, event.began_on + _DAY)
        await ReleasedItems(session, found.organisation, self._clock.now()).end(
            refs, Release.CALLED_OFF, span
        )
        self._enter(session, Act.EVENT_CALLED_OFF, by, found, event, day=event.day.isoformat())

    async def _restore(self, session: AsyncSession, found: UnitEvent) -> None:
        began_on = found.event.began_on
        await ReleasedItems(session, found.organisation, self._clock.now()).restore(
            [clause.ref for clause, _ in found.due],
            Release.CALLED_OFF,
            StartDays(began_on, began_on + _DAY),
        )

    async def _entered(
        self,
        session: AsyncSession,
        by: PersonId,
        organisation_id: OrganisationId,
        kind: EventKindId,
        day: date,
    ) -> UnitEvent:
        organisation = await self._leading(session).led(by, organisation_id)
        hanging = await self._hanging(session, organisation)
        for known in self._kinds(hanging):
            if known.id == kind:
                self._check_day(organisation, day)
                event = Event(EventId(0), kind, day, day)
                return await self._told(
                    session, self._unit_event(organisation, known, event, hanging)
                )
        raise UnknownEvent(kind)

    async def _get(self, session: AsyncSession, by: PersonId, event_id: EventId) -> UnitEvent:
        found = await SaidEvents(session).find(event_id)
        if found is None:
            raise UnknownEvent(event_id)
        organisation_id, event = found
        try:
            organisation = await self._leading(session).led(by, organisation_id)
        except NotManager as refusal:
            raise UnknownEvent(event_id) from refusal
        hanging = await self._hanging(session, organisation)
        kind = self._library.event(event.kind)
        if kind is None:  # of a pack that is not loaded any more
            raise UnknownEvent(event_id)
        return await self._told(session, self._unit_event(organisation, kind, event, hanging))

    async def _told(self, session: AsyncSession, found: UnitEvent) -> UnitEvent:
        calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
        since = found.organisation.today(self._clock.now()) - timedelta(days=CLOSING_DAYS)
        past = {clause.ref for clause, day in found.due if max(day, found.event.began_on) < since}
        there = await SaidEvents(session).planned(found.organisation.id, past, found.event)
        return replace(
            found,
            day_off=not calendar.is_workday(found.event.day),
            unplanned=frozenset(past - there),
        )

    async def _hanging(self, session: AsyncSession, organisation: Organisation) -> list[Clause]:
        clauses = await self._leading(session).clauses_of(organisation)
        held = await StoredOwnDuties(session).of([organisation.id])
        posts = await posts_in(session, self._library, organisation, self._clock.now())
        own = [
            duty.clause
            for post in posts
            for duty in own_duties_of(held.get(organisation.id, ()), post, posts)
        ]
        return [
            clause
            for clause in (*clauses.values(), *own)
            if isinstance(clause.cadence, OnEvent) and clause.cadence.kind is not None
        ]

    def _kinds(self, hanging: list[Clause]) -> list[EventKind]:
        ids = [clause.cadence.kind for clause in hanging if isinstance(clause.cadence, OnEvent)]
        kinds = (self._library.event(id_) for id_ in dict.fromkeys(ids) if id_ is not None)
        return [kind for kind in kinds if kind is not None]

    def _unit_event(
        self, organisation: Organisation, kind: EventKind, event: Event, hanging: list[Clause]
    ) -> UnitEvent:
        due = [
            (clause, due_day(clause.cadence, event.day))
            for clause in hanging
            if isinstance(clause.cadence, OnEvent) and clause.cadence.kind == kind.id
        ]
        return UnitEvent(organisation, kind, event, tuple(sorted(due, key=lambda each: each[1])))

    def _check_day(self, organisation: Organisation, day: date) -> None:
        today = organisation.today(self._clock.now())
        if not today - BACK <= day <= today + AHEAD:
            raise DayOutOfReach(day, today - BACK, today + AHEAD)

    def _enter(
        self,
        session: AsyncSession,
        act: Act,
        by: PersonId,
        found: UnitEvent,
        event: Event,
        **details: str,
    ) -> None:
        Trail(session).add(
            act,
            self._clock.now(),
            by=by,
            organisation_id=found.organisation.id,
            subject_id=event.id,
            kind=event.kind,
            **details,
        )

    def _leading(self, session: AsyncSession) -> Leading:
        return Leading(session, self._library, self._clock.now())
