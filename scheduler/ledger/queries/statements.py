"""Queries: closing statements as drawn, and the items that one is drawn over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from clauses.cadence import Per
from scheduler.ledger.states import EndState
from scheduler.periods import Period
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.tables.closing import StatementLineRow, StatementRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.roster import OrganisationRow

StatementId = NewType("StatementId", int)


class Change(StrEnum):
    """Why an item has another state than in the statement before; a value is at most 16 characters long."""

    ENTERED_LATER = "entered-later"
    """An act in the period was entered since (补登)."""
    MADE_UP = "made-up"
    """It was done after the period (补办)."""
    WITHDRAWN = "withdrawn"
    EXCUSED = "excused"
    RELIEF_ENDED = "relief-ended"
    EXTENDED = "extended"
    ROSTER = "roster"
    """What is known of the seat, its holders or their reminders has changed."""
    APPLIES = "applies"
    """It is known since that it is not owed there, or that it is."""
    ADDED = "added"
    """It was not in the statement before."""


@dataclass(frozen=True)
class StatementLine:
    """The state of an item in a statement, and whence it comes where it was another one before.

    ``entered_later`` counts entries made after the last day that counts, for acts until then.
    ``held_on`` is the act behind the change.
    """

    occurrence_id: OccurrenceId
    state: EndState
    entered_later: int = 0
    provisional: bool = False
    former: EndState | None = None
    change: Change | None = None
    held_on: date | None = None


@dataclass(frozen=True)
class Drawn:
    """The head of a statement as drawn; ``number`` counts from 1 within organisation and period.

    ``drawn_by`` is None where it drew itself on its day.
    """

    id: StatementId
    organisation_id: OrganisationId
    period: Period
    number: int
    drawn_on: date
    drawn_at: datetime
    drawn_by: PersonId | None


class StoredStatements:
    """Reads and adds; nothing that was drawn is ever changed."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self, organisation_id: OrganisationId) -> None:
        """Let nobody else draw for this organisation before the end of this transaction."""
        await self._session.execute(
            select(OrganisationRow.id)
            .where(OrganisationRow.id == organisation_id)
            .with_for_update()
        )

    async def all_of(self, organisation_id: OrganisationId, period: Period) -> list[Drawn]:
        """All of this organisation and period, in order of number."""
        rows = await self._session.scalars(
            select(StatementRow)
            .where(
                StatementRow.organisation_id == organisation_id,
                StatementRow.period_start == period.start,
                StatementRow.period_end == period.end,
            )
            .order_by(StatementRow.number)
        )
        return [_drawn(row) for row in rows]

    async def verdicts(self, statement_id: StatementId) -> dict[OccurrenceId, StatementLine]:
        """The items of a statement, by id."""
        rows = await self._session.scalars(
            select(StatementLineRow)
            .where(StatementLineRow.statement_id == statement_id)
            .order_by(StatementLineRow.occurrence_id)
        )
        return {OccurrenceId(row.occurrence_id): _verdict(row) for row in rows}

    async def add(
        self,
        organisation_id: OrganisationId,
        period: Period,
        number: int,
        verdicts: Collection[StatementLine],
        *,
        by: PersonId | None,
        today: date,
        now: datetime,
    ) -> Drawn:
        """Store a statement that was drawn now."""
        row = StatementRow(
            organisation_id=organisation_id,
            per=period.per.value,
            period_start=period.start,
            period_end=period.end,
            number=number,
            drawn_on=today,
            drawn_at=now,
            drawn_by=by,
        )
        self._session.add(row)
        await self._session.flush()
        self._session.add_all(_line(row.id, verdict) for verdict in verdicts)
        await self._session.flush()
        return _drawn(row)

    async def recorded(
        self, occurrence_ids: Sequence[OccurrenceId]
    ) -> dict[OccurrenceId, list[tuple[date, datetime]]]:
        """Of the standing entries the day of the act, and when it was entered, in the order made."""
        found: dict[OccurrenceId, list[tuple[date, datetime]]] = {}
        rows = await self._session.execute(_RECORDED, {"ids": occurrence_ids})
        for id_, held_on, recorded_at in rows:
            found.setdefault(OccurrenceId(id_), []).append((held_on, recorded_at))
        return found


def _drawn(row: StatementRow) -> Drawn:
    return Drawn(
        id=StatementId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        period=Period(row.period_start, row.period_end, Per(row.per)),
        number=row.number,
        drawn_on=row.drawn_on,
        drawn_at=row.drawn_at,
        drawn_by=None if row.drawn_by is None else PersonId(row.drawn_by),
    )


def _verdict(row: StatementLineRow) -> StatementLine:
    return StatementLine(
        occurrence_id=OccurrenceId(row.occurrence_id),
        state=EndState(row.state),
        entered_later=row.entered_later,
        provisional=row.provisional,
        former=None if row.former is None else EndState(row.former),
        change=None if row.reason is None else Change(row.reason),
        held_on=row.held_on,
    )


def _line(statement_id: int, verdict: StatementLine) -> StatementLineRow:
    return StatementLineRow(
        statement_id=statement_id,
        occurrence_id=verdict.occurrence_id,
        state=verdict.state.value,
        entered_later=verdict.entered_later,
        provisional=verdict.provisional,
        former=None if verdict.former is None else verdict.former.value,
        reason=None if verdict.change is None else verdict.change.value,
        held_on=verdict.held_on,
    )


_withdrawal = aliased(LedgerRow)
_RECORDED = (
    select(LedgerRow.occurrence_id, LedgerRow.held_on, LedgerRow.recorded_at)
    .outerjoin(
        _withdrawal,
        and_(
            _withdrawal.occurrence_id == LedgerRow.occurrence_id,
            _withdrawal.held_on == LedgerRow.held_on,
            _withdrawal.number == LedgerRow.number,
            _withdrawal.withdraws.is_(True),
        ),
    )
    .where(
        LedgerRow.occurrence_id.in_(bindparam("ids", expanding=True)),
        LedgerRow.withdraws.is_(False),
        _withdrawal.id.is_(None),
    )
    .order_by(LedgerRow.id)
)
