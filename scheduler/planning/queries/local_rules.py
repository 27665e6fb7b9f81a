"""Queries: facts, rules and events of organisations, in bulk; one statement each for any number."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.conditions import EventKindId, FactId
from clauses.model import ClauseRef
from scheduler.planning.events import Event, EventId
from scheduler.planning.local_rules import Facts, KnownFact, LocalRule, LocalRules
from scheduler.roster.model import OrganisationId
from scheduler.store.compiled import Compiled
from scheduler.store.tables.planning import EventRow, LocalRuleRow, OrganisationFactRow


class StoredRules:
    """Reads what holds in organisations; those without any are left out."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def facts(self, ids: Collection[OrganisationId]) -> dict[OrganisationId, Facts]:
        """The facts that are known, by id of the fact."""
        rows = await _FACTS.rows(self._session, {"ids": list(ids)})
        return {
            OrganisationId(id_): {
                FactId(row.fact): KnownFact(row.value or 0, row.since, row.before) for row in group
            }
            for id_, group in groupby(rows, key=lambda row: row.organisation_id)
        }

    async def rules(self, ids: Collection[OrganisationId]) -> dict[OrganisationId, LocalRules]:
        """The managers' words, by clause."""
        rows = await _RULES.rows(self._session, {"ids": list(ids)})
        return {
            OrganisationId(id_): {ClauseRef.parse(row.ref): rule_of(row) for row in group}
            for id_, group in groupby(rows, key=lambda row: row.organisation_id)
        }

    async def events(
        self, ids: Collection[OrganisationId]
    ) -> dict[OrganisationId, tuple[Event, ...]]:
        """The events that have not been called off, by day, then id."""
        rows = await self._session.scalars(
            select(EventRow)
            .where(EventRow.organisation_id.in_(ids), EventRow.called_off_at.is_(None))
            .order_by(EventRow.organisation_id, EventRow.day, EventRow.id)
        )
        return {
            OrganisationId(id_): tuple(map(event_of, group))
            for id_, group in groupby(rows, key=lambda row: row.organisation_id)
        }


# Put together once: that takes longer than running them.
_FACT = OrganisationFactRow.__table__.c
_FACTS = Compiled(
    select(OrganisationFactRow.__table__)
    .where(_FACT.organisation_id.in_(bindparam("ids", expanding=True)), _FACT.value.is_not(None))
    .order_by(_FACT.organisation_id, _FACT.fact)
)
_RULE = LocalRuleRow.__table__.c
_RULES = Compiled(
    select(LocalRuleRow.__table__)
    .where(_RULE.organisation_id.in_(bindparam("ids", expanding=True)))
    .order_by(_RULE.organisation_id, _RULE.ref)
)


def rule_of(row: LocalRuleRow | Row[Any]) -> LocalRule:
    """The rule in a row."""
    before = None if row.workdays_before is None else tuple(row.workdays_before)
    return LocalRule(row.applies, before, row.remind_at)


def event_of(row: EventRow) -> Event:
    """The event in a row."""
    return Event(
        EventId(row.id),
        EventKindId(row.kind),
        row.day,
        row.began_on,
        called_off=row.called_off_at is not None,
    )
