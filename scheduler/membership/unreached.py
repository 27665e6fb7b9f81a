"""People and groups that are not reached any more, and telling their managers: steps of one transaction.

A person or group is lost for a spell: from the first time that nothing arrives until something is
heard from there again. Each manager is told once in a spell, however many reminders go astray; what
a manager who is lost as well has not heard goes to the next one, and so does what they were to decide.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.membership.joining import Joining
from scheduler.planning.notices import NoticeKind, UndeliverableReason
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.seats import Seats
from scheduler.planning.replanning import DropReason
from scheduler.planning.vacancies import NEWS_LIFE, TOLD_AFTER
from scheduler.roster.model import Group, Organisation, OrganisationId, Person, PersonId, SeatId
from scheduler.roster.queries.endpoints import Endpoints
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons

_WHILE_AWAY = [
    each.value for each in UndeliverableReason if each is not UndeliverableReason.REFUSED
]


class Unreached:
    """Steps within the caller's transaction, which ``now`` belongs to; harmless when repeated."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now
        self._roster = Organisations(session)

    async def after(self, reason: UndeliverableReason, recipient: Person | Group) -> None:
        """Draw the consequence of a message that did not arrive for the chat that it was for."""
        silenced = reason is UndeliverableReason.SILENCED
        if reason is UndeliverableReason.REFUSED:
            return  # it says something about the message
        if isinstance(recipient, Group):
            gone = reason is UndeliverableReason.TOPIC_GONE
            # Of a whole group no topic can be gone: it is in the group, and may not write there.
            if silenced or (gone and not recipient.is_topic):
                await self.silent_group(recipient)
            else:
                await self.group(
                    recipient, NoticeKind.TOPIC_GONE if gone else NoticeKind.GROUP_LOST
                )
        elif await Endpoints(self._session).fail(recipient.address, self._now):
            # To most of them it was the last way. Of others, that is known.
            await Persons(self._session).lose(recipient.id, self._now)
            await self._tell_of_person(recipient.id, since=self._now)
        elif not silenced:
            await self.person(recipient.id)

    async def person(self, person_id: PersonId) -> None:
        """Note that nothing reaches this person until they are heard of in private.

        Where they have a mailbox, it goes there meanwhile, and nobody need be told.
        """
        lost = await Persons(self._session).lose(person_id, self._now)
        if await Endpoints(self._session).mailboxes([person_id]):
            await self.back(person_id)
            return
        if not lost:
            return
        await self._tell_of_person(person_id, since=self._now)
        for organisation in await self._roster.organisations(
            await self._roster.manager_of(person_id)
        ):
            await Joining(self._session, self._now).pass_on(organisation)
        for news in await Notices(self._session).unheard_losses(person_id, self._now):
            if news.about_person_id is not None:
                await self._tell_of_person(news.about_person_id, since=news.since)
            elif news.about_seat_id is not None:
                await self._tell_of_seat(news.about_seat_id, since=news.since)
            elif news.about_group_id is not None:
                group = await GroupBook(self._session).get(news.about_group_id)
                await self._tell_of_group(news.kind, group, since=news.since)

    async def back(self, person_id: PersonId) -> None:
        """Messages reach this person again: those that could not be sent, and are in time, are due."""
        await Notices(self._session).renew_undelivered(
            self._now, person_id=person_id, reasons=_WHILE_AWAY
        )

    async def _tell_of_person(self, person_id: PersonId, *, since: datetime) -> None:
        told: set[PersonId] = set()
        seen: set[OrganisationId] = set()
        for assignment in await self._roster.held_by(person_id, self._now):
            organisation = assignment.organisation
            if organisation.id in seen:
                continue
            seen.add(organisation.id)
            for manager in await self._roster.managers_within_reach(organisation, but=person_id):
                if manager.id not in told:
                    told.add(manager.id)
                    await self._tell(
                        NoticeKind.PERSON_LOST,
                        manager,
                        organisation,
                        since,
                        about_person_id=person_id,
                    )

    async def _tell_of_seat(self, seat_id: SeatId, *, since: datetime) -> None:
        organisation = await Seats(self._session).organisation_of(seat_id)
        for manager in await self._roster.managers_within_reach(organisation):
            await self._tell(
                NoticeKind.SEAT_VACANT, manager, organisation, since, about_seat_id=seat_id
            )

    async def group(self, group: Group, kind: NoticeKind = NoticeKind.GROUP_LOST) -> None:
        """Note that nothing can be sent there any more: what was planned for it ends.

        ``kind``: what the managers are told, that the bot has left the group or that the topic is gone.
        """
        lost = await GroupBook(self._session).leave(group.id, self._now)
        await Notices(self._session).supersede_of_group(group.id, DropReason.UNBOUND, self._now)
        if lost:
            await self._tell_of_group(kind, group, since=self._now)

    async def silent_group(self, group: Group) -> None:
        """Note that the bot is in the group and may not write there.

        Nothing tells it when it may again, so the reminders that follow are tried, once each.
        """
        if await GroupBook(self._session).silence(group.id, self._now):
            await self._tell_of_group(NoticeKind.GROUP_SILENT, group, since=self._now)

    async def _tell_of_group(self, kind: NoticeKind, group: Group, *, since: datetime) -> None:
        if group.organisation is None:
            return
        for manager in await self._roster.managers_within_reach(group.organisation):
            await self._tell(kind, manager, group.organisation, since, about_group_id=group.id)

    async def _tell(
        self,
        kind: NoticeKind,
        manager: Person,
        organisation: Organisation,
        since: datetime,
        **about: int,
    ) -> None:
        send_at = self._now + TOLD_AFTER
        await Notices(self._session).add_about_loss(
            kind,
            manager.id,
            **about,
            today=organisation.today(send_at),
            send_at=send_at,
            expires_at=send_at + NEWS_LIFE,
            since=since,
        )
