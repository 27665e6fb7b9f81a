"""Buttons of entries: the day, correction, notes and files, and the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.planning.occurrences import EntryId, EvidenceId, OccurrenceId


class EntryFor(StrEnum):
    """What an entry of a day is picked for."""

    PROOF = "p"
    WITHDRAW = "w"


@dataclass(frozen=True)
class EntriesButton(Payload, action="ent"):
    """Choose among the entries of the day, where there are several."""

    purpose: EntryFor
    day: date
    scope: str


@dataclass(frozen=True)
class ProofButton(Payload, action="add"):
    """Wait for a note or files for an entry."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class WithdrawButton(Payload, action="wd"):
    """Take an entry back; asked first unless ``sure``."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    sure: bool = False


@dataclass(frozen=True)
class SureOnButton(Payload, action="onsure"):
    """Enter that day after the period, or of a period that has ended, knowing what it counts as.

    ``late``: it is made up.
    """

    occurrence_id: OccurrenceId
    day: date
    late: bool
    reminder_id: int = 0


@dataclass(frozen=True)
class EntryButton(Payload, action="entry"):
    """Show one entry with what can be changed about it."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class CorrectButton(Payload, action="cor"):
    """Ask for the right day of an entry."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class CorrectMonthButton(Payload, action="corm"):
    """Show the days of that month, named by its first day, to choose the right one."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    month: date


@dataclass(frozen=True)
class CorrectDayButton(Payload, action="cord"):
    """Show what that day would change."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    day: date


@dataclass(frozen=True)
class CorrectOnButton(Payload, action="corto"):
    """Let the entry be for that day."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    day: date


@dataclass(frozen=True)
class NoteButton(Payload, action="note"):
    """Ask for another note in place of the one there is or, with ``remove``, take it away."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    remove: bool = False


@dataclass(frozen=True)
class FilesButton(Payload, action="files"):
    """Send the files of an entry again."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class RemoveFileButton(Payload, action="unfile"):
    """Take one file away from an entry."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    evidence_id: EvidenceId


@dataclass(frozen=True)
class PastButton(Payload, action="past"):
    """Show a year of the past, by duty or by month; 0 is the newest."""

    year: int = 0
    by_month: bool = False


@dataclass(frozen=True)
class PastPickButton(Payload, action="pastp"):
    """Show the items of a year by full name, to pick one; pages from 0."""

    year: int
    page: int = 0


@dataclass(frozen=True)
class PastItemButton(Payload, action="pasti"):
    """Show one item of the past."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class EvidenceDoneButton(Payload, action="enough"):
    """Say that nothing more is to be added to the entry."""

    occurrence_id: OccurrenceId
