"""What came in, kept until it has been handled: an update is acknowledged only once it is here."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from scheduler.clock import Clock
from scheduler.db.engine import Database
from scheduler.db.inbox import InboxState, StoredUpdate, Updates
from scheduler.roster import TelegramId

RawUpdate = Mapping[str, Any]
"""An update as the messenger sends it, decoded from JSON."""

TRIES = 3
"""After so many an update is set aside."""

HANDLED_KEPT = timedelta(days=2)
"""Longer than the 24 hours for which the messenger may send an update again."""

DEAD_KEPT = timedelta(days=30)

_BIGINT = 2**63

log = logging.getLogger(__name__)


class Inbox:
    """Stores updates and remembers which of them have been handled."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def store(self, updates: Sequence[RawUpdate]) -> list[StoredUpdate]:
        """Keep what is not known yet, in one transaction; durable when this returns.

        What has no update id cannot be kept and is logged.

        Returns:
            Those that are new, by id. The others came before, and have been or will be handled.
        """
        given = {each.update_id: each for each in _readable(updates)}
        async with self._database.write() as session:
            added = await Updates(session).add(list(given.values()), self._clock.now())
        return [given[update_id] for update_id in added]

    async def pending(self, limit: int) -> list[StoredUpdate]:
        """At most ``limit`` updates that have not been handled, in the order in which they came."""
        async with self._database.read() as session:
            return await Updates(session).pending(limit)

    async def begin(self, update: StoredUpdate) -> bool:
        """Count a try before it is made, so that one that brings the program down counts as well.

        Returns:
            False when it has had its tries; it is set aside now.
        """
        async with self._database.write() as session:
            updates = Updates(session)
            if update.tries < TRIES:
                await updates.try_again(update.update_id)
                return True
            await updates.settle(update.update_id, InboxState.DEAD, self._clock.now())
        log.error(
            "update set aside, the program ended on it", extra={"update_id": update.update_id}
        )
        return False

    async def handled(self, update_id: int) -> None:
        """It has been handled, and is never to be handled again."""
        async with self._database.write() as session:
            await Updates(session).settle(update_id, InboxState.HANDLED, self._clock.now())

    async def failed(self, update_id: int, error: str) -> bool:
        """It could not be handled.

        Returns:
            Whether it may be tried again. Otherwise it is set aside now.
        """
        async with self._database.write() as session:
            updates = Updates(session)
            if await updates.try_again(update_id, error) < TRIES:
                return True
            await updates.settle(update_id, InboxState.DEAD, self._clock.now())
        log.error("update set aside", extra={"update_id": update_id, "error": error})
        return False

    async def prune(self) -> int:
        """Forget what was handled or set aside long ago; how many updates that were."""
        now = self._clock.now()
        async with self._database.write() as session:
            updates = Updates(session)
            handled = await updates.forget(InboxState.HANDLED, before=now - HANDLED_KEPT)
            return handled + await updates.forget(InboxState.DEAD, before=now - DEAD_KEPT)


def _readable(updates: Sequence[RawUpdate]) -> Iterator[StoredUpdate]:
    for raw in updates:
        update_id = raw.get("update_id") if isinstance(raw, Mapping) else None
        if isinstance(update_id, int) and 0 <= update_id < _BIGINT:
            yield StoredUpdate(update_id, chat_of(raw), dict(raw), tries=0)
        else:
            log.error("update without a usable id passed over")


def chat_of(raw: RawUpdate) -> TelegramId | None:
    """The chat of an update or, where it has none (inline queries, votes), the person."""
    for part in raw.values():
        if not isinstance(part, Mapping):
            continue
        for holder in (part, part.get("message")):
            found = _id_in(holder, "chat")
            if found is not None:
                return found
        for key in ("from", "user", "voter_chat"):
            found = _id_in(part, key)
            if found is not None:
                return found
    return None


def _id_in(holder: object, key: str) -> TelegramId | None:
    inner = holder.get(key) if isinstance(holder, Mapping) else None
    found = inner.get("id") if isinstance(inner, Mapping) else None
    return TelegramId(found) if isinstance(found, int) and abs(found) < _BIGINT else None
