"""Queries: seats, and since when nobody holds one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.planning.notices import NoticeId, VacantSeat
from scheduler.planning.queries.occurrences import reaches
from scheduler.roster.model import Organisation, PersonId, SeatId
from scheduler.roster.queries.rows import organisation_of
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, SeatRow


class LastHolder(NamedTuple):
    """The person who held a seat last, and the first local day on which they did so no more."""

    person_id: PersonId
    until: date


class Seats:
    """Reads seats for the planner, and what is told of those that nobody holds."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def last_holders(self, ids: Collection[SeatId]) -> dict[SeatId, LastHolder]:
        """The last ones to leave these seats; a seat that nobody has held since it is there is left out."""
        rows = await self._session.execute(
            select(SeatRow.id, AssignmentRow.person_id, AssignmentRow.end_on)
            .join(
                AssignmentRow,
                (AssignmentRow.organisation_id == SeatRow.organisation_id)
                & (AssignmentRow.post == SeatRow.post),
            )
            .where(SeatRow.id.in_(ids), AssignmentRow.end_on > SeatRow.since)
            .order_by(AssignmentRow.end_on, AssignmentRow.id)
        )
        return {
            SeatId(id_): LastHolder(PersonId(person), until)
            for id_, person, until in rows
            if until is not None
        }

    async def organisation_of(self, seat_id: SeatId) -> Organisation:
        """The organisation in which the seat is."""
        row = await self._session.scalar(
            select(OrganisationRow)
            .join(SeatRow, SeatRow.organisation_id == OrganisationRow.id)
            .where(SeatRow.id == seat_id)
        )
        assert row is not None  # noqa: S101 - a foreign key says so
        return organisation_of(row)

    async def vacant(self, seat_id: SeatId, notice_id: NoticeId, since: date) -> VacantSeat:
        """What a manager is told of a seat that nobody holds."""
        row, organisation = (
            await self._session.execute(
                select(SeatRow, OrganisationRow)
                .join(OrganisationRow, OrganisationRow.id == SeatRow.organisation_id)
                .where(SeatRow.id == seat_id)
            )
        ).one()
        owed = await self._session.scalar(
            select(func.count(OccurrenceRow.id)).where(
                OccurrenceRow.organisation_id == row.organisation_id,
                OccurrenceRow.post == row.post,
                OccurrenceRow.holder_id.is_(None),
                OccurrenceRow.released_on.is_(None),
                OccurrenceRow.period_start <= since,
                reaches(since),
            )
        )
        return VacantSeat(
            notice_id, organisation_of(organisation), PostId(row.post), since, owed or 0
        )
