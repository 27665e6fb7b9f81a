"""Queries: the ledger, which is only ever added to, and what was added to its entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from clauses.cadence import Per
from scheduler.errors import UnknownEntry
from scheduler.periods import Period
from scheduler.planning.occurrences import (
    EntryDetails,
    EntryId,
    Evidence,
    EvidenceId,
    LedgerEntry,
    Occurrence,
    OccurrenceId,
    Review,
)
from scheduler.roster.model import PersonId
from scheduler.store.compiled import Compiled
from scheduler.store.tables.ledger import EntryDetailsRow, EvidenceRow, LedgerRow, ReviewRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import PersonRow

_NOTE = "note"


class Recorded(NamedTuple):
    """The entry that stands for a day; ``repeated``: it stood before."""

    entry: LedgerEntry
    repeated: bool


class Ledger:
    """Reads and adds. The caller locks the occurrence before adding, so that two presses take turns."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self, occurrence_id: OccurrenceId) -> None:
        """Lock the occurrence; others that lock it wait for the end of this transaction."""
        await _LOCK.rows(self._session, {"occurrence": occurrence_id})

    async def record(
        self,
        occurrence_id: OccurrenceId,
        *,
        by: PersonId,
        held_on: date,
        now: datetime,
        made_up: bool = False,
        for_holder: PersonId | None = None,
    ) -> Recorded:
        """Enter that it was done on this day, unless that stands there already.

        ``for_holder``: ``by`` is a clerk, who enters it for them.
        """
        rows = await _OF_DAY.rows(self._session, {"occurrence": occurrence_id, "held_on": held_on})
        entered: dict[int, int] = {}
        withdrawn: set[int] = set()
        for row in rows:
            if row.withdraws:
                withdrawn.add(row.number)
            else:
                entered[row.number] = row.id
        for number, id_ in entered.items():
            if number not in withdrawn:
                return Recorded(await self.get(EntryId(id_)), repeated=True)
        values = {
            "occurrence_id": occurrence_id,
            "person_id": by,
            "held_on": held_on,
            "number": len(entered),
            "withdraws": False,
            "made_up": made_up,
            "for_person_id": for_holder,
            "recorded_at": now,
        }
        (new,) = await _ENTER.rows(self._session, values)
        entry = LedgerEntry(
            id=EntryId(new.id),
            occurrence_id=occurrence_id,
            person_id=by,
            person_name=await self._name(by),
            held_on=held_on,
            note=None,
            recorded_at=now,
            withdrawn=False,
            made_up=made_up,
            for_id=for_holder,
            for_name=None if for_holder is None else await self._name(for_holder),
        )
        return Recorded(entry, repeated=False)

    async def _name(self, person_id: PersonId) -> str:
        (person,) = await _NAME.rows(self._session, {"person": person_id})
        return str(person.name)

    async def last_held(self, occurrence_ids: Collection[OccurrenceId]) -> dict[OccurrenceId, date]:
        """The last day of a standing entry, for each of these that has one."""
        if not occurrence_ids:
            return {}
        rows = await _STANDING_DAYS.rows(self._session, {"occurrences": list(occurrence_ids)})
        return {OccurrenceId(id_): held_on for id_, held_on in rows}

    async def standing_on(
        self, occurrence_ids: Collection[OccurrenceId], held_on: date
    ) -> dict[OccurrenceId, EntryId]:
        """The entry that stands for this day, for each of these that has one."""
        rows = await self._session.execute(
            _STANDING_ON, {"occurrences": occurrence_ids, "held_on": held_on}
        )
        return {OccurrenceId(occurrence_id): EntryId(id_) for occurrence_id, id_ in rows}

    async def latest(
        self, occurrence_ids: Collection[OccurrenceId], since: date
    ) -> dict[OccurrenceId, tuple[EntryId, date]]:
        """The standing entry of the last day, and that day, for each with one on or after ``since``."""
        rows = await self._session.execute(
            _STANDING_SINCE, {"occurrences": occurrence_ids, "since": since}
        )
        return {OccurrenceId(id_): (EntryId(entry), held_on) for id_, entry, held_on in rows}

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
                made_up=row.made_up,
                recorded_at=now,
            )
        )
        await self._session.flush()

    async def get(self, entry_id: EntryId) -> LedgerEntry:
        """The entry, standing or withdrawn; :class:`UnknownEntry` when there is none."""
        for entry in _entries(await _BESIDE.rows(self._session, {"entry": entry_id})):
            if entry.id == entry_id:
                return entry
        raise UnknownEntry(entry_id)

    async def many(self, entry_ids: Collection[EntryId]) -> list[LedgerEntry]:
        """These entries in the order in which they were made; unknown ids are left out."""
        if not entry_ids:
            return []
        rows = await self._session.execute(_MANY, {"entries": list(entry_ids)})
        return [each for each in _entries(rows) if each.id in set(entry_ids)]

    async def of_all(self, occurrence_ids: Collection[OccurrenceId]) -> list[LedgerEntry]:
        """The entries of all of these, in the order in which they were made."""
        if not occurrence_ids:
            return []
        return _entries(await _OF_ALL.rows(self._session, {"occurrences": list(occurrence_ids)}))

    async def entries(self, occurrence_id: OccurrenceId) -> list[LedgerEntry]:
        """Every entry with its notes, one to a line; in the order in which they were made."""
        return _entries(await _ENTRIES.rows(self._session, {"occurrence": occurrence_id}))

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

    async def hand_on(self, entry_id: EntryId, to: EntryId) -> None:
        """Let the notes and files of one entry be those of another, behind what that has.

        Its details too, unless the other has some.
        """
        await self._session.execute(_HAND_ON, {"entry": entry_id, "to": to})
        if await self._session.get(EntryDetailsRow, to) is None:
            await self._session.execute(_HAND_ON_DETAILS, {"entry": entry_id, "to": to})

    async def set_details(self, entry_id: EntryId, details: EntryDetails) -> None:
        """Let these stand in place of what was said of the act before."""
        row = EntryDetailsRow(
            entry_id=entry_id,
            present=details.present,
            absent=details.absent,
            minutes=details.minutes,
        )
        await self._session.merge(row)
        await self._session.flush()

    async def remove_evidence(self, entry_id: EntryId, evidence_id: EvidenceId) -> str | None:
        """Keep this file no longer; its kind, or None when the entry has no such file."""
        found = {"entry": entry_id, "evidence": evidence_id}
        kind = await self._session.scalar(_FILE, found)
        if kind is not None:
            await self._session.execute(_REMOVE_FILE, found)
        return kind

    async def remove_notes(self, entry_id: EntryId) -> int:
        """Keep the notes of the entry no longer; how many there were."""
        removed = await self._session.scalars(_REMOVE_NOTES, {"entry": entry_id})
        return len(removed.all())

    async def period_of_act(self, occurrence: Occurrence, held_on: date) -> Period | None:
        """Another period of the same duty for which an act of this day stands; None without one.

        Of two periods in which the day lies, each counts it.
        """
        rows = await _ELSEWHERE.rows(
            self._session,
            {
                "occurrence": occurrence.id,
                "organisation": occurrence.organisation.id,
                "ref": str(occurrence.ref),
                "holder": occurrence.holder_id or 0,
                "held_on": held_on,
                "beyond": held_on not in occurrence.period,
            },
        )
        if not rows:
            return None
        return Period(rows[0].period_start, rows[0].period_end, Per(rows[0].per))

    async def count_added(self, entry_id: EntryId) -> int:
        """How many notes and files an entry has."""
        return await self._session.scalar(_ADDED, {"entry": entry_id}) or 0

    async def count_added_for(self, person_id: PersonId, since: datetime) -> int:
        """How many were added after ``since`` to entries that this person made."""
        return await self._session.scalar(_ADDED_FOR, {"person": person_id, "since": since}) or 0

    async def evidence(self, entry_id: EntryId) -> list[Evidence]:
        """The files of an entry, in the order in which they were added."""
        rows = await self._session.scalars(
            select(EvidenceRow).where(EvidenceRow.entry_id == entry_id).order_by(EvidenceRow.id)
        )
        return [
            Evidence(row.kind, row.file_id, row.file_name, row.added_at, EvidenceId(row.id))
            for row in rows
            if row.file_id is not None
        ]


