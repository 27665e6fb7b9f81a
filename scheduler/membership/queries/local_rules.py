"""Queries: what was said of an organisation, and of duties there; written by its managers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.conditions import EventKindId, FactId
from clauses.model import ClauseRef
from scheduler.planning.events import Event, EventId
from scheduler.planning.local_rules import KnownFact, LocalRule
from scheduler.planning.queries.local_rules import event_of, rule_of
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.planning import (
    EventRow,
    LocalRuleRow,
    OccurrenceRow,
    OrganisationFactRow,
)
from scheduler.store.tables.roster import PersonRow

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SaidRule:
    """A rule with who said it when; ``reason`` where the duty does not apply."""

    rule: LocalRule
    reason: str | None
    by_name: str
    at: datetime


class SaidFacts:
    """The facts of one organisation."""

    def __init__(self, session: AsyncSession, organisation: Organisation) -> None:
        self._session = session
        self._organisation = organisation

    async def asked(self) -> set[FactId]:
        """Those that were asked for, answered or not."""
        rows = await self._session.scalars(
            select(OrganisationFactRow.fact).where(
                OrganisationFactRow.organisation_id == self._organisation.id
            )
        )
        return {FactId(fact) for fact in rows}

    async def ask(self, fact: FactId, by: PersonId, now: datetime) -> None:
        """Note that ``by`` was asked; nothing changes when somebody was before."""
        await self._session.execute(
            insert_into(self._session, OrganisationFactRow)
            .values(organisation_id=self._organisation.id, fact=fact, person_id=by, said_at=now)
            .on_conflict_do_nothing()
        )

    async def say(self, fact: FactId, value: int, by: PersonId, now: datetime) -> KnownFact:
        """Note a value; one that was said on an earlier day stays for the periods that have begun."""
        row = await self._session.get(OrganisationFactRow, (self._organisation.id, fact))
        if row is None:
            row = OrganisationFactRow(organisation_id=self._organisation.id, fact=fact)
            self._session.add(row)
        elif row.value is not None and self._day(row.said_at) < self._day(now):
            row.before, row.since = row.value, self._day(now)
        row.value, row.person_id, row.said_at = value, by, now
        await self._session.flush()
        return KnownFact(value, row.since, row.before)

    def _day(self, at: datetime) -> date:
        return self._organisation.today(at)


class SaidRules:
    """The rules of one organisation."""

    def __init__(self, session: AsyncSession, organisation_id: OrganisationId) -> None:
        self._session = session
        self._organisation_id = organisation_id

    async def all(self) -> dict[ClauseRef, SaidRule]:
        """Every rule, by clause."""
        rows = await self._session.execute(
            select(LocalRuleRow, PersonRow.name)
            .join(PersonRow, PersonRow.id == LocalRuleRow.person_id)
            .where(LocalRuleRow.organisation_id == self._organisation_id)
            .order_by(LocalRuleRow.ref)
        )
        return {
            ClauseRef.parse(row.ref): SaidRule(rule_of(row), row.reason, name, row.said_at)
            for row, name in rows
        }

    async def put(
        self,
        ref: ClauseRef,
        rule: LocalRule,
        reason: str | None,
        by: PersonId,
        now: datetime,
    ) -> None:
        """Say it anew; a rule that says nothing else than usual is none."""
        if rule == LocalRule():
            await self._session.execute(
                delete(LocalRuleRow).where(
                    LocalRuleRow.organisation_id == self._organisation_id,
                    LocalRuleRow.ref == str(ref),
                )
            )
            return
        before = None if rule.workdays_before is None else list(rule.workdays_before)
        values: dict[str, bool | str | list[int] | time | int | datetime | None] = {
            "applies": rule.applies,
            "reason": reason,
            "workdays_before": before,
            "remind_at": rule.at,
            "person_id": by,
            "said_at": now,
        }
        row = await self._session.get(LocalRuleRow, (self._organisation_id, str(ref)))
        if row is None:
            row = LocalRuleRow(organisation_id=self._organisation_id, ref=str(ref))
            self._session.add(row)
        for name, value in values.items():
            setattr(row, name, value)
        await self._session.flush()


class SaidEvents:
    """The events of organisations."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, event_id: EventId) -> tuple[OrganisationId, Event] | None:
        """An event with its organisation, called off or not."""
        row = await self._session.get(EventRow, event_id)
        return None if row is None else (OrganisationId(row.organisation_id), event_of(row))

    async def all_of(self, organisation_id: OrganisationId, since: date) -> list[Event]:
        """Those from the day ``since`` on, called off or not, by day, then id."""
        rows = await self._session.scalars(
            select(EventRow)
            .where(EventRow.organisation_id == organisation_id, EventRow.day >= since)
            .order_by(EventRow.day, EventRow.id)
        )
        return [event_of(row) for row in rows]

    async def standing(
        self, organisation_id: OrganisationId, kind: EventKindId, day: date
    ) -> Event | None:
        """The event of this kind on this day that has not been called off."""
        row = await self._session.scalar(
            select(EventRow).where(
                EventRow.organisation_id == organisation_id,
                EventRow.kind == kind,
                EventRow.day == day,
                EventRow.called_off_at.is_(None),
            )
        )
        return None if row is None else event_of(row)

    async def planned(
        self, organisation_id: OrganisationId, refs: Collection[ClauseRef], event: Event
    ) -> set[ClauseRef]:
        """Those of the clauses of which an item hangs on the event."""
        if not refs:
            return set()
        found = await self._session.scalars(
            select(OccurrenceRow.ref).where(
                OccurrenceRow.organisation_id == organisation_id,
                OccurrenceRow.ref.in_([str(ref) for ref in refs]),
                OccurrenceRow.per == Per.EVENT.value,
                OccurrenceRow.period_start == event.began_on,
            )
        )
        return {ClauseRef.parse(ref) for ref in found}

    async def first_day(
        self, organisation_id: OrganisationId, kind: EventKindId, wanted: date
    ) -> date:
        """The last day up to ``wanted`` on which no event of this kind began to count."""
        days = await self._session.scalars(
            select(EventRow.began_on).where(
                EventRow.organisation_id == organisation_id, EventRow.kind == kind
            )
        )
        taken = set(days)
        while wanted in taken:
            wanted -= _DAY
        return wanted

    async def add(
        self,
        organisation_id: OrganisationId,
        kind: EventKindId,
        day: date,
        began_on: date,
        by: PersonId,
        now: datetime,
    ) -> Event:
        """Store a new one."""
        row = EventRow(
            organisation_id=organisation_id,
            kind=kind,
            day=day,
            began_on=began_on,
            person_id=by,
            created_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        return event_of(row)

    async def change(
        self, event_id: EventId, *, day: date, began_on: date, called_off_at: datetime | None
    ) -> Event:
        """Give it another day, call it off, or let it take place after all."""
        row = await self._session.get_one(EventRow, event_id)
        row.day, row.began_on, row.called_off_at = day, began_on, called_off_at
        await self._session.flush()
        return event_of(row)
