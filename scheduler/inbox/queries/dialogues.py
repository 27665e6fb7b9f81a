"""Queries: what the bot awaits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.roster.model import Person
from scheduler.roster.queries.rows import person_of
from scheduler.store.compiled import Compiled
from scheduler.store.dialects import PreparedInsert
from scheduler.store.tables.inbox import DialogueRow
from scheduler.store.tables.roster import PersonRow
from scheduler.store.types import AddressText

_WHO = bindparam("who", type_=AddressText)
_NOBODY = select(_WHO.label("person")).subquery()
_PERSON = PersonRow.__table__

# Built once: building takes longer than running, and this runs for every update.
_MEETING = Compiled(
    select(
        _PERSON,
        exists()
        .where(DialogueRow.chat == bindparam("chat"), DialogueRow.person == _WHO)
        .label("awaited"),
    )
    .select_from(_NOBODY)
    .outerjoin(_PERSON, _PERSON.c.address == _NOBODY.c.person)
)
_PUT = Compiled(
    PreparedInsert(
        DialogueRow,
        lambda insert: insert.on_conflict_do_update(
            index_elements=["chat", "person"],
            set_={name: insert.excluded[name] for name in ("step", "payload", "updated_at")},
        ),
    ),
    *("chat", "person", "step", "payload", "updated_at"),
)


class StoredDialogues:
    """At most one awaited step for each person in each chat."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(
        self,
        chat: Address,
        person: Address,
        step: str,
        payload: dict[str, Any],
        now: datetime,
    ) -> None:
        """Await this step instead of any other."""
        awaited = {
            "chat": chat,
            "person": person,
            "step": step,
            "payload": payload,
            "updated_at": now,
        }
        await _PUT.rows(self._session, awaited)

    async def meet(self, chat: Address, person: Address) -> tuple[Person | None, bool]:
        """The person, if known, and whether any step is awaited, however old."""
        asked = {"chat": chat, "who": person}
        (row,) = await _MEETING.rows(self._session, asked)
        return None if row.id is None else person_of(row), bool(row.awaited)

    async def find(
        self, chat: Address, person: Address, since: datetime
    ) -> tuple[str, dict[str, Any]] | None:
        """The step and its payload, unless it was put before ``since``."""
        row = await self._session.scalar(
            select(DialogueRow).where(
                DialogueRow.chat == chat,
                DialogueRow.person == person,
                DialogueRow.updated_at >= since,
            )
        )
        return None if row is None else (row.step, row.payload)

    async def remove(self, chat: Address, person: Address, since: datetime) -> bool:
        """Await nothing any more; whether a step put at or after ``since`` was awaited until now."""
        removed = await self._session.scalars(
            delete(DialogueRow)
            .where(DialogueRow.chat == chat, DialogueRow.person == person)
            .returning(DialogueRow.updated_at)
            .execution_options(synchronize_session=False)
        )
        put_at = removed.one_or_none()
        return put_at is not None and put_at >= since