def _entries(rows: Iterable[Any]) -> list[LedgerEntry]:
    """From one row for each line of a note, or one for an entry without any."""
    entered: dict[int, Any] = {}
    notes: dict[int, list[str]] = {}
    withdrawn: set[tuple[int, date, int]] = set()
    for row in rows:
        if row.withdraws:
            withdrawn.add((row.occurrence_id, row.held_on, row.number))
            continue
        entered[row.id] = row
        if row.text is not None:
            notes.setdefault(row.id, []).append(row.text)
    return [
        LedgerEntry(
            id=EntryId(row.id),
            occurrence_id=OccurrenceId(row.occurrence_id),
            person_id=PersonId(row.person_id),
            person_name=row.person_name,
            held_on=row.held_on,
            note="\n".join(notes[row.id]) if row.id in notes else None,
            recorded_at=row.recorded_at,
            withdrawn=(row.occurrence_id, row.held_on, row.number) in withdrawn,
            made_up=row.made_up,
            review=_review(row),
            details=None
            if row.detailed is None
            else EntryDetails(row.present, row.absent, row.minutes),
            for_id=None if row.for_person_id is None else PersonId(row.for_person_id),
            for_name=row.for_name,
        )
        for row in entered.values()
    ]


def _review(row: Any) -> Review | None:
    if row.reviewed is None:
        return None
    return Review(row.confirmed, row.review_reason, row.reviewer_name, row.decided_at)


