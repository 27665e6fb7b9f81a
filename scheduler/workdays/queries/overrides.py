"""Queries: days whose kind is known better than the libraries know it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.compiled import Compiled
from scheduler.store.tables import WorkdayOverrideRow


class WorkdayOverrides:
    """The table that wins over the libraries in ``scheduler.workdays.calendar``."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all_days(self) -> dict[date, bool]:
        """Every override, by day: is it a workday?"""
        return dict(await _ALL_DAYS.rows(self._session, {}))

    async def put(self, days: Mapping[date, bool], *, source: str) -> None:
        """Set days, replacing what was said of them before; ``source`` names the notice."""
        await self._session.execute(
            delete(WorkdayOverrideRow).where(WorkdayOverrideRow.day.in_(days))
        )
        await self._session.execute(
            insert(WorkdayOverrideRow),
            [{"day": day, "workday": workday, "source": source} for day, workday in days.items()],
        )


_OVERRIDE = WorkdayOverrideRow.__table__.c
_ALL_DAYS = Compiled(select(_OVERRIDE.day, _OVERRIDE.workday).order_by(_OVERRIDE.day))
