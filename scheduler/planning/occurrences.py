"""An occurrence: one instance of a duty, in one period, for one organisation or holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from clauses.model import Clause, ClauseRef, PostId
from scheduler.periods import Period
from scheduler.roster.model import Organisation, PersonId

OccurrenceId = NewType("OccurrenceId", int)
EntryId = NewType("EntryId", int)
EvidenceId = NewType("EvidenceId", int)


class Release(StrEnum):
    """Why an item is owed no longer though it was not met; a value is at most 16 characters long."""

    LEFT = "left"
    """Its holder, who owed it alone, has left the post."""
    UNPLANNED = "unplanned"
    """It had not begun and another edition came, or what it hung on was corrected."""
    LOCAL_RULE = "local-rule"
    """A manager said that the duty does not apply there."""
    CONDITION = "condition"
    """The facts say so, as soon as they were known."""
    CALLED_OFF = "called-off"
    """The event does not take place."""
    OWN_ENDED = "own-ended"
    """A manager ended or changed what the organisation had asked of itself."""
    NO_SEAT = "no-seat"
    """The post is not there any more."""


@dataclass(frozen=True)
class Occurrence:
    """One instance of a duty, with how far it has been met.

    ``holder_id`` is None where the duty is owed once by the body. ``due_by`` is the day by
    which it is to be done, workday or not, ``due_on`` the last workday up to it; an act on any day of
    the period counts. ``provisional``: a day was computed in a year
    whose workdays are not published yet. ``wording`` is the clause as it stood when the period began,
    with its source; None where that is not on record. ``released`` says why it is owed no longer,
    ``released_on`` since which local day. ``excused``: its holder was let off. ``extended_to`` is the
    later date that was granted; None without one. ``completed`` counts also what was made up.
    """

    id: OccurrenceId
    ref: ClauseRef
    organisation: Organisation
    post: PostId
    holder_id: PersonId | None
    period: Period
    due_by: date
    due_on: date
    provisional: bool
    needed: int
    completed: int
    edition: str | None = None
    wording: Clause | None = None
    released: Release | None = None
    released_on: date | None = None
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
        return max(self.period.last_day, self.due_by, self.extended_to or self.due_by)

    @property
    def deadline(self) -> date:
        """The last workday on which it is in time: the due date, or the later one that was granted."""
        return max(self.due_on, self.extended_to or self.due_on)

    @property
    def overdue_after(self) -> date:
        """The day after which it is late, also where the period goes on."""
        return max(self.due_by, self.extended_to or self.due_by)

    def is_extended(self, today: date) -> bool:
        """Whether a later date was granted that has not passed."""
        return self.extended_to is not None and today <= self.extended_to

    def counts(self, day: date) -> bool:
        """Whether an act on ``day`` counts without being made up."""
        return self.period.start <= day <= self.last_day

    def asks(self, day: date, today: date) -> bool:
        """Whether it is to be said first what an act of ``day`` will count as: the period has ended.

        A day before the period, or one that has not come, does not count at all.
        """
        return today > self.last_day and self.period.start <= day <= today

    @property
    def urgency(self) -> tuple[date, timedelta]:
        """Sort key where several are shown: the last day, then the shorter period."""
        return self.deadline, self.period.end - self.period.start


@dataclass(frozen=True)
class Review:
    """A manager is to confirm an entry; ``confirmed`` is None as long as nobody has decided.

    ``reason`` is why it was returned, ``by_name`` and ``at`` who decided when.
    """

    confirmed: bool | None = None
    reason: str | None = None
    by_name: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class EntryDetails:
    """What may be said of an act: how many were there and how many not, and the number of the minutes."""

    present: int | None = None
    absent: int | None = None
    minutes: str | None = None


@dataclass(frozen=True)
class LedgerEntry:
    """One completion as entered; never edited. A correction is a withdrawal and a new entry.

    ``made_up``: held after the period, and entered as that. ``review`` is None where nobody is to
    confirm it; one that was returned is ``withdrawn``. ``for_id`` and ``for_name``: of the holder for
    whom the person, a clerk, entered it.
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
    review: Review | None = None
    details: EntryDetails | None = None
    for_id: PersonId | None = None
    for_name: str | None = None

    @property
    def returned(self) -> bool:
        """Whether a manager gave it back."""
        return self.review is not None and self.review.confirmed is False

    @property
    def waits(self) -> bool:
        """Whether a manager is still to confirm it."""
        return not self.withdrawn and self.review is not None and self.review.confirmed is None


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
