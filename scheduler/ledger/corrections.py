"""Use cases: correct the day of an entry, its note and its files; the first entry stays on record."""

from __future__ import annotations

from datetime import date

from scheduler.clock import Clock
from scheduler.errors import UnknownEntry
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.recording import (
    MET,
    Completion,
    completion_of,
    enter,
    find_room,
    see_that_it_counts,
    standing_entry,
)
from scheduler.ledger.reviewing import ask_review, end_review
from scheduler.planning.occurrences import EntryId, EvidenceId, LedgerEntry
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import PersonId
from scheduler.roster.names import note_text
from scheduler.roster.queries.trail import Act
from scheduler.store.engine import Database


class Corrections:
    """Each method is one transaction, for the holder, and in the trail."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def correct(
        self, entry_id: EntryId, *, by: PersonId, held_on: date, late: bool = False
    ) -> Completion:
        """Enter that the act of a standing entry was held on another day, ``late`` as when it is entered.

        The first entry stays on record, withdrawn; its note and files go to the new one. The same day
        again changes nothing; where an entry stands for the new day, that is the one that remains.

        Raises:
            UnknownEntry: it does not stand, or is none of ``by``'s business.
            OutsidePeriod, InTheFuture, EnteredElsewhere: as when it is entered; nothing is changed.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            ledger = Ledger(session)
            entry = await standing_entry(session, entry_id, by, now)
            if entry.held_on == held_on:
                return await completion_of(session, entry_id, repeated=True)
            occurrence, holder = await Access(session, now).as_enterer(entry.occurrence_id, by)
            made_up = await see_that_it_counts(session, occurrence, held_on, now, late=late)
            await ledger.withdraw(entry_id, by=by, now=now)
            new, repeated = await ledger.record(
                occurrence.id, by=by, held_on=held_on, now=now, made_up=made_up, for_holder=holder
            )
            new_id = new.id
            await ledger.hand_on(entry_id, new_id)
            await end_review(session, entry)
            if not repeated:
                await ask_review(session, occurrence, new_id, now)
            enter(
                session,
                Act.CORRECTED,
                occurrence,
                new_id,
                by,
                now,
                former=entry_id,
            )
            completion = await completion_of(session, new_id, repeated=repeated)
            if completion.occurrence.remaining > 0:  # two entries have become one
                await Notices(session).renew_of_occurrence(occurrence.id, MET, now)
            return completion

    async def remove_evidence(
        self, entry_id: EntryId, evidence_id: EvidenceId, *, by: PersonId
    ) -> LedgerEntry:
        """Keep a file of a standing entry no longer; that it was there stays in the trail.

        Raises:
            UnknownEntry: the entry does not stand, has no such file, or is none of ``by``'s business.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            entry = await standing_entry(session, entry_id, by, now)
            kind = await Ledger(session).remove_evidence(entry_id, evidence_id)
            if kind is None:
                raise UnknownEntry(entry_id)
            occurrence = await Occurrences(session).get(entry.occurrence_id)
            details = {"evidence": evidence_id, "kind": kind}
            enter(session, Act.EVIDENCE_REMOVED, occurrence, entry_id, by, now, **details)
            return entry

    async def replace_note(self, entry_id: EntryId, *, by: PersonId, note: str) -> LedgerEntry:
        """Let ``note`` stand in place of all notes of a standing entry; a blank one removes them.

        That there were others stays in the trail, without what they said.

        Raises:
            UnknownEntry: it does not stand, or is none of ``by``'s business.
            TooLong: the note.
            TooMuchAdded: there is no room for another one; the notes are as before then.
        """
        text = note_text(note)
        now = self._clock.now()
        async with self._database.write() as session:
            ledger = Ledger(session)
            entry = await standing_entry(session, entry_id, by, now)
            if (entry.note or "") == text:
                return entry
            occurrence = await Occurrences(session).get(entry.occurrence_id)
            if removed := await ledger.remove_notes(entry_id):
                details = {"kind": "note", "count": removed}
                enter(session, Act.EVIDENCE_REMOVED, occurrence, entry_id, by, now, **details)
            if text:
                await find_room(session, entry, now)
                await ledger.add_note(entry_id, text, now)
                enter(session, Act.EVIDENCE_ADDED, occurrence, entry_id, by, now)
            return await ledger.get(entry_id)
