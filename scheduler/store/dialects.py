"""The two things in which SQLite and PostgreSQL differ for queries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.tables import Base


def insert_into(session: AsyncSession, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """The INSERT of the session's database, for its ``on_conflict_…`` methods."""
    return postgresql.insert(table) if _is_postgresql(session) else sqlite.insert(table)


async def instant(session: AsyncSession, now: datetime) -> datetime:
    """The time by which processes compare: on PostgreSQL the database's own at this moment.

    SQLite is one machine's: there it is the caller's ``now``.
    """
    if not _is_postgresql(session):
        return now
    found = await session.scalar(select(func.clock_timestamp()))
    assert isinstance(found, datetime)  # noqa: S101 - clock_timestamp() is never NULL
    return found


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
