"""Made-up history: reminders that went out long ago, inserted by the database itself, millions at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Insert, case, cast, insert, literal, select
from sqlalchemy.types import String

from bot.conversation.addresses import telegram
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.store.dialects import lasting
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow
from scheduler.store.types import AddressText, UtcDateTime
from tests.bench.delivery.staffing import UNPLANNED, remind, staff

Columns = Any
"""Those of a subquery, by name: at least ``id``, ``person_id`` and ``send_at``."""

_UNSENT = (
    NoticeState.UNDELIVERABLE,
    NoticeState.UNDELIVERABLE,
    NoticeState.EXPIRED,
    NoticeState.UNKNOWN,
)
"""Ends of the first of each hundred; the rest was sent."""

PEOPLE = 1_000
WORKDAYS = 250
"""On so many days before the last one everything was sent."""


async def old_notices(database: Database, number: int, now: datetime) -> None:
    """Fill an empty database with ``number`` notices that were sent, each in a message of its own.

    They came to their end on the 250 days that lie two days or more before ``now``; nothing is due.
    Of a hundred two ended as undeliverable, one as expired and one as unknown.
    """
    await staff(database, PEOPLE, UNPLANNED, now)
    await remind(database, PEOPLE, now, now + timedelta(days=300), year=now.year + 1)
    each_day = max(1, number // WORKDAYS)
    for day in range(WORKDAYS):
        first = PEOPLE + 1 + day * each_day
        await _sent_on(
            database, first, first + each_day - 1, now - timedelta(days=2 + WORKDAYS - day)
        )


async def _sent_on(database: Database, first: int, last: int, at: datetime) -> None:
    numbers = select(literal(first).label("n")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < last))
    n, then = numbers.c.n, literal(at, UtcDateTime())
    ends = {number: end.value for number, end in enumerate(_UNSENT)}
    source = select(
        n.label("id"),
        (n % PEOPLE + 1).label("person_id"),
        then.label("send_at"),
        case(ends, value=n % 100, else_=NoticeState.SENT.value).label("state"),
    ).subquery()
    old = source.c
    async with database.write() as session:
        await lasting(session)
        await session.execute(fill(DeliveryRow, letter(old), source))
        await session.execute(fill(AttemptRow, attempt(old), source))
        await session.execute(
            fill(
                NoticeRow,
                {
                    "id": old.id,
                    "key": literal("old/").concat(cast(old.id, String)),
                    "kind": literal(NoticeKind.REMINDER.value),
                    "stage": literal("start"),
                    "person_id": old.person_id,
                    "occurrence_id": old.person_id,
                    "nominal_on": literal(at.date()),
                    "send_at": old.send_at,
                    "expires_at": literal(at + timedelta(days=30), UtcDateTime()),
                    "state": old.state,
                    "reason": literal("blocked"),
                    "delivery_id": old.id,
                    "ambiguous_attempts": literal(0),
                    "attempts": literal(1),
                    "created_at": old.send_at,
                    "settled_at": old.send_at,
                },
                source,
            )
        )


def letter(notice: Columns) -> dict[str, ColumnElement[Any]]:
    """The message that carried each of these notices alone, under the same id."""
    return {
        "id": notice.id,
        "reference": literal("B").concat(cast(notice.id, String)),
        "kind": literal(NoticeKind.REMINDER.value),
        "address": literal(telegram(1_234_567_890), AddressText()),
        "person_id": notice.person_id,
        "created_at": notice.send_at,
        "sent_at": notice.send_at,
        "message_id": literal("1234567"),
    }


def attempt(notice: Columns) -> dict[str, ColumnElement[Any]]:
    """The only attempt at it, which went well."""
    return {
        "delivery_id": notice.id,
        "number": literal(1),
        "epoch": literal(1),
        "started_at": notice.send_at,
        "finished_at": notice.send_at,
        "outcome": literal("sent"),
        "message_id": literal("1234567"),
    }


def fill(
    table: type[Base], columns: Mapping[str, ColumnElement[Any]], source: FromClause
) -> Insert:
    """Insert a row of these values for each row of ``source``."""
    return insert(table).from_select(list(columns), select(*columns.values()).select_from(source))
