"""Queries: who holds what in some organisations, what is vacant since when, and who is not reached."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import BigInteger, Date, and_, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.board.seats import EmptySeat, GroupCount, Seated
from scheduler.roster.model import OrganisationId
from scheduler.store.tables.roster import (
    AssignmentRow,
    ClerkRow,
    GroupRow,
    ManagerRow,
    OrganisationRow,
    PersonRow,
    SeatRow,
)


class Outlines:
    """Reads for several organisations at once."""

    def __init__(self, session: AsyncSession, ids: Collection[OrganisationId], today: date) -> None:
        self._session = session
        self._values = {"places": list(ids), "today": today}

    async def seated(self) -> dict[OrganisationId, list[Seated]]:
        """Who holds posts: stand-ins last, then in order of first day."""
        found: dict[OrganisationId, list[Seated]] = {}
        for id_, post, name, lost, acting in await self._session.execute(_SEATED, self._values):
            seated = Seated(PostId(post), name, lost is None, acting)
            found.setdefault(OrganisationId(id_), []).append(seated)
        return found

    async def empty(self) -> dict[OrganisationId, list[EmptySeat]]:
        """The posts that nobody holds, by id of the seat."""
        found: dict[OrganisationId, list[EmptySeat]] = {}
        for id_, post, since, left_on in await self._session.execute(_EMPTY, self._values):
            empty = EmptySeat(PostId(post), max(since, left_on or since))
            found.setdefault(OrganisationId(id_), []).append(empty)
        return found

    async def groups(self) -> dict[OrganisationId, GroupCount]:
        """The groups of those that have any."""
        rows = await self._session.execute(_GROUPS, self._values)
        return {OrganisationId(id_): GroupCount(present, silent) for id_, present, silent in rows}

    async def managers(self) -> dict[OrganisationId, list[str]]:
        """The names of their own managers, by id of the person."""
        found: dict[OrganisationId, list[str]] = {}
        for id_, name in await self._session.execute(_MANAGERS, self._values):
            found.setdefault(OrganisationId(id_), []).append(name)
        return found

    async def clerks(self) -> dict[OrganisationId, list[str]]:
        """The names of those who enter for the holders there, by id of the person."""
        found: dict[OrganisationId, list[str]] = {}
        for id_, name in await self._session.execute(_CLERKS, self._values):
            found.setdefault(OrganisationId(id_), []).append(name)
        return found

    async def below(self) -> dict[OrganisationId, int]:
        """How many stand directly under each that has any."""
        rows = await self._session.execute(_BELOW, self._values)
        return {OrganisationId(id_): count for id_, count in rows if id_ is not None}


_PLACES = bindparam("places", expanding=True, type_=BigInteger)
_TODAY = bindparam("today", type_=Date)
_HELD = and_(
    AssignmentRow.start_on <= _TODAY,
    or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > _TODAY),
)
_SEATED = (
    select(
        AssignmentRow.organisation_id,
        AssignmentRow.post,
        PersonRow.name,
        PersonRow.unreachable_since,
        AssignmentRow.acting,
    )
    .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
    .where(AssignmentRow.organisation_id.in_(_PLACES), _HELD)
    .order_by(AssignmentRow.acting, AssignmentRow.start_on, AssignmentRow.id)
)
_EMPTY = (
    select(
        SeatRow.organisation_id,
        SeatRow.post,
        SeatRow.since,
        func.max(case((AssignmentRow.end_on <= _TODAY, AssignmentRow.end_on))),
    )
    .outerjoin(
        AssignmentRow,
        and_(
            AssignmentRow.organisation_id == SeatRow.organisation_id,
            AssignmentRow.post == SeatRow.post,
        ),
    )
    .where(
        SeatRow.organisation_id.in_(_PLACES),
        SeatRow.since <= _TODAY,
        or_(SeatRow.until.is_(None), SeatRow.until > _TODAY),
    )
    .group_by(SeatRow.id, SeatRow.organisation_id, SeatRow.post, SeatRow.since)
    .having(func.coalesce(func.sum(case((_HELD, 1), else_=0)), 0) == 0)
    .order_by(SeatRow.id)
)
_GROUPS = (
    select(
        GroupRow.organisation_id,
        func.count(),
        func.sum(case((GroupRow.silent_since.is_not(None), 1), else_=0)),
    )
    .where(GroupRow.organisation_id.in_(_PLACES), GroupRow.left_at.is_(None))
    .group_by(GroupRow.organisation_id)
)
_MANAGERS = (
    select(ManagerRow.organisation_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == ManagerRow.person_id)
    .where(ManagerRow.organisation_id.in_(_PLACES))
    .order_by(PersonRow.id)
)
_CLERKS = (
    select(ClerkRow.organisation_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == ClerkRow.person_id)
    .where(ClerkRow.organisation_id.in_(_PLACES))
    .order_by(PersonRow.id)
)
_BELOW = (
    select(OrganisationRow.parent_id, func.count())
    .where(OrganisationRow.parent_id.in_(_PLACES))
    .group_by(OrganisationRow.parent_id)
)
