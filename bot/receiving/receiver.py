"""The only place where updates come in: stored first, acknowledged then, handled in order per chat.

The library's own polling acknowledges a batch before its handlers run, loses it when the process is
killed, and never gets past an update that it cannot parse.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from telegram.error import Conflict, RetryAfter

from bot.receiving.handling import AnyApplication, Handling
from bot.receiving.lanes import Lanes
from bot.telegram_api.raw_updates import RawUpdate, incoming
from scheduler.clock import uptime
from scheduler.inbox.inbox import MOST_WAITING, Inbox
from scheduler.store.trouble import is_database_trouble

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

MOST_POLLED = 200
"""With so many not handled yet, no more are fetched."""

AT_ONCE = 500
"""Updates stored in one transaction."""

LOOK_SECONDS = 1.0
"""How often to look for updates that nobody has in hand."""

RENEW_SECONDS = 5.0
ARRIVING_SECONDS = 0.005
"""How long an update waits for others that a webhook brings at the same time; it is stored with them."""

GATHER_SECONDS = 0.02
"""How long a note that something was handled waits for others."""

STOP_WITHIN = timedelta(seconds=7)
"""As long as the ticker may take: together with the web server, the program ends within ten."""

_FIRST_PAUSE = 1.0
_DATABASE_PAUSE = 2.0
_CONFLICT_PAUSE = 10.0
_LONGEST_PAUSE = 60.0

log = logging.getLogger(__name__)


class InboxFull(Exception):
    """Too many updates wait to be handled: this one is for the messenger to keep and send again."""


class Receiver:
    """Gets updates by long polling, or by :meth:`accept` from a webhook, and has them handled.

    The application is initialised and knows no updater. Handlers with ``block=False`` would let an
    update count as handled too early. ``busy`` is given updates that could not be stored because
    the database is busy, so that those who wait can be told.
    """

    def __init__(
        self,
        application: AnyApplication,
        inbox: Inbox,
        *,
        poll_seconds: int = POLL_SECONDS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        busy: Callable[[Sequence[RawUpdate]], Awaitable[None]] | None = None,
    ) -> None:
        self._application = application
        self._inbox = inbox
        self._poll_seconds = poll_seconds
        self._sleep = sleep
        self._busy = busy
        self._lanes = Lanes(Handling(application, inbox, sleep), self._wake)
        self._arrived: list[tuple[RawUpdate, asyncio.Future[None]]] = []
        self._something = asyncio.Event()
        self._room = asyncio.Event()
        self._looked_at = self._renewed_at = -LOOK_SECONDS * RENEW_SECONDS
        self._failing = False
        self._stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.conflict = ""
        self.conflict_at: float | None = None
        """What Telegram last said when somebody else fetched the updates of this bot; the uptime."""
        self.asked_at = uptime()
        """The uptime at which Telegram last answered a request for updates; of no use with a webhook."""

    async def start(self, *, polling: bool = True) -> None:
        """Handle what an earlier run left, then what comes in; returns at once."""
        self._begin(self._keep_books(), "inbox")
        if polling:
            self._begin(self._poll(), "receiver")

    async def stop(self, within: timedelta = STOP_WITHIN) -> None:
        """Fetch no more, and finish what is being handled; the rest is handled after a restart."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._wake()
        self._room.set()
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
            await self._inbox.leave(self._lanes.handled)
        except Exception:
            log.exception("what is in hand could not be given back")

    async def accept(self, raw: RawUpdate) -> None:
        """Take an update from the webhook: durable when this returns, handled soon after.

        Raises:
            InboxFull: too many wait.
        """
        if self._inbox.waiting + len(self._arrived) >= MOST_WAITING:
            raise InboxFull
        await self._store([raw])

    def _begin(self, work: Any, name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Storing

    async def _store(self, batch: Sequence[RawUpdate]) -> None:
        """Durable when this returns; together with whatever else arrives at the same time."""
        stored: list[asyncio.Future[None]] = []
        loop = asyncio.get_running_loop()
        for raw in batch:
            stored.append(loop.create_future())
            self._arrived.append((raw, stored[-1]))
        self._wake()
        if self._failing:
            self._tell_busy(batch)
        for error in await asyncio.gather(*stored, return_exceptions=True):
            if error is not None:
                raise error

    async def _keep_books(self) -> None:
        """The one task that writes to the inbox what came in and what was handled, together."""
        await self._persist(self._inbox.open)
        self._wake()
        while not self._stopping.is_set():
            if not self._arrived:
                await self._wait_for_something()
            self._something.clear()
            await self._persist(self._exchange)
        while self._arrived:  # whoever waits is told, and has it sent again
            self._arrived.pop()[1].set_exception(InboxFull())

    async def _wait_for_something(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._something.wait()
        except TimeoutError:
            return
        await asyncio.sleep(ARRIVING_SECONDS if self._arrived else GATHER_SECONDS)

    async def _exchange(self) -> None:
        asked_at = uptime()
        if asked_at - self._renewed_at >= RENEW_SECONDS:
            self._lanes.renewed(await self._inbox.renew(), asked_at)
            self._renewed_at = asked_at
        arrived, self._arrived = self._arrived[:AT_ONCE], self._arrived[AT_ONCE:]
        handled, finished = set(self._lanes.handled), set(self._lanes.finished)
        room = self._lanes.room
        look = (self._inbox.backlog and room > 0) or asked_at - self._looked_at >= LOOK_SECONDS
        try:
            in_hand = await self._inbox.exchange(
                [update for raw, _ in arrived if (update := incoming(raw))],
                handled=handled,
                finished=finished,
                room=room,
                look=look,
            )
        except Exception as error:
            self._refuse(arrived, error)
            raise
        self._failing = False
        self._lanes.handled -= handled
        self._lanes.finished -= finished
        if look:
            self._looked_at = asked_at
        for _, stored in arrived:
            if not stored.done():
                stored.set_result(None)
        for each in in_hand:
            self._lanes.begin(each, asked_at)
        if self._inbox.waiting < MOST_POLLED:
            self._room.set()
        elif not self._stopping.is_set():
            self._room.clear()

    def _refuse(
        self, arrived: Sequence[tuple[RawUpdate, asyncio.Future[None]]], error: Exception
    ) -> None:
        for _, stored in arrived:
            if not stored.done():
                stored.set_exception(error)
        if is_database_trouble(error):
            if not self._failing:
                self._tell_busy([raw for raw, _ in arrived])
            self._failing = True

    def _tell_busy(self, batch: Sequence[RawUpdate]) -> None:
        if batch and self._busy is not None:
            self._begin(self._busy(batch), "busy")

    def _wake(self) -> None:
        self._something.set()

    # Fetching

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
        began = uptime()
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
        if not batch and uptime() - began < _FIRST_PAUSE:
            await self._pause(_FIRST_PAUSE)  # whoever answers there does not hold the poll
        await self._store(batch)
        ids = [raw["update_id"] for raw in batch if isinstance(raw.get("update_id"), int)]
        if batch and not ids:
            raise ValueError("updates without ids")  # to slow down: they would come at once again
        return max(ids) + 1 if ids else offset

    async def _ask(self, offset: int | None) -> list[dict[str, Any]]:
        # The public method parses the whole batch, and fails on it for one bad update.
        try:
            answer = await self._application.bot._post(
                "getUpdates",
                {
                    "offset": offset,
                    "timeout": self._poll_seconds,
                    "allowed_updates": list(ALLOWED_UPDATES),
                },
                read_timeout=self._poll_seconds + _READ_MARGIN_SECONDS,
            )
        except Conflict as error:
            self.conflict, self.conflict_at = error.message, uptime()
            raise
        if not isinstance(answer, list) or not all(isinstance(raw, dict) for raw in answer):
            raise TypeError("getUpdates answered with something else than updates")
        self.asked_at = uptime()
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


def _pause_after(error: Exception, failures: int) -> float:
    """Seconds to wait: as told, or doubling up to a minute, a little by chance."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        return max(_FIRST_PAUSE, seconds)
    first = _CONFLICT_PAUSE if isinstance(error, Conflict) else _FIRST_PAUSE
    most = _DATABASE_PAUSE if is_database_trouble(error) else _LONGEST_PAUSE
    longest = min(most, first * (1 << min(failures - 1, 10)))
    return longest * random.uniform(0.5, 1)  # noqa: S311 - not a secret
