"""Queries: updates as received, until they have been handled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.db.inserting import insert_into
from scheduler.db.tables import InboxRow
from scheduler.roster import TelegramId

_ERROR_LENGTH = 500


class InboxState(StrEnum):
    """``new`` -> ``handled``, or ``dead`` after too many tries."""

    NEW = "new"
    HANDLED = "handled"
    DEAD = "dead"


@dataclass(frozen=True)
class StoredUpdate:
    """An update as it came; those with the same ``chat_id`` are handled in order."""

    update_id: int
    chat_id: TelegramId | None
    payload: dict[str, Any]
    tries: int


class Updates:
    """The inbox; one row per update id, kept for a while after it was handled."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, updates: Sequence[StoredUpdate], now: datetime) -> list[int]:
        """Store those whose id is not there yet, handled or not; their ids, ascending."""
        if not updates:
            return []
        added = await self._session.scalars(
            insert_into(self._session, InboxRow)
            .on_conflict_do_nothing()
            .returning(InboxRow.update_id),
            [
                {
                    "update_id": each.update_id,
                    "chat_id": each.chat_id or 0,
                    # Pure ASCII: half a surrogate pair, which JSON allows, cannot be stored.
                    "payload": json.dumps(each.payload),
                    "state": InboxState.NEW,
                    "tries": 0,
                    "received_at": now,
                }
                for each in updates
            ],
        )
        return sorted(added)

    async def pending(self, limit: int) -> list[StoredUpdate]:
        """Updates not yet handled, in the order in which they came."""
        rows = await self._session.scalars(
            select(InboxRow)
            .where(InboxRow.state == InboxState.NEW)
            # Ids alone will not do: after a quiet week Telegram begins again at a random one.
            .order_by(InboxRow.received_at, InboxRow.update_id)
            .limit(limit)
        )
        return [
            StoredUpdate(
                update_id=row.update_id,
                chat_id=None if row.chat_id is None else TelegramId(row.chat_id),
                payload=json.loads(row.payload),
                tries=row.tries,
            )
            for row in rows
        ]

    async def try_again(self, update_id: int, error: str | None = None) -> int:
        """Count one more try; how many there are now."""
        values: dict[str, Any] = {"tries": InboxRow.tries + 1}
        if error is not None:
            values["error"] = error[:_ERROR_LENGTH]
        tries = await self._session.scalars(
            update(InboxRow)
            .where(InboxRow.update_id == update_id)
            .values(values)
            .returning(InboxRow.tries)
            .execution_options(synchronize_session=False)
        )
        return tries.one()

    async def settle(self, update_id: int, state: InboxState, now: datetime) -> None:
        """Take it off the list, handled or given up."""
        await self._session.execute(
            update(InboxRow)
            .where(InboxRow.update_id == update_id)
            .values(state=state, handled_at=now)
            .execution_options(synchronize_session=False)
        )

    async def forget(self, state: InboxState, *, before: datetime) -> int:
        """Delete those settled as ``state`` before an instant; how many they were."""
        deleted = await self._session.scalars(
            delete(InboxRow)
            .where(InboxRow.state == state, InboxRow.handled_at < before)
            .returning(InboxRow.update_id)
            .execution_options(synchronize_session=False)
        )
        return len(deleted.all())

    async def mentions(self, reference: str, *, chat_id: TelegramId, since: datetime) -> bool:
        """Whether an update from the chat since then quotes a message with this reference.

        A press on its button or an answer to it carries the whole message: it has arrived.
        """
        found = await self._session.scalar(
            select(func.count())
            .select_from(InboxRow)
            .where(
                InboxRow.chat_id == chat_id,
                InboxRow.received_at >= since,
                InboxRow.payload.contains(reference, autoescape=True),
            )
        )
        return bool(found)
