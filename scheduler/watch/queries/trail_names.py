"""Queries: what the ids in the trail stand for, as far as it is still known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.names import FORMER
from scheduler.roster.queries.trail import Act, TrailEntry
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.ledger import LedgerRow, ReliefRow
from scheduler.store.tables.planning import EventRow, OccurrenceRow, WordingRow
from scheduler.store.tables.roster import AssignmentRow, GroupRow, OrganisationRow, PersonRow

_AT_ONCE = 500
"""Ids in one statement."""

_NAME = func.nullif(PersonRow.name, FORMER)

_Told = Select[*tuple[Any, ...]]

_OWED = (
    WordingRow.duty.label("duty"),
    OccurrenceRow.ref.label("clause"),
    OccurrenceRow.post.label("post"),
    OccurrenceRow.period_start.label("period_start"),
    OccurrenceRow.period_end.label("period_end"),
)


def _owed(statement: _Told) -> _Told:
    """With the wording of the item where it is kept."""
    return statement.outerjoin(WordingRow, WordingRow.id == OccurrenceRow.wording_id)


_SUBJECTS: Mapping[str, _Told] = {
    "organisation": select(OrganisationRow.id, OrganisationRow.name.label("name")),
    "person": select(PersonRow.id, _NAME.label("name")),
    "group": select(GroupRow.id, GroupRow.title.label("title")),
    "event": select(EventRow.id, EventRow.kind.label("kind"), EventRow.day.label("day")),
    "assignment": select(
        AssignmentRow.id,
        _NAME.label("name"),
        AssignmentRow.post.label("post"),
        AssignmentRow.start_on.label("start_on"),
        AssignmentRow.end_on.label("end_on"),
    ).join(PersonRow, PersonRow.id == AssignmentRow.person_id),
    "request": select(
        JoinRequestRow.id,
        _NAME.label("name"),
        JoinRequestRow.post.label("post"),
    ).join(PersonRow, PersonRow.id == JoinRequestRow.person_id),
    "occurrence": _owed(select(OccurrenceRow.id, *_OWED)),
    "entry": _owed(
        select(LedgerRow.id, LedgerRow.held_on.label("held_on"), *_OWED).join(
            OccurrenceRow, OccurrenceRow.id == LedgerRow.occurrence_id
        )
    ),
    "relief": _owed(
        select(ReliefRow.id, ReliefRow.kind.label("kind"), *_OWED).join(
            OccurrenceRow, OccurrenceRow.id == ReliefRow.occurrence_id
        )
    ),
}
"""By what ``subject_id`` is the id of: the id, then what is told of it."""

_KINDS = {
    Act.ORGANISATION_PLACED: "organisation",
    Act.MANAGER_APPOINTED: "person",
    Act.EVENT_ENTERED: "event",
    Act.EVENT_MOVED: "event",
    Act.EVENT_CALLED_OFF: "event",
    Act.JOIN_ASKED: "request",
    Act.JOIN_DECIDED: "request",
    Act.REQUESTS_MARKED: "person",
    Act.POST_TAKEN: "assignment",
    Act.POST_LEFT: "assignment",
    Act.POST_HANDED_OVER: "assignment",
    Act.STAND_IN_SET: "assignment",
    Act.CLERK_SET: "person",
    Act.MANAGER_SET: "person",
    Act.ERASED: "person",
    Act.GROUP_BOUND: "group",
    Act.GROUP_UNITS: "group",
    Act.GROUP_RELEASED: "group",
    Act.GROUP_BOARD_SET: "group",
    Act.COMPLETED: "entry",
    Act.WITHDRAWN: "entry",
    Act.CORRECTED: "entry",
    Act.EVIDENCE_ADDED: "entry",
    Act.EVIDENCE_REMOVED: "entry",
    Act.RELIEF_ASKED: "relief",
    Act.RELIEF_DECIDED: "relief",
    Act.RELIEF_ENDED: "relief",
    Act.POSTPONED: "occurrence",
}


class NamedEntry(NamedTuple):
    """An entry of the trail with the names of whom and what it is about; None where nothing is known.

    ``subject`` holds plain values by name; days are written as in ISO 8601.
    """

    entry: TrailEntry
    person: str | None
    organisation: str | None
    subject: Mapping[str, str | None] | None


class TrailNames:
    """Reads names; of many entries each table once in a while."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, entries: Sequence[TrailEntry]) -> list[NamedEntry]:
        """The entries in their order, each with what it names."""
        wanted: defaultdict[str, set[int]] = defaultdict(set)
        for each in entries:
            if each.by is not None:
                wanted["person"].add(each.by)
            if each.organisation_id is not None:
                wanted["organisation"].add(each.organisation_id)
            if each.subject_id is not None and each.act in _KINDS:
                wanted[_KINDS[each.act]].add(each.subject_id)
        found = {kind: await self._told(kind, ids) for kind, ids in wanted.items()}

        def told(kind: str | None, id_: int | None) -> Mapping[str, str | None] | None:
            return None if kind is None or id_ is None else found.get(kind, {}).get(id_)

        return [
            NamedEntry(
                each,
                (told("person", each.by) or {}).get("name"),
                (told("organisation", each.organisation_id) or {}).get("name"),
                told(_KINDS.get(each.act), each.subject_id),
            )
            for each in entries
        ]

    async def _told(self, kind: str, ids: Collection[int]) -> dict[int, Mapping[str, str | None]]:
        statement = _SUBJECTS[kind]
        id_column = statement.selected_columns[0]
        found: dict[int, Mapping[str, str | None]] = {}
        for some in _runs(ids):
            for row in await self._session.execute(statement.where(id_column.in_(some))):
                values = dict(row._mapping)
                id_ = values.pop("id")
                found[id_] = {
                    name: None if value is None else str(value) for name, value in values.items()
                }
        return found


def _runs(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))
