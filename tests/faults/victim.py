"""The program that gets killed: the real store, dispatcher, courier and receiver over real HTTP.

It is started once and then forks a victim for each order, so that the imports are paid for once.
Orders come in as JSON lines; for each one ``{"pid": …}`` goes out, and ``{"status": …}`` when that
victim has ended (negative: the signal). Where a victim kills itself is said by ``point`` and ``nth``.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import httpx
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot, Update
from telegram.ext import ApplicationBuilder, TypeHandler
from telegram.request import HTTPXRequest

from bot.courier import TelegramCourier
from bot.receiver import Receiver
from bot.texts.catalogue import Html
from bot.views.screen import Screen
from scheduler import sending
from scheduler.db.attempts import Attempt, Attempts
from scheduler.db.engine import Database
from scheduler.db.inbox import Updates
from scheduler.dispatcher import Dispatcher
from scheduler.inbox import Inbox
from scheduler.notices import Parcel
from scheduler.pacing import Limits, Pacer
from scheduler.ports import Receipt
from scheduler.roster import TelegramId

TOKEN = "123456789:" + "A" * 35
NO_LIMITS = Limits(overall=100_000, chat_window=0.0, group=100_000)


class MovedClock:
    """The machine's time, and as much later as was said."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Trap:
    """Ends this process, without a chance to tidy up, when a point is reached for the nth time."""

    def __init__(self, point: str, nth: int) -> None:
        self._point = point
        self._left = nth

    def at(self, point: str) -> None:
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class TrappedPacer(Pacer):
    def __init__(self, trap: Trap) -> None:
        super().__init__(time.monotonic, NO_LIMITS)
        self._trap = trap

    def take(self, chat: TelegramId, *, group: bool, answer: bool = False) -> float:
        self._trap.at("leased")
        return super().take(chat, group=group, answer=answer)


class TrappedCourier(TelegramCourier):
    def __init__(self, bot: Bot, trap: Trap) -> None:
        super().__init__(bot, worded)
        self._trap = trap

    async def deliver(self, parcel: Parcel) -> Receipt:
        self._trap.at("sending committed")
        return await super().deliver(parcel)


class TrappedTransport(httpx.AsyncHTTPTransport):
    def __init__(self, trap: Trap) -> None:
        super().__init__()
        self._trap = trap

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        await response.aread()
        self._trap.at("response read")
        return response


class TrappedDatabase(Database):
    trap = Trap("", 0)

    def write(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self._trapped()

    @asynccontextmanager
    async def _trapped(self) -> AsyncIterator[AsyncSession]:
        async with super().write() as session:
            yield session
            outcomes = session.info.get(OUTCOMES, 0)
            for _ in range(outcomes):
                self.trap.at("before result commit")
        for _ in range(outcomes):
            self.trap.at("after result commit")


OUTCOMES = "outcomes"


class TrappedAttempts(Attempts):
    """Notes with a transaction how many outcomes it records."""

    async def arrived(self, receipts: Sequence[tuple[Attempt, Receipt]], now: datetime) -> None:
        self._session.info[OUTCOMES] = len(receipts)
        await super().arrived(receipts, now)


sending.Attempts = TrappedAttempts  # type: ignore[misc]


def worded(parcel: Parcel) -> Screen:
    """A text that says what an observer has to know."""
    notices = [reminder.notice_id for reminder in parcel.reminders]
    said = {"reference": parcel.reference, "copy": parcel.copy, "notices": notices}
    return Screen(Html(json.dumps(said)))


async def send(order: dict[str, Any]) -> None:
    """Send all that is due; with ``moves``, then move the clock on by each (seconds) and go on."""
    trap = Trap(order["point"], order["nth"])
    clock = MovedClock()
    database = TrappedDatabase.open(order["database"])
    database.trap = trap
    request = HTTPXRequest(
        connection_pool_size=8, httpx_kwargs={"transport": TrappedTransport(trap)}
    )
    bot = Bot(TOKEN, base_url=order["api"], request=request, get_updates_request=request)
    dispatcher = Dispatcher(database, TrappedCourier(bot, trap), clock, pacer=TrappedPacer(trap))
    await dispatcher.run_once()
    for seconds in order["moves"]:
        clock.ahead += timedelta(seconds=seconds)
        await dispatcher.run_once()
    await dispatcher.stop()
    await request.shutdown()
    await database.close()


async def receive(order: dict[str, Any]) -> None:
    """Receive until ``for_seconds`` are over, or until the inbox is empty where that is null.

    Every update handled is noted in a file.
    """
    database = Database.open(order["database"])
    application = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(order["api"])
        .updater(None)
        .job_queue(None)
        .build()
    )
    notes = os.open(order["notes"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def handle(update: Update, _: Any) -> None:
        await asyncio.sleep(order["takes_seconds"])
        os.write(notes, f"{update.update_id}\n".encode())

    application.add_handler(TypeHandler(Update, handle))
    await application.initialize()
    inbox = Inbox(database, MovedClock())
    receiver = Receiver(application, inbox, poll_seconds=1)
    await receiver.start()
    if order["for_seconds"] is not None:
        await asyncio.sleep(order["for_seconds"])
    else:
        # A slow machine is no loss: what is stored is handled sooner or later.
        async with asyncio.timeout(30):
            while await number_waiting(database):  # noqa: ASYNC110 - nothing tells when a row has gone
                await asyncio.sleep(0.05)
    await receiver.stop()
    await application.shutdown()
    await database.close()


async def number_waiting(database: Database) -> int:
    async with database.read() as session:
        return await Updates(session).number_waiting(1)


WORK = {"send": send, "receive": receive}


def be_victim(order: dict[str, Any]) -> NoReturn:
    asyncio.run(WORK[order["work"]](order))
    os._exit(0)


def say(**words: int) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    say(ready=1)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            be_victim(json.loads(line))
        say(pid=pid)
        _, status = os.waitpid(pid, 0)
        say(status=os.waitstatus_to_exitcode(status))
