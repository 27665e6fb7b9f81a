"""Use cases: say that a duty was done, add to that, correct it, or take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.errors import (
    EnteredElsewhere,
    InTheFuture,
    OutsidePeriod,
    TooMuchAdded,
    UnknownEntry,
    UnknownOccurrence,
)
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.planning.occurrences import (
    EntryId,
    Evidence,
    EvidenceId,
    LedgerEntry,
    Occurrence,
    OccurrenceId,
)
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import PersonId
from scheduler.roster.names import file_name_text, note_text
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

MOST_WITH_ENTRY = 20
MOST_A_DAY = 100
"""Notes and files that are kept with one entry, and in any 24 hours with all that one person made."""

MET = "met"
"""Why nobody need be reminded any more."""


@dataclass(frozen=True)
class Completion:
    """The state of things now; ``repeated``: it was so before, and nothing was written."""

    occurrence: Occurrence
    entry: LedgerEntry
    repeated: bool


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
    ) -> Completion:
        """Enter that it was done on the local day ``held_on``.

        A day of the period may be entered at any later time. With ``late`` also a day after it: the
        act is made up, on record as that, and counts for no other period. The same day again is the
        entry that stands. As soon as no more is owed in the period, nobody is reminded any more; more
        may still be entered.

        Raises:
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
            occurrence = await Access(session, now).as_holder(occurrence_id, by)
            made_up = await _see_that_it_counts(session, occurrence, held_on, now, late=late)
            entry_id, repeated = await ledger.record(
                occurrence_id, by=by, held_on=held_on, now=now, made_up=made_up
            )
            if text:
                await ledger.add_note(entry_id, text, now)
            if not repeated:
                details = {"made_up": True} if made_up else {}
                _enter(session, Act.COMPLETED, occurrence, entry_id, by, now, **details)
            completion = await self._completion(session, entry_id, repeated=repeated)
            if completion.occurrence.remaining == 0:
                await Notices(session).supersede_of_occurrence(occurrence_id, MET, now)
        return completion

    async def correct(
        self, entry_id: EntryId, *, by: PersonId, held_on: date, late: bool = False
    ) -> Completion:
        """Enter that the act of a standing entry was held on another day, ``late`` as above.

        The first entry stays on record, withdrawn; its note and files go to the new one. The same day
        again changes nothing; where an entry stands for the new day, that is the one that remains.

        Raises:
            UnknownEntry: it does not stand, or is none of ``by``'s business.
            OutsidePeriod, InTheFuture, EnteredElsewhere: as for :meth:`complete`; nothing is changed.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            ledger = Ledger(session)
            entry = await self._standing(session, entry_id, by, now)
            if entry.held_on == held_on:
                return await self._completion(session, entry_id, repeated=True)
            occurrence = await Occurrences(session).get(entry.occurrence_id)
            made_up = await _see_that_it_counts(session, occurrence, held_on, now, late=late)
            await ledger.withdraw(entry_id, by=by, now=now)
            new_id, repeated = await ledger.record(
                occurrence.id, by=by, held_on=held_on, now=now, made_up=made_up
            )
            await ledger.hand_on(entry_id, new_id)
            _enter(
                session,
                Act.CORRECTED,
                occurrence,
                new_id,
                by,
                now,
                former=entry_id,
            )
            completion = await self._completion(session, new_id, repeated=repeated)
            if completion.occurrence.remaining > 0:  # two entries have become one
                await Notices(session).renew_of_occurrence(occurrence.id, MET, now)
            return completion

    async def withdraw(self, entry_id: EntryId, *, by: PersonId) -> Completion:
        """Enter that an entry does not count; twice is harmless.

        When something is owed again, the reminders that are still ahead are due again.

        Raises:
            UnknownEntry: there is none, or none that is ``by``'s business.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            entry = await self._entry(session, entry_id, by, now)
            if not entry.withdrawn:
                await Ledger(session).withdraw(entry_id, by=by, now=now)
            completion = await self._completion(session, entry_id, repeated=entry.withdrawn)
            if not entry.withdrawn:
                _enter(session, Act.WITHDRAWN, completion.occurrence, entry_id, by, now)
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
            entry = await self._standing(session, entry_id, by, now)
            completion = await self._completion(session, entry_id, repeated=False)
            if text:
                await _find_room(session, entry, now)
                await Ledger(session).add_note(entry_id, text, now)
                _enter(session, Act.EVIDENCE_ADDED, completion.occurrence, entry_id, by, now)
                completion = await self._completion(session, entry_id, repeated=False)
            return completion.entry

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
            entry = await self._standing(session, entry_id, by, now)
            await _find_room(session, entry, now)
            await Ledger(session).add_evidence(entry_id, evidence)
            occurrence = await Occurrences(session).get(entry.occurrence_id)
            _enter(session, Act.EVIDENCE_ADDED, occurrence, entry_id, by, now)
            return entry

    async def remove_evidence(
        self, entry_id: EntryId, evidence_id: EvidenceId, *, by: PersonId
    ) -> LedgerEntry:
        """Keep a file of a standing entry no longer; that it was there stays in the trail.

        Raises:
            UnknownEntry: the entry does not stand, has no such file, or is none of ``by``'s business.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            entry = await self._standing(session, entry_id, by, now)
            kind = await Ledger(session).remove_evidence(entry_id, evidence_id)
            if kind is None:
                raise UnknownEntry(entry_id)
            occurrence = await Occurrences(session).get(entry.occurrence_id)
            details = {"evidence": evidence_id, "kind": kind}
            _enter(session, Act.EVIDENCE_REMOVED, occurrence, entry_id, by, now, **details)
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
            entry = await self._standing(session, entry_id, by, now)
            if (entry.note or "") == text:
                return entry
            occurrence = await Occurrences(session).get(entry.occurrence_id)
            if removed := await ledger.remove_notes(entry_id):
                details = {"kind": "note", "count": removed}
                _enter(session, Act.EVIDENCE_REMOVED, occurrence, entry_id, by, now, **details)
            if text:
                await _find_room(session, entry, now)
                await ledger.add_note(entry_id, text, now)
                _enter(session, Act.EVIDENCE_ADDED, occurrence, entry_id, by, now)
            return await ledger.get(entry_id)

    async def _standing(
        self, session: AsyncSession, entry_id: EntryId, by: PersonId, now: datetime
    ) -> LedgerEntry:
        entry = await self._entry(session, entry_id, by, now)
        if entry.withdrawn:
            raise UnknownEntry(entry_id)
        return entry

    async def _entry(
        self, session: AsyncSession, entry_id: EntryId, by: PersonId, now: datetime
    ) -> LedgerEntry:
        """The entry, its occurrence locked, if ``by`` owes that."""
        ledger = Ledger(session)
        found = await ledger.get(entry_id)
        await ledger.lock(found.occurrence_id)
        try:
            await Access(session, now).as_holder(found.occurrence_id, by)
        except UnknownOccurrence as error:
            raise UnknownEntry(entry_id) from error
        # Read again: it may have been withdrawn while this transaction waited.
        return await ledger.get(entry_id)

    async def _completion(
        self, session: AsyncSession, entry_id: EntryId, *, repeated: bool
    ) -> Completion:
        entry = await Ledger(session).get(entry_id)
        occurrence = await Occurrences(session).get(entry.occurrence_id)
        return Completion(occurrence, entry, repeated)


async def _see_that_it_counts(
    session: AsyncSession, occurrence: Occurrence, held_on: date, now: datetime, *, late: bool
) -> bool:
    """Whether an act of this day is made up; raises where it does not count at all."""
    made_up = held_on > occurrence.last_day
    if held_on < occurrence.period.start or (made_up and not late):
        raise OutsidePeriod(held_on, occurrence.period)
    if held_on > occurrence.organisation.today(now):
        raise InTheFuture(held_on)
    elsewhere = await Ledger(session).period_of_act(occurrence, held_on, made_up=made_up)
    if elsewhere is not None:
        raise EnteredElsewhere(held_on, elsewhere)
    return made_up


async def _find_room(session: AsyncSession, entry: LedgerEntry, now: datetime) -> None:
    """See that another note or file may be added; two at once may go one beyond the day's limit."""
    ledger = Ledger(session)
    if await ledger.count_added(entry.id) >= MOST_WITH_ENTRY:
        raise TooMuchAdded(MOST_WITH_ENTRY, a_day=False)
    if await ledger.count_added_for(entry.person_id, now - timedelta(days=1)) >= MOST_A_DAY:
        raise TooMuchAdded(MOST_A_DAY, a_day=True)


def _enter(
    session: AsyncSession,
    act: Act,
    occurrence: Occurrence,
    entry_id: EntryId,
    by: PersonId,
    now: datetime,
    **details: Any,
) -> None:
    Trail(session).add(
        act,
        now,
        by=by,
        organisation_id=occurrence.organisation.id,
        subject_id=entry_id,
        occurrence=occurrence.id,
        **details,
    )
