"""What is told once of something that happened: entries, reliefs, statements, files. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clauses.cadence import OnEvent, Quota
from clauses.model import Clause, ClauseRef
from scheduler.periods import Period
from scheduler.planning.occurrences import LedgerEntry, Occurrence
from scheduler.roster.model import Organisation


@dataclass(frozen=True)
class WaitingEntry:
    """To a manager: somebody entered this, and it is to be confirmed."""

    occurrence: Occurrence
    entry: LedgerEntry


@dataclass(frozen=True)
class ReturnedEntry:
    """To who entered it and who owes it: a manager gave it back."""

    occurrence: Occurrence
    entry: LedgerEntry


@dataclass(frozen=True)
class AskedRelief:
    """To a manager: somebody asks to be let off, or (``until``) for a later date."""

    occurrence: Occurrence
    relief_id: int
    until: date | None
    reason: str
    asker_name: str


@dataclass(frozen=True)
class AnsweredRelief:
    """To who asked, or owes it: what a manager decided; ``ended``: it stands no longer."""

    occurrence: Occurrence
    until: date | None
    granted: bool
    ended: bool
    answer: str | None


@dataclass(frozen=True)
class DrawnStatement:
    """To a manager: the statement of a period was drawn.

    ``units`` is how many organisations there are, from this one down; ``counts`` has the number of
    items by the value of their end state.
    """

    organisation: Organisation
    units: int
    period: Period
    counts: Mapping[str, int]


@dataclass(frozen=True)
class MadeFile:
    """To who asked for it: a file; ``name`` is None where it could not be made."""

    organisation: Organisation
    period: Period
    name: str | None


@dataclass(frozen=True)
class Lesson:
    """To who wants one: the clause of the day; ``own``: what an organisation asks of itself says it."""

    lesson_id: int
    ref: ClauseRef
    own: Clause | None = None


class ChangeKind(StrEnum):
    """What a new edition does to a duty of a post."""

    NEW = "new"
    GONE = "gone"
    CADENCE = "cadence"
    WORDING = "wording"


@dataclass(frozen=True)
class DutyChange:
    """A duty that new packs change; ``before`` is how often it was owed, where that is another now."""

    ref: ClauseRef
    kind: ChangeKind
    name: str
    before: Quota | OnEvent | None = None


@dataclass(frozen=True)
class NewEdition:
    """To who holds a post: what new packs change for it."""

    edition_id: int
    changes: tuple[DutyChange, ...]


News = (
    WaitingEntry
    | ReturnedEntry
    | AskedRelief
    | AnsweredRelief
    | DrawnStatement
    | MadeFile
    | Lesson
    | NewEdition
)
