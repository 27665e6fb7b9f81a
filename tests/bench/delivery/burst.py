"""Reminders that are all due now, to people alone or to groups, too; in the real program's tables."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from bot.bench.delivery.staffing import LONG_PAST, UNPLANNED, notice, remind, staff
from scheduler.store.engine import Database
from scheduler.store.tables import GroupRow, NoticeRow, OrganisationRow

ASKING = 2000
"""So many people have no reminder: they ask meanwhile. Their ids come after all others."""


def fill(url: str, people: str, groups: str) -> dict[str, Any]:
    """One reminder each for so many people, one for each group, and people who will ask.

    What is due for one group at a time goes out as one message: more groups, not more notices.
    """
    asyncio.run(_fill(url, int(people), int(groups)))
    return {}


async def _fill(url: str, people: int, groups: int) -> None:
    now = datetime.now(UTC)
    database = Database.open(url)
    await database.migrate()
    await staff(database, people + ASKING, UNPLANNED, now)
    await remind(database, people, now, now, year=LONG_PAST)
    bound_at = now - timedelta(days=1)
    rows = [
        {
            "id": n,
            "telegram_id": -n,
            "title": "工作群",
            "locale": "zh-Hans",
            "organisation_id": n,
            "bound_at": bound_at,
            "show_names": False,
        }
        for n in range(1, groups + 1)
    ]
    notices = [notice(f"bench/g/{n}", n, now, now, group=n) for n in range(1, groups + 1)]
    if rows:
        async with database.write() as session:
            connection = await session.connection()
            # Groups sleep by the zone of their organisation: one where it is noon.
            await connection.execute(update(OrganisationRow).values(zone=_noon_zone(now)))
            await connection.execute(insert(GroupRow), rows)
            await connection.execute(insert(NoticeRow), notices)
    await database.close()


def _noon_zone(now: datetime) -> str:
    return f"Etc/GMT{now.hour - 12:+d}"
