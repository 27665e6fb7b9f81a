"""Queries: all that the register (台账) says of items; a few statements for any number of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.closing.queries.statements import ends_in, line_of
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.queries.facts import AT_ONCE, ItemFacts
from scheduler.ledger.queries.reliefs import Relief, StoredReliefs
from scheduler.ledger.queries.statements import StatementLine
from scheduler.ledger.states import EndState, end_state
from scheduler.periods import Period
from scheduler.planning.occurrences import LedgerEntry, Occurrence, OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.rows import organisation_of
from scheduler.roster.queries.trail import Act
from scheduler.roster.queries.trees import tree_of
from scheduler.store.compiled import Compiled
from scheduler.store.tables.closing import StatementLineRow, StatementRow
from scheduler.store.tables.ledger import EvidenceRow, LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow, TrailRow
from scheduler.workdays.calendar import WorkdayCalendar


@dataclass(frozen=True)
class RegisteredEntry:
    """An entry with how many photos and files prove it, by kind.

    ``entered_on`` is a local day. ``entered_later``: after the last day that counts, for an act until then;
    ``made_up``: for one after it.
    """

    entry: LedgerEntry
    files: Mapping[str, int]
    entered_on: date
    entered_later: bool
    made_up: bool


@dataclass(frozen=True)
class RegisteredItem:
    """An item as the register has it. ``holders`` are the names of who held the post on its date.

    ``line`` is that of the last statement; None where none was drawn.
    """

    occurrence: Occurrence
    state: EndState
    entries: tuple[RegisteredEntry, ...]
    holders: tuple[str, ...]
    reliefs: tuple[Relief, ...]
    line: StatementLine | None = None

    @property
    def standing(self) -> tuple[RegisteredEntry, ...]:
        """The entries that count."""
        return tuple(each for each in self.entries if not each.entry.withdrawn)


@dataclass(frozen=True)
class DrawnHead:
    """The last statement of an organisation in the period; ``by_name`` None where it drew itself."""

    number: int
    drawn_on: date
    by_name: str | None


@dataclass(frozen=True)
class RegisteredUnit:
    """An organisation with its items by duty, then period; ``depth`` counts from 0 at the top."""

    organisation: Organisation
    depth: int
    drawn: DrawnHead | None
    items: tuple[RegisteredItem, ...]


@dataclass(frozen=True)
class TrailLine:
    """One change: who did what when, and in which organisation."""

    at: datetime
    act: Act
    by_name: str | None
    operator: str | None
    organisation_id: OrganisationId | None
    subject_id: int | None


class Register:
    """Reads, of an organisation and all below it and one period, in the order of the tree."""

    def __init__(
        self, session: AsyncSession, organisation_id: OrganisationId, period: Period, now: datetime
    ) -> None:
        self._session = session
        self._root = organisation_id
        self._period = period
        self._now = now

    async def tree(self) -> list[tuple[Organisation, int]]:
        """The organisations with their depth, each above those below it; those beside by id."""
        rows = await self._session.scalars(
            select(OrganisationRow)
            .where(OrganisationRow.id.in_(tree_of(self._root)))
            .order_by(OrganisationRow.id)
        )
        below: dict[int | None, list[Organisation]] = {}
        top: list[Organisation] = []
        for row in rows:
            organisation = organisation_of(row)
            if organisation.id == self._root:
                top.append(organisation)
            else:
                below.setdefault(organisation.parent_id, []).append(organisation)
        return list(_descended(top, below, 0))

    async def counts(self) -> dict[OrganisationId, int]:
        """How many items each of them has."""
        rows = await self._session.execute(
            select(OccurrenceRow.organisation_id, func.count())
            .where(OccurrenceRow.organisation_id.in_(tree_of(self._root)), ends_in(self._period))
            .group_by(OccurrenceRow.organisation_id)
        )
        return {OrganisationId(id_): count for id_, count in rows}

    async def units(
        self, organisations: Sequence[tuple[Organisation, int]], calendar: WorkdayCalendar
    ) -> list[RegisteredUnit]:
        """These with their items, in the order given."""
        ids = [organisation.id for organisation, _ in organisations]
        heads = await self._heads(ids)
        holders = await self._holders(ids)
        found = await Occurrences(self._session).ending_in(ids, self._period)
        by_unit: dict[OrganisationId, list[RegisteredItem]] = {}
        for first in range(0, len(found), AT_ONCE):
            for each in await self._items(found[first : first + AT_ONCE], heads, holders, calendar):
                by_unit.setdefault(each.occurrence.organisation.id, []).append(each)
        return [
            RegisteredUnit(
                organisation,
                depth,
                heads[organisation.id][1] if organisation.id in heads else None,
                tuple(sorted(by_unit.get(organisation.id, ()), key=_by_duty)),
            )
            for organisation, depth in organisations
        ]

    async def trail(
        self, since: datetime, until: datetime, *, after: int, limit: int
    ) -> tuple[int, list[TrailLine]]:
        """Changes in these organisations, in the order made, after the one with this id; and the last id."""
        rows = list(
            await self._session.execute(
                select(
                    TrailRow.id,
                    TrailRow.at,
                    TrailRow.act,
                    PersonRow.name,
                    TrailRow.operator,
                    TrailRow.organisation_id,
                    TrailRow.subject_id,
                )
                .outerjoin(PersonRow, PersonRow.id == TrailRow.person_id)
                .where(
                    TrailRow.id > after,
                    TrailRow.organisation_id.in_(tree_of(self._root)),
                    TrailRow.at >= since,
                    TrailRow.at <= until,
                )
                .order_by(TrailRow.id)
                .limit(limit)
            )
        )
        told = [
            TrailLine(
                at,
                Act(act),
                name,
                operator,
                None if organisation is None else OrganisationId(organisation),
                subject,
            )
            for _, at, act, name, operator, organisation, subject in rows
        ]
        return (rows[-1][0] if rows else after), told

    async def _heads(
        self, ids: Collection[OrganisationId]
    ) -> dict[OrganisationId, tuple[int, DrawnHead]]:
        last = (
            select(func.max(StatementRow.id))
            .where(
                StatementRow.organisation_id.in_(ids),
                StatementRow.period_start == self._period.start,
                StatementRow.period_end == self._period.end,
            )
            .group_by(StatementRow.organisation_id)
        )
        rows = await self._session.execute(
            select(StatementRow, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == StatementRow.drawn_by)
            .where(StatementRow.id.in_(last))
        )
        return {
            OrganisationId(row.organisation_id): (
                row.id,
                DrawnHead(row.number, row.drawn_on, name),
            )
            for row, name in rows
        }

    async def _items(
        self,
        found: Sequence[Occurrence],
        heads: Mapping[OrganisationId, tuple[int, DrawnHead]],
        holders: _Holders,
        calendar: WorkdayCalendar,
    ) -> list[RegisteredItem]:
        ids = [each.id for each in found]
        lines = await self._lines(ids, heads)
        states = {id_: line.state for id_, line in lines.items()}
        states |= await self._states([each for each in found if each.id not in lines], calendar)
        entries = await self._entries(found)
        reliefs = await StoredReliefs(self._session).of_all(ids)
        return [
            RegisteredItem(
                each,
                states[each.id],
                tuple(entries.get(each.id, ())),
                holders.of(each),
                tuple(reliefs.get(each.id, ())),
                lines.get(each.id),
            )
            for each in found
        ]

    async def _lines(
        self,
        ids: Sequence[OccurrenceId],
        heads: Mapping[OrganisationId, tuple[int, DrawnHead]],
    ) -> dict[OccurrenceId, StatementLine]:
        """As drawn last."""
        statements = [id_ for id_, _ in heads.values()]
        rows = await _LINES.rows(self._session, {"statements": statements, "ids": list(ids)})
        lines = [line_of(row) for (row,) in rows]
        return {line.occurrence_id: line for line in lines}

    async def _states(
        self, occurrences: Sequence[Occurrence], calendar: WorkdayCalendar
    ) -> dict[OccurrenceId, EndState]:
        """As they are now."""
        if not occurrences:
            return {}
        facts = await ItemFacts(self._session, self._now).of(occurrences, drawn=False)
        return {id_: end_state(each, calendar) for id_, each in facts.items()}

    async def _entries(
        self, found: Sequence[Occurrence]
    ) -> dict[OccurrenceId, list[RegisteredEntry]]:
        ids = [each.id for each in found]
        files: dict[int, dict[str, int]] = {}
        for entry_id, kind, count in await _FILES.rows(self._session, {"ids": ids}):
            files.setdefault(entry_id, {})[kind] = count
        of = {each.id: each for each in found}
        entries: dict[OccurrenceId, list[RegisteredEntry]] = {}
        for each in await Ledger(self._session).of_all(ids):
            occurrence = of[each.occurrence_id]
            entered_on = occurrence.organisation.today(each.recorded_at)
            last_day = occurrence.last_day
            later, made_up = each.held_on <= last_day < entered_on, each.held_on > last_day
            entries.setdefault(occurrence.id, []).append(
                RegisteredEntry(each, files.get(each.id, {}), entered_on, later, made_up)
            )
        return entries

    async def _holders(self, ids: Sequence[OrganisationId]) -> _Holders:
        holders = _Holders()
        for organisation_id, post, *holding in await _HELD.rows(self._session, {"ids": list(ids)}):
            holders.spells.setdefault((organisation_id, post), []).append(tuple(holding))
        return holders


class _Holders:
    """Who held which post over which days, in order of these: person, name, first day, end."""

    def __init__(self) -> None:
        self.spells: dict[_Seat, list[tuple[PersonId, str, date, date | None]]] = {}
        self._named: dict[tuple[_Seat, PersonId | None, date], tuple[str, ...]] = {}

    def of(self, occurrence: Occurrence) -> tuple[str, ...]:
        """The names of who held the post on the item's date; of one that each owes, of that one."""
        seat = occurrence.organisation.id, occurrence.post
        key = seat, occurrence.holder_id, occurrence.due_on
        if key not in self._named:
            self._named[key] = tuple(self._names(*key))
        return self._named[key]

    def _names(self, seat: _Seat, holder_id: PersonId | None, on: date) -> Iterator[str]:
        for person_id, name, start_on, end_on in self.spells.get(seat, ()):
            if holder_id is not None:
                if person_id == holder_id:
                    yield name
                    return
            elif start_on <= on and (end_on is None or on < end_on):
                yield name


