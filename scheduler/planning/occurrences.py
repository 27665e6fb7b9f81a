"""An occurrence: one instance of a duty, in one period, for one organisation or holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NewType

from clauses.model import ClauseRef, PostId
from scheduler.periods import Period
from scheduler.roster.model import Organisation, PersonId

OccurrenceId = NewType("OccurrenceId", int)
EntryId = NewType("EntryId", int)
EvidenceId = NewType("EvidenceId", int)


@dataclass(frozen=True)
class Occurrence:
    """One instance of a duty, with how far it has been met.

    ``holder_id`` is None where the duty is owed once by the body. ``due_on`` is the last workday of
    the period; an act on any day of the period counts. ``provisional``: a day was computed in a year
    whose workdays are not published yet. ``excused``: its holder was let off. ``extended_to`` is the
    later date that was granted; None without one. ``completed`` counts also what was made up.
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
    excused: bool = False
    extended_to: date | None = None

    @property
    def remaining(self) -> int:
        """Number still owed in this period; never negative, surplus does not carry over."""
        return 0 if self.excused else max(0, self.needed - self.completed)

    @property
    def last_day(self) -> date:
        """The last day on which an act counts without being made up.

        That of the period, or of a season or an extension that reaches past it.
        """
        return max(self.period.last_day, self.due_on, self.extended_to or self.due_on)

    def counts(self, day: date) -> bool:
        """Whether an act on ``day`` counts without being made up."""
        return self.period.start <= day <= self.last_day

    @property
    def urgency(self) -> tuple[date, timedelta]:
        """Sort key where several are shown: the last day, then the shorter period."""
        return self.due_on, self.period.end - self.period.start


@dataclass(frozen=True)
class LedgerEntry:
    """One completion as entered; never edited. A correction is a withdrawal and a new entry.

    ``made_up``: held after the period, and entered as that.
    """

    id: EntryId
    occurrence_id: OccurrenceId
    person_id: PersonId
    person_name: str
    held_on: date
    note: str | None
    recorded_at: datetime
    withdrawn: bool
    made_up: bool = False


@dataclass(frozen=True)
class Evidence:
    """A file added to a ledger entry: ``file_id`` is the messenger's, ``kind`` photo or document.

    ``id`` is None until it is stored.
    """

    kind: str
    file_id: str
    file_name: str | None
    added_at: datetime
    id: EvidenceId | None = None
