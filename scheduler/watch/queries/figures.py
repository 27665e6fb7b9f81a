"""Queries: attempts and updates that have ended since they were last counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.tables.delivery import AttemptRow, NoticeRow
from scheduler.store.tables.inbox import InboxRow

MOST = 20_000
"""Attempts read at once; the next questions bring the rest."""


@dataclass(frozen=True)
class AttemptFigures:
    """One attempt: ``outcome`` is None until it has ended, ``late`` is in seconds from when it was due."""

    id: int
    outcome: str | None
    started_at: datetime
    late: float | None


class DeliveryFigures:
    """Reads what is new."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def newest_attempt(self) -> int:
        """The id of the last attempt; 0 when there was none."""
        return await self._session.scalar(select(func.max(AttemptRow.id))) or 0

    async def attempts_after(self, id_: int) -> list[AttemptFigures]:
        """The next attempts by id; a message is as late as the longest waiting notice in it."""
        rows = await self._session.execute(
            select(
                AttemptRow.id,
                AttemptRow.outcome,
                AttemptRow.started_at,
                AttemptRow.finished_at,
                # A first attempt comes after the quiet hours, a later one after waits of our own.
                func.min(func.coalesce(NoticeRow.not_before, NoticeRow.send_at)),
                func.min(NoticeRow.send_at),
                AttemptRow.number,
            )
            .outerjoin(NoticeRow, NoticeRow.delivery_id == AttemptRow.delivery_id)
            .where(AttemptRow.id > id_)
            .group_by(AttemptRow.id)
            .order_by(AttemptRow.id)
            .limit(MOST)
        )
        return [
            AttemptFigures(number_id, outcome, began, _seconds(waited if nth == 1 else due, ended))
            for number_id, outcome, began, ended, waited, due, nth in rows
        ]

    async def handled(self, since: datetime) -> tuple[int, datetime]:
        """The number of updates settled after an instant, and when the last one was."""
        count, last = (
            await self._session.execute(
                select(func.count(), func.max(InboxRow.handled_at)).where(
                    InboxRow.state.in_(["handled", "dead"]), InboxRow.handled_at > since
                )
            )
        ).one()
        return count, last or since


def _seconds(due: datetime | None, ended: datetime | None) -> float | None:
    return None if due is None or ended is None else max(0.0, (ended - due).total_seconds())
