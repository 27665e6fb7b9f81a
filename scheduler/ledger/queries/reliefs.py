"""Queries: reliefs, as asked for and as decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.errors import UnknownRelief
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.roster.queries.trees import tree_of
from scheduler.store.compiled import Compiled
from scheduler.store.tables.ledger import ReliefRow
from scheduler.store.tables.planning import OccurrenceRow

ReliefId = NewType("ReliefId", int)


class ReliefKind(StrEnum):
    """What is granted; a value is at most 16 characters long."""

    EXCUSE = "excuse"
    """It need not be done."""
    EXTENSION = "extension"
    """It may be done by a later date."""


@dataclass(frozen=True)
class Relief:
    """A relief; ``granted`` is None while undecided. ``until`` is the later date of an extension."""

    id: ReliefId
    occurrence_id: OccurrenceId
    kind: ReliefKind
    until: date | None
    reason: str
    asked_by: PersonId
    asked_at: datetime
    decided_by: PersonId | None
    decided_at: datetime | None
    granted: bool | None
    answer: str | None
    ended_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether it is in force."""
        return self.granted is True and self.ended_at is None


class StoredReliefs:
    """Reads and writes; the caller has locked the occurrence before writing."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, relief_id: ReliefId) -> Relief:
        """The relief; :class:`UnknownRelief` when there is none."""
        wanted = select(ReliefRow).where(ReliefRow.id == relief_id)
        # Read again: it may have been decided while this transaction waited for the lock.
        row = await self._session.scalar(wanted.execution_options(populate_existing=True))
        if row is None:
            raise UnknownRelief(relief_id)
        return _relief(row)

    async def undecided_below(self, organisation_id: OrganisationId) -> list[Relief]:
        """What is asked for and undecided there and below; in the order asked."""
        rows = await self._session.scalars(
            select(ReliefRow)
            .join(OccurrenceRow, OccurrenceRow.id == ReliefRow.occurrence_id)
            .where(
                OccurrenceRow.organisation_id.in_(tree_of(organisation_id)),
                ReliefRow.decided_at.is_(None),
            )
            .order_by(ReliefRow.id)
        )
        return [_relief(row) for row in rows]

    async def of(self, occurrence_id: OccurrenceId) -> list[Relief]:
        """All of an item, in the order in which they were asked for."""
        rows = await self._session.scalars(
            select(ReliefRow).where(ReliefRow.occurrence_id == occurrence_id).order_by(ReliefRow.id)
        )
        return [_relief(row) for row in rows]

    async def of_all(
        self, occurrence_ids: Collection[OccurrenceId]
    ) -> dict[OccurrenceId, list[Relief]]:
        """Those of several items, in the order in which they were asked for."""
        rows = await _OF_ALL.rows(self._session, {"occurrences": list(occurrence_ids)})
        found: dict[OccurrenceId, list[Relief]] = {}
        for (row,) in rows:
            found.setdefault(OccurrenceId(row.occurrence_id), []).append(_relief(row))
        return found

    async def ask(
        self,
        occurrence_id: OccurrenceId,
        *,
        by: PersonId,
        reason: str,
        until: date | None,
        now: datetime,
    ) -> Relief:
        """Store what was asked for."""
        row = ReliefRow(
            occurrence_id=occurrence_id,
            kind=(ReliefKind.EXCUSE if until is None else ReliefKind.EXTENSION).value,
            until=until,
            reason=reason,
            asked_by=by,
            asked_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        return _relief(row)

    async def move(self, relief_id: ReliefId, until: date | None) -> Relief:
        """Let what was asked for be until another day."""
        row = await self._session.get_one(ReliefRow, relief_id)
        row.until = until
        await self._session.flush()
        return _relief(row)

    async def decide(
        self, relief_id: ReliefId, *, by: PersonId, granted: bool, answer: str | None, now: datetime
    ) -> Relief:
        """Store the answer."""
        row = await self._session.get_one(ReliefRow, relief_id)
        row.decided_by, row.decided_at = by, now
        row.granted, row.answer = granted, answer
        await self._session.flush()
        return _relief(row)

    async def end(self, relief_id: ReliefId, *, by: PersonId, now: datetime) -> Relief:
        """Let it stand no longer."""
        row = await self._session.get_one(ReliefRow, relief_id)
        row.ended_by, row.ended_at = by, now
        await self._session.flush()
        return _relief(row)


_OF_ALL = Compiled(
    select(ReliefRow)
    .where(ReliefRow.occurrence_id.in_(bindparam("occurrences", expanding=True)))
    .order_by(ReliefRow.id)
)


def _relief(row: ReliefRow) -> Relief:
    return Relief(
        id=ReliefId(row.id),
        occurrence_id=OccurrenceId(row.occurrence_id),
        kind=ReliefKind(row.kind),
        until=row.until,
        reason=row.reason,
        asked_by=PersonId(row.asked_by),
        asked_at=row.asked_at,
        decided_by=None if row.decided_by is None else PersonId(row.decided_by),
        decided_at=row.decided_at,
        granted=row.granted,
        answer=row.answer,
        ended_at=row.ended_at,
    )
