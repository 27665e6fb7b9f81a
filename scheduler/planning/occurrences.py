"""An occurrence: one instance of a duty, in one period, for one organisation or holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from clauses.model import ClauseRef, PostId
from scheduler.periods import Period
from scheduler.roster.model import Organisation, PersonId

OccurrenceId = NewType("OccurrenceId", int)
EntryId = NewType("EntryId", int)


class NotOwed(StrEnum):
    """Why an occurrence is not owed any more, though it was planned."""

    LOCAL_RULE = "local-rule"
    """A manager said that the duty does not apply there."""
    CONDITION = "condition"
    """The facts say so, as soon as they were known."""
    CALLED_OFF = "called-off"
    """The event does not take place."""


@dataclass(frozen=True)
class Occurrence:
    """One instance of a duty, with how far it has been met, or why it is ``not_owed`` any more.

    ``holder_id`` is None where the duty is owed once by the body. ``due_on`` is the last workday of
    the period; an act on any day of the period counts. ``provisional``: a day was computed in a year
    whose workdays are not published yet.
    """

    id: OccurrenceId
    ref: ClauseRef
    organisation: Organisation
    post: PostId
    holder_id: PersonId | None
    period: Period
    due_on: date
    provisional: bool
    needed: int
    completed: int
    not_owed: NotOwed | None = None

    @property
    def remaining(self) -> int:
        """Number still owed in this period; never negative, surplus does not carry over."""
        return max(0, self.needed - self.completed)

    @property
    def urgency(self) -> tuple[date, timedelta]:
        """Sort key where several are shown: the last day, then the shorter period."""
        return self.due_on, self.period.end - self.period.start


@dataclass(frozen=True)
class LedgerEntry:
    """One completion as entered; never edited. A correction is a withdrawal and a new entry."""

    id: EntryId
    occurrence_id: OccurrenceId
    person_id: PersonId
    person_name: str
    held_on: date
    note: str | None
    recorded_at: datetime
    withdrawn: bool


@dataclass(frozen=True)
class Evidence:
    """A file added to a ledger entry: ``file_id`` is the messenger's, ``kind`` photo or document."""

    kind: str
    file_id: str
    file_name: str | None
    added_at: datetime
