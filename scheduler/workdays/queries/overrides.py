"""Queries: days whose kind is known better than the libraries know it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.compiled import Compiled
from scheduler.store.tables.workdays import WorkdayOverrideRow


class WorkdayOverrides:
    """The table that wins over the libraries in ``scheduler.workdays.calendar``."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all_days(self) -> dict[date, bool]:
        """Every override, by day: is it a workday?"""
        return dict(await _ALL_DAYS.rows(self._session, {}))

    async def of_notice(self, year: int | None) -> set[date]:
        """The days that the notice of a year set, as far as no later one has; none for None."""
        if year is None:
            return set()
        days = await self._session.scalars(
            select(WorkdayOverrideRow.day).where(WorkdayOverrideRow.source == _notice(year))
        )
        return set(days)

    async def put(self, days: Mapping[date, bool], *, year: int | None) -> None:
        """Set days, replacing what was said of them before; ``year``: by the notice of that year."""
        await self.take_away(days.keys())
        source = "" if year is None else _notice(year)
        await self._session.execute(
            insert(WorkdayOverrideRow),
            [{"day": day, "workday": workday, "source": source} for day, workday in days.items()],
        )

    async def take_away(self, days: Collection[date]) -> None:
        """Let the libraries say again what these days are."""
        await self._session.execute(
            delete(WorkdayOverrideRow).where(WorkdayOverrideRow.day.in_(days))
        )


def _notice(year: int) -> str:
    return f"notice {year}"


_OVERRIDE = WorkdayOverrideRow.__table__.c
_ALL_DAYS = Compiled(select(_OVERRIDE.day, _OVERRIDE.workday).order_by(_OVERRIDE.day))
