"""Queries: what managers were told of an item, and the end of it in the transaction that ends the debt."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.planning.occurrences import OccurrenceId
from scheduler.store.tables.chasing import ChaseRow
from scheduler.store.tables.closing import StatementLineRow
from scheduler.store.tables.delivery import NoticeRow

CHASED = (NoticeKind.FOLLOW_UP, NoticeKind.ESCALATION)
"""What managers are told of overdue items; see ``scheduler.chasing``."""

ENDED = "ended"
"""Why a manager need not be told any more."""


class Chase(NamedTuple):
    """Managers were told that an item is late, the own ones or those above, and from which day on."""

    kind: NoticeKind
    began_on: date
    ended_at: datetime | None


async def chases_of(session: AsyncSession, occurrence_id: OccurrenceId) -> tuple[Chase, ...]:
    """What managers were told of the item, in the order told; the ended ones too."""
    rows = await session.execute(_OF_ITEM, {"of_occurrence": occurrence_id})
    return tuple(Chase(NoticeKind(step), began_on, ended_at) for step, began_on, ended_at in rows)


async def end_chase(session: AsyncSession, occurrence_id: OccurrenceId, now: datetime) -> None:
    """Nobody is chased about this item any more: it is met, let off, or may be done later."""
    connection = await session.connection()
    await connection.execute(_END, {"of_occurrence": occurrence_id, "at": now})


async def end_chases_of_statement(session: AsyncSession, statement_id: int, now: datetime) -> None:
    """Nobody is chased about what a closing statement holds."""
    closed = select(StatementLineRow.occurrence_id).where(
        StatementLineRow.statement_id == statement_id
    )
    await session.execute(
        update(ChaseRow)
        .where(ChaseRow.ended_at.is_(None), ChaseRow.occurrence_id.in_(closed))
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(NoticeRow)
        .where(
            NoticeRow.state == NoticeState.DUE.value,
            NoticeRow.occurrence_id.in_(closed),
            NoticeRow.kind.in_([each.value for each in CHASED]),
        )
        .values(state=NoticeState.SUPERSEDED.value, reason=ENDED, settled_at=now)
        .execution_options(synchronize_session=False)
    )


_OF_ITEM = (
    select(ChaseRow.step, ChaseRow.began_on, ChaseRow.ended_at)
    .where(ChaseRow.occurrence_id == bindparam("of_occurrence"))
    .order_by(ChaseRow.began_on, ChaseRow.id)
)

# Put together once: it comes with every duty that is done.
_END = (
    update(ChaseRow)
    .where(ChaseRow.occurrence_id == bindparam("of_occurrence"), ChaseRow.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
