"""The only place where updates come in: stored first, acknowledged then, handled in order per chat.

The library's own polling acknowledges a batch before its handlers run, loses it when the process is
killed, and never gets past an update that it cannot parse.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import Conflict, RetryAfter
from telegram.ext import Application

from scheduler.db.inbox import StoredUpdate
from scheduler.inbox import Inbox, RawUpdate
from scheduler.roster import TelegramId

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
    "poll_answer",
)
"""Asked for in full each time: Telegram remembers the last list, and leaves some out by itself."""

POLL_SECONDS = 30
_READ_MARGIN_SECONDS = 10.0
"""How much later than the end of a long poll its answer may come."""

CONCURRENT = 8
"""Chats handled at once; the HTTP client gets slower with more."""

MOST_WAITING = 200
"""With so many stored and not handled yet, no more are fetched."""

LEFTOVERS_AT_ONCE = 100
STOP_WITHIN = timedelta(seconds=10)

_FIRST_PAUSE = 1.0
_CONFLICT_PAUSE = 10.0
_LONGEST_PAUSE = 60.0

log = logging.getLogger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Receiver:
    """Gets updates by long polling, or by :meth:`accept` from a webhook, and has them handled.

    The application is initialised and knows no updater. Handlers with ``block=False`` would let an
    update count as handled too early.
    """

    def __init__(
        self,
        application: AnyApplication,
        inbox: Inbox,
        *,
        poll_seconds: int = POLL_SECONDS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._application = application
        self._inbox = inbox
        self._poll_seconds = poll_seconds
        self._sleep = sleep
        self._lanes: dict[TelegramId | int, deque[StoredUpdate]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(CONCURRENT)
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()
        self._caught_up = False
        self._joined = False
        self._stopping = asyncio.Event()
        self._main: asyncio.Task[None] | None = None

    async def start(self, *, polling: bool = True) -> None:
        """Handle what an earlier run left, then what comes in; returns at once."""
        self._main = asyncio.create_task(self._run(polling=polling), name="receiver")

    async def stop(self, within: timedelta = STOP_WITHIN) -> None:
        """Fetch no more, and finish what is being handled; the rest is handled after a restart."""
        self._stopping.set()
        self._room.set()
        tasks = {*self._workers, *([self._main] if self._main is not None else [])}
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=within.total_seconds())
        for task in late:
            log.warning("stopped in the middle of an update", extra={"task": task.get_name()})
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def accept(self, raw: RawUpdate) -> None:
        """Take an update from the webhook: durable when this returns, handled soon after."""
        self._feed(await self._inbox.store([raw]))

    # Fetching

    async def _run(self, *, polling: bool) -> None:
        await self._persist(self._handle_leftovers)
        if polling:
            await self._poll()

    async def _poll(self) -> None:
        offset: int | None = None

        async def fetch() -> None:
            nonlocal offset
            offset = await self._fetch(offset)

        while not self._stopping.is_set():
            await self._room.wait()
            await self._persist(fetch)

    async def _fetch(self, offset: int | None) -> int | None:
        """One long poll; the offset to ask with next, which acknowledges what is stored."""
        asking = asyncio.create_task(self._ask(offset))
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            if not asking.done():
                asking.cancel()
        if not asking.done() or asking.cancelled():
            await asyncio.gather(asking, return_exceptions=True)
            return offset
        batch = asking.result()
        self._feed(await self._inbox.store(batch))
        ids = [raw["update_id"] for raw in batch if isinstance(raw.get("update_id"), int)]
        if batch and not ids:
            raise ValueError("updates without ids")  # to slow down: they would come at once again
        return max(ids) + 1 if ids else offset

    async def _ask(self, offset: int | None) -> list[dict[str, Any]]:
        # The public method parses the whole batch, and fails on it for one bad update.
        answer = await self._application.bot._post(
            "getUpdates",
            {
                "offset": offset,
                "timeout": self._poll_seconds,
                "allowed_updates": list(ALLOWED_UPDATES),
            },
            read_timeout=self._poll_seconds + _READ_MARGIN_SECONDS,
        )
        if not isinstance(answer, list) or not all(isinstance(raw, dict) for raw in answer):
            raise TypeError("getUpdates answered with something else than updates")
        return answer

    async def _persist(self, step: Callable[[], Awaitable[None]]) -> None:
        """Try a step until it works or the end comes, slower and slower; logged once."""
        failures = 0
        while not self._stopping.is_set():
            try:
                await step()
            except Exception as error:
                failures += 1
                if failures == 1:
                    log.exception("no updates at present")
                await self._pause(_pause_after(error, failures))
            else:
                if failures:
                    log.info("updates again", extra={"failures": failures})
                return

    async def _pause(self, seconds: float) -> None:
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({sleeping, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (sleeping, stopping):
            task.cancel()
        await asyncio.gather(sleeping, stopping, return_exceptions=True)

    # Handling

    async def _handle_leftovers(self) -> None:
        """One by one, each counted before: one of them may have brought the program down."""
        while not self._caught_up:
            self._joined = False
            leftovers = await self._inbox.pending(LEFTOVERS_AT_ONCE)
            for update in leftovers:
                if self._stopping.is_set():
                    return
                if await self._inbox.begin(update):
                    await self._handle(update)
            self._caught_up = not leftovers and not self._joined

    def _feed(self, updates: Sequence[StoredUpdate]) -> None:
        """Queue updates for their chats. Before the leftovers are done, they join those."""
        if not self._caught_up:
            self._joined = True
            return
        for update in updates:
            lane_id = update.update_id if update.chat_id is None else update.chat_id
            lane = self._lanes.setdefault(lane_id, deque())
            lane.append(update)
            self._count(+1)
            if len(lane) == 1:
                worker = asyncio.create_task(self._work(lane_id, lane), name=f"chat {lane_id}")
                self._workers.add(worker)
                worker.add_done_callback(self._workers.discard)

    async def _work(self, lane_id: TelegramId | int, lane: deque[StoredUpdate]) -> None:
        """Handle one chat's updates in order until there is none left."""
        try:
            while lane and not self._stopping.is_set():
                async with self._places:
                    if not self._stopping.is_set():
                        await self._handle_safely(lane[0])
                lane.popleft()
                self._count(-1)
        finally:
            self._count(-len(lane))
            del self._lanes[lane_id]

    async def _handle_safely(self, update: StoredUpdate) -> None:
        """Handle one; should the database fail, it stays stored and is handled after a restart."""
        try:
            await self._handle(update)
        except Exception:
            log.exception("update left for later", extra={"update_id": update.update_id})

    async def _handle(self, stored: StoredUpdate) -> None:
        """Parse and handle; errors of handlers end in the application's error handlers.

        What cannot be parsed three times is set aside.
        """
        update = self._parsed(stored)
        while isinstance(update, Exception):
            if not await self._inbox.failed(stored.update_id, repr(update)):
                return
            update = self._parsed(stored)
        await self._application.process_update(update)
        await self._inbox.handled(stored.update_id)

    def _parsed(self, stored: StoredUpdate) -> Update | Exception:
        try:
            return Update.de_json(stored.payload, self._application.bot)
        except Exception as error:
            log.warning(
                "update not understood", extra={"update_id": stored.update_id}, exc_info=True
            )
            return error

    def _count(self, change: int) -> None:
        self._waiting += change
        if self._waiting < MOST_WAITING:
            self._room.set()
        elif not self._stopping.is_set():
            self._room.clear()


def _pause_after(error: Exception, failures: int) -> float:
    """Seconds to wait: as told, or doubling up to a minute, a little by chance."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    first = _CONFLICT_PAUSE if isinstance(error, Conflict) else _FIRST_PAUSE
    longest = min(_LONGEST_PAUSE, first * (1 << min(failures - 1, 10)))
    return longest * random.uniform(0.5, 1)  # noqa: S311 - not a secret
