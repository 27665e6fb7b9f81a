"""Queries: the tries to send a message, each written before it is made and settled after it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.db.tables import AttemptRow, DeliveryRow, NoticeRow
from scheduler.notices import DeliveryId, NoticeKind, NoticeState
from scheduler.outcomes import Again, Final, Outcome, Standing
from scheduler.ports import Receipt
from scheduler.sifting import Candidate

_DETAIL_LENGTH = 500

_OPEN = [
    NoticeState.DUE.value,
    NoticeState.LEASED.value,
    NoticeState.SENDING.value,
    NoticeState.UNKNOWN.value,
]
"""What a receipt settles, also one that comes late."""


@dataclass(frozen=True)
class Attempt:
    """One try at a message; ``standing`` counts it."""

    id: int
    delivery_id: DeliveryId
    standing: Standing
    started_at: datetime


class Attempts:
    """Reads and writes tries, and what they make of the notices in the message."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def first_at(self, delivery_id: DeliveryId) -> datetime | None:
        """When the message was first tried; None when it never was."""
        return await self._session.scalar(
            select(func.min(AttemptRow.started_at)).where(AttemptRow.delivery_id == delivery_id)
        )

    async def begin(
        self, delivery_id: DeliveryId, going: Sequence[Candidate], epoch: int, now: datetime
    ) -> Attempt:
        """Enter a try; its notices are ``sending`` from now on. They were leased in ``epoch``."""
        number = max(each.tries for each in going) + 1
        attempt_id = await self._session.scalar(
            insert(AttemptRow)
            .values(delivery_id=delivery_id, number=number, epoch=epoch, started_at=now)
            .returning(AttemptRow.id)
        )
        assert attempt_id is not None  # noqa: S101 - RETURNING gives the row just inserted
        await self._session.execute(
            update(NoticeRow)
            .where(NoticeRow.id.in_([each.id for each in going]))
            .values(state=NoticeState.SENDING.value, tries=NoticeRow.tries + 1)
            .execution_options(synchronize_session=False)
        )
        standing = Standing(
            kind=going[0].kind,
            tries=number,
            ambiguous=max(each.ambiguous_attempts for each in going),
        )
        return Attempt(attempt_id, delivery_id, standing, now)

    async def in_doubt(
        self, now: datetime, settled_after: timedelta, in_hand: Collection[DeliveryId]
    ) -> list[Attempt]:
        """Tries that nobody settled, begun at least ``settled_after`` ago; by id.

        Those begun in the future count as well: the clock was set back.
        """
        rows = await self._session.execute(
            select(
                AttemptRow.id,
                AttemptRow.delivery_id,
                AttemptRow.number,
                AttemptRow.started_at,
                func.max(NoticeRow.kind),
                func.max(NoticeRow.ambiguous_attempts),
            )
            .join(NoticeRow, NoticeRow.delivery_id == AttemptRow.delivery_id)
            .where(
                NoticeRow.state == NoticeState.SENDING.value,
                AttemptRow.finished_at.is_(None),
                or_(
                    AttemptRow.started_at <= now - settled_after,
                    AttemptRow.started_at >= now + settled_after,
                ),
                AttemptRow.delivery_id.not_in(in_hand),
            )
            .group_by(
                AttemptRow.id, AttemptRow.delivery_id, AttemptRow.number, AttemptRow.started_at
            )
            .order_by(AttemptRow.id)
        )
        return [
            Attempt(id_, DeliveryId(delivery), Standing(NoticeKind(kind), number, doubts), at)
            for id_, delivery, number, at, kind, doubts in rows
        ]

    async def arrived(self, attempt: Attempt, receipt: Receipt, now: datetime) -> None:
        """There is a receipt; should the try have been given up meanwhile, the record is mended."""
        await self._session.execute(
            update(AttemptRow)
            .where(AttemptRow.id == attempt.id)
            .values(outcome=Outcome.SENT.value, finished_at=now, message_id=receipt.message_id)
            .execution_options(synchronize_session=False)
        )
        await self._deliver(attempt.delivery_id, now, receipt.message_id, None)

    async def seen(self, delivery_id: DeliveryId, now: datetime, reason: str) -> None:
        """Somebody saw the message, though no receipt came."""
        await self._deliver(delivery_id, now, None, reason)

    async def failed(
        self,
        attempt: Attempt,
        outcome: Outcome,
        following: Again | Final,
        now: datetime,
        *,
        detail: str = "",
    ) -> bool:
        """No receipt came. False, and nothing done, when the try was given up before."""
        closed = await self._session.scalars(
            update(AttemptRow)
            .where(AttemptRow.id == attempt.id, AttemptRow.finished_at.is_(None))
            .values(outcome=outcome.value, finished_at=now, detail=detail[:_DETAIL_LENGTH] or None)
            .returning(AttemptRow.id)
            .execution_options(synchronize_session=False)
        )
        if closed.one_or_none() is None:
            return False
        doubts = int(outcome is Outcome.AMBIGUOUS)
        values: dict[str, object] = {"ambiguous_attempts": NoticeRow.ambiguous_attempts + doubts}
        match following:
            case Again(at):
                values |= {"state": NoticeState.DUE.value, "not_before": at}
            case Final(state, reason):
                values |= {"state": state.value, "reason": str(reason), "settled_at": now}
        await self._session.execute(
            update(NoticeRow)
            .where(
                NoticeRow.delivery_id == attempt.delivery_id,
                NoticeRow.state == NoticeState.SENDING.value,
            )
            .values(values)
            .execution_options(synchronize_session=False)
        )
        return True

    async def _deliver(
        self, delivery_id: DeliveryId, now: datetime, message_id: int | None, reason: str | None
    ) -> None:
        await self._session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id)
            .values(sent_at=now, message_id=message_id)
            .execution_options(synchronize_session=False)
        )
        await self._session.execute(
            update(NoticeRow)
            .where(NoticeRow.delivery_id == delivery_id, NoticeRow.state.in_(_OPEN))
            .values(state=NoticeState.SENT.value, reason=reason, settled_at=now)
            .execution_options(synchronize_session=False)
        )
