"""Buttons of duties: the list, one of them, several at once, and when to be reminded again.

``scope`` says of which items a button is: see ``bot.conversation.scopes``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import AssignmentId

ALL_POSTS = AssignmentId(0)
"""No filter, where a button names one of the posts that a person holds."""


@dataclass(frozen=True)
class AgendaButton(Payload, action="my"):
    """Show a page (from 0) of the person's duties; ``assignment_id`` narrows it to one post."""

    page: int = 0
    assignment_id: AssignmentId = ALL_POSTS


@dataclass(frozen=True)
class ItemButton(Payload, action="item"):
    """Show one occurrence."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class DoneButton(Payload, action="done"):
    """Ask on which day it was done; ``anew``: in a message of its own, so that the reminder stays."""

    occurrence_id: OccurrenceId
    anew: bool = False


@dataclass(frozen=True)
class DoneOnButton(Payload, action="on"):
    """Enter that day. ``reminder_id`` is the message to take the buttons off, 0 for none."""

    occurrence_id: OccurrenceId
    day: date
    reminder_id: int = 0


@dataclass(frozen=True)
class DoneOtherButton(Payload, action="ond"):
    """Ask for the day: on the buttons of a month, or typed."""

    occurrence_id: OccurrenceId
    reminder_id: int = 0


@dataclass(frozen=True)
class LaterButton(Payload, action="later"):
    """Ask when to remind again; ``anew`` as in :class:`DoneButton`."""

    occurrence_id: OccurrenceId
    anew: bool = False


@dataclass(frozen=True)
class LaterOnButton(Payload, action="lat"):
    """Remind again on that day."""

    occurrence_id: OccurrenceId
    day: date


@dataclass(frozen=True)
class LaterOtherButton(Payload, action="latd"):
    """Ask for the day: on the buttons of a month, or typed."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class LaterMonthButton(Payload, action="latm"):
    """Show the days of that month to be reminded on."""

    occurrence_id: OccurrenceId
    month: date


class PickFor(StrEnum):
    """What an item is picked for, in the list of all by full name; buttons carry the value."""

    OPEN = "o"
    SOURCE = "s"
    LATER = "l"


@dataclass(frozen=True)
class AllButton(Payload, action="all"):
    """Show a page (from 0) of all duties, also of those without a number."""

    page: int = 0
    assignment_id: AssignmentId = ALL_POSTS


@dataclass(frozen=True)
class PickButton(Payload, action="pick"):
    """Show the items of the scope by full name, to pick one."""

    purpose: PickFor
    scope: str
    page: int = 0


@dataclass(frozen=True)
class DaysAgoButton(Payload, action="ago"):
    """Enter as done today (0) or yesterday (1): at once where there is one item, else pick."""

    days: int
    scope: str


@dataclass(frozen=True)
class OtherDayButton(Payload, action="day"):
    """Ask for the day: on the buttons of a month, or typed."""

    scope: str


@dataclass(frozen=True)
class MonthButton(Payload, action="mon"):
    """Show the days of that month, named by its first day, to choose when it was done."""

    month: date
    scope: str
    reminder_id: int = 0


@dataclass(frozen=True)
class HeldOnButton(Payload, action="held"):
    """Enter as done on that day: at once where there is one item, else pick.

    ``reminder_id`` as in :class:`DoneOnButton`.
    """

    day: date
    scope: str
    reminder_id: int = 0


@dataclass(frozen=True)
class WhichDayButton(Payload, action="days"):
    """Ask for the day again: today, yesterday or another."""

    scope: str


@dataclass(frozen=True)
class TickButton(Payload, action="tick"):
    """Enter one of several items for the day; again is harmless."""

    day: date
    occurrence_id: OccurrenceId
    scope: str
    page: int = 0


@dataclass(frozen=True)
class TicksButton(Payload, action="ticks"):
    """Show the items to be entered for the day."""

    day: date
    scope: str
    page: int = 0


@dataclass(frozen=True)
class TickedButton(Payload, action="tickx"):
    """Say that all has been entered."""

    day: date
    scope: str


@dataclass(frozen=True)
class SnoozeButton(Payload, action="snz"):
    """Ask when to remind again of the items of the scope."""

    scope: str


@dataclass(frozen=True)
class SnoozeByButton(Payload, action="snzh"):
    """Remind of them again after so many hours; 0 is tomorrow at the usual time."""

    hours: int
    scope: str


@dataclass(frozen=True)
class CloseButton(Payload, action="x"):
    """End the dialogue, and say so in place of the question."""
