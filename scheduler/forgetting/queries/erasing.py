"""Queries: erasing somebody, table by table, as ``scheduler.store.personal`` has it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import ERASED, Address
from scheduler.forgetting.naming import may_be_taken_out, without
from scheduler.forgetting.queries.paths import Subject
from scheduler.inbox.queries.updates import NOTHING, InboxState
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.roster.model import Digest
from scheduler.roster.names import FORMER
from scheduler.store.personal import (
    PERSONAL,
    Deleted,
    Emptied,
    Replaced,
    Unnamed,
    column_of,
)
from scheduler.store.tables.closing import ExportRow
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.inbox import InboxRow
from scheduler.store.tables.roster import PersonRow

_USUAL_LOCALE = "zh-Hans"


class Erasing:
    """Steps within the caller's transaction, which ``now`` belongs to."""

    def __init__(self, session: AsyncSession, subject: Subject, now: datetime) -> None:
        self._session = session
        self._subject = subject
        self._now = now
        self._tombstone = Address(ERASED, str(subject.person_id))

    async def rows(self, *, unname: bool) -> None:
        """Everything but the person's own row; ``unname``: also the name in what others wrote."""
        for each in PERSONAL:
            match each:
                case Deleted(whose):
                    table = column_of(whose[0]).table
                    await self._do(delete(table).where(self._subject.owns(whose)))
                case Emptied(whose, columns):
                    values = {column_of(column).name: to for column, to in columns.items()}
                    table = column_of(next(iter(columns))).table
                    done = update(table).where(self._subject.owns(whose)).values(values)
                    await self._do(done)
                case Replaced(column):
                    done = update(column.class_).where(column == self._subject.address)
                    await self._do(done.values({column: self._tombstone}))
                case Unnamed() if unname:
                    await self._unname(each)

    async def updates(self) -> None:
        """What came from them, or tells of them: nothing of it stays but the id.

        What others sent and nobody has handled yet is left alone; it is kept for two days.
        """
        subject = self._subject
        mentions = re.compile(rf"(?<!\d){re.escape(subject.address.id)}(?!\d)")
        named = json.dumps(subject.name)[1:-1] if may_be_taken_out(subject.name) else None
        hints = [hint for hint in (subject.address.id, named) if hint is not None]
        rows = await self._session.execute(
            select(InboxRow.update_id, InboxRow.chat, InboxRow.payload, InboxRow.state).where(
                or_(
                    InboxRow.chat == subject.address,
                    *(InboxRow.payload.contains(hint, autoescape=True) for hint in hints),
                )
            )
        )
        ids = [
            row.update_id
            for row in rows
            if _sent_by(row.payload, subject.address.id)
            or row.chat == subject.address
            or (
                row.state != InboxState.NEW
                and (mentions.search(row.payload) or (named is not None and named in row.payload))
            )
        ]
        theirs = InboxRow.update_id.in_(ids)
        blank = {"payload": NOTHING, "error": None}
        await self._do(update(InboxRow).where(theirs).values(blank))
        settled = {"state": InboxState.HANDLED, "handled_at": self._now}
        await self._do(
            update(InboxRow).where(theirs, InboxRow.state == InboxState.NEW).values(settled)
        )
        await self._do(
            update(InboxRow).where(InboxRow.chat == subject.address).values(chat=self._tombstone)
        )

    async def person(self) -> None:
        """Their own row becomes a tombstone, to which the numbers in other rows lead."""
        await self._do(
            update(PersonRow)
            .where(PersonRow.id == self._subject.person_id)
            .values(
                address=self._tombstone,
                name=FORMER,
                locale=_USUAL_LOCALE,
                quiet_start=None,
                quiet_end=None,
                remind_at=None,
                digest=Digest.EACH.value,
                days_off=None,
                unreachable_since=self._now,
            )
        )

    async def sent_files(self) -> Sequence[str]:
        """Names of the files of exports that are on their way to nobody any more."""
        waits = select(NoticeRow.about_id).where(
            NoticeRow.kind == NoticeKind.FILE_MADE.value,
            NoticeRow.state == NoticeState.DUE.value,
            NoticeRow.about_id.is_not(None),
        )
        names = await self._session.scalars(
            select(ExportRow.file_name).where(
                ExportRow.file_name.is_not(None), ExportRow.id.not_in(waits)
            )
        )
        return [name for name in names if name is not None]

    async def _unname(self, what: Unnamed) -> None:
        """Take the name out of words, in one statement for all rows that have it."""
        column, name = column_of(what.column), self._subject.name
        table = column.table
        keys = list(table.primary_key)
        conditions: list[ColumnElement[bool]] = [column.is_not(None)]
        if what.within:
            conditions.append(self._subject.concerns(what.within))
        if isinstance(column.type, Text) or hasattr(column.type, "length"):
            conditions.append(column.contains(name.strip(), autoescape=True))
        rows = await self._session.execute(select(*keys, column).where(and_(*conditions)))
        changed: list[dict[str, Any]] = []
        for row in rows:
            *key, value = row
            cleared = without(name, value, whole=what.whole)
            if cleared != value:
                changed.append({f"key_{n}": part for n, part in enumerate(key)} | {"to": cleared})
        if changed:
            found = [key == bindparam(f"key_{n}", type_=key.type) for n, key in enumerate(keys)]
            connection = await self._session.connection()
            done = (
                update(table)
                .where(*found)
                .values({column.name: bindparam("to", type_=column.type)})
            )
            await connection.execute(done, changed)

    async def _do(self, statement: Any) -> None:
        await self._session.execute(statement.execution_options(synchronize_session=False))


def _sent_by(payload: str, user: str) -> bool:
    """Whether an update came from that user, in whatever chat."""
    try:
        found = json.loads(payload)
    except ValueError:
        return False
    parts = found.values() if isinstance(found, dict) else ()
    senders = [
        each[by]
        for each in parts
        if isinstance(each, dict)
        for by in ("from", "user")
        if by in each
    ]
    return any(isinstance(each, dict) and str(each.get("id")) == user for each in senders)
