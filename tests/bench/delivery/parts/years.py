"""Size of the database over the years: what a holder adds, and what of it stays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, literal, select, text, update

from clauses.library import Library
from clauses.model import BodyId, PostId
from scheduler.clock import ManualClock
from scheduler.planning.notices import NoticeState
from scheduler.planning.planner import Planner
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import TrailRow
from scheduler.watch.retention import SLICES, Retention
from tests.bench.delivery.history import attempt, fill, letter
from tests.bench.delivery.lines import AT_MOST, Line, Target
from tests.bench.delivery.province import province
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.staffing import Job
from tests.bench.delivery.stores import SQLITE
from tests.bench.fresh import in_fresh_process

YEARS = 5
KEPT = timedelta(days=400)
MANY = 10_000
"""Holders for whom the size is reckoned from that of the measured ones."""

_JOB = Job(PostId("branch-secretary"), BodyId("branch"))
_BEGIN = datetime(2021, 1, 4, 1, tzinfo=UTC)
_STEP = timedelta(days=30)


def lines(setting: Setting) -> Iterator[Line]:
    """Bytes for each holder and year, and how many rows there are that are deleted in time."""
    people = setting.amounts.kept_holders
    setting.tell(f"years: {people} holders over {YEARS} years, {SQLITE}")
    with setting.stores.new(SQLITE) as url:
        found = in_fresh_process(f"{__name__}:measure", url, str(people))
    sizes, rows = found["bytes"], found["rows"]
    case = f"{SQLITE}, {people:,} branch secretaries"
    first, last = sizes[1] - sizes[0], sizes[-1] - sizes[-2]
    yield Line("years", f"{case}: the first year, all kept", first / people, None, "bytes each")
    yield Line("years", f"{case}: a year later on, what stays", last / people, None, "bytes each")
    flat = f"{case}: rows that are deleted in time, year {YEARS}; year 2"
    yield Line("years", flat, rows[-1], rows[2], "rows", Target(AT_MOST, 1.05))
    many = f"{SQLITE}, {MANY:,} of them after {YEARS} years, reckoned"
    yield Line("years", many, sizes[-1] / people * MANY / 1e6, None, "MB")


def measure(url: str, people: str) -> dict[str, Any]:
    """Bytes in use, and rows of notices, messages and attempts, at the start and after each year.

    Planning and deleting are the program's own. Sending, all that is due to somebody at once in one message,
    and the entries of every second item are the database's. The database is empty at first.
    """
    return asyncio.run(_measure(url, int(people)))


async def _measure(url: str, people: int) -> dict[str, Any]:
    database, clock = Database.open(url), ManualClock(_BEGIN)
    await database.migrate()
    await province(database, people, _JOB, _BEGIN)
    planner = Planner(database, Library.load(), clock)
    retention = Retention(database, clock, kept=KEPT, sleep=_no_pause)
    sizes, rows = [await _bytes(database)], [0]
    for year in range(1, YEARS + 1):
        while clock.now() < _BEGIN + timedelta(days=365 * year):
            await planner.run()
            await _send(database, clock.now())
            clock.advance(_STEP)
        # As often as it would have been called meanwhile, or until nothing is left to do.
        while any([await retention.run() for _ in range(SLICES)]):
            pass
        sizes.append(await _bytes(database))
        rows.append(await _rows(database))
    await database.close()
    return {"bytes": sizes, "rows": rows}


async def _send(database: Database, now: datetime) -> None:
    """Let all be sent that is due, and enter every second item whose period is over."""
    due = (NoticeRow.state == NoticeState.DUE.value, NoticeRow.send_at <= now)
    async with database.write() as session:
        wanted = select(NoticeRow.id).where(*due).order_by(NoticeRow.person_id, NoticeRow.send_at)
        ids = [*await session.scalars(wanted)]
        for first in range(0, len(ids), 10_000):
            sent = ids[first : first + 10_000]
            together = (NoticeRow.person_id, NoticeRow.send_at)
            source = (
                select(func.min(NoticeRow.id).label("id"), *together)
                .where(NoticeRow.id.in_(sent))
                .group_by(*together)
                .subquery()
            )
            await session.execute(fill(DeliveryRow, letter(source.c), source))
            await session.execute(fill(AttemptRow, attempt(source.c), source))
            await session.execute(
                update(NoticeRow)
                .where(NoticeRow.id.in_(sent))
                .values(
                    state=NoticeState.SENT.value,
                    delivery_id=select(source.c.id)
                    .where(
                        source.c.person_id == NoticeRow.person_id,
                        source.c.send_at == NoticeRow.send_at,
                    )
                    .scalar_subquery(),
                    attempts=1,
                    settled_at=NoticeRow.send_at,
                )
                .execution_options(synchronize_session=False)
            )
        done = (
            select(OccurrenceRow)
            .where(
                OccurrenceRow.period_end <= now.date(),
                OccurrenceRow.id % 2 == 0,
                ~select(LedgerRow.id).where(LedgerRow.occurrence_id == OccurrenceRow.id).exists(),
            )
            .subquery()
        )
        entered = {
            "occurrence_id": done.c.id,
            "person_id": done.c.organisation_id,
            "held_on": done.c.due_on,
            "number": literal(0),
            "withdraws": literal(False),
            "recorded_at": done.c.created_at,
        }
        changed = {
            "at": done.c.created_at,
            "act": literal("completed"),
            "person_id": done.c.organisation_id,
            "organisation_id": done.c.organisation_id,
            "subject_id": done.c.id,
            "details": literal({"held_on": "2026-11-30"}, TrailRow.details.type),
            "hash": literal("0" * 64),
        }
        await session.execute(fill(TrailRow, changed, done))
        await session.execute(fill(LedgerRow, entered, done))


async def _bytes(database: Database) -> int:
    """Bytes of the file that are in use."""
    async with database.read() as session:
        pages, free, size = [
            await session.scalar(text(f"PRAGMA {each}")) or 0
            for each in ("page_count", "freelist_count", "page_size")
        ]
    return int((pages - free) * size)


async def _rows(database: Database) -> int:
    async with database.read() as session:
        return sum(
            [
                await session.scalar(select(func.count()).select_from(table)) or 0
                for table in (NoticeRow, DeliveryRow, AttemptRow)
            ]
        )


async def _no_pause(_: float) -> None:
    return None
