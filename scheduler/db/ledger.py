"""Queries: the ledger, which is only ever added to, and what was added to its entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.db.tables import EvidenceRow, LedgerRow, OccurrenceRow, PersonRow
from scheduler.errors import UnknownEntry
from scheduler.occurrences import EntryId, Evidence, LedgerEntry, OccurrenceId
from scheduler.roster import PersonId

_NOTE = "note"


class Recorded(NamedTuple):
    """The entry that stands for a day; ``repeated``: it stood before."""

    entry_id: EntryId
    repeated: bool


class Ledger:
    """Reads and adds. Whoever adds holds the occurrence, so that two who press are one after the other."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self, occurrence_id: OccurrenceId) -> None:
        """Let others who want to hold the occurrence wait for the end of this transaction."""
        await self._session.execute(
            select(OccurrenceRow.id).where(OccurrenceRow.id == occurrence_id).with_for_update()
        )

    async def record(
        self, occurrence_id: OccurrenceId, *, by: PersonId, held_on: date, now: datetime
    ) -> Recorded:
        """Enter that it was done on this day, unless that stands there already."""
        rows = await self._session.scalars(
            select(LedgerRow).where(
                LedgerRow.occurrence_id == occurrence_id, LedgerRow.held_on == held_on
            )
        )
        entered: dict[int, int] = {}
        withdrawn: set[int] = set()
        for row in rows:
            if row.withdraws:
                withdrawn.add(row.number)
            else:
                entered[row.number] = row.id
        for number, id_ in entered.items():
            if number not in withdrawn:
                return Recorded(EntryId(id_), repeated=True)
        new = LedgerRow(
            occurrence_id=occurrence_id,
            person_id=by,
            held_on=held_on,
            number=len(entered),
            withdraws=False,
            recorded_at=now,
        )
        self._session.add(new)
        await self._session.flush()
        return Recorded(EntryId(new.id), repeated=False)

    async def withdraw(self, entry_id: EntryId, *, by: PersonId, now: datetime) -> None:
        """Enter that a standing entry does not count."""
        row = await self._session.get_one(LedgerRow, entry_id)
        self._session.add(
            LedgerRow(
                occurrence_id=row.occurrence_id,
                person_id=by,
                held_on=row.held_on,
                number=row.number,
                withdraws=True,
                recorded_at=now,
            )
        )
        await self._session.flush()

    async def get(self, entry_id: EntryId) -> LedgerEntry:
        """The entry, standing or withdrawn; :class:`UnknownEntry` when there is none."""
        occurrence_id = await self._session.scalar(
            select(LedgerRow.occurrence_id).where(LedgerRow.id == entry_id)
        )
        entries = [] if occurrence_id is None else await self.entries(OccurrenceId(occurrence_id))
        for entry in entries:
            if entry.id == entry_id:
                return entry
        raise UnknownEntry(entry_id)

    async def entries(self, occurrence_id: OccurrenceId) -> list[LedgerEntry]:
        """Every entry with its notes, one to a line; in the order in which they were made."""
        rows = await self._session.execute(
            select(LedgerRow, PersonRow.name)
            .join(PersonRow, PersonRow.id == LedgerRow.person_id)
            .where(LedgerRow.occurrence_id == occurrence_id)
            .order_by(LedgerRow.id)
        )
        entered: list[tuple[LedgerRow, str]] = []
        withdrawn: set[tuple[date, int]] = set()
        for row, name in rows:
            if row.withdraws:
                withdrawn.add((row.held_on, row.number))
            else:
                entered.append((row, name))
        notes = await self._notes(row.id for row, _ in entered)
        return [
            LedgerEntry(
                id=EntryId(row.id),
                occurrence_id=OccurrenceId(row.occurrence_id),
                person_id=PersonId(row.person_id),
                person_name=name,
                held_on=row.held_on,
                note=notes.get(row.id),
                recorded_at=row.recorded_at,
                withdrawn=(row.held_on, row.number) in withdrawn,
            )
            for row, name in entered
        ]

    async def add_note(self, entry_id: EntryId, text: str, now: datetime) -> None:
        """Add a note; the same note again adds nothing."""
        same = select(EvidenceRow.id).where(
            EvidenceRow.entry_id == entry_id, EvidenceRow.text == text
        )
        if await self._session.scalar(same.limit(1)) is None:
            self._session.add(EvidenceRow(entry_id=entry_id, kind=_NOTE, text=text, added_at=now))
            await self._session.flush()

    async def add_evidence(self, entry_id: EntryId, evidence: Evidence) -> None:
        """Add a file; the same file again adds nothing."""
        same = select(EvidenceRow.id).where(
            EvidenceRow.entry_id == entry_id, EvidenceRow.file_id == evidence.file_id
        )
        if await self._session.scalar(same.limit(1)) is None:
            self._session.add(
                EvidenceRow(
                    entry_id=entry_id,
                    kind=evidence.kind,
                    file_id=evidence.file_id,
                    file_name=evidence.file_name,
                    added_at=evidence.added_at,
                )
            )
            await self._session.flush()

    async def evidence(self, entry_id: EntryId) -> list[Evidence]:
        """The files of an entry, in the order in which they were added."""
        rows = await self._session.scalars(
            select(EvidenceRow).where(EvidenceRow.entry_id == entry_id).order_by(EvidenceRow.id)
        )
        return [
            Evidence(row.kind, row.file_id, row.file_name, row.added_at)
            for row in rows
            if row.file_id is not None
        ]

    async def _notes(self, entry_ids: Iterable[int]) -> dict[int, str]:
        rows = await self._session.execute(
            select(EvidenceRow.entry_id, EvidenceRow.text)
            .where(EvidenceRow.entry_id.in_(list(entry_ids)), EvidenceRow.text.is_not(None))
            .order_by(EvidenceRow.id)
        )
        lines: dict[int, list[str]] = {}
        for entry_id, text in rows:
            lines.setdefault(entry_id, []).append(text or "")
        return {entry_id: "\n".join(texts) for entry_id, texts in lines.items()}
