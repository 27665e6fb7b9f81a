"""Queries: days whose kind is known better than the libraries know it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.tables import WorkdayOverrideRow


class WorkdayOverrides:
    """The table that wins over the libraries in ``scheduler.planning.workdays``."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all_days(self) -> dict[date, bool]:
        """Every override, by day: is it a workday?"""
        rows = await self._session.execute(
            select(WorkdayOverrideRow.day, WorkdayOverrideRow.workday).order_by(
                WorkdayOverrideRow.day
            )
        )
        return dict(rows.all())

    async def put(self, days: Mapping[date, bool], *, source: str) -> None:
        """Set days, replacing what was said of them before; ``source`` names the notice."""
        await self._session.execute(
            delete(WorkdayOverrideRow).where(WorkdayOverrideRow.day.in_(days))
        )
        await self._session.execute(
            insert(WorkdayOverrideRow),
            [{"day": day, "workday": workday, "source": source} for day, workday in days.items()],
        )
