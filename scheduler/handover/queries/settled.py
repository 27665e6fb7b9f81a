"""Queries: handovers that are settled for a day ahead."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.inviting.model import InviteId
from scheduler.roster.model import Assignment, AssignmentId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.tables.joining import InviteUseRow
from scheduler.store.tables.roster import AssignmentRow


class Settled(NamedTuple):
    """Who settled it, to whom the post goes, and the invite to it; nobody and none: it will be vacant."""

    by: PersonId | None
    to: PersonId | None
    invite_id: InviteId | None


class SettledHandovers:
    """Reads what the trail says of them; who may read is decided in the use cases."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, ending: Assignment) -> Settled | None:
        """By what the post ends; by nobody's handover, a roster says when. None: it does not end."""
        if ending.end_on is None:
            return None
        entry = await Trail(self._session).last(
            Act.POST_HANDED_OVER, ending.organisation.id, ending.id
        )
        if entry is None or entry.details["end_on"] != ending.end_on.isoformat():
            return Settled(None, None, None)
        to, invite_id = entry.details["to"], entry.details.get("invite")
        if to is None and invite_id is not None:
            to = await self._session.scalar(
                select(InviteUseRow.person_id).where(InviteUseRow.invite_id == invite_id)
            )
        return Settled(
            entry.by,
            None if to is None else PersonId(to),
            None if invite_id is None else InviteId(invite_id),
        )

    async def taken(self, ending: Assignment, to: PersonId) -> Assignment | None:
        """What ``to`` came to hold by it; None where they held the post before."""
        id_ = await self._session.scalar(
            select(func.max(AssignmentRow.id)).where(
                *_of_post(ending, to),
                AssignmentRow.acting.is_(False),
                AssignmentRow.start_on == ending.end_on,
            )
        )
        if id_ is None:
            return None
        return await Organisations(self._session).find_assignment(AssignmentId(id_))

    async def later(self, ending: Assignment) -> date | None:
        """The day from which its holder holds the post again."""
        return await self._session.scalar(
            select(AssignmentRow.start_on)
            .where(*_of_post(ending, ending.person_id), AssignmentRow.end_on.is_(None))
            .limit(1)
        )


def _of_post(ending: Assignment, person_id: PersonId) -> tuple[ColumnElement[bool], ...]:
    return (
        AssignmentRow.organisation_id == ending.organisation.id,
        AssignmentRow.post == ending.post,
        AssignmentRow.person_id == person_id,
    )
