"""Queries: notices that leave the outbox, unsent or as the contents of a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.delivery.outcomes import Final
from scheduler.delivery.references import new_reference
from scheduler.delivery.selection import Bundle
from scheduler.planning.notices import DeliveryId, NoticeId, NoticeState
from scheduler.roster.model import Group
from scheduler.store.tables.delivery import DeliveryRow, NoticeRow


@dataclass(frozen=True)
class OutgoingMessage:
    """A bundle on its way; ``reference`` is the short code printed in every copy of the message."""

    delivery_id: DeliveryId
    reference: str
    bundle: Bundle


class Outbox:
    """Writes to notices that are due; any that is due no longer is left alone."""

    def __init__(
        self, session: AsyncSession, *, reference: Callable[[], str] = new_reference
    ) -> None:
        self._session = session
        self._new_reference = reference

    async def end(self, ended: Sequence[tuple[NoticeId, Final]], now: datetime) -> None:
        """Settle notices without sending them."""
        await self._change(
            [
                {
                    "row_id": notice_id,
                    "state": final.state.value,
                    "reason": str(final.reason),
                    "settled_at": now,
                }
                for notice_id, final in ended
            ]
        )

    async def postpone(self, postponed: Sequence[tuple[NoticeId, datetime]]) -> None:
        """Let notices wait until the instant given."""
        await self._change(
            [{"row_id": notice_id, "not_before": until} for notice_id, until in postponed]
        )

    async def take(self, bundles: Sequence[Bundle], now: datetime) -> list[OutgoingMessage]:
        """Make each bundle a message, whose notices are ``sending`` from now on.

        In the order of ``bundles``; the caller has read them in this transaction. A message that was
        tried before keeps its id and reference.
        """
        messages = await self._messages(bundles, now)
        await self._change(
            [
                {
                    "row_id": notice.id,
                    "state": NoticeState.SENDING.value,
                    "delivery_id": message.delivery_id,
                    "attempts": notice.attempts + 1,
                }
                for message in messages
                for notice in message.bundle.notices
            ]
        )
        return messages

    async def _change(self, rows: Sequence[dict[str, object]]) -> None:
        if rows:
            # The session would take a list for updates by primary key and refuse the condition.
            connection = await self._session.connection()
            await connection.execute(
                update(NoticeRow).where(
                    NoticeRow.id == bindparam("row_id"), NoticeRow.state == NoticeState.DUE.value
                ),
                list(rows),
            )

    async def _messages(self, bundles: Sequence[Bundle], now: datetime) -> list[OutgoingMessage]:
        known = {each.first.delivery_id for each in bundles} - {None}
        references: dict[int, str] = {}
        if known:
            rows = await self._session.scalars(select(DeliveryRow).where(DeliveryRow.id.in_(known)))
            chats = {each.first.delivery_id: each.first.recipient.address for each in bundles}
            for row in rows:
                references[row.id] = row.reference
                row.address = chats[DeliveryId(row.id)]  # a group may have moved since the last try
        made = iter(await self._insert([b for b in bundles if b.first.delivery_id is None], now))
        return [
            OutgoingMessage(delivery_id, references[delivery_id], bundle)
            if (delivery_id := bundle.first.delivery_id) is not None
            else OutgoingMessage(*next(made), bundle)
            for bundle in bundles
        ]

    async def _insert(
        self, bundles: Sequence[Bundle], now: datetime
    ) -> list[tuple[DeliveryId, str]]:
        """New messages, in the order of ``bundles``, with their references."""
        if not bundles:
            return []
        references = await self._free_references(len(bundles))
        inserted = await self._session.execute(
            insert(DeliveryRow).returning(DeliveryRow.reference, DeliveryRow.id),
            [
                {"reference": reference, "created_at": now, **_addressed(bundle)}
                for reference, bundle in zip(references, bundles, strict=True)
            ],
        )
        ids: dict[str, int] = dict(iter(inserted))
        return [(DeliveryId(ids[reference]), reference) for reference in references]

    async def _free_references(self, count: int) -> list[str]:
        free: set[str] = set()
        while len(free) < count:
            drawn = {self._new_reference() for _ in range(count - len(free))}
            taken = await self._session.scalars(
                select(DeliveryRow.reference).where(DeliveryRow.reference.in_(drawn))
            )
            free |= drawn.difference(taken)
        return sorted(free)


def _addressed(bundle: Bundle) -> dict[str, object]:
    recipient = bundle.first.recipient
    to_group = isinstance(recipient, Group)
    return {
        "kind": bundle.first.kind.value,
        "address": recipient.address,
        "person_id": None if to_group else recipient.id,
        "group_id": recipient.id if to_group else None,
    }
