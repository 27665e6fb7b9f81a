"""The end state of an item: how it stands in the closing statement; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from scheduler.periods import Period
from scheduler.workdays.calendar import WorkdayCalendar

DRAWN_AFTER_WORKDAYS = 10
"""A statement is drawn on this workday after the last day that counts; before, it is provisional."""


class EndState(StrEnum):
    """What has become of an item: one of the first seven, or open. In the order in which they are tried."""

    NOT_LISTED = "not-listed"
    """Not part of the statement: it was not owed there, or its holder was released."""
    EXCUSED = "excused"
    IN_TIME = "in-time"
    LATE = "late"
    """Done in the period after the item's own date, or done after the period and entered as that."""
    VACANT = "vacant"
    UNREACHED = "unreached"
    """Not done, and no reminder of it reached anybody who held the post."""
    NOT_DONE = "not-done"
    OPEN = "open"
    """None of these yet: the statement is not drawn."""


@dataclass(frozen=True)
class Spell:
    """Something was there over ``[start_on, end_on)``; None is open-ended."""

    start_on: date
    end_on: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start_on <= day and (self.end_on is None or day < self.end_on)


ALWAYS = (Spell(date.min),)
"""It was there before anything was planned."""


@dataclass(frozen=True)
class Held:
    """The act of a standing entry."""

    on: date


@dataclass(frozen=True)
class Facts:
    """Everything that decides the end state of one item.

    ``due_on`` is the last workday of the period. ``own_date`` is a date that the item has of its own,
    ``extended_to`` a later one that was granted. ``season_ends_on`` is the last day of a season that
    reaches past the period. ``held`` are the standing entries: withdrawn and returned ones are left out.

    ``existed`` holds the spells of each thing without which nothing is owed: the organisation, the
    seat, the duty in its edition. ``came_on`` and ``released_on`` are of the holder of an item that
    each holder owes: the first day in the post, the first day on which it is owed no more.
    ``manned`` are the spells in which anybody held the seat. ``reached``: a reminder arrived at
    somebody who held it. ``drawn_on`` is the day of the statement; None before it is drawn.
    """

    period: Period
    due_on: date
    needed: int = 1
    held: tuple[Held, ...] = ()
    own_date: date | None = None
    extended_to: date | None = None
    season_ends_on: date | None = None
    excused: bool = False
    existed: tuple[tuple[Spell, ...], ...] = ()
    came_on: date | None = None
    released_on: date | None = None
    manned: tuple[Spell, ...] = ALWAYS
    reached: bool = True
    drawn_on: date | None = None

    @property
    def deadline(self) -> date:
        """The date by which it is to be done."""
        planned = self.own_date or max(self.due_on, self.season_ends_on or self.due_on)
        return max(planned, self.extended_to or planned)

    @property
    def last_day(self) -> date:
        """The last day on which an act counts without being made up."""
        return last_day_of(self.period, self.season_ends_on, self.extended_to)

    @property
    def made_up(self) -> tuple[date, ...]:
        """The days of acts that were held after that (补办), whatever was granted when they were entered."""
        return tuple(each.on for each in self.held if each.on > self.last_day)


def last_day_of(
    period: Period, season_ends_on: date | None = None, extended_to: date | None = None
) -> date:
    """The last day that counts: that of the period or of a season or an extension that reach past it."""
    return max(period.last_day, season_ends_on or date.min, extended_to or date.min)


def drawing_day(last_day: date, calendar: WorkdayCalendar) -> date:
    """The day on which the statement of a period is drawn whose last day that counts is this one."""
    day = last_day
    for _ in range(DRAWN_AFTER_WORKDAYS):
        day = calendar.first_workday_on_or_after(day + timedelta(days=1))
    return day


def end_state(facts: Facts, calendar: WorkdayCalendar) -> EndState:
    """The one state that the item has; the first that applies.

    Without an act, somebody who came in the period, or an organisation, a seat or a duty that began
    in it, owes nothing for it. An act that was made up counts if it was held by the day of the drawing.
    """
    # Where somebody was released after the period, nobody can do it any more.
    closed = facts.drawn_on is not None or facts.released_on is not None
    if _was_never_owed(facts):
        return EndState.NOT_LISTED
    if (closed or facts.excused) and _began_and_did_nothing(facts):
        return EndState.NOT_LISTED
    if facts.excused:
        return EndState.EXCUSED
    if _in_time(facts) >= facts.needed:
        return EndState.IN_TIME
    if _counting(facts) >= facts.needed:
        return EndState.LATE
    if not closed:
        return EndState.OPEN
    if _was_vacant(facts, calendar):
        return EndState.VACANT
    return EndState.NOT_DONE if facts.reached else EndState.UNREACHED


def _was_never_owed(facts: Facts) -> bool:
    if facts.released_on is not None and facts.released_on < facts.period.end:
        return True
    return not all(_any(spells, facts.deadline) for spells in facts.existed)


def _began_and_did_nothing(facts: Facts) -> bool:
    first = facts.period.start
    began = (facts.came_on is not None and facts.came_on > first) or not all(
        _any(spells, first) for spells in facts.existed
    )
    return began and not facts.held


def _in_time(facts: Facts) -> int:
    last = facts.last_day if facts.own_date is None else facts.deadline
    return sum(facts.period.start <= each.on <= last for each in facts.held)


def _counting(facts: Facts) -> int:
    last = max(facts.last_day, facts.drawn_on or date.max)
    return sum(facts.period.start <= each.on <= last for each in facts.held)


def _was_vacant(facts: Facts, calendar: WorkdayCalendar) -> bool:
    """Whether nobody held the seat on the due date, nor on most workdays of the period."""
    if _any(facts.manned, facts.deadline):
        return False
    workdays = [day for day in _days(facts.period) if calendar.is_workday(day)]
    return 2 * sum(not _any(facts.manned, day) for day in workdays) > len(workdays)


def _any(spells: Sequence[Spell], day: date) -> bool:
    return any(day in spell for spell in spells)


def _days(period: Period) -> Iterator[date]:
    day = period.start
    while day < period.end:
        yield day
        day += timedelta(days=1)
