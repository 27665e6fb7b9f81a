"""Use cases: a person's mailbox, for the time that the messenger does not reach them."""

from __future__ import annotations

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.roster.model import PersonId
from scheduler.roster.queries.endpoints import Endpoints
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


class Mailboxes:
    """Each method is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def locked_of(self, person_id: PersonId) -> str | None:
        """The person's own mailbox, locked; None where there is none that takes anything."""
        async with self._database.read() as session:
            endpoints = Endpoints(session)
            address = (await endpoints.mailboxes([person_id])).get(person_id)
            return None if address is None else await endpoints.locked(address)

    async def put(self, person_id: PersonId, address: Address, locked: str) -> None:
        """Let it be the person's mailbox, instead of any other; whose it was before has none."""
        now = self._clock.now()
        async with self._database.write() as session:
            await Endpoints(session).put(address, locked, person_id, now, mailbox_of=person_id)
            Trail(session).add(Act.MAILBOX_SET, now, by=person_id, subject_id=person_id)

    async def remove(self, person_id: PersonId) -> None:
        """Forget the person's mailbox; harmless where there is none."""
        async with self._database.write() as session:
            if await Endpoints(session).remove_mailbox(person_id):
                Trail(session).add(
                    Act.MAILBOX_SET, self._clock.now(), by=person_id, subject_id=person_id
                )
