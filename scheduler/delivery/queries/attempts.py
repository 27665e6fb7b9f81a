"""Queries: attempts to send a message, each written before it is made and settled after it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.delivery.outcomes import Again, Final, Outcome, Standing
from scheduler.delivery.ports import Receipt
from scheduler.delivery.queries.outbox import OutgoingMessage
from scheduler.planning.notices import DeliveryId, NoticeKind, NoticeState
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import PersonId
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow

_DETAIL_LENGTH = 500

_OPEN = [NoticeState.DUE.value, NoticeState.SENDING.value, NoticeState.UNKNOWN.value]
"""States that a receipt settles, also one that comes late."""


@dataclass(frozen=True)
class Attempt:
    """One attempt at a message, known by the message and its number; ``standing`` counts it."""

    delivery_id: DeliveryId
    standing: Standing
    started_at: datetime

    @property
    def number(self) -> int:
        """Number of this attempt, from 1."""
        return self.standing.attempts


@dataclass(frozen=True)
class AmbiguousAttempt:
    """The first ambiguous attempt at a message; the copies with receipts, in order of attempts."""

    delivery_id: DeliveryId
    number: int
    known_messages: tuple[str, ...]


class Attempts:
    """Reads and writes attempts, and what they make of the notices in the message."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def first_of(self, delivery_id: DeliveryId) -> tuple[str, datetime]:
        """The reference of a message that was tried, and when it was first tried."""
        found = await self._session.execute(
            select(DeliveryRow.reference, func.min(AttemptRow.started_at))
            .join(AttemptRow, AttemptRow.delivery_id == DeliveryRow.id)
            .where(DeliveryRow.id == delivery_id)
            .group_by(DeliveryRow.reference)
        )
        reference, first_at = found.one()
        return reference, first_at

    async def reminded_of(self, reference: str, person_id: PersonId) -> list[OccurrenceId]:
        """The occurrences in the message with this reference, if it went to this person."""
        rows = await self._session.scalars(
            select(NoticeRow.occurrence_id)
            .join(DeliveryRow, DeliveryRow.id == NoticeRow.delivery_id)
            .where(
                DeliveryRow.reference == reference,
                DeliveryRow.person_id == person_id,
                NoticeRow.occurrence_id.is_not(None),
            )
            .order_by(NoticeRow.id)
        )
        return [OccurrenceId(id_) for id_ in rows if id_ is not None]

    async def begin(
        self, messages: Sequence[OutgoingMessage], epoch: int, now: datetime
    ) -> list[Attempt]:
        """Enter an attempt at each message, in the order given."""
        attempts = [Attempt(each.delivery_id, each.bundle.standing, now) for each in messages]
        if attempts:
            connection = await self._session.connection()
            await connection.execute(
                _BEGIN,
                [
                    {
                        "delivery_id": attempt.delivery_id,
                        "number": attempt.number,
                        "epoch": epoch,
                        "started_at": now,
                    }
                    for attempt in attempts
                ],
            )
        return attempts

    async def abandoned(
        self, now: datetime, settled_after: timedelta, in_hand: Collection[DeliveryId]
    ) -> list[Attempt]:
        """Attempts that nobody settled, begun at least ``settled_after`` ago; by id.

        Those begun in the future count as well: the clock was set back.
        """
        rows = await self._session.execute(
            select(
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
            Attempt(DeliveryId(delivery), Standing(NoticeKind(kind), number, ambiguous), at)
            for delivery, number, at, kind, ambiguous in rows
        ]

    async def arrived(self, receipts: Sequence[tuple[Attempt, Receipt]], now: datetime) -> None:
        """There are receipts; should an attempt have been given up meanwhile, the record is mended."""
        if not receipts:
            return
        connection = await self._session.connection()
        rows = [
            {
                "of_delivery": attempt.delivery_id,
                "of_number": attempt.number,
                "at": now,
                "with_message": receipt.message_id,
            }
            for attempt, receipt in receipts
        ]
        await connection.execute(_ARRIVE, rows)
        await connection.execute(_DELIVER, rows)
        await self._settle([attempt.delivery_id for attempt, _ in receipts], now, None)

    async def seen(self, delivery_id: DeliveryId, now: datetime, reason: str) -> None:
        """Somebody saw the message, though no receipt came."""
        await self._session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id)
            .values(sent_at=now)
            .execution_options(synchronize_session=False)
        )
        await self._settle([delivery_id], now, reason)

    async def ambiguous_of(self, reference: str, chat: Address | None) -> AmbiguousAttempt | None:
        """The first ambiguous attempt at the message with this reference; None when there is none.

        The message went to this chat, or (None) to a group.
        """
        there = DeliveryRow.group_id.is_not(None) if chat is None else DeliveryRow.address == chat
        rows = await self._session.execute(
            select(
                AttemptRow.delivery_id, AttemptRow.number, AttemptRow.outcome, AttemptRow.message_id
            )
            .join(DeliveryRow, DeliveryRow.id == AttemptRow.delivery_id)
            .where(DeliveryRow.reference == reference, there)
            .order_by(AttemptRow.number)
        )
        attempts = rows.all()
        for delivery_id, number, outcome, message_id in attempts:
            if message_id is None and outcome in (None, Outcome.AMBIGUOUS.value):
                known = tuple(each.message_id for each in attempts if each.message_id is not None)
                return AmbiguousAttempt(DeliveryId(delivery_id), number, known)
        return None

    async def proved(
        self, delivery_id: DeliveryId, number: int, message_id: str, now: datetime
    ) -> bool:
        """The ambiguous attempt sent this message. False when that was known meanwhile."""
        proved = await self._session.scalars(
            update(AttemptRow)
            .where(
                AttemptRow.delivery_id == delivery_id,
                AttemptRow.number == number,
                AttemptRow.message_id.is_(None),
            )
            .values(
                message_id=message_id,
                outcome=Outcome.SENT.value,
                finished_at=func.coalesce(AttemptRow.finished_at, now),
            )
            .returning(AttemptRow.number)
            .execution_options(synchronize_session=False)
        )
        return proved.one_or_none() is not None

    async def failed(
        self,
        attempt: Attempt,
        outcome: Outcome,
        following: Again | Final,
        now: datetime,
        *,
        detail: str = "",
    ) -> bool:
        """No receipt came. False, and nothing done, when the attempt was given up before."""
        closed = await self._session.scalars(
            update(AttemptRow)
            .where(
                AttemptRow.delivery_id == attempt.delivery_id,
                AttemptRow.number == attempt.number,
                AttemptRow.finished_at.is_(None),
            )
            .values(outcome=outcome.value, finished_at=now, detail=detail[:_DETAIL_LENGTH] or None)
            .returning(AttemptRow.id)
            .execution_options(synchronize_session=False)
        )
        if closed.one_or_none() is None:
            return False
        ambiguous = int(outcome is Outcome.AMBIGUOUS)
        values: dict[str, object] = {"ambiguous_attempts": NoticeRow.ambiguous_attempts + ambiguous}
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

    async def _settle(
        self, delivery_ids: Sequence[DeliveryId], now: datetime, reason: str | None
    ) -> None:
        connection = await self._session.connection()
        await connection.execute(
            _SETTLE, {"deliveries": list(delivery_ids), "because": reason, "at": now}
        )


# Built once: that takes longer than to run them.
_BEGIN = insert(AttemptRow)
_SETTLE = (
    update(NoticeRow)
    .where(
        NoticeRow.delivery_id.in_(bindparam("deliveries", expanding=True)),
        NoticeRow.state.in_(_OPEN),
    )
    .values(state=NoticeState.SENT.value, reason=bindparam("because"), settled_at=bindparam("at"))
)
_ARRIVE = (
    update(AttemptRow)
    .where(
        AttemptRow.delivery_id == bindparam("of_delivery"),
        AttemptRow.number == bindparam("of_number"),
    )
    .values(
        outcome=Outcome.SENT.value,
        finished_at=bindparam("at"),
        message_id=bindparam("with_message"),
    )
)
_DELIVER = (
    update(DeliveryRow)
    .where(DeliveryRow.id == bindparam("of_delivery"))
    .values(sent_at=bindparam("at"), message_id=bindparam("with_message"))
)
