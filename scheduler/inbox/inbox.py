"""Updates, kept until they have been handled: one is acknowledged only once it is here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.inbox.incoming import IncomingUpdate, InHand
from scheduler.inbox.queries.lane_leases import LaneLeases
from scheduler.inbox.queries.updates import InboxState, Updates
from scheduler.store.dialects import instant
from scheduler.store.engine import Database

MOST_ATTEMPTS = 3
"""After the last of them an update is set aside."""

LANE_LEASE_LIFE = timedelta(seconds=15)
"""This long after a kill another process takes over what was in hand."""

MOST_WAITING = 10_000
"""With this many waiting no more are taken in; the messenger keeps them, and sends them later."""

OF_EACH_CHAT = 20
"""Updates of one chat loaded at once."""

HANDLED_KEPT = timedelta(days=2)
"""Longer than the 24 hours for which the messenger may send an update again."""

DEAD_KEPT = timedelta(days=30)

PRUNED_AT_ONCE = 1_000
"""Updates forgotten in one transaction; others write in the pause after it."""

_PAUSE_SECONDS = 0.1
_OLD = timedelta(days=2)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Exchanged:
    """The updates to handle now, under leases that begin or are prolonged now; and the leases given back.

    A finished chat in neither is locked by another process at the moment: ask again.
    """

    in_hand: Sequence[InHand] = ()
    given_back: frozenset[Address] = frozenset()


class Inbox:
    """Stores updates, hands them out chat by chat, and remembers which of them have been handled.

    Of several processes on one database only one has the lease of a chat at a time, as an ``owner``
    made up anew at each start. A process itself remembers which leases it has, and says so each time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.owner = str(uuid4())
        self.waiting = 0
        """Number of updates not marked as handled: as last counted, and by what came and went since."""
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
        leased: Collection[Address] = (),
        finished: Collection[Address] = (),
        room: int = 0,
        look: bool = False,
    ) -> Exchanged:
        """Everything at once, in one transaction; none where there is nothing to write.

        Args:
            arrived: Updates to store, unless they are known; durable when this returns.
            handled: Ids that are never to be handled again.
            leased: Chats that this process has leased.
            finished: Those of them in which it has nothing more to do.
            room: Number of chats that it would lease besides.
            look: Look for chats that no process has, too, and count what waits.
        """
        idle = await self._look(room) if look else []
        if not (arrived or handled or finished or idle):
            return Exchanged()
        if arrived:
            self._database.refuse_if_damaged()
        now = self._clock.now()
        async with self._database.write() as session:
            updates = Updates(session)
            added = await updates.add(arrived, now)
            await updates.settle(handled, InboxState.HANDLED, now)
            stored_for = dict.fromkeys(each.chat for each in added)
            # Where the clock was set ahead, what is leased here seems to be nobody's.
            new = [chat for chat in dict.fromkeys([*idle, *stored_for]) if chat not in leased]
            again = [chat for chat in stored_for if chat in finished]
            exchanged = await self._hand_out(
                session,
                take=[*new[:room], *again],
                give_back=[chat for chat in finished if chat not in again],
            )
        if arrived:
            self._database.refuse_if_damaged()  # it may have been met meanwhile
        self.backlog = len(new) > room or (self.backlog and not look)
        self.waiting = max(0, self.waiting + len(added) - len(handled))
        return exchanged

    async def renew(self, chats: Collection[Address]) -> frozenset[Address]:
        """Prolong the leases of these chats; the chats that still are this process's."""
        async with self._database.write() as session:
            moment = await instant(session, self._clock.now())
            kept = await LaneLeases(session).renew(
                chats, self.owner, moment=moment, life=LANE_LEASE_LIFE
            )
        return frozenset(lease.chat for lease in kept)

    async def leave(self, handled: Collection[int] = ()) -> None:
        """Mark what was handled, and give back every lease for other processes to take."""
        async with self._database.write() as session:
            await Updates(session).settle(handled, InboxState.HANDLED, self._clock.now())
            await LaneLeases(session).leave(self.owner)

    async def begin(self, update_id: int) -> bool:
        """Count an attempt before it is made, so that one that brings the program down counts as well.

        Returns:
            False when the update has had its attempts; it is set aside now.
        """
        async with self._database.write() as session:
            updates = Updates(session)
            if await updates.count_attempt(update_id) <= MOST_ATTEMPTS:
                return True
            await self._set_aside(updates, update_id)
        log.error("update set aside, the program ended on it", extra={"update_id": update_id})
        return False

    async def failed(self, update_id: int, error: str, *, begun: bool = False) -> bool:
        """Note why it could not be handled; an attempt that was ``begun`` is counted already.

        Returns:
            Whether there may be another attempt. Otherwise it is set aside now.
        """
        async with self._database.write() as session:
            updates = Updates(session)
            if await updates.count_attempt(update_id, error, by=0 if begun else 1) < MOST_ATTEMPTS:
                return True
            await self._set_aside(updates, update_id)
        log.error("update set aside", extra={"update_id": update_id, "error": error})
        return False

    async def prune(self) -> int:
        """Forget what was handled or set aside long ago, a little at a time; the number of updates."""
        now, forgotten = self._clock.now(), 0
        for state, kept in ((InboxState.HANDLED, HANDLED_KEPT), (InboxState.DEAD, DEAD_KEPT)):
            gone = PRUNED_AT_ONCE
            while gone == PRUNED_AT_ONCE:
                async with self._database.write() as session:
                    gone = await Updates(session).forget(
                        state, before=now - kept, limit=PRUNED_AT_ONCE
                    )
                forgotten += gone
                await asyncio.sleep(_PAUSE_SECONDS if gone == PRUNED_AT_ONCE else 0)
        return forgotten

    async def _hand_out(
        self, session: AsyncSession, *, take: Sequence[Address], give_back: Sequence[Address]
    ) -> Exchanged:
        """The waiting updates of chats that can be leased, or whose leases cannot be given back yet."""
        leases, now = LaneLeases(session), self._clock.now()
        moment = await instant(session, now)
        # This one first: it may wait for locks of other processes, and giving back never does.
        taken = await leases.take(take, self.owner, moment=moment, life=LANE_LEASE_LIFE)
        returned = await leases.give_back(give_back, self.owner)
        kept = await leases.renew(
            returned.still_waiting, self.owner, moment=moment, life=LANE_LEASE_LIFE
        )
        mine = [*taken, *kept]
        found = await Updates(session).waiting(
            [lease.chat for lease in mine], before=now - _OLD, of_each=OF_EACH_CHAT
        )
        return Exchanged(
            [InHand(each.chat, found.get(each.chat, ()), each.lapsed) for each in mine],
            returned.gone,
        )

    async def _set_aside(self, updates: Updates, update_id: int) -> None:
        await updates.settle([update_id], InboxState.DEAD, self._clock.now())
        self.waiting = max(0, self.waiting - 1)

    async def _look(self, room: int) -> list[Address]:
        """Chats that no process has, one more than there is room for; and count what waits."""
        async with self._database.survey() as session:
            moment = await instant(session, self._clock.now())
            idle = await LaneLeases(session).unleased(moment=moment, limit=room + 1)
            self.waiting = await Updates(session).number_waiting(MOST_WAITING)
        return idle
