"""Planning a year, beside a bare bulk insert of the same rows into the same tables."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select

from bot.bench.delivery.staffing import PLANNED, staff
from clauses.library import Library
from scheduler.clock import ManualClock
from scheduler.planning.planner import Planner
from scheduler.store.engine import Database
from scheduler.store.tables import Base, NoticeRow, OccurrenceRow

DAYS = 366
_NOW = datetime(2026, 1, 5, tzinfo=UTC)
_CHUNK = 10_000


def measure(planned_url: str, bare_url: str, people: str) -> dict[str, Any]:
    """Plan a year for so many assignments, twice; then insert the same rows without planning.

    Both databases are empty at the start. Seconds are those of the planning passes, and of the
    inserts alone; ``rows`` counts occurrences and notices.
    """
    return asyncio.run(_measure(planned_url, bare_url, int(people)))


async def _measure(planned_url: str, bare_url: str, people: int) -> dict[str, Any]:
    library = Library.load()
    planned, bare = Database.open(planned_url), Database.open(bare_url)
    for database in (planned, bare):
        await database.migrate()
        await staff(database, people, PLANNED, _NOW)
    first = await _pass(planned, library)
    second = await _pass(planned, library)
    async with planned.read() as session:
        rows = sum(
            [
                await session.scalar(select(func.count()).select_from(table)) or 0
                for table in (OccurrenceRow, NoticeRow)
            ]
        )
    inserting = await _copy(planned, bare)
    await planned.close()
    await bare.close()
    return {
        "rows": rows,
        "first_seconds": first,
        "second_seconds": second,
        "bare_seconds": inserting,
    }


async def _pass(database: Database, library: Library) -> float:
    # A new planner each time: what it remembers of an earlier pass would be lost by a restart.
    planner = Planner(database, library, ManualClock(_NOW), days_ahead=DAYS)
    started = time.perf_counter()
    await planner.run()
    return time.perf_counter() - started


async def _copy(source: Database, target: Database) -> float:
    """Insert every row of the plan in chunks, one transaction each; the seconds this takes."""
    seconds = 0.0
    for name in (OccurrenceRow.__tablename__, NoticeRow.__tablename__):
        table = Base.metadata.tables[name]
        columns = [column for column in table.c if column.computed is None]
        last = 0
        while True:
            async with source.read() as session:
                found = await session.execute(
                    select(*columns).where(table.c.id > last).order_by(table.c.id).limit(_CHUNK)
                )
                rows = [dict(row) for row in found.mappings()]
            if not rows:
                break
            last = rows[-1]["id"]
            started = time.perf_counter()
            async with target.write() as session:
                await (await session.connection()).execute(insert(table), rows)
            seconds += time.perf_counter() - started
    return seconds
