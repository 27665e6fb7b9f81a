"""Queries: updates as received, until they have been handled."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.store.dialects import insert_into
from scheduler.store.tables import InboxRow

_ERROR_LENGTH = 500


class InboxState(StrEnum):
    """``new``, then ``handled``; or ``dead`` after too many attempts."""

    NEW = "new"
    HANDLED = "handled"
    DEAD = "dead"


class Updates:
    """The inbox; one row per update id, kept for a while after it was handled."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, updates: Iterable[IncomingUpdate], now: datetime) -> list[int]:
        """Store the updates whose ids are not there yet, handled or not; those ids, ascending."""
        # In one order: two processes that store the same updates never wait in a circle.
        updates = sorted(updates, key=lambda each: each.update_id)
        if not updates:
            return []
        # Not by the session: it would put a statement of its own together for each number of rows.
        connection = await self._session.connection()
        added = await connection.scalars(
            insert_into(self._session, InboxRow)
            .on_conflict_do_nothing()
            .returning(InboxRow.update_id),
            [
                {
                    "update_id": each.update_id,
                    "chat": each.chat,
                    # Pure ASCII: half a surrogate pair, which JSON allows, cannot be stored.
                    "payload": json.dumps(each.payload),
                    "state": InboxState.NEW,
                    "attempts": 0,
                    "received_at": now,
                }
                for each in updates
            ],
        )
        return sorted(added)

    async def waiting(
        self, chats: Collection[Address], *, before: datetime, of_each: int
    ) -> dict[Address, list[IncomingUpdate]]:
        """At most ``of_each`` updates of each chat that are not yet handled, in their order.

        That is the order of their ids; but updates that came ``before`` that instant come first,
        since after a quiet week Telegram begins again at a random id.
        """
        if not chats:
            return {}
        asked = {"chats": list(chats), "before": before, "of_each": of_each}
        rows = await self._session.execute(_WAITING, asked)
        found: dict[Address, list[IncomingUpdate]] = {}
        for update_id, chat, payload, attempts in rows:
            stored = IncomingUpdate(update_id, chat, json.loads(payload), attempts)
            found.setdefault(chat, []).append(stored)
        return found

    async def number_waiting(self, at_most: int) -> int:
        """Number of updates not yet handled; counted no further than ``at_most``."""
        some = select(InboxRow.update_id).where(InboxRow.state == InboxState.NEW).limit(at_most)
        return await self._session.scalar(select(func.count()).select_from(some.subquery())) or 0

    async def count_attempt(self, update_id: int, error: str | None = None, *, by: int = 1) -> int:
        """Count an attempt, or (0) note the error of one counted before; the number there is now."""
        values: dict[str, Any] = {"attempts": InboxRow.attempts + by}
        if error is not None:
            values["error"] = error[:_ERROR_LENGTH]
        attempts = await self._session.scalars(
            update(InboxRow)
            .where(InboxRow.update_id == update_id)
            .values(values)
            .returning(InboxRow.attempts)
            .execution_options(synchronize_session=False)
        )
        return attempts.one()

    async def settle(self, update_ids: Collection[int], state: InboxState, now: datetime) -> None:
        """Mark updates as handled, or as set aside; they wait no longer."""
        if update_ids:
            connection = await self._session.connection()
            settled = {"ids": list(update_ids), "as_what": state, "at": now}
            await connection.execute(_SETTLE, settled)

    async def forget(self, state: InboxState, *, before: datetime) -> int:
        """Delete the updates settled as ``state`` before an instant; their number."""
        deleted = await self._session.scalars(
            delete(InboxRow)
            .where(InboxRow.state == state, InboxRow.handled_at < before)
            .returning(InboxRow.update_id)
            .execution_options(synchronize_session=False)
        )
        return len(deleted.all())

    async def payload_contains(self, text: str, *, chat: Address, since: datetime) -> bool:
        """Whether an update that came from the chat since then has this text (ASCII) anywhere in it.

        A press on a button of a message, or an answer to it, carries the whole message.
        """
        found = await self._session.scalar(
            select(func.count())
            .select_from(InboxRow)
            .where(
                InboxRow.chat == chat,
                InboxRow.received_at >= since,
                InboxRow.payload.contains(text, autoescape=True),
            )
        )
        return bool(found)


# Built once: building takes longer than running.
_SETTLE = (
    update(InboxRow)
    .where(InboxRow.update_id.in_(bindparam("ids", expanding=True)))
    .values(state=bindparam("as_what"), handled_at=bindparam("at"))
)

_INBOX = InboxRow.__table__
_PLACES = (
    select(
        _INBOX.c.update_id,
        func.row_number()
        .over(
            partition_by=_INBOX.c.chat,
            order_by=(_INBOX.c.received_at >= bindparam("before"), _INBOX.c.update_id),
        )
        .label("place"),
    )
    .where(
        _INBOX.c.state == InboxState.NEW,
        _INBOX.c.chat.in_(bindparam("chats", expanding=True)),
    )
    .subquery()
)
_WAITING = (
    select(_INBOX.c.update_id, _INBOX.c.chat, _INBOX.c.payload, _INBOX.c.attempts)
    .join(_PLACES, _PLACES.c.update_id == _INBOX.c.update_id)
    .where(_PLACES.c.place <= bindparam("of_each"))
    .order_by(_PLACES.c.place)
)
