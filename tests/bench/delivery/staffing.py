"""Made-up people who hold a post, and reminders for them, for measuring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.addresses import telegram
from clauses.model import BodyId, PostId
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow


@dataclass(frozen=True)
class Job:
    """A post in a body, by their ids in the shipped packs."""

    post: PostId
    body: BodyId


PLANNED = Job(PostId("discipline-committee-secretary"), BodyId("discipline-committee"))
"""Owes three things that are planned: 27 rows a year, so that 100,000 of them fit on a disk."""

UNPLANNED = Job(PostId("branch-discipline-member"), BodyId("branch"))
"""Owes nothing that is planned."""

REF = "party-regulations:D01"
"""Clause of the made-up duties."""

LONG_PAST = 2020
"""A year whose unsent reminders the planner leaves alone."""

_CHUNK = 10_000
_WINDOW = timedelta(days=30)


async def staff(
    database: Database, people: int, job: Job, now: datetime, *, holders: int = 1
) -> None:
    """Fill an empty database with people, ``holders`` in each organisation; ids count from 1."""
    for ids in _chunks(people, holders):
        async with database.write() as session:
            await _staff(await session.connection(), ids, holders, job, now)


def _chunks(people: int, holders: int) -> Iterator[range]:
    """Ids of people, an organisation never in two chunks."""
    size = _CHUNK // holders * holders
    for first in range(1, people + 1, size):
        yield range(first, min(first + size, people + 1))


def _organisation(person: int, holders: int) -> int:
    return (person - 1) // holders + 1


def _organisations(ids: range, holders: int) -> range:
    return range(_organisation(ids[0], holders), _organisation(ids[-1], holders) + 1)


async def _staff(
    connection: AsyncConnection, ids: range, holders: int, job: Job, now: datetime
) -> None:
    start_on = date(now.year, 1, 1)
    rows: dict[Any, list[dict[str, Any]]] = {
        PersonRow: [
            {
                "id": n,
                "address": telegram(n),
                "name": f"甲{n}",
                "locale": "zh-Hans",
                "created_at": now,
            }
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
            for n in _organisations(ids, holders)
        ],
        AssignmentRow: [
            {
                "organisation_id": _organisation(n, holders),
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
    database: Database,
    people: int,
    now: datetime,
    send_at: datetime,
    *,
    year: int,
    holders: int = 1,
) -> None:
    """Add a duty of ``year`` to each organisation of :data:`UNPLANNED` jobs, and remind each holder.

    A running planner drops such reminders of a year that it plans: it did not plan them.
    """
    for ids in _chunks(people, holders):
        notices = [
            notice(f"bench/{n}", _organisation(n, holders), now, send_at, person=n) for n in ids
        ]
        async with database.write() as session:
            connection = await session.connection()
            await connection.execute(
                insert(OccurrenceRow),
                [_occurrence(n, now, year) for n in _organisations(ids, holders)],
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
