"""Files that are asked for on both databases."""

from __future__ import annotations

import asyncio
from datetime import date

from sqlalchemy import select

from clauses.cadence import Per
from scheduler.closing.exports import ExportFormat, Exports
from scheduler.periods import period_containing
from scheduler.store.tables.closing import ExportRow

QUARTER = period_containing(Per.QUARTER, date(2026, 10, 1))


async def test_what_is_asked_for_twice_at_once_is_made_once(database, clock, make):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    exports = Exports(database, clock)
    await asyncio.gather(
        *(exports.ask(place.id, QUARTER, ExportFormat.XLSX, by=boss.id) for _ in range(4))
    )
    async with database.read() as session:
        assert len((await session.scalars(select(ExportRow.id))).all()) == 1
