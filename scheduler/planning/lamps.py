"""The lamp of an occurrence: how near its date is, by one rule for lists, reminders and boards."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from clauses.cadence import Per
from scheduler.planning.occurrences import Occurrence

NEAR_WORKDAYS = 7
"""An occurrence is near its date from so many workdays before, or from the first reminder ahead of
a period that has none so early."""


class Lamp(StrEnum):
    """In order of urgency."""

    RED = "red"
    """Owed, and its date is past."""
    YELLOW = "yellow"
    """Owed, and its date is near."""
    WHITE = "white"
    """Owed, and there is time; also what has not begun."""
    GREEN = "green"
    """Done."""
    BLUE = "blue"
    """Let off, or given a later date; on boards also held by nobody, or never told."""


LAMPS = tuple(Lamp)


def lamp_of(occurrence: Occurrence, today: date, workdays_left: int) -> Lamp:
    """The lamp on the local day ``today``.

    ``workdays_left`` as in ``WorkdayCalendar.workdays_until``, from ``today`` to the deadline. On
    days off between the due date and the end of the period nothing is late yet.
    """
    if occurrence.completed >= occurrence.needed:
        return Lamp.GREEN
    if occurrence.excused or occurrence.is_extended(today):
        return Lamp.BLUE
    if today > occurrence.overdue_after or workdays_left < 0:
        return Lamp.RED
    begun = today >= occurrence.period.start
    near = workdays_left <= near_workdays(occurrence.period.per)
    return Lamp.YELLOW if begun and near else Lamp.WHITE


def near_workdays(per: Per) -> int:
    """From how many workdays before its date an occurrence of such a period is near it."""
    return min(NEAR_WORKDAYS, max(per.kind.stages.workdays_before, default=NEAR_WORKDAYS))
