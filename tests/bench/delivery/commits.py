"""How many transactions a second the store makes durable: no bot that records is quicker."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from scheduler.store.engine import Database
from scheduler.store.tables import PersonRow


def commits(url: str, count: str) -> dict[str, Any]:
    """One row, one transaction, one after the other."""
    return asyncio.run(_commits(url, int(count)))


async def _commits(url: str, count: int) -> dict[str, Any]:
    database = Database.open(url)
    await database.migrate()
    now = datetime.now(UTC)
    began = time.perf_counter()
    for number in range(1, count + 1):
        row = {"telegram_id": number, "name": "王芳", "locale": "zh-Hans", "created_at": now}
        async with database.write() as session:
            await session.execute(insert(PersonRow), [row])
    seconds = time.perf_counter() - began
    await database.close()
    return {"per_second": count / seconds}
