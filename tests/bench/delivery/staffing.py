"""Made-up people, each the holder of a post in an organisation of its own, for measuring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from clauses.model import BodyId, PostId
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.store.engine import Database
from scheduler.store.tables import (
    AssignmentRow,
    NoticeRow,
    OccurrenceRow,
    OrganisationRow,
    PersonRow,
)


@dataclass(frozen=True)
class Job:
    """A post in a body, by their ids in the shipped packs."""

    post: PostId
    body: BodyId


PLANNED = Job(PostId("discipline-committee-secretary"), BodyId("discipline-committee"))
"""Owes three things that are planned: 27 rows a year, so that 100,000 of them fit on a disk."""

UNPLANNED = Job(PostId("party-member"), BodyId("branch"))
"""Owes nothing that is planned."""

REF = "party-regulations:D01"
"""What the made-up duties are about."""

LONG_PAST = 2020
"""A year of which the planner leaves alone what is still to be sent."""

_CHUNK = 10_000
_WINDOW = timedelta(days=30)


async def staff(database: Database, people: int, job: Job, now: datetime) -> None:
    """Fill an empty database with so many organisations of one holder each; ids count from 1."""
    for first in range(1, people + 1, _CHUNK):
        ids = range(first, min(first + _CHUNK, people + 1))
        async with database.write() as session:
            await _staff(await session.connection(), ids, job, now)


async def _staff(connection: AsyncConnection, ids: range, job: Job, now: datetime) -> None:
    start_on = date(now.year, 1, 1)
    rows: dict[Any, list[dict[str, Any]]] = {
        PersonRow: [
            {"id": n, "telegram_id": n, "name": f"甲{n}", "locale": "zh-Hans", "created_at": now}
            for n in ids
        ],
        OrganisationRow: [
            {
                "id": n,
                "name": f"第{n}单位",
                "body": job.body,
                "level": "city",
                "zone": "Asia/Shanghai",
                "acts_for": [],
                "created_at": now,
            }
            for n in ids
        ],
        AssignmentRow: [
            {
                "organisation_id": n,
                "person_id": n,
                "post": job.post,
                "start_on": start_on,
                "created_at": now,
            }
            for n in ids
        ],
    }
    for table, values in rows.items():
        await connection.execute(insert(table), values)


async def remind(
    database: Database, people: int, now: datetime, send_at: datetime, *, year: int
) -> None:
    """One duty of ``year`` for each of the people of the job :data:`UNPLANNED`, and a reminder of it.

    Of a year that is planned, a running planner drops them: it did not plan them.
    """
    for first in range(1, people + 1, _CHUNK):
        ids = range(first, min(first + _CHUNK, people + 1))
        notices = [notice(f"bench/{n}", n, now, send_at, person=n) for n in ids]
        async with database.write() as session:
            connection = await session.connection()
            await connection.execute(
                insert(OccurrenceRow), [_occurrence(n, now, year) for n in ids]
            )
            await connection.execute(insert(NoticeRow), notices)


def _occurrence(number: int, now: datetime, year: int) -> dict[str, Any]:
    return {
        "id": number,
        "organisation_id": number,
        "ref": REF,
        "post": UNPLANNED.post,
        "per": "year",
        "period_start": date(year, 1, 1),
        "period_end": date(year + 1, 1, 1),
        "due_on": date(year, 12, 31),
        "provisional": False,
        "needed": 1,
        "created_at": now,
    }


def notice(
    key: str,
    occurrence: int,
    now: datetime,
    send_at: datetime,
    *,
    person: int | None = None,
    group: int | None = None,
) -> dict[str, Any]:
    """The values of a reminder for a person or a group."""
    return {
        "key": key,
        "kind": (NoticeKind.GROUP_REMINDER if group else NoticeKind.REMINDER).value,
        "stage": "start",
        "person_id": person,
        "group_id": group,
        "occurrence_id": occurrence,
        "nominal_on": send_at.date(),
        "send_at": send_at,
        "expires_at": send_at + _WINDOW,
        "state": NoticeState.DUE.value,
        "created_at": now,
    }
