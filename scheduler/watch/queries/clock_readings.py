"""Queries: what a machine's clocks showed when they were last found sound."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.dialects import insert_into
from scheduler.store.tables.watch import ClockReadingRow


@dataclass(frozen=True)
class ClockReading:
    """``uptime`` is in seconds and only compares within one ``boot`` of the ``machine``."""

    machine: str
    boot: str
    uptime: float
    wall: datetime


class ClockReadings:
    """One row for each machine."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, machine: str) -> ClockReading | None:
        """The last one of a machine."""
        row = await self._session.get(ClockReadingRow, machine)
        return None if row is None else ClockReading(row.machine, row.boot, row.uptime, row.wall)

    async def put(self, reading: ClockReading) -> None:
        """Replace the one before."""
        values = asdict(reading)
        await self._session.execute(
            insert_into(self._session, ClockReadingRow)
            .values(values)
            .on_conflict_do_update(index_elements=["machine"], set_=values)
        )

    async def newest(self) -> datetime | None:
        """The latest time that any machine's clock has shown."""
        return await self._session.scalar(select(func.max(ClockReadingRow.wall)))
