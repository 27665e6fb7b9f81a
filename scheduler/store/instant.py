"""The time by which processes compare: the database's own on PostgreSQL, where they are on several machines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession


async def instant(session: AsyncSession, now: datetime) -> datetime:
    """The database's time at this moment; on SQLite, which is one machine's, the caller's ``now``."""
    if session.get_bind().dialect.name != "postgresql":
        return now
    found = await session.scalar(select(func.clock_timestamp()))
    assert isinstance(found, datetime)  # noqa: S101 - clock_timestamp() is never NULL
    return found
