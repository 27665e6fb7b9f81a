"""Queries: what the bot awaits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import Person, TelegramId
from scheduler.roster.queries.rows import person_of
from scheduler.store.inserting import insert_into
from scheduler.store.tables import DialogueRow, PersonRow

_WHO = bindparam("who", type_=BigInteger)
_NOBODY = select(_WHO.label("telegram_id")).subquery()
_PERSON = PersonRow.__table__

# Built once: building takes longer than running, and this runs for every update.
_MEETING = (
    select(
        _PERSON,
        exists()
        .where(DialogueRow.chat_id == bindparam("chat"), DialogueRow.telegram_id == _WHO)
        .label("awaited"),
    )
    .select_from(_NOBODY)
    .outerjoin(_PERSON, _PERSON.c.telegram_id == _NOBODY.c.telegram_id)
)


class StoredDialogues:
    """At most one awaited step for each person in each chat."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(
        self,
        chat_id: TelegramId,
        telegram_id: TelegramId,
        step: str,
        payload: dict[str, Any],
        now: datetime,
    ) -> None:
        """Await this step instead of any other."""
        waiting = {"step": step, "payload": payload, "updated_at": now}
        await self._session.execute(
            insert_into(self._session, DialogueRow)
            .values(chat_id=chat_id, telegram_id=telegram_id, **waiting)
            .on_conflict_do_update(index_elements=["chat_id", "telegram_id"], set_=waiting)
        )

    async def meet(
        self, chat_id: TelegramId, telegram_id: TelegramId
    ) -> tuple[Person | None, bool]:
        """The person, if known, and whether any step is awaited, however old."""
        asked = {"chat": chat_id, "who": telegram_id}
        row: Any = (await self._session.execute(_MEETING, asked)).one()
        return None if row.id is None else person_of(row), bool(row.awaited)

    async def find(
        self, chat_id: TelegramId, telegram_id: TelegramId, since: datetime
    ) -> tuple[str, dict[str, Any]] | None:
        """The step and its payload, unless it was put before ``since``."""
        row = await self._session.scalar(
            select(DialogueRow).where(
                DialogueRow.chat_id == chat_id,
                DialogueRow.telegram_id == telegram_id,
                DialogueRow.updated_at >= since,
            )
        )
        return None if row is None else (row.step, row.payload)

    async def remove(self, chat_id: TelegramId, telegram_id: TelegramId, since: datetime) -> bool:
        """Await nothing any more; whether a step put at or after ``since`` was awaited until now."""
        removed = await self._session.scalars(
            delete(DialogueRow)
            .where(DialogueRow.chat_id == chat_id, DialogueRow.telegram_id == telegram_id)
            .returning(DialogueRow.updated_at)
            .execution_options(synchronize_session=False)
        )
        put_at = removed.one_or_none()
        return put_at is not None and put_at >= since
