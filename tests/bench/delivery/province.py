"""A made-up province: organisations in a tree, each with holders, stored by bulk inserts within seconds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, text

from bot.conversation.addresses import telegram
from scheduler.store.engine import Database
from scheduler.store.tables.roster import AssignmentRow, ManagerRow, OrganisationRow, PersonRow
from tests.bench.delivery.staffing import Job

FAN_OUT = 18
"""Organisations directly under each other one: a province, cities, counties, towns, units are 111,151."""

_CHUNK = 10_000
_LEVELS = ("province", "city", "county")
_PLACES = (
    "安北昌成东丰广海和河红华江金京开康兰乐林龙马明宁平青清泉荣山石水松泰天桐万西新兴阳永玉云长中"
)
_KINDS = ("局", "镇", "村", "社区", "学校", "医院", "公司", "街道")


async def province(
    database: Database, organisations: int, job: Job, now: datetime, *, holders: int = 1
) -> None:
    """Fill an empty database with organisations of the job's type, each with ``holders`` of its post.

    Ids of organisations and persons count from 1; organisation 1 stands at the top, and its first
    holder manages it. Nothing is planned yet.
    """
    start_on = date(now.year, 1, 1)
    for first in range(1, organisations + 1, _CHUNK):
        units = range(first, min(first + _CHUNK, organisations + 1))
        people = range((units[0] - 1) * holders + 1, units[-1] * holders + 1)
        rows: dict[Any, list[dict[str, Any]]] = {
            OrganisationRow: [_organisation(n, job, now) for n in units],
            PersonRow: [
                {
                    "id": n,
                    "address": telegram(n),
                    "name": f"甲{n}",
                    "locale": "zh-Hans",
                    "created_at": now,
                }
                for n in people
            ],
            AssignmentRow: [
                {
                    "id": n,
                    "organisation_id": (n - 1) // holders + 1,
                    "person_id": n,
                    "post": job.post,
                    "start_on": start_on,
                    "created_at": now,
                }
                for n in people
            ],
        }
        async with database.write() as session:
            connection = await session.connection()
            for table, values in rows.items():
                await connection.execute(insert(table), values)
    async with database.write() as session:
        session.add(ManagerRow(organisation_id=1, person_id=1, since=now))
    await _count_on(database)


def name(number: int) -> str:
    """Name of the organisation with this id: two characters of a place, a kind, and a number."""
    rest, first = divmod(number, len(_PLACES))
    place = _PLACES[first] + _PLACES[rest % len(_PLACES)]
    return f"{place}{_KINDS[number % 8]}第{number}支部"


def _organisation(number: int, job: Job, now: datetime) -> dict[str, Any]:
    parent = (number - 2) // FAN_OUT + 1 if number > 1 else None
    return {
        "id": number,
        "parent_id": parent,
        "name": name(number),
        "body": job.body,
        "level": _level(number),
        "zone": "Asia/Shanghai",
        "acts_for": [],
        "confirmed_at": now,
        "created_at": now,
    }


def _level(number: int) -> str:
    depth = 0
    while number > 1:
        number, depth = (number - 2) // FAN_OUT + 1, depth + 1
    return _LEVELS[min(depth, len(_LEVELS) - 1)]


async def _count_on(database: Database) -> None:
    """Let PostgreSQL give the next ids after those that were given here; SQLite does so anyway."""
    if database.dialect != "postgresql":
        return
    async with database.write() as session:
        for table in ("organisation", "person", "assignment"):
            await session.execute(
                text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
            )
