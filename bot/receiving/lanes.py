"""The chats in hand: each one's updates in order, several chats side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.receiving.handling import Handling
from scheduler.address import Address
from scheduler.clock import uptime
from scheduler.inbox.inbox import LANE_LEASE_LIFE, Inbox
from scheduler.inbox.incoming import IncomingUpdate, InHand

CONCURRENT = 8
"""Chats handled at once."""

MOST_IN_HAND = 200
"""Chats leased at once; what comes for others waits in the database."""

LOOK_SECONDS = 1.0
"""Updates of chats that no process has are looked for this often."""

RENEW_SECONDS = 5.0
"""The age at which a lease is renewed."""

_SURE_SECONDS = (LANE_LEASE_LIFE - timedelta(seconds=3)).total_seconds()
"""A lease of this age may have lapsed, in a process that stood still; it is renewed before it is used."""

_PAUSE_SECONDS = 1.0

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Lane:
    """A chat that this process has leased; ``leased_at`` is the uptime.

    ``finished``: nothing is left to do, and the lease is to be given back. ``lost``: the lease lapsed,
    and another process may have it; the worker ends before the next update.
    """

    leased_at: float
    worker: asyncio.Task[None] = field(init=False)
    finished: bool = False
    lost: bool = False


class Lanes:
    """Owns the state of the chats in hand: leases, work, and updates handled but not marked yet.

    ``changed`` is called when an exchange with the inbox would let more be done. While nothing else
    waits, marking waits as well: for the exchange that stores the next update, or looks for others.
    """

    def __init__(self, handling: Handling, inbox: Inbox, changed: Callable[[], None]) -> None:
        self._handling = handling
        self._inbox = inbox
        self._changed = changed
        self._lanes: dict[Address, _Lane] = {}
        self._handled: set[int] = set()
        self._looked_at = -LOOK_SECONDS
        self._places = asyncio.Semaphore(CONCURRENT)
        self._suspects = asyncio.Lock()
        self._renewed = asyncio.Event()
        self._stopping = False

    async def exchange(self, arrived: Sequence[IncomingUpdate]) -> None:
        """Store what arrived, mark what was handled, and begin what is to be handled next.

        What arrived is durable when this returns; when it raises, everything can be done again.
        """
        asked_at = uptime()
        await self._renew(asked_at)
        handled = frozenset(self._handled)
        finished = {chat for chat, lane in self._lanes.items() if lane.finished}
        room = MOST_IN_HAND - len(self._lanes)
        look = asked_at - self._looked_at >= LOOK_SECONDS or (self._inbox.backlog and room > 0)
        exchanged = await self._inbox.exchange(
            arrived,
            handled=handled,
            leased=frozenset(self._lanes),
            finished=finished,
            room=room,
            look=look,
        )
        if look:
            self._looked_at = asked_at
        self._handled -= handled
        for chat in exchanged.given_back:
            del self._lanes[chat]
        for in_hand in exchanged.in_hand:
            self._begin(in_hand, asked_at)
        if finished - exchanged.given_back - {each.chat for each in exchanged.in_hand}:
            self._changed()  # another process is storing updates of these chats: ask again
        elif any(lane.finished for lane in self._lanes.values()):
            self._moved()  # while the exchange went on

    async def stop(self, within: timedelta) -> None:
        """Finish what is being handled, and begin nothing more."""
        self._stopping = True
        self._renewed.set()
        working = [lane.worker for lane in self._lanes.values() if not lane.finished]
        if not working:
            return
        _, late = await asyncio.wait(working, timeout=within.total_seconds())
        for task in late:
            log.warning("stopped in the middle of an update", extra={"task": task.get_name()})
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def leave(self) -> None:
        """Mark what was handled and give back every lease, once all has stopped."""
        await self._inbox.leave(self._handled)

    async def _renew(self, asked_at: float) -> None:
        leased = [chat for chat, lane in self._lanes.items() if not lane.lost]
        if all(asked_at - self._lanes[chat].leased_at < RENEW_SECONDS for chat in leased):
            return
        renewed = await self._inbox.renew(leased)
        for chat in leased:
            lane = self._lanes[chat]
            if chat in renewed:
                lane.leased_at = asked_at
            elif lane.finished:
                del self._lanes[chat]
            else:
                lane.lost = True
        self._renewed.set()
        self._renewed = asyncio.Event()

    def _begin(self, in_hand: InHand, leased_at: float) -> None:
        if self._stopping:
            return
        chat = in_hand.chat
        lane = self._lanes[chat] = _Lane(leased_at)
        lane.worker = asyncio.create_task(self._work(lane, in_hand), name=f"chat {chat}")
        lane.worker.add_done_callback(lambda _: self._end(chat, lane))

    def _end(self, chat: Address, lane: _Lane) -> None:
        if lane.lost:
            del self._lanes[chat]
        lane.finished = True
        self._moved()

    def _moved(self) -> None:
        if self._inbox.waiting > len(self._handled):
            self._changed()

    async def _work(self, lane: _Lane, in_hand: InHand) -> None:
        try:
            for update in in_hand.updates:
                if in_hand.lapsed:
                    async with self._suspects, self._places:
                        going_on = await self._handle(lane, update, suspect=True)
                else:
                    async with self._places:
                        going_on = await self._handle(lane, update, suspect=False)
                if not going_on:
                    return
        except Exception:
            log.exception("updates left for later", extra={"chat": in_hand.chat})
            await asyncio.sleep(_PAUSE_SECONDS)  # they are in hand again at once

    async def _handle(self, lane: _Lane, update: IncomingUpdate, *, suspect: bool) -> bool:
        """Handle one update; False when the lane must end before it."""
        while uptime() - lane.leased_at >= _SURE_SECONDS and not (lane.lost or self._stopping):
            await self._renewed.wait()
        if self._stopping or lane.lost:
            return False
        if await self._handling.handle(update, suspect=suspect):
            self._handled.add(update.update_id)
            self._moved()
        return True
