"""Queries: the row that says which process may send.

The epoch grows whenever the owner changes. Every step that leads to a message checks owner and epoch
within its own transaction, so a process that was stopped and wakes up late changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import instance_name
from scheduler.delivery.queries.holds import held as held_on
from scheduler.store.dialects import insert_into, instant
from scheduler.store.tables.delivery import DispatcherLeaseRow

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
        moment = await instant(self._session, now)
        first = insert_into(self._session, DispatcherLeaseRow).on_conflict_do_nothing()
        await self._session.execute(first.values(name=_NAME, owner="", epoch=0, expires_at=moment))
        row = await self._locked()
        if row.expires_at > moment and row.owner != owner and not by_force:
            return None
        row.owner = owner
        row.epoch += 1
        row.expires_at = moment + life
        return row.epoch

    async def renew(self, owner: str, epoch: int, *, now: datetime, life: timedelta) -> bool:
        """Prolong it; False when somebody else has taken it, even if that has run out again."""
        moment = await instant(self._session, now)
        renewed = await self._session.scalars(
            update(DispatcherLeaseRow)
            .where(_of(owner, epoch))
            .values(expires_at=moment + life)
            .returning(DispatcherLeaseRow.epoch)
            .execution_options(synchronize_session=False)
        )
        return renewed.one_or_none() is not None

    async def is_kept(self, owner: str, epoch: int, *, now: datetime) -> bool:
        """Whether it is the owner's at this moment, and will be until this transaction ends.

        It is nobody's while the sending is held.
        """
        moment = await instant(self._session, now)
        asked = {"owner": owner, "epoch": epoch, "moment": moment, "instance": instance_name()}
        kept = await self._session.scalars(_KEPT, asked)
        return kept.one_or_none() is not None

    async def give_up(self, owner: str, epoch: int, *, now: datetime) -> None:
        """Let it run out now, so that the next process need not wait."""
        moment = await instant(self._session, now)
        await self._session.execute(
            update(DispatcherLeaseRow)
            .where(_of(owner, epoch))
            .values(expires_at=moment)
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


# Put together once, since it comes with every message.
_KEPT = (
    select(DispatcherLeaseRow.__table__.c.epoch)
    .where(
        DispatcherLeaseRow.name == _NAME,
        DispatcherLeaseRow.owner == bindparam("owner"),
        DispatcherLeaseRow.epoch == bindparam("epoch"),
        DispatcherLeaseRow.expires_at > bindparam("moment"),
        ~held_on(bindparam("instance", type_=String)),
    )
    .with_for_update(read=True)
)


def _of(owner: str, epoch: int) -> ColumnElement[bool]:
    return and_(
        DispatcherLeaseRow.name == _NAME,
        DispatcherLeaseRow.owner == owner,
        DispatcherLeaseRow.epoch == epoch,
    )
