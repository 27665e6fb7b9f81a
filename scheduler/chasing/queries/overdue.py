"""Queries: items that are overdue or near their date; by index, whatever else there is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.chasing.rules import ChaseStep
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.queries.occurrences import is_open
from scheduler.roster.model import OrganisationId
from scheduler.roster.queries.trees import tree_of
from scheduler.store.tables.chasing import ChaseRow
from scheduler.store.tables.planning import OccurrenceRow, WordingRow


class OverdueItem(NamedTuple):
    """An item whose last workday is past, and on which day its managers were told, if they were."""

    id: OccurrenceId
    organisation_id: OrganisationId
    followed_up_on: date | None


class OverdueItems:
    """Reads items in the transaction of the session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def to_chase(self, first: date, last: date, escalated: date) -> list[OverdueItem]:
        """What is open, binding, and was due from ``first`` to ``last``; by organisation and id.

        Left out is that of which everybody has been told, and what was due after ``escalated`` and
        of which the own managers have been told.
        """
        followed_up = (
            select(func.min(ChaseRow.began_on))
            .where(
                ChaseRow.occurrence_id == OccurrenceRow.id,
                ChaseRow.ended_at.is_(None),
                ChaseRow.step == ChaseStep.FOLLOW_UP.value,
            )
            .scalar_subquery()
        )
        rows = await self._session.execute(
            select(OccurrenceRow.id, OccurrenceRow.organisation_id, followed_up)
            .outerjoin(WordingRow, WordingRow.id == OccurrenceRow.wording_id)
            .where(
                OccurrenceRow.due_on.between(first, last),
                or_(WordingRow.strength.is_(None), WordingRow.strength == _BINDING),
                ~_chased(ChaseStep.ESCALATION),
                or_(OccurrenceRow.due_on <= escalated, ~_chased(ChaseStep.FOLLOW_UP)),
                is_open(),
            )
            .order_by(OccurrenceRow.organisation_id, OccurrenceRow.id)
        )
        return [OverdueItem(OccurrenceId(i), OrganisationId(o), day) for i, o, day in rows]

    async def red_or_yellow(
        self, organisation_id: OrganisationId, first: date, last: date, today: date
    ) -> list[OccurrenceId]:
        """What is open in the organisation and below it, has begun, and is due from ``first`` to ``last``."""
        ids = await self._session.scalars(
            select(OccurrenceRow.id)
            .where(
                OccurrenceRow.organisation_id.in_(tree_of(organisation_id)),
                OccurrenceRow.due_on.between(first, last),
                OccurrenceRow.opens_on <= today,
                is_open(),
            )
            .order_by(OccurrenceRow.id)
        )
        return [OccurrenceId(id_) for id_ in ids]


_BINDING = "must"


def _chased(step: ChaseStep) -> ColumnElement[bool]:
    return exists().where(
        and_(
            ChaseRow.occurrence_id == OccurrenceRow.id,
            ChaseRow.ended_at.is_(None),
            ChaseRow.step == step.value,
        )
    )
