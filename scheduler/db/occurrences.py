"""Queries: what is owed, with how far it has been met."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.model import ClauseRef, PostId
from scheduler.db.rows import organisation_of
from scheduler.db.tables import AssignmentRow, LedgerRow, OccurrenceRow, OrganisationRow
from scheduler.duties import CLOSING_DAYS
from scheduler.errors import UnknownOccurrence
from scheduler.occurrences import Occurrence, OccurrenceId
from scheduler.periods import Period
from scheduler.roster import PersonId


class Occurrences:
    """Reads occurrences; ``scheduler.planner`` writes them.

    ``completed`` counts the entries of the ledger that have not been withdrawn.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, occurrence_id: OccurrenceId) -> Occurrence:
        """One occurrence, whoever owes it.

        Raises:
            UnknownOccurrence: none has this id.
        """
        found = await self.find(occurrence_id)
        if found is None:
            raise UnknownOccurrence(occurrence_id)
        return found

    async def find(self, occurrence_id: OccurrenceId) -> Occurrence | None:
        """One occurrence, whoever owes it."""
        return (await self.many([occurrence_id])).get(occurrence_id)

    async def many(
        self, occurrence_ids: Collection[OccurrenceId]
    ) -> dict[OccurrenceId, Occurrence]:
        """Several at once, in order of last day and id; unknown ids are left out."""
        wanted = _query().where(OccurrenceRow.id.in_(occurrence_ids))
        return {occurrence.id: occurrence for occurrence in await self._all(wanted)}

    async def of_person(self, person_id: PersonId, on: date) -> list[Occurrence]:
        """What the posts owe that a person holds on the day ``on``, met or not.

        Owed once by the body, or by this very person; only periods that contain or follow the day
        on which they took the post, from those that ended at most ``CLOSING_DAYS`` before ``on`` up
        to the furthest planned. In order of last day and id.
        """
        held = exists().where(
            AssignmentRow.person_id == person_id,
            AssignmentRow.organisation_id == OccurrenceRow.organisation_id,
            AssignmentRow.post == OccurrenceRow.post,
            AssignmentRow.start_on <= on,
            or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > on),
            AssignmentRow.start_on < OccurrenceRow.period_end,
        )
        owed = or_(OccurrenceRow.holder_id.is_(None), OccurrenceRow.holder_id == person_id)
        return await self._all(_query().where(held, owed, _current(on)))

    async def _all(self, wanted: Select[OccurrenceRow, OrganisationRow, int]) -> list[Occurrence]:
        rows = await self._session.execute(wanted)
        return [_occurrence(row, organisation, completed) for row, organisation, completed in rows]


def _query() -> Select[OccurrenceRow, OrganisationRow, int]:
    completed = (
        select(func.coalesce(func.sum(case((LedgerRow.withdraws, -1), else_=1)), 0))
        .where(LedgerRow.occurrence_id == OccurrenceRow.id)
        .scalar_subquery()
    )
    return (
        select(OccurrenceRow, OrganisationRow, completed)
        .join(OrganisationRow, OrganisationRow.id == OccurrenceRow.organisation_id)
        .order_by(OccurrenceRow.due_on, OccurrenceRow.id)
    )


def _current(on: date) -> ColumnElement[bool]:
    """Not closed long ago; of the terms, only the one that the organisation is in."""
    return and_(
        OccurrenceRow.period_end > on - timedelta(days=CLOSING_DAYS),
        or_(
            OccurrenceRow.per != Per.TERM.value,
            OccurrenceRow.period_start == OrganisationRow.term_started_on,
        ),
    )


def _occurrence(row: OccurrenceRow, organisation: OrganisationRow, completed: int) -> Occurrence:
    return Occurrence(
        id=OccurrenceId(row.id),
        ref=ClauseRef.parse(row.ref),
        organisation=organisation_of(organisation),
        post=PostId(row.post),
        holder_id=None if row.holder_id is None else PersonId(row.holder_id),
        period=Period(row.period_start, row.period_end, Per(row.per)),
        due_on=row.due_on,
        provisional=row.provisional,
        needed=row.needed,
        completed=completed,
    )