# Put together once: that takes longer than running them.
_LOCK = Compiled(
    select(OccurrenceRow.__table__.c.id)
    .where(OccurrenceRow.id == bindparam("occurrence"))
    .with_for_update()
)
_OF_DAY = Compiled(
    select(LedgerRow.__table__).where(
        LedgerRow.occurrence_id == bindparam("occurrence"),
        LedgerRow.held_on == bindparam("held_on"),
    )
)
_ENTER = Compiled(
    insert(LedgerRow).returning(LedgerRow.id),
    *(column.name for column in LedgerRow.__table__.columns if column.name != "id"),
)
_NAME = Compiled(select(PersonRow.__table__.c.name).where(PersonRow.id == bindparam("person")))
_reviewer, _holder = aliased(PersonRow), aliased(PersonRow)
_WITH_NOTES = (
    select(
        LedgerRow.__table__,
        PersonRow.__table__.c.name.label("person_name"),
        _holder.name.label("for_name"),
        EvidenceRow.__table__.c.text,
        ReviewRow.entry_id.label("reviewed"),
        ReviewRow.confirmed,
        ReviewRow.reason.label("review_reason"),
        ReviewRow.decided_at,
        _reviewer.name.label("reviewer_name"),
        EntryDetailsRow.entry_id.label("detailed"),
        EntryDetailsRow.present,
        EntryDetailsRow.absent,
        EntryDetailsRow.minutes,
    )
    .join(PersonRow.__table__, PersonRow.id == LedgerRow.person_id)
    .outerjoin(ReviewRow.__table__, ReviewRow.entry_id == LedgerRow.id)
    .outerjoin(_reviewer, _reviewer.id == ReviewRow.person_id)
    .outerjoin(EntryDetailsRow.__table__, EntryDetailsRow.entry_id == LedgerRow.id)
    .outerjoin(_holder, _holder.id == LedgerRow.for_person_id)
    .outerjoin(
        EvidenceRow.__table__,
        and_(EvidenceRow.entry_id == LedgerRow.id, EvidenceRow.text.is_not(None)),
    )
    .order_by(LedgerRow.id, EvidenceRow.id)
)
_ENTRIES = Compiled(_WITH_NOTES.where(LedgerRow.occurrence_id == bindparam("occurrence")))
_its_entry = aliased(LedgerRow)
_BESIDE = Compiled(
    _WITH_NOTES.where(
        LedgerRow.occurrence_id
        == select(_its_entry.occurrence_id)
        .where(_its_entry.id == bindparam("entry"))
        .scalar_subquery()
    )
)
_MANY = _WITH_NOTES.where(
    LedgerRow.occurrence_id.in_(
        select(_its_entry.occurrence_id).where(
            _its_entry.id.in_(bindparam("entries", expanding=True))
        )
    )
)
_OF_ALL = Compiled(
    _WITH_NOTES.where(LedgerRow.occurrence_id.in_(bindparam("occurrences", expanding=True)))
)
_ADDED = select(func.count(EvidenceRow.id)).where(EvidenceRow.entry_id == bindparam("entry"))
_ADDED_FOR = (
    select(func.count(EvidenceRow.id))
    .join(LedgerRow.__table__, LedgerRow.id == EvidenceRow.entry_id)
    .where(EvidenceRow.added_at > bindparam("since"), LedgerRow.person_id == bindparam("person"))
)
_withdrawal = aliased(LedgerRow)
_STANDS = and_(
    LedgerRow.withdraws.is_(False),
    ~exists().where(
        _withdrawal.occurrence_id == LedgerRow.occurrence_id,
        _withdrawal.held_on == LedgerRow.held_on,
        _withdrawal.number == LedgerRow.number,
        _withdrawal.withdraws.is_(True),
    ),
)
_OF_SEVERAL = LedgerRow.occurrence_id.in_(bindparam("occurrences", expanding=True))
_STANDING_DAYS = Compiled(
    select(LedgerRow.occurrence_id, func.max(LedgerRow.held_on))
    .where(_OF_SEVERAL, _STANDS)
    .group_by(LedgerRow.occurrence_id)
)
_STANDING_ON = select(LedgerRow.occurrence_id, LedgerRow.id).where(
    _OF_SEVERAL, _STANDS, LedgerRow.held_on == bindparam("held_on")
)
_STANDING_SINCE = (
    select(LedgerRow.occurrence_id, LedgerRow.id, LedgerRow.held_on)
    .where(_OF_SEVERAL, _STANDS, LedgerRow.held_on >= bindparam("since"))
    .order_by(LedgerRow.held_on, LedgerRow.id)  # the last one of each is kept
)
_HAND_ON = (
    update(EvidenceRow)
    .where(EvidenceRow.entry_id == bindparam("entry"))
    .values(entry_id=bindparam("to"))
)
_HAND_ON_DETAILS = (
    update(EntryDetailsRow)
    .where(EntryDetailsRow.entry_id == bindparam("entry"))
    .values(entry_id=bindparam("to"))
)
_OF_FILE = and_(
    EvidenceRow.entry_id == bindparam("entry"),
    EvidenceRow.id == bindparam("evidence"),
    EvidenceRow.file_id.is_not(None),
)
_FILE = select(EvidenceRow.kind).where(_OF_FILE)
_REMOVE_FILE = delete(EvidenceRow).where(_OF_FILE)
_REMOVE_NOTES = (
    delete(EvidenceRow)
    .where(EvidenceRow.entry_id == bindparam("entry"), EvidenceRow.text.is_not(None))
    .returning(EvidenceRow.id)
)
_ELSEWHERE = Compiled(
    select(OccurrenceRow.period_start, OccurrenceRow.period_end, OccurrenceRow.per)
    .join(LedgerRow.__table__, LedgerRow.occurrence_id == OccurrenceRow.id)
    .where(
        OccurrenceRow.organisation_id == bindparam("organisation"),
        OccurrenceRow.ref == bindparam("ref"),
        func.coalesce(OccurrenceRow.holder_id, 0) == bindparam("holder"),
        OccurrenceRow.id != bindparam("occurrence"),
        LedgerRow.held_on == bindparam("held_on"),
        or_(
            bindparam("beyond", type_=Boolean),
            OccurrenceRow.period_end <= bindparam("held_on"),
        ),
    )
    .group_by(
        OccurrenceRow.id, OccurrenceRow.period_start, OccurrenceRow.period_end, OccurrenceRow.per
    )
    .having(func.sum(case((LedgerRow.withdraws, -1), else_=1)) > 0)
    .order_by(OccurrenceRow.period_start)
)
