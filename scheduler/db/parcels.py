"""Queries: everything that one message says, read at the moment it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.db.occurrences import Occurrences
from scheduler.db.rows import group_of, organisation_of, person_of
from scheduler.db.tables import (
    DeliveryRow,
    GroupRow,
    JoinRequestRow,
    NoticeRow,
    OrganisationRow,
    PersonRow,
)
from scheduler.notices import DeliveryId, JoinRequest, NoticeId, NoticeKind, Parcel, Reminder
from scheduler.occurrences import OccurrenceId
from scheduler.roster import Group, Person, RequestId
from scheduler.sifting import Candidate


class Parcels:
    """Reads parcels."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def pack(
        self, delivery_id: DeliveryId, going: Sequence[Candidate], now: datetime
    ) -> Parcel:
        """The message with these notices in it, for the recipient's chat as it is known now.

        Reminders are in order of their last day; ``today`` is that of the first notice's zone.
        """
        delivery = await self._session.get_one(DeliveryRow, delivery_id)
        recipient = await self._recipient(delivery)
        delivery.chat_id = recipient.telegram_id  # a group may have moved since the last try
        wanted = select(NoticeRow).where(NoticeRow.id.in_([each.id for each in going]))
        rows = list(await self._session.scalars(wanted.order_by(NoticeRow.id)))
        request_id = rows[0].request_id
        return Parcel(
            delivery_id=delivery_id,
            reference=delivery.reference,
            chat_id=recipient.telegram_id,
            kind=NoticeKind(delivery.kind),
            recipient=recipient,
            reminders=await self._reminders(rows),
            join_request=None if request_id is None else await self._request(rows[0], request_id),
            today=now.astimezone(going[0].zone).date(),
            copy=max(each.ambiguous_attempts for each in going) + 1,
        )

    async def _recipient(self, delivery: DeliveryRow) -> Person | Group:
        if delivery.person_id is not None:
            return person_of(await self._session.get_one(PersonRow, delivery.person_id))
        row = await self._session.get_one(GroupRow, delivery.group_id)
        bound = (
            None
            if row.organisation_id is None
            else await self._session.get_one(OrganisationRow, row.organisation_id)
        )
        return group_of(row, bound)

    async def _reminders(self, rows: Sequence[NoticeRow]) -> tuple[Reminder, ...]:
        by_occurrence = {
            OccurrenceId(row.occurrence_id): row for row in rows if row.occurrence_id is not None
        }
        occurrences = await Occurrences(self._session).many(by_occurrence.keys())
        return tuple(
            Reminder(
                notice_id=NoticeId(by_occurrence[id_].id),
                stage=by_occurrence[id_].stage,
                nominal_on=by_occurrence[id_].nominal_on,
                occurrence=occurrence,
            )
            for id_, occurrence in occurrences.items()
        )

    async def _request(self, notice: NoticeRow, request_id: int) -> JoinRequest:
        row = await self._session.get_one(JoinRequestRow, request_id)
        organisation = await self._session.get_one(OrganisationRow, row.organisation_id)
        child = (
            None
            if row.child_id is None
            else await self._session.get_one(OrganisationRow, row.child_id)
        )
        return JoinRequest(
            notice_id=NoticeId(notice.id),
            request_id=RequestId(request_id),
            organisation=organisation_of(organisation),
            requester=person_of(await self._session.get_one(PersonRow, row.person_id)),
            post=None if row.post is None else PostId(row.post),
            child=None if child is None else organisation_of(child),
            approved=row.approved,
        )
