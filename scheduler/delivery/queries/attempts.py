"""Queries: the tries to send a message, each written before it is made and settled after it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.delivery.outcomes import Again, Final, Outcome, Standing
from scheduler.delivery.ports import Receipt
from scheduler.delivery.selection import Candidate
from scheduler.planning.notices import DeliveryId, NoticeKind, NoticeState
from scheduler.roster.model import TelegramId
from scheduler.store.tables import AttemptRow, DeliveryRow, NoticeRow

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
    """One try at a message, known by the message and its number; ``standing`` counts it."""

    delivery_id: DeliveryId
    standing: Standing
    started_at: datetime

    @property
    def number(self) -> int:
        """The how manieth try it is, from 1."""
        return self.standing.tries


@dataclass(frozen=True)
class AmbiguousAttempt:
    """The first try of a message that is in doubt, and the copies of which there are receipts."""

    delivery_id: DeliveryId
    number: int
    known_messages: frozenset[int]


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
        self, going: Mapping[DeliveryId, Sequence[Candidate]], epoch: int, now: datetime
    ) -> list[tuple[Attempt, Sequence[Candidate]]]:
        """Enter a try at each message; its notices are ``sending`` from now on.

        In the order given, with those notices that are still leased in ``epoch``; a message that
        has none is left out.
        """
        if not going:
            return []
        connection = await self._session.connection()
        taken = await connection.execute(
            _TAKE,
            {"ids": [each.id for notices in going.values() for each in notices], "epoch": epoch},
        )
        ids = set(taken.scalars())
        begun: list[tuple[Attempt, Sequence[Candidate]]] = []
        for delivery_id, notices in going.items():
            left = [each for each in notices if each.id in ids]
            if left:
                begun.append((Attempt(delivery_id, _standing(left), now), left))
        if begun:
            await connection.execute(
                _BEGIN,
                [
                    {
                        "delivery_id": attempt.delivery_id,
                        "number": attempt.number,
                        "epoch": epoch,
                        "started_at": now,
                    }
                    for attempt, _ in begun
                ],
            )
        return begun

    async def in_doubt(
        self, now: datetime, settled_after: timedelta, in_hand: Collection[DeliveryId]
    ) -> list[Attempt]:
        """Tries that nobody settled, begun at least ``settled_after`` ago; by id.

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
            Attempt(DeliveryId(delivery), Standing(NoticeKind(kind), number, doubts), at)
            for delivery, number, at, kind, doubts in rows
        ]

    async def arrived(self, receipts: Sequence[tuple[Attempt, Receipt]], now: datetime) -> None:
        """There are receipts; should a try have been given up meanwhile, the record is mended."""
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

    async def in_doubt_of(
        self, reference: str, chat_id: TelegramId | None
    ) -> AmbiguousAttempt | None:
        """The doubt about the message with this reference; None when there is none.

        It went to this chat, or (None) to a group.
        """
        there = (
            DeliveryRow.group_id.is_not(None) if chat_id is None else DeliveryRow.chat_id == chat_id
        )
        rows = await self._session.execute(
            select(
                AttemptRow.delivery_id, AttemptRow.number, AttemptRow.outcome, AttemptRow.message_id
            )
            .join(DeliveryRow, DeliveryRow.id == AttemptRow.delivery_id)
            .where(DeliveryRow.reference == reference, there)
            .order_by(AttemptRow.number)
        )
        tries = rows.all()
        for delivery_id, number, outcome, message_id in tries:
            if message_id is None and outcome in (None, Outcome.AMBIGUOUS.value):
                known = frozenset(each.message_id for each in tries) - {None}
                return AmbiguousAttempt(DeliveryId(delivery_id), number, known)
        return None

    async def proved(
        self, delivery_id: DeliveryId, number: int, message_id: int, now: datetime
    ) -> bool:
        """The try in doubt sent this message. False when that was known meanwhile."""
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
        """No receipt came. False, and nothing done, when the try was given up before."""
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

    async def _settle(
        self, delivery_ids: Sequence[DeliveryId], now: datetime, reason: str | None
    ) -> None:
        connection = await self._session.connection()
        await connection.execute(
            _SETTLE, {"deliveries": list(delivery_ids), "because": reason, "at": now}
        )


def _standing(notices: Sequence[Candidate]) -> Standing:
    return Standing(
        kind=notices[0].kind,
        tries=max(each.tries for each in notices) + 1,
        ambiguous=max(each.ambiguous_attempts for each in notices),
    )


# Built once: that takes longer than to run them.
_TAKE = (
    update(NoticeRow)
    .where(
        NoticeRow.id.in_(bindparam("ids", expanding=True)),
        NoticeRow.state == NoticeState.LEASED.value,
        NoticeRow.lease_epoch == bindparam("epoch"),
    )
    .values(state=NoticeState.SENDING.value, tries=NoticeRow.tries + 1)
    .returning(NoticeRow.id)
)
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
