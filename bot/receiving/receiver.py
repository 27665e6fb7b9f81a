"""The only place where updates come in: stored first, acknowledged then, handled in order per chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

from bot.receiving.handling import AnyApplication, Handling
from bot.receiving.lanes import LOOK_SECONDS, Lanes
from bot.receiving.polling import POLL_SECONDS, Polling
from bot.receiving.retrying import Retrying
from bot.telegram_api.raw_updates import RawUpdate, incoming
from scheduler.clock import uptime
from scheduler.inbox.inbox import MOST_WAITING, Inbox
from scheduler.store.trouble import will_pass

MOST_POLLED = 200
"""With this many not handled yet, no more are fetched."""

AT_ONCE = 500
"""Updates stored in one transaction."""

ARRIVING_SECONDS = 0.005
"""An update waits this long for others that a webhook brings at the same time; it is stored with them."""

GATHER_SECONDS = 0.02
"""A change in the lanes waits this long for others, to be written with them."""

BUSY_SECONDS = 10.0
"""For this long after storing failed people are told at once; storing is attempted all the same."""

_FAILING_FROM = 2
"""Storing that fails once may have met a busy database."""

STOP_WITHIN = timedelta(seconds=7)
"""As long as the ticker may take: together with the web server, the program ends within ten."""

log = logging.getLogger(__name__)


class InboxFull(Exception):
    """Too many updates wait to be handled: this one is for the messenger to keep and send again."""


class Receiver:
    """Gets updates by long polling, or by :meth:`accept` from a webhook, and has them handled.

    The application is initialised and knows no updater. Handlers with ``block=False`` would let an
    update count as handled too early. ``busy`` is given updates that cannot be stored because the
    database is busy, so that people who wait can be told.
    """

    def __init__(
        self,
        application: AnyApplication,
        inbox: Inbox,
        *,
        poll_seconds: int = POLL_SECONDS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        busy: Callable[[Sequence[RawUpdate]], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        self._inbox = inbox
        self._busy = busy
        self._stopping = asyncio.Event()
        self._something = asyncio.Event()
        self._retrying = Retrying(self._stopping, sleep)
        self._lanes = Lanes(Handling(application, inbox, sleep), inbox, self._something.set)
        self._arrived: list[tuple[RawUpdate, asyncio.Future[None]]] = []
        self._busy_until = 0.0
        self._error: Exception | None = None
        self._failures = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.polling = Polling(
            application.bot, self._store, self._retrying, self._stopping, seconds=poll_seconds
        )

    @property
    def failure(self) -> Exception | None:
        """Why updates cannot be stored, once that has failed twice in a row; None when they can."""
        return self._error if self._failures >= _FAILING_FROM else None

    async def start(self, *, polling: bool = True) -> None:
        """Handle what an earlier run left, then what comes in; returns at once."""
        self._begin(self._keep_exchanging(), "inbox")
        if polling:
            self._begin(self.polling.run(), "polling")

    async def stop(self, within: timedelta = STOP_WITHIN) -> None:
        """Fetch no more, and finish what is being handled; the rest is handled after a restart."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._something.set()
        self.polling.room.set()
        if not self._tasks:
            return
        began = uptime()
        tasks = set(self._tasks)
        await self._lanes.stop(within)
        left = within.total_seconds() - (uptime() - began)
        _, late = await asyncio.wait(tasks, timeout=max(0.0, left))
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._lanes.leave()
        except Exception:
            log.exception("the lane leases could not be given back")

    async def accept(self, raw: RawUpdate) -> None:
        """Take an update from the webhook: durable when this returns, handled soon after.

        Raises:
            InboxFull: too many wait.
        """
        if self._inbox.waiting + len(self._arrived) >= MOST_WAITING:
            raise InboxFull
        await self._store([raw])

    async def _store(self, batch: Sequence[RawUpdate]) -> None:
        """Durable when this returns; stored together with all that arrives at the same time."""
        loop = asyncio.get_running_loop()
        stored = [loop.create_future() for _ in batch]
        self._arrived += zip(batch, stored, strict=True)
        self._something.set()
        if uptime() < self._busy_until:
            self._tell_busy(batch)
        for error in await asyncio.gather(*stored, return_exceptions=True):
            if error is not None:
                raise error

    async def _keep_exchanging(self) -> None:
        """The one task that exchanges with the inbox: what came in for what is to be handled."""
        await self._retrying.until_it_works(self._inbox.open)
        self._something.set()
        while not self._stopping.is_set():
            if not self._arrived:
                await self._wait_for_something()
            self._something.clear()
            await self._retrying.until_it_works(self._exchange)
        while self._arrived:  # the messenger is told, and sends it again
            self._arrived.pop()[1].set_exception(InboxFull())

    async def _wait_for_something(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._something.wait()
        except TimeoutError:
            return
        await asyncio.sleep(ARRIVING_SECONDS if self._arrived else GATHER_SECONDS)

    async def _exchange(self) -> None:
        arrived, self._arrived = self._arrived[:AT_ONCE], self._arrived[AT_ONCE:]
        try:
            await self._lanes.exchange(
                [update for raw, _ in arrived if (update := incoming(raw)) is not None]
            )
        except Exception as error:
            self._error, self._failures = error, self._failures + 1
            self._refuse(arrived, error)
            raise
        self._failures = 0
        for _, stored in arrived:
            if not stored.done():
                stored.set_result(None)
        if arrived:
            self._busy_until = 0.0
        if self._inbox.waiting < MOST_POLLED:
            self.polling.room.set()
        elif not self._stopping.is_set():
            self.polling.room.clear()

    def _refuse(
        self, arrived: Sequence[tuple[RawUpdate, asyncio.Future[None]]], error: Exception
    ) -> None:
        for _, stored in arrived:
            if not stored.done():
                stored.set_exception(error)
        if arrived and will_pass(error):
            if uptime() >= self._busy_until:
                self._tell_busy([raw for raw, _ in arrived])
            self._busy_until = uptime() + BUSY_SECONDS

    def _tell_busy(self, batch: Sequence[RawUpdate]) -> None:
        if batch and self._busy is not None:
            self._begin(self._busy(batch), "busy")

    def _begin(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
