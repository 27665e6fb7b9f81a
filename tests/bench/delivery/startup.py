"""Start-up with planned reminders, and a burst of them, beside one APScheduler job each."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import update

from bot.conversation.addresses import TELEGRAM
from clauses.library import Library
from scheduler.clock import SystemClock, uptime
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.delivery.ports import Receipt
from scheduler.planning.notices import Parcel
from scheduler.planning.planner import Planner
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow
from scheduler.ticker import Ticker
from tests.bench.delivery.staffing import UNPLANNED, remind, staff
from tests.memory import memory_mib

BURST = 1_000
"""Number of reminders that are due at one instant, a little after the start."""

_LATER = timedelta(days=30)
_UNLIMITED = Limits(overall=1_000_000, chat_window=0.0)
_CLOCK = SystemClock()

_JOB_DEFAULTS = {"misfire_grace_time": None, "coalesce": True}
_PATIENCE_SECONDS = 120.0

# Global: a job in a store can only be a function of a module.
_due: list[datetime] = []
_lateness: list[float] = []
_complete = asyncio.Event()


def prepare(url: str, reminders: str) -> dict[str, Any]:
    """Store planned reminders, each of one person, due in a month."""
    asyncio.run(_prepare(url, int(reminders)))
    return {}


def ours(url: str, wait: str = "") -> dict[str, Any]:
    """Start planner, dispatcher and ticker on the prepared database; then the burst, if any.

    Returns:
        ``seconds`` until the dispatcher has looked for due reminders, ``mb``, the most memory held until
        then, ``p99`` and ``worst`` lateness of the burst in seconds; the burst is due ``wait``
        seconds after the start.
    """
    return asyncio.run(_ours(url, float(wait) if wait else None))


def apscheduler(url: str, reminders: str, wait: str) -> dict[str, Any]:
    """Add one job per reminder at the start, as bots do that plan anew after a restart."""
    return asyncio.run(_apscheduler(url, int(reminders), float(wait)))


def apscheduler_again(url: str) -> dict[str, Any]:
    """Start on the store that :func:`apscheduler` left, and add nothing."""
    return asyncio.run(_apscheduler(url, 0, 0.0))


async def _prepare(url: str, reminders: int) -> None:
    now = _CLOCK.now()
    database = Database.open(url)
    await database.migrate()
    await staff(database, reminders, UNPLANNED, now)
    # The first pass over a new roster belongs to the planning, not to the start.
    await Planner(database, Library.load(), _CLOCK).run()
    await remind(database, reminders, now, now + _LATER, year=now.year)
    await database.close()


async def _ours(url: str, wait: float | None) -> dict[str, Any]:
    started = time.perf_counter()
    database = Database.open(url)
    await database.migrate()
    planner = Planner(database, Library.load(), _CLOCK)
    channel = Channel(TELEGRAM, _Recorder(), pacer=Pacer(uptime, _UNLIMITED))
    dispatcher = Dispatcher(database, _CLOCK, [channel])
    ticker = Ticker(planner, dispatcher)
    ticker.start()
    await dispatcher.run_once()
    start = {"seconds": time.perf_counter() - started, "mb": _held_mb()}
    lateness = {} if wait is None else await _burst(database, wait)
    await ticker.stop()
    await database.close()
    return start | lateness


async def _burst(database: Database, wait: float) -> dict[str, float]:
    due = _CLOCK.now() + timedelta(seconds=wait)
    async with database.write() as session:
        await session.execute(
            update(NoticeRow)
            .where(NoticeRow.id <= BURST)
            .values(send_at=due, expires_at=due + _LATER)
        )
    _due.append(due)
    await _all_arrived(wait)
    return _summary()


async def _apscheduler(url: str, reminders: int, wait: float) -> dict[str, Any]:
    now = _CLOCK.now()
    started = time.perf_counter()
    scheduler = AsyncIOScheduler(
        timezone=UTC, jobstores={"default": SQLAlchemyJobStore(url=url)}, job_defaults=_JOB_DEFAULTS
    )
    for number in range(reminders):
        scheduler.add_job(
            _arrive, "date", run_date=now + _LATER, id=str(number), replace_existing=True
        )
    ready = asyncio.Event()
    scheduler.add_job(ready.set, "date", run_date=now, jobstore="memory", misfire_grace_time=None)
    scheduler.add_jobstore(MemoryJobStore(), "memory")
    scheduler.start()
    await ready.wait()
    start = {"seconds": time.perf_counter() - started, "mb": _held_mb()}
    if not reminders:
        scheduler.shutdown(wait=False)
        return start
    due = _CLOCK.now() + timedelta(seconds=wait)
    _due.append(due)
    for number in range(BURST):
        scheduler.add_job(_arrive, "date", run_date=due, id=f"due {number}")
    await _all_arrived(wait)
    scheduler.shutdown(wait=False)
    return start | _summary()


class _Recorder:
    """A courier that sends nothing and notes the lateness of each message."""

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Note the lateness of the message."""
        await _arrive()
        return Receipt(str(len(_lateness)), _CLOCK.now())


async def _arrive() -> None:
    _lateness.append((_CLOCK.now() - _due[0]).total_seconds())
    if len(_lateness) == BURST:
        _complete.set()


async def _all_arrived(wait: float) -> None:
    await asyncio.wait_for(_complete.wait(), wait + _PATIENCE_SECONDS)


def _held_mb() -> float:
    return memory_mib()[1]


def _summary() -> dict[str, float]:
    ordered = sorted(_lateness)
    return {"p99": ordered[int(len(ordered) * 0.99)], "worst": ordered[-1]}
