"""Reminders that are all due now, to people alone or to groups, too; in the real program's tables."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from bot.bench.delivery.staffing import UNPLANNED, notice, remind, staff
from scheduler.db.engine import Database
from scheduler.db.tables import GroupRow, NoticeRow

ASKING = 2000
"""So many people have no reminder: they ask meanwhile. Their ids come after all others."""


def fill(url: str, people: str, groups: str, per_group: str) -> dict[str, Any]:
    """One reminder each for so many people, so many for each group, and people who will ask."""
    asyncio.run(_fill(url, int(people), int(groups), int(per_group)))
    return {}


async def _fill(url: str, people: int, groups: int, per_group: int) -> None:
    now = datetime.now(UTC)
    database = Database.open(url)
    await database.migrate()
    await staff(database, people + ASKING, UNPLANNED, now)
    await remind(database, people, now, now)
    async with database.write() as session:
        connection = await session.connection()
        for group in range(1, groups + 1):
            row = {"id": group, "telegram_id": -group, "title": "工作群", "locale": "zh-Hans"}
            await connection.execute(
                insert(GroupRow), [{**row, "organisation_id": group, "show_names": False}]
            )
            notices = [
                notice(f"bench/{group}/{n}", group, now, now, group=group) for n in range(per_group)
            ]
            await connection.execute(insert(NoticeRow), notices)
    await database.close()
