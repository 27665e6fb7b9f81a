"""Queries: what is owed, with how far it has been met."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.model import ClauseRef, PostId
from scheduler.errors import UnknownOccurrence
from scheduler.periods import Period
from scheduler.planning.duties import CLOSING_DAYS
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.roster.model import PersonId
from scheduler.roster.queries.rows import organisation_of
from scheduler.store.tables import AssignmentRow, LedgerRow, OccurrenceRow, OrganisationRow


class Occurrences:
    """Reads occurrences; ``scheduler.planning.planner`` writes them.

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
        found = await self._all(_MANY, {"ids": occurrence_ids})
        return {occurrence.id: occurrence for occurrence in found}

    async def of_person(
        self, person_id: PersonId, on: date, since: date | None = None
    ) -> list[Occurrence]:
        """Occurrences of the posts that a person holds on the day ``on``, met or not.

        Owed once by the body, or by this very person; only periods that contain or follow the day
        on which they took the post, from those that ended at most ``CLOSING_DAYS`` before ``on`` up
        to the furthest planned, or from those that ended after ``since``. In order of last day and
        id.
        """
        since = since or on - timedelta(days=CLOSING_DAYS)
        return await self._all(_OF_PERSON, {"person": person_id, "on": on, "since": since})

    async def _all(
        self, wanted: Select[OccurrenceRow, OrganisationRow, int], values: Mapping[str, object]
    ) -> list[Occurrence]:
        rows = await self._session.execute(wanted, values)
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


# Put together once: that takes longer than running them.
_MANY = _query().where(OccurrenceRow.id.in_(bindparam("ids", expanding=True)))

_HELD = and_(
    AssignmentRow.person_id == bindparam("person"),
    AssignmentRow.start_on <= bindparam("on"),
    or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > bindparam("on")),
)

_OF_PERSON = _query().where(
    # By way of the few organisations of the person, not of all that nobody in particular owes.
    OccurrenceRow.organisation_id.in_(select(AssignmentRow.organisation_id).where(_HELD)),
    func.coalesce(OccurrenceRow.holder_id, bindparam("person")) == bindparam("person"),
    exists().where(
        _HELD,
        AssignmentRow.organisation_id == OccurrenceRow.organisation_id,
        AssignmentRow.post == OccurrenceRow.post,
        AssignmentRow.start_on < OccurrenceRow.period_end,
    ),
    OccurrenceRow.period_end > bindparam("since"),
    # Of the terms, only the one that the organisation is in.
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
