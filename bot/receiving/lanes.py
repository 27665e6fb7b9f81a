"""The chats in hand: each one's updates in order, several chats side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from bot.receiving.handling import Handling
from scheduler.clock import uptime
from scheduler.inbox.inbox import LANE_LEASE_LIFE
from scheduler.inbox.incoming import IncomingUpdate, InHand
from scheduler.roster.model import TelegramId

CONCURRENT = 8
"""Chats handled at once."""

MOST_IN_HAND = 200
"""Chats claimed at once; what comes for others waits in the database."""

_MARGIN = timedelta(seconds=3)
_PAUSE_SECONDS = 1.0

log = logging.getLogger(__name__)


class Lanes:
    """Handles what is in hand, and collects what is to be told the inbox: ``handled``, ``finished``.

    ``changed`` is called when either has grown. A claim that may have lapsed, because the process
    was stopped for a while, is not relied upon until it has been renewed.
    """

    def __init__(self, handling: Handling, changed: Callable[[], None]) -> None:
        self._handling = handling
        self._changed = changed
        self._workers: dict[TelegramId, asyncio.Task[None]] = {}
        self._lost: set[TelegramId] = set()
        self._places = asyncio.Semaphore(CONCURRENT)
        self._suspects = asyncio.Lock()
        self._sure_until = 0.0
        self._renewed = asyncio.Event()
        self._stopping = False
        self.handled: set[int] = set()
        self.finished: set[TelegramId] = set()

    @property
    def room(self) -> int:
        """How many more chats there is room for."""
        return MOST_IN_HAND - len(self._workers) - len(self.finished)

    def begin(self, in_hand: InHand, asked_at: float) -> None:
        """Handle these; they were claimed, or found still claimed, by what was asked then (uptime)."""
        if self._stopping:
            return
        if not self._workers:
            self._sure_until = max(self._sure_until, _sure_until(asked_at))
        chat = in_hand.chat_id
        self._lost.discard(chat)
        worker = asyncio.create_task(self._work(in_hand), name=f"chat {chat}")
        self._workers[chat] = worker
        worker.add_done_callback(lambda _: self._end(chat))

    def renewed(self, held: frozenset[TelegramId], asked_at: float) -> None:
        """Only these are still in hand; the others have been taken over."""
        self._lost |= self._workers.keys() - held
        self.finished &= held
        self._sure_until = _sure_until(asked_at)
        self._renewed.set()
        self._renewed = asyncio.Event()

    async def stop(self, within: timedelta) -> None:
        """Finish what is being handled, and begin nothing more."""
        self._stopping = True
        self._renewed.set()
        if not self._workers:
            return
        _, late = await asyncio.wait(self._workers.values(), timeout=within.total_seconds())
        for task in late:
            log.warning("stopped in the middle of an update", extra={"task": task.get_name()})
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, in_hand: InHand) -> None:
        try:
            await self._handle_all(in_hand)
        except Exception:
            log.exception("updates left for later", extra={"chat": in_hand.chat_id})
            await asyncio.sleep(_PAUSE_SECONDS)  # they are in hand again at once

    async def _handle_all(self, in_hand: InHand) -> None:
        for update in in_hand.updates:
            if in_hand.lapsed:
                async with self._suspects, self._places:
                    going_on = await self._handle(in_hand.chat_id, update, suspect=True)
            else:
                async with self._places:
                    going_on = await self._handle(in_hand.chat_id, update, suspect=False)
            if not going_on:
                return

    async def _handle(self, chat: TelegramId, update: IncomingUpdate, *, suspect: bool) -> bool:
        """Whether to go on with the next one."""
        while uptime() >= self._sure_until and not self._stopping:
            await self._renewed.wait()
        if self._stopping or chat in self._lost:
            return False
        if await self._handling.handle(update, suspect=suspect):
            self.handled.add(update.update_id)
            self._changed()
        return True

    def _end(self, chat: TelegramId) -> None:
        del self._workers[chat]
        if chat in self._lost:
            self._lost.discard(chat)
        else:
            self.finished.add(chat)
        self._changed()


def _sure_until(asked_at: float) -> float:
    return asked_at + (LANE_LEASE_LIFE - _MARGIN).total_seconds()
