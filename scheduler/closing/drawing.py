"""Statements draw themselves: number 1 of each organisation, quarter and year, on its day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from clauses.cadence import Per
from scheduler.clock import Clock
from scheduler.closing.queries.statements import Undrawn
from scheduler.errors import TooEarly
from scheduler.ledger.statements import draw
from scheduler.ledger.states import drawing_day
from scheduler.periods import Period, period_containing
from scheduler.planning.notices import NoticeKind
from scheduler.planning.queries.news import NewsQueue
from scheduler.roster.model import OrganisationId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

PERIODS = (Per.QUARTER, Per.YEAR)
"""The periods for which statements are drawn."""

AT_A_PASS = 200
"""Statements in one pass; the next one goes on."""

TOLD_AFTER = timedelta(minutes=30)
"""Time in which the rest of a tree is drawn as well, before its managers are told."""

_QUARTERS_BACK, _YEARS_BACK = 6, 2
"""A statement waits for what was extended by a year, also after a season past the period."""

_AHEAD = timedelta(hours=14)
"""The zone in which a day begins first is so far ahead of UTC."""

log = logging.getLogger(__name__)


class Drawing:
    """A pass may be cut short anywhere and run again: each statement is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self) -> int:
        """Draw what is to be drawn by now; how many statements that were."""
        now = self._clock.now()
        drawn = 0
        for period in _ended(now):
            for organisation_id in await self._due(period, now):
                if drawn >= AT_A_PASS:
                    return drawn
                drawn += await self._draw(organisation_id, period)
                await asyncio.sleep(0)  # answers come first
        if drawn:
            log.info("statements drawn", extra={"count": drawn})
        return drawn

    async def _due(self, period: Period, now: datetime) -> list[OrganisationId]:
        async with self._database.survey() as session:
            calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
            today = (now + _AHEAD).date()
            if today < drawing_day(period.last_day, calendar):
                return []
            last_days = await Undrawn(session).last_days(period)
        days: dict[date, date] = {}
        return [
            id_
            for id_, last_day in last_days.items()
            if today >= days.setdefault(last_day, drawing_day(last_day, calendar))
        ]

    async def _draw(self, organisation_id: OrganisationId, period: Period) -> int:
        """Draw number 1; 0 where it is not yet that day there, or another process was quicker."""
        now = self._clock.now()
        async with self._database.write() as session:
            roster = Organisations(session)
            organisation = await roster.get_organisation(organisation_id)
            try:
                statement, is_new = await draw(session, organisation, period, now, by=None)
            except TooEarly:
                return 0
            if statement.drawn is None or not is_new:
                return 0
            managers = await roster.managers_of(organisation)
            await NewsQueue(session).tell(
                NoticeKind.STATEMENT_DRAWN,
                [each.id for each in managers],
                organisation,
                statement.drawn.id,
                now,
                after=TOLD_AFTER,
                once=f"{period.per.value}-{period.start.isoformat()}",
            )
        return 1


def _ended(now: datetime) -> Iterator[Period]:
    """The quarters and the years that ended last, the oldest first."""
    today = (now + _AHEAD).date()
    quarters = [period_containing(Per.QUARTER, today)]
    for _ in range(_QUARTERS_BACK):
        before = quarters[-1].start - timedelta(days=1)
        quarters.append(period_containing(Per.QUARTER, before))
    yield from reversed(quarters[1:])
    for year in range(today.year - _YEARS_BACK, today.year):
        yield period_containing(Per.YEAR, date(year, 12, 31))