_Seat = tuple[OrganisationId, PostId]


def _by_duty(item: RegisteredItem) -> tuple[str, str, date, int]:
    occurrence = item.occurrence
    return str(occurrence.post), str(occurrence.ref), occurrence.period.start, occurrence.id


def _descended(
    level: Sequence[Organisation], below: Mapping[int | None, Sequence[Organisation]], depth: int
) -> Iterator[tuple[Organisation, int]]:
    for each in level:
        yield each, depth
        yield from _descended(below.get(each.id, ()), below, depth + 1)


_LINES = Compiled(
    select(StatementLineRow).where(
        StatementLineRow.statement_id.in_(bindparam("statements", expanding=True)),
        StatementLineRow.occurrence_id.in_(bindparam("ids", expanding=True)),
    )
)
_FILES = Compiled(
    select(EvidenceRow.entry_id, EvidenceRow.kind, func.count().label("count"))
    .join(LedgerRow, LedgerRow.id == EvidenceRow.entry_id)
    .where(
        LedgerRow.occurrence_id.in_(bindparam("ids", expanding=True)),
        EvidenceRow.file_id.is_not(None),
    )
    .group_by(EvidenceRow.entry_id, EvidenceRow.kind)
)
_HELD = Compiled(
    select(
        AssignmentRow.organisation_id,
        AssignmentRow.post,
        AssignmentRow.person_id,
        PersonRow.name,
        AssignmentRow.start_on,
        AssignmentRow.end_on,
    )
    .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
    .where(AssignmentRow.organisation_id.in_(bindparam("ids", expanding=True)))
    .order_by(AssignmentRow.start_on, AssignmentRow.id)
)
