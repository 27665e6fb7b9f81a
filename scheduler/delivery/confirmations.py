"""Use cases: a press under a message, or a link followed out of it, proves that it arrived."""

from __future__ import annotations

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.delivery.outcomes import EndReason
from scheduler.delivery.queries.attempts import Attempts
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import PersonId
from scheduler.store.engine import Database


class Confirmations:
    """Mends the record of messages of which nobody knew whether they arrived."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def seen(self, reference: str, chat: Address, message_id: str) -> str | None:
        """Somebody pressed a button under this message, which names the reference.

        When an ambiguous attempt sent it, that is put on record, and nothing is repeated any more.

        Returns:
            The id of another copy in the same chat, if one is known to have gone out since; None
            also when no attempt was ambiguous.
        """
        async with self._database.read() as session:
            found = await Attempts(session).ambiguous_of(reference, chat)
        if found is None or message_id in found.known_messages:
            return None
        now = self._clock.now()
        async with self._database.write() as session:
            attempts = Attempts(session)
            if not await attempts.proved(found.delivery_id, found.number, message_id, now):
                return None
            await attempts.seen(found.delivery_id, now, EndReason.SEEN)
        return found.known_messages[-1] if found.known_messages else None

    async def reminded_of(self, reference: str, person_id: PersonId) -> list[OccurrenceId]:
        """What the message with this reference reminded the person of; none in another's message."""
        async with self._database.read() as session:
            return await Attempts(session).reminded_of(reference, person_id)

    async def followed(self, reference: str) -> None:
        """Somebody followed a link out of a group's message with this reference.

        The link does not tell which copy it is in; when one is ambiguous, none is repeated.
        """
        async with self._database.read() as session:
            found = await Attempts(session).ambiguous_of(reference, None)
        if found is None or found.known_messages:
            return
        async with self._database.write() as session:
            await Attempts(session).seen(found.delivery_id, self._clock.now(), EndReason.SEEN)
