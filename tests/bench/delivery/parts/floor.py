"""Commits a second, the limit of all stored work: no bot that records is quicker."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from bot.conversation.addresses import telegram
from scheduler.store.engine import Database
from scheduler.store.tables.roster import PersonRow
from tests.bench.delivery.lines import Line
from tests.bench.delivery.setting import Setting
from tests.bench.fresh import in_fresh_process


def lines(setting: Setting) -> Iterator[Line]:
    """One small insert in each transaction."""
    for kind in setting.stores.kinds:
        setting.tell(f"floor: {kind}")
        with setting.stores.new(kind) as url:
            found = in_fresh_process(f"{__name__}:commits", url, str(setting.amounts.commits))
        yield Line("floor", f"{kind}, one insert each", found["per_second"], None, "commits/s")


def commits(url: str, count: str) -> dict[str, Any]:
    """One row, one transaction, one after the other."""
    return asyncio.run(_commits(url, int(count)))


async def _commits(url: str, count: int) -> dict[str, Any]:
    database = Database.open(url)
    await database.migrate()
    now = datetime.now(UTC)
    began = time.perf_counter()
    for number in range(1, count + 1):
        row = {"address": telegram(number), "name": "王芳", "locale": "zh-Hans", "created_at": now}
        async with database.write() as session:
            await session.execute(insert(PersonRow), [row])
    seconds = time.perf_counter() - began
    await database.close()
    return {"per_second": count / seconds}
