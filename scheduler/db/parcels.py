"""Queries: everything that one message says, read at the moment it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.db.outbox import Leased
from scheduler.db.rows import group_of, organisation_of, person_of
from scheduler.db.tables import (
    GroupRow,
    JoinRequestRow,
    OrganisationRow,
    PersonRow,
)
from scheduler.notices import JoinRequest, Parcel, Reminder
from scheduler.roster import Group, Person, RequestId
from scheduler.sifting import Candidate


class Parcels:
    """Reads parcels."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def pack(self, leased: Leased, going: Sequence[Candidate], now: datetime) -> Parcel:
        """The message with these notices in it, for the recipient's chat as it is known now.

        The most urgent reminder comes first; ``today`` is that of the first notice's zone.
        """
        first = going[0]
        recipient = await self._recipient(first)
        return Parcel(
            delivery_id=leased.delivery_id,
            reference=leased.reference,
            chat_id=recipient.telegram_id,
            kind=first.kind,
            recipient=recipient,
            reminders=_reminders(going),
            join_request=None if first.request_id is None else await self._request(first),
            today=now.astimezone(first.zone).date(),
            copy=max(each.ambiguous_attempts for each in going) + 1,
        )

    async def _recipient(self, candidate: Candidate) -> Person | Group:
        if candidate.person_id is not None:
            return person_of(await self._session.get_one(PersonRow, candidate.person_id))
        row = await self._session.get_one(GroupRow, candidate.group_id)
        bound = (
            None
            if row.organisation_id is None
            else await self._session.get_one(OrganisationRow, row.organisation_id)
        )
        return group_of(row, bound)

    async def _request(self, candidate: Candidate) -> JoinRequest:
        row = await self._session.get_one(JoinRequestRow, candidate.request_id)
        organisation = await self._session.get_one(OrganisationRow, row.organisation_id)
        child = (
            None
            if row.child_id is None
            else await self._session.get_one(OrganisationRow, row.child_id)
        )
        return JoinRequest(
            notice_id=candidate.id,
            request_id=RequestId(row.id),
            organisation=organisation_of(organisation),
            requester=person_of(await self._session.get_one(PersonRow, row.person_id)),
            post=None if row.post is None else PostId(row.post),
            child=None if child is None else organisation_of(child),
            approved=row.approved,
        )


def _reminders(going: Sequence[Candidate]) -> tuple[Reminder, ...]:
    reminders = [
        Reminder(each.id, each.stage, each.nominal_on, each.occurrence)
        for each in going
        if each.occurrence is not None
    ]
    return tuple(sorted(reminders, key=lambda each: (each.occurrence.urgency, each.occurrence.id)))
