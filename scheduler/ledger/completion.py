"""Use cases: say that a duty was done, add to that, or take it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduler.clock import Clock
from scheduler.errors import UnknownEntry, UnknownOccurrence
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.recording import (
    MET,
    Completion,
    NotAsked,
    completion_of,
    enter,
    entry_of,
    find_room,
    see_that_it_counts,
    standing_entry,
)
from scheduler.ledger.reviewing import ask_review, end_review, take_over_returned
from scheduler.planning.occurrences import (
    EntryDetails,
    EntryId,
    Evidence,
    LedgerEntry,
    Occurrence,
    OccurrenceId,
)
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import PersonId
from scheduler.roster.names import file_name_text, note_text, storable
from scheduler.roster.queries.trail import Act
from scheduler.store.engine import Database

__all__ = ["Completion", "Completions", "NotAsked"]


class Completions:
    """Each method is one transaction.

    An occurrence of another organisation is unknown (``UnknownOccurrence``, ``UnknownEntry``); one
    that another post or holder of the same organisation owes is ``NotAssigned``.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def occurrence(self, occurrence_id: OccurrenceId, by: PersonId) -> Occurrence:
        """An occurrence as those see it who owe it or manage the organisation."""
        async with self._database.read() as session:
            return await Access(session, self._clock.now()).as_reader(occurrence_id, by)

    async def in_whose_period(
        self, occurrence_id: OccurrenceId, day: date, by: PersonId
    ) -> Occurrence | None:
        """The other occurrence of the same duty in whose period ``day`` lies; for the same readers."""
        async with self._database.read() as session:
            occurrence = await Access(session, self._clock.now()).as_reader(occurrence_id, by)
            return await Occurrences(session).of_same_duty(occurrence, day)

    async def entries(self, occurrence_id: OccurrenceId, by: PersonId) -> list[LedgerEntry]:
        """Every entry, the withdrawn ones marked, in the order made; for the same readers."""
        async with self._database.read() as session:
            await Access(session, self._clock.now()).as_reader(occurrence_id, by)
            return await Ledger(session).entries(occurrence_id)

    async def evidence(self, entry_id: EntryId, by: PersonId) -> list[Evidence]:
        """The files added to an entry, in the order added; for the same readers."""
        async with self._database.read() as session:
            entry = await Ledger(session).get(entry_id)
            try:
                await Access(session, self._clock.now()).as_reader(entry.occurrence_id, by)
            except UnknownOccurrence as error:
                raise UnknownEntry(entry_id) from error
            return await Ledger(session).evidence(entry_id)

    async def complete(
        self,
        occurrence_id: OccurrenceId,
        *,
        by: PersonId,
        held_on: date,
        note: str | None = None,
        late: bool = False,
        asked: bool = True,
    ) -> Completion:
        """Enter that it was done on the local day ``held_on``.

        A day of the period may be entered at any later time. With ``late`` also a day after it: the
        act is made up, on record as that, and counts for no other period. The same day again is the
        entry that stands. As soon as no more is owed in the period, nobody is reminded any more; more
        may still be entered.

        Raises:
            UnknownOccurrence: also one that is owed no longer.
            NotAsked: the period has ended, and without ``asked``.
            OutsidePeriod: the day does not count for this period.
            InTheFuture: the day has not come yet, in the organisation's zone.
            EnteredElsewhere: the act of that day counts for another period of the duty already.
            TooLong: the note; nothing is entered then.
        """
        text = note_text(note or "")
        now = self._clock.now()
        async with self._database.write() as session:
            ledger = Ledger(session)
            await ledger.lock(occurrence_id)
            occurrence, holder = await Access(session, now).as_enterer(occurrence_id, by)
            if occurrence.released is not None:
                raise UnknownOccurrence(occurrence_id)
            if not asked and occurrence.asks(held_on, occurrence.organisation.today(now)):
                raise NotAsked(occurrence)
            made_up = await see_that_it_counts(session, occurrence, held_on, now, late=late)
            entry, repeated = await ledger.record(
                occurrence_id, by=by, held_on=held_on, now=now, made_up=made_up, for_holder=holder
            )
            if text:
                await ledger.add_note(entry.id, text, now)
                entry = await ledger.get(entry.id)
            if not repeated:
                details: dict[str, object] = {"made_up": True} if made_up else {}
                if holder is not None:
                    details["for_person"] = holder
                enter(session, Act.COMPLETED, occurrence, entry.id, by, now, **details)
                if await ask_review(session, occurrence, entry.id, now):
                    await take_over_returned(session, entry)
                    entry = await ledger.get(entry.id)
                occurrence = replace(occurrence, completed=occurrence.completed + 1)
            if occurrence.remaining == 0:
                await Notices(session).supersede_of_occurrence(occurrence_id, MET, now)
        return Completion(occurrence, entry, repeated)

    async def withdraw(self, entry_id: EntryId, *, by: PersonId) -> Completion:
        """Enter that an entry does not count; twice is harmless.

        When something is owed again, the reminders that are still ahead are due again.

        Raises:
            UnknownEntry: there is none, or none that is ``by``'s business.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            entry = await entry_of(session, entry_id, by, now)
            if not entry.withdrawn:
                await Ledger(session).withdraw(entry_id, by=by, now=now)
                await end_review(session, entry)
            completion = await completion_of(session, entry_id, repeated=entry.withdrawn)
            if not entry.withdrawn:
                enter(session, Act.WITHDRAWN, completion.occurrence, entry_id, by, now)
            if completion.occurrence.remaining > 0:
                await Notices(session).renew_of_occurrence(entry.occurrence_id, MET, now)
        return completion

    async def add_note(self, entry_id: EntryId, *, by: PersonId, note: str) -> LedgerEntry:
        """Add a note to a standing entry, below any it has; a blank one adds nothing.

        Raises:
            UnknownEntry: it does not stand, or is none of ``by``'s business.
            TooLong: the note.
            TooMuchAdded: there is no room for another one.
        """
        text = note_text(note)
        now = self._clock.now()
        async with self._database.write() as session:
            entry = await standing_entry(session, entry_id, by, now)
            completion = await completion_of(session, entry_id, repeated=False)
            if text:
                await find_room(session, entry, now)
                await Ledger(session).add_note(entry_id, text, now)
                enter(session, Act.EVIDENCE_ADDED, completion.occurrence, entry_id, by, now)
                completion = await completion_of(session, entry_id, repeated=False)
            return completion.entry

    async def add_details(
        self, entry_id: EntryId, *, by: PersonId, details: EntryDetails
    ) -> LedgerEntry:
        """Say how many were there, or where the minutes are; what is not said now stays as it was.

        Raises:
            UnknownEntry: it does not stand, or is none of ``by``'s business.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            entry = await standing_entry(session, entry_id, by, now)
            before = entry.details or EntryDetails()
            merged = EntryDetails(
                before.present if details.present is None else details.present,
                before.absent if details.absent is None else details.absent,
                storable(details.minutes or "") or before.minutes,
            )
            if merged != entry.details:
                await Ledger(session).set_details(entry_id, merged)
                occurrence = await Occurrences(session).get(entry.occurrence_id)
                what = {"kind": "details"}
                enter(session, Act.EVIDENCE_ADDED, occurrence, entry_id, by, now, **what)
            return await Ledger(session).get(entry_id)

    async def add_evidence(
        self,
        entry_id: EntryId,
        *,
        by: PersonId,
        kind: str,
        file_id: str,
        file_name: str | None = None,
    ) -> LedgerEntry:
        """Add a file, which stays with the messenger; the same file twice is one.

        Raises:
            UnknownEntry: it does not stand, or is none of ``by``'s business.
            TooMuchAdded: there is no room for another one.
        """
        now = self._clock.now()
        evidence = Evidence(kind, file_id, file_name_text(file_name), now)
        async with self._database.write() as session:
            entry = await standing_entry(session, entry_id, by, now)
            await find_room(session, entry, now)
            await Ledger(session).add_evidence(entry_id, evidence)
            occurrence = await Occurrences(session).get(entry.occurrence_id)
            enter(session, Act.EVIDENCE_ADDED, occurrence, entry_id, by, now)
            return entry
