"""Planning a year, beside a bare bulk insert of the same rows into the same tables."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, insert, select

from clauses.library import Library
from scheduler.clock import ManualClock
from scheduler.planning.planner import Planner
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow, WordingRow
from tests.bench.delivery.lines import AT_LEAST, AT_MOST, Line, Target
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.staffing import PLANNED, staff
from tests.bench.fresh import in_fresh_process

DAYS = 366
_NOW = datetime(2026, 1, 5, tzinfo=UTC)
_CHUNK = 10_000


def lines(setting: Setting) -> Iterator[Line]:
    """Rows a second, the pass that changes nothing, and the rate beside that of the smallest size."""
    for kind in setting.stores.kinds:
        smallest: float | None = None
        for size in setting.amounts.sizes:
            setting.tell(f"plan: {size} assignments, {kind}")
            with setting.stores.new(kind) as planned, setting.stores.new(kind) as bare:
                found = in_fresh_process(f"{__name__}:measure", planned, bare, str(size))
            rows, first = found["rows"], found["first_seconds"]
            case = f"{kind}, {size:,} assignments, {rows:,} rows"
            inserted = rows / found["bare_seconds"]
            yield Line("plan", case, rows / first, inserted, "rows/s", Target(AT_LEAST, 0.4))
            second = f"{kind}, {size:,}: second pass; the first"
            yield Line("plan", second, found["second_seconds"], first, "s", Target(AT_MOST, 0.1))
            if smallest is not None:
                grown = f"{kind}, {size:,}: growth; the smallest size"
                yield Line("plan", grown, rows / first, smallest, "rows/s")
            smallest = smallest or rows / first


def measure(planned_url: str, bare_url: str, people: str) -> dict[str, Any]:
    """Plan a year for one assignment of each of the people, twice; then insert the rows unplanned.

    Both databases are empty at the start. Seconds are those of the planning passes, and of the
    inserts alone; ``rows`` counts occurrences and notices.
    """
    return asyncio.run(_measure(planned_url, bare_url, int(people)))


async def _measure(planned_url: str, bare_url: str, people: int) -> dict[str, Any]:
    library = Library.load()
    await _warm_up(library)
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
                for table in (WordingRow, OccurrenceRow, NoticeRow)
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


async def _warm_up(library: Library) -> None:
    """Plan for one person elsewhere: importing calendars, compiling statements is no planning."""
    with TemporaryDirectory() as folder:
        database = Database.open(f"sqlite+aiosqlite:///{folder}/warm.db")
        await database.migrate()
        await staff(database, 1, PLANNED, _NOW)
        await _pass(database, library)
        await database.close()


async def _pass(database: Database, library: Library) -> float:
    # A new planner each time: after a restart, too, it remembers nothing of an earlier pass.
    planner = Planner(database, library, ManualClock(_NOW), days_ahead=DAYS)
    started = time.perf_counter()
    await planner.run()
    return time.perf_counter() - started


async def _copy(source: Database, target: Database) -> float:
    """Insert every row of the plan in chunks, one transaction each; the seconds this takes."""
    seconds = 0.0
    for name in (WordingRow.__tablename__, OccurrenceRow.__tablename__, NoticeRow.__tablename__):
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
