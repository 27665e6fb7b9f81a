"""Which clause comes on a day, and when it is looked for the next one; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clauses.model import ClauseRef
from scheduler.planning.timetables import local_instant
from scheduler.roster.days_off import DaysOff
from scheduler.workdays.calendar import WorkdayCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class StudyPlan:
    """How somebody wants it; ``left_out`` has the ids of documents. ``is_on``: it is wanted now."""

    hour: time
    zone: ZoneInfo
    left_out: frozenset[str]
    is_on: bool


def next_clause(
    clauses: Sequence[ClauseRef], read_on: Mapping[ClauseRef, date]
) -> ClauseRef | None:
    """The first that was never sent; once all were, the one whose day lies back furthest."""
    new = next((each for each in clauses if each not in read_on), None)
    if new is not None or not clauses:
        return new
    return min(clauses, key=lambda each: read_on[each])


def next_look(hour: time, zone: ZoneInfo, now: datetime) -> datetime:
    """The next time (UTC) after ``now`` that clocks in ``zone`` show ``hour``."""
    today = now.astimezone(zone).date()
    at = local_instant(today, hour, zone)
    return at if at > now else local_instant(today + _DAY, hour, zone)


def suits(day: date, calendar: WorkdayCalendar, days_off: DaysOff) -> bool:
    """Whether a clause may come on that day."""
    return calendar.is_workday(day) and day not in days_off


def ends(day: date, zone: ZoneInfo) -> datetime:
    """The end (UTC) of the local day: a clause that could not go out by then goes out no more."""
    return local_instant(day + _DAY, time(), zone)
