"""People who are reached by mail alone, whom their managers bring: steps of one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.membership.unreached import Unreached
from scheduler.roster.model import Mailbox, Person, PersonId
from scheduler.roster.names import typed_name
from scheduler.roster.queries.endpoints import Endpoints
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail


class ByMail:
    """Steps within the caller's transaction, which ``now`` belongs to; ``by`` is the manager."""

    def __init__(self, session: AsyncSession, by: Person, now: datetime) -> None:
        self._session = session
        self._by = by
        self._now = now

    async def bring(self, mailbox: Mailbox, name: str) -> PersonId:
        """The person at this mailbox; where there is none, somebody of this name from now on."""
        persons = Persons(self._session)
        known = await persons.find(mailbox.address)
        if known is not None:
            return known.id
        person = await persons.introduce(
            mailbox.address,
            name=typed_name(name),
            locale=self._by.locale,
            now=self._now,
            in_private=False,
        )
        await self._put(person.id, mailbox)
        return person.id

    async def move(self, person_id: PersonId, mailbox: Mailbox) -> None:
        """Reach the person at this mailbox from now on; what did not arrive, and is in time, is due."""
        await Persons(self._session).reach_at(person_id, mailbox.address)
        await self._put(person_id, mailbox)
        await Unreached(self._session, self._now).back(person_id)

    async def _put(self, person_id: PersonId, mailbox: Mailbox) -> None:
        await Endpoints(self._session).put(
            mailbox.address, mailbox.locked, self._by.id, self._now, mailbox_of=person_id
        )
        Trail(self._session).add(Act.MAILBOX_SET, self._now, by=self._by.id, subject_id=person_id)
