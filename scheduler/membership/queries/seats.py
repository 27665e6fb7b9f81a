"""Queries: the seats of an organisation as its managers set them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.planning.plan import Seat
from scheduler.roster.model import OrganisationId, SeatId
from scheduler.roster.queries.rows import held_from
from scheduler.store.tables.roster import AssignmentRow, PersonRow, SeatRow


class Holding(NamedTuple):
    """Somebody holds a post until ``end_on``, the first day on which they do no more; None: no end is set."""

    post: PostId
    name: str
    start_on: date
    end_on: date | None


class SetSeats:
    """Reads and writes the seats of one organisation."""

    def __init__(self, session: AsyncSession, organisation_id: OrganisationId) -> None:
        self._session = session
        self._organisation_id = organisation_id

    async def all(self) -> list[Seat]:
        """Every seat, over or not, by first day, then id."""
        rows = await self._session.scalars(
            select(SeatRow)
            .where(SeatRow.organisation_id == self._organisation_id)
            .order_by(SeatRow.since, SeatRow.id)
        )
        return [_seat(row) for row in rows]

    async def holdings(self, today: date) -> list[Holding]:
        """Who holds a post there today or will, in order of first day and id."""
        rows = await self._session.execute(
            select(AssignmentRow.post, PersonRow.name, AssignmentRow.start_on, AssignmentRow.end_on)
            .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
            .where(
                AssignmentRow.organisation_id == self._organisation_id,
                held_from(today),
            )
            .order_by(AssignmentRow.start_on, AssignmentRow.id)
        )
        return [
            Holding(PostId(post), name, start_on, end_on) for post, name, start_on, end_on in rows
        ]

    async def add(self, post: PostId, since: date, now: datetime) -> Seat:
        """Store a new one."""
        row = SeatRow(organisation_id=self._organisation_id, post=post, since=since, created_at=now)
        self._session.add(row)
        await self._session.flush()
        return _seat(row)

    async def change(self, seat_id: SeatId, *, since: date, until: date | None) -> Seat:
        """Give it other days."""
        row = await self._session.get_one(SeatRow, seat_id)
        row.since, row.until = since, until
        await self._session.flush()
        return _seat(row)


async def organisation_of_seat(session: AsyncSession, seat_id: SeatId) -> OrganisationId | None:
    """Where the seat is; None when there is none of this id."""
    row = await session.get(SeatRow, seat_id)
    return None if row is None else OrganisationId(row.organisation_id)


def _seat(row: SeatRow) -> Seat:
    return Seat(SeatId(row.id), PostId(row.post), row.since, row.until)
