"""The program that gets killed: ``dutybot run``, all of it, with a clock that can be moved.

It is started once and then forks a victim for each order, so that the imports are paid for once.
Orders come in as JSON lines; for each one ``{"pid": …}`` goes out, and ``{"ended": pid, "status": …}``
when that victim has ended (negative: the signal). An order holds the ``settings``, the file of
the ``dials``, a file for the ``log``, where and when the victim kills itself (``point``, ``nth``), and
whether it is ``brisk``: looks for work several times a second.
"""

from __future__ import annotations

import asyncio
import gc
import json
import mmap
import os
import resource
import select
import signal
import socket
import struct
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from scheduler import clock

DIALS = struct.Struct("ddd")
"""Seconds by which the wall clock is ahead, and the uptime; whether names cannot be resolved."""

READ_SECONDS = 20.0
"""How long the answer to a message is waited for; an order can patch it."""

_dials: mmap.mmap | bytes = bytes(DIALS.size)
_uptime = clock.uptime


def dials() -> tuple[float, float, float]:
    wall, up, unnamed = DIALS.unpack_from(_dials)
    return wall, up, unnamed


class MovedClock:
    """The machine's time, and as much later as the dial says."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=dials()[0])


def moved_uptime() -> float:
    return _uptime() + dials()[1]


MachineClock = clock.SystemClock
clock.SystemClock = MovedClock  # type: ignore[assignment,misc]
clock.uptime = moved_uptime

# Only now: everything takes its clock from there.
import anyio._backends._asyncio  # noqa: E402, F401 - else each victim would read these anew
import httpcore  # noqa: E402, F401
import httpx  # noqa: E402
import uvicorn.lifespan.off  # noqa: E402
import uvicorn.protocols.http.auto  # noqa: E402
import uvicorn.protocols.websockets.auto  # noqa: E402, F401
from sqlalchemy.ext.asyncio import AsyncSession  # noqa: E402

from bot.cli import run  # noqa: E402
from bot.cli.settings import settings_or_exit  # noqa: E402
from bot.operating import logs  # noqa: E402
from bot.receiving import copies  # noqa: E402
from bot.telegram_api import http_client  # noqa: E402
from bot.telegram_api.courier import TelegramCourier  # noqa: E402
from bot.texts.catalogue import LOCALES, Html, texts  # noqa: E402
from bot.views.screen import Screen  # noqa: E402
from bot.wiring import parts, telegram  # noqa: E402
from clauses.library import Library  # noqa: E402
from scheduler import ticker  # noqa: E402
from scheduler.address import Address  # noqa: E402
from scheduler.delivery import recording  # noqa: E402
from scheduler.delivery.pacing import Pacer  # noqa: E402
from scheduler.delivery.ports import Receipt  # noqa: E402
from scheduler.delivery.queries.attempts import Attempt, Attempts  # noqa: E402
from scheduler.planning import planner  # noqa: E402
from scheduler.planning.notices import Parcel  # noqa: E402
from scheduler.planning.queries.plans import Plans  # noqa: E402
from scheduler.store.engine import Database  # noqa: E402
from scheduler.watch import clock_watch  # noqa: E402
from tests.faults.messenger import BOT_API_HOST, NOTE_MARK  # noqa: E402

ticker._MACHINE = MachineClock()  # APScheduler itself goes by the real one
create_ssl_context = cache(httpx.create_ssl_context)
httpx.create_ssl_context = httpx._transports.default.create_ssl_context = create_ssl_context


class Trap:
    """Ends this process, without a chance to tidy up, when a point is reached for the nth time."""

    point = ""
    left = 0

    @classmethod
    def at(cls, point: str, times: int = 1) -> None:
        if point == cls.point:
            cls.left -= times
            if cls.left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


class TrappedPacer(Pacer):
    def take(self, chat: Address, *, group: bool, answer: bool = False) -> float:
        if not answer:
            Trap.at("selected")
        return super().take(chat, group=group, answer=answer)


class TrappedCourier(TelegramCourier):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options, read_timeout=timedelta(seconds=READ_SECONDS))

    async def deliver(self, parcel: Parcel) -> Receipt:
        Trap.at("sending committed")
        return await super().deliver(parcel)


class TrappedRequest(http_client.AiohttpRequest):
    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        answer = await super().do_request(url, *args, **kwargs)
        if url.endswith("/sendMessage"):
            Trap.at("response read")
        return answer


class TrappedDatabase(Database):
    """Stops around the commits that record an outcome, or a plan."""

    def write(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self._trapped()

    @asynccontextmanager
    async def _trapped(self) -> AsyncIterator[AsyncSession]:
        async with super().write() as session:
            yield session
            for what in ("result", "plan"):
                if what in session.info:
                    Trap.at(f"before {what} commit", session.info[what])
        for what in ("result", "plan"):
            if what in session.info:
                Trap.at(f"after {what} commit", session.info[what])


class TrappedAttempts(Attempts):
    """Notes with a transaction how many outcomes it records."""

    async def arrived(self, receipts: Sequence[tuple[Attempt, Receipt]], now: datetime) -> None:
        if receipts:
            self._session.info["result"] = len(receipts)
        await super().arrived(receipts, now)


class TrappedPlans(Plans):
    """Notes with a transaction that it adds to the plan."""

    async def add_notices(self, planned: Any, now: datetime) -> None:
        if planned:
            self._session.info["plan"] = 1
        await super().add_notices(planned, now)


def renderer(library: Library, username: Any) -> Any:
    """The texts as they are, with a note of what an observer has to know."""
    render = _renderer(library, username)

    def rendered(parcel: Parcel) -> Screen:
        screen: Screen = render(parcel)
        notices = [each.notice_id for each in getattr(parcel, "reminders", ())]
        if (loss := getattr(parcel, "loss", None)) is not None:
            notices.append(loss.notice_id)
        note = json.dumps({"reference": parcel.reference, "copy": parcel.copy, "notices": notices})
        return replace(screen, text=Html(f"{screen.text}{NOTE_MARK}{note}"))

    return rendered


_renderer = parts.renderer
_kept_ready: Any = None


def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
    if host in (BOT_API_HOST, BOT_API_HOST.encode()):
        if dials()[2]:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        host = "127.0.0.1"
    return _getaddrinfo(host, *args, **kwargs)


_getaddrinfo = socket.getaddrinfo


def set_traps(order: dict[str, Any]) -> None:
    global _dials
    with open(order["dials"], "rb") as file:
        _dials = mmap.mmap(file.fileno(), DIALS.size, prot=mmap.PROT_READ)
    Trap.point, Trap.left = order["point"], order["nth"]
    telegram.Pacer = TrappedPacer  # type: ignore[misc]
    parts.TelegramCourier = TrappedCourier  # type: ignore[misc]
    telegram.AiohttpRequest = TrappedRequest  # type: ignore[misc]
    parts.Database = TrappedDatabase  # type: ignore[misc]
    parts.renderer = renderer
    parts.ready_to_stay = lambda *_, **__: _kept_ready
    recording.Attempts = TrappedAttempts  # type: ignore[misc]
    planner.Plans = TrappedPlans  # type: ignore[misc]
    socket.getaddrinfo = getaddrinfo
    if order["brisk"]:
        ticker.DISPATCHER_EVERY = timedelta(seconds=0.1)
        ticker.PLANNER_EVERY = timedelta(seconds=0.5)
    copies.WAIT_SECONDS = 0.0  # the generation itself is tested by tests/faults/test_slips.py
    for name, value in order["patches"].items():
        module, _, attribute = name.rpartition(".")
        setattr(sys.modules[module], attribute, value)
    if order["file_bytes"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_bytes"], resource.RLIM_INFINITY))


def be_victim(order: dict[str, Any]) -> NoReturn:
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    set_traps(order)
    os.environ.update({f"DUTYBOT_{name}": value for name, value in order["settings"].items()})
    settings = settings_or_exit()
    logs.set_up(settings.log_level, settings.log_format)
    asyncio.run(run._run(settings, texts("en")))
    os._exit(0)


def say(**words: int) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")


def serve_orders() -> None:
    """Until stdin is closed. One thread only, so that forking is sound."""
    alive: set[int] = set()
    unread = b""
    while True:
        readable, _, _ = select.select([0], [], [], 0.01 if alive else None)
        if readable:
            read = os.read(0, 1 << 16)
            if not read:
                return
            *lines, unread = (unread + read).split(b"\n")
            for line in lines:
                pid = os.fork()
                if pid == 0:
                    be_victim(json.loads(line))
                alive.add(pid)
                say(pid=pid)
        for pid in tuple(alive):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                alive.discard(pid)
                say(ended=pid, status=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    from clauses.answering.ready import ready

    _kept_ready = ready((), Path(sys.argv[1]))
    for locale in LOCALES:
        texts(locale)
    create_ssl_context()
    assert clock_watch.uptime is moved_uptime
    gc.freeze()
    say(ready=1)
    serve_orders()
