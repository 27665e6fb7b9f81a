"""How an item stands on the board: one of ten, each under one lamp."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clauses.cadence import Per
from scheduler.ledger.states import EndState
from scheduler.planning.lamps import Lamp, lamp_of, near_workdays
from scheduler.planning.occurrences import Occurrence
from scheduler.workdays.calendar import WorkdayCalendar


class ItemStanding(StrEnum):
    """In the order in which lists show them."""

    OVERDUE = "overdue"
    NOT_DONE = "not-done"
    """The statement of its period was drawn without it."""
    NEAR = "near"
    OPEN = "open"
    """Its date is not near yet."""
    IN_TIME = "in-time"
    LATE = "late"
    EXCUSED = "excused"
    EXTENDED = "extended"
    VACANT = "vacant"
    UNREACHED = "unreached"

    @property
    def lamp(self) -> Lamp:
        """The lamp under which it is shown."""
        return _LAMPS[self]

    @property
    def is_owed(self) -> bool:
        """Whether somebody can be reminded of it."""
        return self in (ItemStanding.OVERDUE, ItemStanding.NEAR)


_LAMPS = {
    ItemStanding.OVERDUE: Lamp.RED,
    ItemStanding.NOT_DONE: Lamp.RED,
    ItemStanding.NEAR: Lamp.YELLOW,
    ItemStanding.OPEN: Lamp.WHITE,
    ItemStanding.IN_TIME: Lamp.GREEN,
    ItemStanding.LATE: Lamp.GREEN,
    ItemStanding.EXCUSED: Lamp.BLUE,
    ItemStanding.EXTENDED: Lamp.BLUE,
    ItemStanding.VACANT: Lamp.BLUE,
    ItemStanding.UNREACHED: Lamp.BLUE,
}

ENDED = {
    EndState.NOT_DONE: ItemStanding.NOT_DONE,
    EndState.VACANT: ItemStanding.VACANT,
    EndState.UNREACHED: ItemStanding.UNREACHED,
}
"""How what was not done stands after its statement; what it does not list has no standing, and what was
done or let off shows by itself."""


def under(*lamps: Lamp) -> frozenset[ItemStanding]:
    """Every standing under these lamps."""
    return frozenset(each for each in ItemStanding if each.lamp in lamps)


def standing_of(
    occurrence: Occurrence,
    today: date,
    workdays_left: int,
    *,
    in_time: int,
    vacant: bool,
    ended: EndState | None = None,
) -> ItemStanding | None:
    """The first that fits: done; let off or given a later date; overdue; near; held by nobody; open.

    ``in_time`` is how many acts were held by the date, ``vacant`` that nobody holds the seat today,
    ``ended`` the state in the newest statement that was drawn over it. A later date counts until it
    has passed. None: the statement does not list it, and nothing was entered since.
    """
    if occurrence.completed >= occurrence.needed:
        return ItemStanding.IN_TIME if in_time >= occurrence.needed else ItemStanding.LATE
    if ended is EndState.NOT_LISTED and not occurrence.completed:
        return None
    if occurrence.excused:
        return ItemStanding.EXCUSED
    if occurrence.is_extended(today):
        return ItemStanding.EXTENDED
    if ended in ENDED:
        return ENDED[ended]
    lamp = lamp_of(occurrence, today, workdays_left)
    if lamp is Lamp.RED:
        return ItemStanding.OVERDUE
    if lamp is Lamp.YELLOW:
        return ItemStanding.NEAR
    return ItemStanding.VACANT if vacant else ItemStanding.OPEN


@dataclass(frozen=True)
class Marks:
    """The days by which a database tells red and yellow as :func:`lamp_of` does.

    What is due before ``last_workday`` is red; ``near_by`` has for each number of workdays the last
    due date that is near.
    """

    today: date
    last_workday: date
    near_by: dict[int, date]

    @classmethod
    def of(cls, today: date, calendar: WorkdayCalendar) -> Marks:
        """The marks of a local day."""
        return cls(
            today,
            calendar.last_workday_on_or_before(today),
            {days: _workday_after(today, days, calendar) for days in NEAR},
        )


NEAR = {
    days: tuple(per.value for per in Per if near_workdays(per) == days)
    for days in sorted(set(map(near_workdays, Per)))
}
"""The periods, by how many workdays before their date they are near it."""


def _workday_after(day: date, count: int, calendar: WorkdayCalendar) -> date:
    for _ in range(count):
        day = calendar.first_workday_on_or_after(date.fromordinal(day.toordinal() + 1))
    return day
