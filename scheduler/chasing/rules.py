"""Pure: after how many workdays who is told of an item that is overdue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.planning.notices import NoticeKind
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import PersonId
from scheduler.workdays.calendar import WorkdayCalendar


class ChaseStep(StrEnum):
    """Who is told, after the holder was reminded."""

    FOLLOW_UP = "follow-up"
    """The organisation's own managers."""
    ESCALATION = "escalation"
    """The managers of the body above them."""

    @property
    def kind(self) -> NoticeKind:
        """The kind of notice by which they are told."""
        return NoticeKind(self.value)


@dataclass(frozen=True)
class ChasingRule:
    """Workdays overdue after which each step comes; 0 < ``follow_up_after`` < ``escalate_after``."""

    follow_up_after: int = 3
    escalate_after: int = 10


USUAL = ChasingRule()

CHOICES = (USUAL, ChasingRule(1, 5), ChasingRule(5, 10), ChasingRule(5, 15), ChasingRule(10, 20))
"""What managers choose from; the first is the usual one."""


def workdays_over(occurrence: Occurrence, today: date, calendar: WorkdayCalendar) -> int:
    """How many workdays it is overdue; 0 and less: it is not."""
    deadline = occurrence.deadline
    if today <= occurrence.overdue_after:
        return 0
    return calendar.workdays_until(deadline, today)


def step_of(
    rule: ChasingRule, over: int, followed_up_on: date | None, today: date
) -> ChaseStep | None:
    """The step that is to be taken of an item ``over`` workdays overdue; None: none yet.

    The body above is told on a later day than the own managers: what was late for long when it was
    first seen goes to these first.
    """
    if over < rule.follow_up_after:
        return None
    if followed_up_on is None:
        return ChaseStep.FOLLOW_UP
    if over >= rule.escalate_after and followed_up_on < today:
        return ChaseStep.ESCALATION
    return None


def told_of(
    step: ChaseStep,
    levels: Sequence[Collection[PersonId]],
    holders: Collection[PersonId],
    followed_up: Collection[PersonId] = (),
) -> list[PersonId]:
    """Those who are told, of the managers of the organisation and of those above it, nearest first.

    Nobody is told of what they owe themselves: then the next level is their manager. Those above stand
    over those who were told first, ``followed_up``; where these manage nothing of it any more, over the
    organisation itself. By id.
    """
    above = 0
    if step is ChaseStep.ESCALATION:
        told = (n for n, level in enumerate(levels) if set(level) & set(followed_up))
        above = next(told, 0) + 1
    managed = (sorted(set(level) - set(holders)) for level in levels[above:])
    return next(filter(None, managed), [])
