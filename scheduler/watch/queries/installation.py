"""Queries: the row that says whose database this is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, inspect, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.inbox.queries.updates import InboxState
from scheduler.planning.notices import NoticeState
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.inbox import InboxRow
from scheduler.store.tables.watch import InstallationRow

_ONLY = 1


def owner_in(connection: Connection) -> str | None:
    """The bot in a database of any revision; None where none is on record."""
    if not inspect(connection).has_table(InstallationRow.__tablename__):
        return None
    return connection.scalar(select(InstallationRow.bot))


class InstallationBook:
    """Reads and writes it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self) -> InstallationRow | None:
        """The row, which nobody else changes until the transaction ends; None before the first start."""
        return await self._session.get(InstallationRow, _ONLY, with_for_update=True)

    async def get(self) -> InstallationRow | None:
        """The row; None before the first start."""
        return await self._session.get(InstallationRow, _ONLY)

    async def enter(self, bot: str, seal_key: str) -> None:
        """Write the row at the first start, unless another process has."""
        await self._session.execute(
            insert_into(self._session, InstallationRow)
            .values(
                id=_ONLY,
                bot=bot,
                seal_key=seal_key,
                era="",
                former_era="",
                former_until=-1,
                generation=0,
                seen_generation=0,
            )
            .on_conflict_do_nothing()
        )

    async def mark_repeats(self, now: datetime) -> int:
        """What is due may have been sent already: mark it as a repeat; the number of notices."""
        marked = await self._session.scalars(
            update(NoticeRow)
            .where(
                NoticeRow.state == NoticeState.DUE.value,
                NoticeRow.waiting_since <= now,
                NoticeRow.ambiguous_attempts == 0,
            )
            .values(ambiguous_attempts=1)
            .returning(NoticeRow.id)
            .execution_options(synchronize_session=False)
        )
        return len(marked.all())

    async def last_waiting(self) -> int:
        """The highest id of an update that waits to be handled; -1 when none does."""
        last = await self._session.scalar(
            select(func.max(InboxRow.update_id)).where(InboxRow.state == InboxState.NEW)
        )
        return -1 if last is None else int(last)

    async def forget_updates(self) -> None:
        """Forget which updates were handled: another bot's have the same numbers."""
        await self._session.execute(delete(InboxRow).where(InboxRow.state != InboxState.NEW))
