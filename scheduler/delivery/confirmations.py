"""Use cases: a press under a message, or a link followed out of it, proves that it arrived, whatever was on record."""

from __future__ import annotations

from scheduler.clock import Clock
from scheduler.delivery.outcomes import EndReason
from scheduler.delivery.queries.attempts import Attempts
from scheduler.roster.model import TelegramId
from scheduler.store.engine import Database


class Arrivals:
    """Mends the record of messages whose sending was in doubt."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def seen(self, reference: str, chat_id: TelegramId, message_id: int) -> int | None:
        """Somebody pressed a button under this message, which names the reference.

        When a try in doubt sent it, that is put on record, and nothing is repeated any more.

        Returns:
            The id of another copy in the same chat, if it is known that one went out since; None
            also when there was no doubt.
        """
        async with self._database.read() as session:
            found = await Attempts(session).in_doubt_of(reference, chat_id)
        if found is None or message_id in found.known_messages:
            return None
        now = self._clock.now()
        async with self._database.write() as session:
            attempts = Attempts(session)
            if not await attempts.proved(found.delivery_id, found.number, message_id, now):
                return None
            await attempts.seen(found.delivery_id, now, EndReason.SEEN)
        return max(found.known_messages, default=None)

    async def followed(self, reference: str) -> None:
        """Somebody followed a link out of a group's message with this reference.

        The link says nothing about which copy it is in; when one is in doubt, none is repeated.
        """
        async with self._database.read() as session:
            found = await Attempts(session).in_doubt_of(reference, None)
        if found is None or found.known_messages:
            return
        async with self._database.write() as session:
            await Attempts(session).seen(found.delivery_id, self._clock.now(), EndReason.SEEN)
