"""Use case: operators enter which days are worked, as they were announced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.clock import Clock
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar, calendar_with, days_of
from scheduler.workdays.queries.overrides import WorkdayOverrides


@dataclass(frozen=True)
class WorkdayChanges:
    """What would be another kind of day, in order: each with whether it is worked then.

    ``published``: the years of these days that are not provisional any more afterwards.
    """

    days: tuple[tuple[date, bool], ...]
    published: tuple[int, ...]


class Workdays:
    """Each method is one transaction. What is planned follows with the next pass of the planner."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def compare(self, days: Mapping[date, bool], year: int | None) -> WorkdayChanges:
        """What :meth:`replace` would change."""
        async with self._database.read() as session:
            before = await WorkdayOverrides(session).all_days()
            former = await WorkdayOverrides(session).of_notice(year)
        return _changes(calendar_with(before), calendar_with(_after(before, former, days)), days)

    async def replace(self, days: Mapping[date, bool], year: int | None, *, operator: str) -> None:
        """Enter these days; those of an earlier notice of ``year`` that are not among them go.

        ``year`` is None for days that are no notice of a whole year.
        """
        async with self._database.write() as session:
            overrides = WorkdayOverrides(session)
            gone = await overrides.of_notice(year)
            await overrides.take_away(gone - days.keys())
            await overrides.put(days, year=year)
            Trail(session).add(
                Act.WORKDAYS_SET,
                self._clock.now(),
                operator=operator,
                year=year,
                days=len(days),
                first=min(days).isoformat(),
                last=max(days).isoformat(),
            )


def _after(
    before: Mapping[date, bool], former: set[date], days: Mapping[date, bool]
) -> dict[date, bool]:
    return {day: worked for day, worked in before.items() if day not in former} | dict(days)


def _changes(
    before: WorkdayCalendar, after: WorkdayCalendar, days: Mapping[date, bool]
) -> WorkdayChanges:
    years = sorted({day.year for day in days})
    changed = tuple(
        (day, after.is_workday(day))
        for year in years
        for day in days_of(year)
        if before.is_workday(day) != after.is_workday(day)
    )
    published = tuple(
        year for year in years if after.is_published(year) and not before.is_published(year)
    )
    return WorkdayChanges(changed, published)
