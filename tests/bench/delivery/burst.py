"""Reminders for people and groups, all due now, in the tables of the real program."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from bot.conversation.addresses import telegram
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.roster import GroupRow, OrganisationRow
from tests.bench.delivery.staffing import LONG_PAST, UNPLANNED, notice, remind, staff

ASKING = 2000
"""Number of people without a reminder, who ask meanwhile; their ids come after all others."""


def fill(url: str, people: str, groups: str) -> dict[str, Any]:
    """Call :func:`filled` in a process of its own."""
    asyncio.run(filled(url, int(people), int(groups)))
    return {}


async def filled(url: str, people: int, groups: int) -> None:
    """Store one reminder for each person and each group, and :data:`ASKING` people without any.

    ``groups`` is at most ``people``. All notices of one group that are due together go out as one
    message, so that a group has one only.
    """
    now = datetime.now(UTC)
    database = Database.open(url)
    await database.migrate()
    await staff(database, people + ASKING, UNPLANNED, now)
    await remind(database, people, now, now, year=LONG_PAST)
    bound_at = now - timedelta(days=1)
    rows = [
        {
            "id": n,
            "address": telegram(-n),
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
