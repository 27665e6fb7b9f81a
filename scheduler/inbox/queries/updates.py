"""Queries: updates as received, until they have been handled."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.store.compiled import Compiled
from scheduler.store.dialects import PreparedInsert
from scheduler.store.tables.inbox import InboxRow

_ERROR_LENGTH = 500

_OWN_IDS = 2**62

log = logging.getLogger(__name__)


NOTHING = "{}"
"""The payload of an update of somebody who was erased; its id stays, so that it is not handled again."""


class InboxState(StrEnum):
    """``new``, then ``handled``; or ``dead`` after too many attempts."""

    NEW = "new"
    HANDLED = "handled"
    DEAD = "dead"


class Updates:
    """The inbox; one row per update id, kept for a while after it was handled."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, updates: Iterable[IncomingUpdate], now: datetime) -> list[IncomingUpdate]:
        """Store the updates that are not there yet, handled or not; those, by id.

        An id that is there with another content is given to an update that nobody has seen: by a bot
        of another token, or by Telegram after a quiet week. It is stored under an id of ours.
        """
        # In one order: two processes that store the same updates never wait in a circle.
        updates = sorted(updates, key=lambda each: each.update_id)
        first: dict[int, IncomingUpdate] = {}
        known = [each for each in updates if first.setdefault(each.update_id, each) is not each]
        added = await self._insert(list(first.values()), now)
        known += [each for each in first.values() if each.update_id not in added]
        stored = [each for each in first.values() if each.update_id in added]
        if not known:
            return stored
        others = await self._others(known)
        added = await self._insert(others, now)
        return stored + [each for each in others if each.update_id in added]

    async def payload(self, update_id: int, chat: Address) -> dict[str, Any] | None:
        """An update of this chat as it was received; None where it is kept no longer, or is another's."""
        found = await self._session.scalar(
            select(InboxRow.payload).where(InboxRow.update_id == update_id, InboxRow.chat == chat)
        )
        return None if found is None else dict(json.loads(found))

    async def _others(self, known: Sequence[IncomingUpdate]) -> list[IncomingUpdate]:
        """Those of which the id is known and the content is not, under ids of our own."""
        rows = await self._session.execute(
            select(InboxRow.update_id, InboxRow.payload).where(
                InboxRow.update_id.in_([each.update_id for each in known])
            )
        )
        stored = {row.update_id: row.payload for row in rows}
        others = {
            (id_ := _id_of_content(each)): replace(each, update_id=id_)
            for each in known
            if stored.get(each.update_id) not in (_dumped(each), NOTHING)
        }
        if others:
            log.warning("updates came under ids that others had", extra={"updates": len(others)})
        return [others[id_] for id_ in sorted(others)]

    async def _insert(self, updates: Sequence[IncomingUpdate], now: datetime) -> set[int]:
        if not updates:
            return set()
        # Not by the session: it would put a statement of its own together for each number of rows.
        connection = await self._session.connection()
        added = await connection.scalars(
            _ADD.of(self._session),
            [
                {
                    "update_id": each.update_id,
                    "chat": each.chat,
                    "payload": _dumped(each),
                    "state": InboxState.NEW,
                    "attempts": 0,
                    "received_at": now,
                }
                for each in updates
            ],
        )
        return set(added)

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
        rows = await _WAITING.rows(self._session, asked)
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

    async def forget(self, state: InboxState, *, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` updates settled as ``state`` before an instant; their number."""
        old = (
            select(InboxRow.update_id)
            .where(InboxRow.state == state, InboxRow.handled_at < before)
            .limit(limit)
        )
        deleted = await self._session.scalars(
            delete(InboxRow)
            .where(InboxRow.update_id.in_(old))
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
_ADD = PreparedInsert(
    InboxRow,
    lambda insert: insert.on_conflict_do_nothing().returning(InboxRow.update_id),
)
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
_WAITING = Compiled(
    select(_INBOX.c.update_id, _INBOX.c.chat, _INBOX.c.payload, _INBOX.c.attempts)
    .join(_PLACES, _PLACES.c.update_id == _INBOX.c.update_id)
    .where(_PLACES.c.place <= bindparam("of_each"))
    .order_by(_PLACES.c.place)
)


def _dumped(update: IncomingUpdate) -> str:
    # Pure ASCII: half a surrogate pair, which JSON allows, cannot be stored.
    return json.dumps(update.payload)


def _id_of_content(update: IncomingUpdate) -> int:
    """Beyond all ids of Telegram; the same for the same content, so that it is stored once."""
    digest = blake2b(_dumped(update).encode(), digest_size=7).digest()
    return _OWN_IDS + int.from_bytes(digest)
