"""Queries: what an organisation has that would be lost with it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import Assignment, Organisation, OrganisationId, PersonId
from scheduler.roster.queries.rows import assignment_of, held_from
from scheduler.store.tables.closing import StatementRow
from scheduler.store.tables.ledger import LedgerRow, ReliefRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow


class Histories:
    """Reads what was recorded for an organisation, and what depends on it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def has_records(self, organisation_id: OrganisationId) -> bool:
        """Whether there is an entry, a relief or a closing statement, withdrawn ones too."""
        owed = select(OccurrenceRow.id).where(OccurrenceRow.organisation_id == organisation_id)
        for found in (
            select(LedgerRow.id).where(LedgerRow.occurrence_id.in_(owed)),
            select(ReliefRow.id).where(ReliefRow.occurrence_id.in_(owed)),
            select(StatementRow.id).where(StatementRow.organisation_id == organisation_id),
        ):
            if await self._session.scalar(found.limit(1)) is not None:
                return True
        return False

    async def open_assignments(self, organisation: Organisation, today: date) -> list[Assignment]:
        """The posts that are held there today or later, by id."""
        rows = await self._session.execute(
            select(AssignmentRow, OrganisationRow)
            .join(OrganisationRow, OrganisationRow.id == AssignmentRow.organisation_id)
            .where(
                AssignmentRow.organisation_id == organisation.id,
                held_from(today),
            )
            .order_by(AssignmentRow.id)
        )
        return [assignment_of(row, there) for row, there in rows]

    async def holders(self, organisation: Organisation, today: date) -> set[PersonId]:
        """The persons who hold a post there today or later."""
        return {held.person_id for held in await self.open_assignments(organisation, today)}

    async def units_below(self, organisation_id: OrganisationId) -> list[OrganisationId]:
        """The organisations directly under it, by id."""
        ids = await self._session.scalars(
            select(OrganisationRow.id)
            .where(OrganisationRow.parent_id == organisation_id)
            .order_by(OrganisationRow.id)
        )
        return [OrganisationId(id_) for id_ in ids]
