"""An audit and a reading of the metrics with years of notices in the database, of which neither tells."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.web.metrics import PATH, Metrics
from scheduler.clock import ManualClock
from scheduler.delivery.holds import Holds
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts
from scheduler.watch.audit import Auditor
from scheduler.watch.conditions import ConditionFound
from tests.bench.delivery.history import old_notices
from tests.bench.delivery.lines import AT_MOST, Line, Target
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.stores import settle
from tests.bench.fresh import in_fresh_process

_NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)
_ROUNDS = 7


def lines(setting: Setting) -> Iterator[Line]:
    """Both in the middle of several times, in milliseconds."""
    number = setting.amounts.old_notices
    for kind in setting.stores.kinds:
        setting.tell(f"old: {number} notices, {kind}")
        with setting.stores.new(kind) as url:
            found = in_fresh_process(f"{__name__}:measure", url, str(number))
        case = f"{kind}, {number:,} old notices"
        for what in ("audit", "scrape"):
            target = Target(AT_MOST, 50, absolute=True)
            yield Line("old", f"{case}: {what}", found[f"{what}_ms"], None, "ms", target)


def measure(url: str, number: str) -> dict[str, Any]:
    """Milliseconds of an audit and of a scrape; the database is empty at first."""
    return asyncio.run(_measure(url, int(number)))


async def _measure(url: str, number: int) -> dict[str, Any]:
    database, clock = Database.open(url), ManualClock(_NOW)
    await database.migrate()
    await old_notices(database, number, _NOW)
    await settle(url)
    alerts, holds = Alerts(database, clock), Holds(database, clock)
    auditor = Auditor(database, clock, alerts, holds)
    metrics = Metrics(
        database,
        clock,
        auditor,
        alerts,
        holds,
        answered=Counter(),
        failures=Counter(),
        leads=lambda: True,
        skew=lambda: None,
        found=_nothing,
    )
    await metrics.begin()
    transport = httpx.ASGITransport(app=Starlette(routes=[metrics.route()]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:

        async def scrape() -> None:
            (await client.get(PATH)).raise_for_status()

        found = {
            "audit_ms": await _milliseconds(auditor.run),
            "scrape_ms": await _milliseconds(scrape),
        }
    await database.close()
    return found


async def _milliseconds(act: Callable[[], Awaitable[object]]) -> float:
    """In the middle, after a first time that warms up."""
    await act()
    took = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        await act()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1e3


async def _nothing() -> list[ConditionFound]:
    return []
