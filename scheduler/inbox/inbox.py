"""What came in, kept until it has been handled: an update is acknowledged only once it is here."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import uuid4

from scheduler.clock import Clock
from scheduler.inbox.incoming import IncomingUpdate, InHand
from scheduler.inbox.queries.lane_leases import LaneLeases
from scheduler.inbox.queries.updates import InboxState, Updates
from scheduler.roster.model import TelegramId
from scheduler.store.engine import Database
from scheduler.store.instant import instant

MOST_ATTEMPTS = 3
"""After so many an update is set aside."""

LANE_LEASE_LIFE = timedelta(seconds=15)
"""So long after a kill another process takes over what was in hand."""

MOST_WAITING = 10_000
"""With so many waiting no more are taken in; the messenger keeps them, and sends them later."""

OF_EACH_CHAT = 20
"""Updates of one chat loaded at once."""

HANDLED_KEPT = timedelta(days=2)
"""Longer than the 24 hours for which the messenger may send an update again."""

DEAD_KEPT = timedelta(days=30)

_OLD = timedelta(days=2)

log = logging.getLogger(__name__)


class Inbox:
    """Stores updates, hands them out chat by chat, and remembers which of them have been handled.

    Of several processes on one database only one has a chat in hand at a time, under an ``owner``
    made up anew at each start.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lapsed: dict[TelegramId, bool] = {}
        self.owner = str(uuid4())
        self.waiting = 0
        """How many are not yet handled: when they were last counted, and what came and went since."""
        self.backlog = False
        """Whether there are more chats with updates than there was room for."""

    async def open(self) -> None:
        """Call it first. A SQLite file is this process's alone: the leases in it are of dead ones."""
        if self._database.dialect == "sqlite":
            async with self._database.write() as session:
                await LaneLeases(session).lapse_all(self._clock.now())

    async def exchange(
        self,
        arrived: Sequence[IncomingUpdate] = (),
        *,
        handled: Collection[int] = (),
        finished: Collection[TelegramId] = (),
        room: int = 0,
        look: bool = False,
    ) -> list[InHand]:
        """Everything at once, in one transaction; what arrived is durable when this returns.

        Args:
            arrived: Kept, unless their ids are known already.
            handled: Ids that are never to be handled again.
            finished: Chats of this process of which nothing is left in its hands.
            room: How many more chats this process would take in hand.
            look: Take other chats than those of ``arrived`` too, and count what waits.

        Returns:
            What to handle next: chats newly in hand, and finished ones that could not be given
            back, because more has come or is just being stored.
        """
        given = {each.update_id: each for each in arrived}
        now = self._clock.now()
        async with self._database.write() as session:
            updates, leases = Updates(session), LaneLeases(session)
            added = await updates.add(given.values(), now)
            await updates.settle(handled, InboxState.HANDLED, now)
            moment = await instant(session, now)
            new = dict.fromkeys(given[id_].chat_id for id_ in added)
            new_here = [chat for chat in new if chat not in self._lapsed]
            wanted = new_here[: max(room, 0)]
            backlog = (self.backlog and not look) or len(wanted) < len(new_here)
            if look and room > len(wanted):
                limit = room - len(wanted)
                idle = await leases.unleased(moment=moment, limit=limit)
                backlog = len(idle) == limit
                # Where the clock was set ahead, what is in hand here seems to be nobody's.
                wanted = list(dict.fromkeys(wanted + [c for c in idle if c not in self._lapsed]))
            taken = await leases.take(wanted, self.owner, moment=moment, life=LANE_LEASE_LIFE)
            returned = await leases.give_back(finished, self.owner)
            taken_now = {lease.chat_id: lease.lapsed for lease in taken}
            found = await updates.waiting(
                [*taken_now, *returned.still_waiting],
                before=now - _OLD,
                of_each=OF_EACH_CHAT,
            )
            counted = await updates.number_waiting(MOST_WAITING) if look else None
        for chat in returned.gone:
            self._lapsed.pop(chat, None)
        self._lapsed |= taken_now
        following = [*taken_now, *(chat for chat in finished if chat in self._lapsed)]
        self.backlog = backlog
        expected = max(0, self.waiting + len(added) - len(handled))
        self.waiting = expected if counted is None else counted
        return [InHand(chat, found.get(chat, ()), self._lapsed[chat]) for chat in following]

    async def renew(self) -> frozenset[TelegramId]:
        """Keep what is in hand, every few seconds; the chats that still are in hand."""
        async with self._database.write() as session:
            moment = await instant(session, self._clock.now())
            held = await LaneLeases(session).renew(
                self._lapsed, self.owner, moment=moment, life=LANE_LEASE_LIFE
            )
        self._lapsed = {chat: was for chat, was in self._lapsed.items() if chat in held}
        return held

    async def leave(self, handled: Collection[int] = ()) -> None:
        """Let go of everything in hand, for whoever comes next."""
        async with self._database.write() as session:
            await Updates(session).settle(handled, InboxState.HANDLED, self._clock.now())
            await LaneLeases(session).leave(self.owner)
        self._lapsed.clear()

    async def begin(self, update_id: int) -> bool:
        """Count a try before it is made, so that one that brings the program down counts as well.

        Returns:
            False when it has had its tries; it is set aside now.
        """
        async with self._database.write() as session:
            updates = Updates(session)
            if await updates.count_attempt(update_id) <= MOST_ATTEMPTS:
                return True
            await updates.settle([update_id], InboxState.DEAD, self._clock.now())
        log.error("update set aside, the program ended on it", extra={"update_id": update_id})
        return False

    async def failed(self, update_id: int, error: str, *, begun: bool = False) -> bool:
        """It could not be handled; a try that was ``begun`` is counted already.

        Returns:
            Whether it may be tried again. Otherwise it is set aside now.
        """
        async with self._database.write() as session:
            updates = Updates(session)
            if await updates.count_attempt(update_id, error, by=0 if begun else 1) < MOST_ATTEMPTS:
                return True
            await updates.settle([update_id], InboxState.DEAD, self._clock.now())
        log.error("update set aside", extra={"update_id": update_id, "error": error})
        return False

    async def prune(self) -> int:
        """Forget what was handled or set aside long ago; how many updates that were."""
        now = self._clock.now()
        async with self._database.write() as session:
            updates = Updates(session)
            handled = await updates.forget(InboxState.HANDLED, before=now - HANDLED_KEPT)
            return handled + await updates.forget(InboxState.DEAD, before=now - DEAD_KEPT)
