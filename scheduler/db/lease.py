"""Queries: the row that says which process may send.

The epoch grows whenever the owner changes. Every step that leads to a message checks owner and epoch
within its own transaction, so a process that was stopped and wakes up late changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.db.inserting import insert_into
from scheduler.db.tables import DispatcherLeaseRow

_NAME = "dispatch"


class Leases:
    """The dispatcher's lease.

    Instants are the database's on PostgreSQL, where several machines compare them; on SQLite they
    are the caller's ``now``.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def take(
        self, owner: str, *, now: datetime, life: timedelta, by_force: bool
    ) -> int | None:
        """Become the owner, for ``life``, if the lease has run out or (``by_force``) anyway.

        Returns:
            The new epoch; None while it is somebody else's.
        """
        instant = await self._instant(now)
        first = insert_into(self._session, DispatcherLeaseRow).on_conflict_do_nothing()
        await self._session.execute(first.values(name=_NAME, owner="", epoch=0, expires_at=instant))
        row = await self._locked()
        if row.expires_at > instant and row.owner != owner and not by_force:
            return None
        row.owner = owner
        row.epoch += 1
        row.expires_at = instant + life
        return row.epoch

    async def renew(self, owner: str, epoch: int, *, now: datetime, life: timedelta) -> bool:
        """Prolong it; False when somebody else has taken it, even if that has run out again."""
        instant = await self._instant(now)
        renewed = await self._session.scalars(
            update(DispatcherLeaseRow)
            .where(_of(owner, epoch))
            .values(expires_at=instant + life)
            .returning(DispatcherLeaseRow.epoch)
            .execution_options(synchronize_session=False)
        )
        return renewed.one_or_none() is not None

    async def holds(self, owner: str, epoch: int, *, now: datetime) -> bool:
        """Whether it is held at this moment, and will be until this transaction ends."""
        instant = await self._instant(now)
        held = await self._session.scalars(
            select(DispatcherLeaseRow.epoch)
            .where(_of(owner, epoch), DispatcherLeaseRow.expires_at > instant)
            .with_for_update(read=True)
        )
        return held.one_or_none() is not None

    async def give_up(self, owner: str, epoch: int, *, now: datetime) -> None:
        """Let it run out now, so that the next process need not wait."""
        instant = await self._instant(now)
        await self._session.execute(
            update(DispatcherLeaseRow)
            .where(_of(owner, epoch))
            .values(expires_at=instant)
            .execution_options(synchronize_session=False)
        )

    async def _locked(self) -> DispatcherLeaseRow:
        rows = await self._session.scalars(
            select(DispatcherLeaseRow)
            .where(DispatcherLeaseRow.name == _NAME)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return rows.one()

    async def _instant(self, now: datetime) -> datetime:
        if self._session.get_bind().dialect.name != "postgresql":
            return now
        instant = await self._session.scalar(select(func.clock_timestamp()))
        assert isinstance(instant, datetime)  # noqa: S101 - clock_timestamp() is never NULL
        return instant


def _of(owner: str, epoch: int) -> ColumnElement[bool]:
    return and_(
        DispatcherLeaseRow.name == _NAME,
        DispatcherLeaseRow.owner == owner,
        DispatcherLeaseRow.epoch == epoch,
    )
