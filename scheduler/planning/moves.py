"""Telling people of a date that the workday calendar moved, by a reminder of its own. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from scheduler.planning.plan import Item, PlannedOccurrence, Staff
from scheduler.planning.timetables import Stage, Timetables

MOVED = "moved:"
"""Begins the stage of such a reminder; the day that the item was due on before follows."""

TOLERATED = timedelta(days=1)
"""A move that nobody is told of."""


def moved_from(stage: str) -> date | None:
    """The day on which the item was due before; None of any other reminder."""
    return date.fromisoformat(stage.removeprefix(MOVED)) if stage.startswith(MOVED) else None


def told_of_move(
    item: Item, planned: PlannedOccurrence, staff: Staff, timetables: Timetables, today: date
) -> PlannedOccurrence:
    """The occurrence with a reminder to each whom its move concerns, on the next workday.

    As it is where it was not moved, or by something else than the calendar.
    """
    timetable = planned.timetable
    if item.span != timetable.span or abs(timetable.due_on - item.due_on) <= TOLERATED:
        return planned
    on = timetables.calendar.first_workday_on_or_after(today + timedelta(days=1))
    stage = Stage(f"{MOVED}{item.due_on.isoformat()}", on, (on,), provisional=False)
    hours = {holder.person_id: holder.hour for holder in staff.holders}
    return replace(
        planned,
        persons={
            person_id: (
                *reminders,
                *timetables.reminders(
                    [stage],
                    timetable.span,
                    staff.organisation.zone,
                    who=f"p{person_id}",
                    hour=hours.get(person_id),
                ),
            )
            for person_id, reminders in planned.persons.items()
        },
    )
