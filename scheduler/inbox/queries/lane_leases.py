"""Queries: which process handles the updates of which chat.

Of several processes one at a time has the lease of a chat, so its updates are handled in order and
never two at once. Taking a lease is one statement with its condition inside it. A lease lapses after
a while; then another process takes the chat over.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.inbox.queries.updates import InboxState
from scheduler.store.dialects import PreparedInsert
from scheduler.store.tables.inbox import InboxRow, LaneLeaseRow


@dataclass(frozen=True)
class LaneLease:
    """A chat of one process; ``lapsed``: the one before never gave it back, so it was killed."""

    chat: Address
    lapsed: bool


@dataclass(frozen=True)
class ReturnedLane:
    """Leases that were to be given back, by outcome; those in neither set are locked at present."""

    gone: frozenset[Address]
    still_waiting: frozenset[Address]


class LaneLeases:
    """Leases of chats. Instants come from the caller, by :func:`scheduler.store.dialects.instant`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def take(
        self, chats: Sequence[Address], owner: str, *, moment: datetime, life: timedelta
    ) -> list[LaneLease]:
        """Lease those of the chats that are no other process's; the owner's own are prolonged.

        The leases come in the order of ``chats``.
        """
        if not chats:
            return []
        # Not by the session: it would put a statement of its own together for each number of rows.
        connection = await self._session.connection()
        rows = await connection.execute(
            _TAKE.of(self._session),
            [
                {
                    "chat": chat,
                    "owner": owner,
                    "takeovers": 0,
                    "expires_at": moment + life,
                    "moment": moment,
                }
                for chat in sorted(chats)  # in one order: two processes never wait in a circle
            ],
        )
        takeovers = {row.chat: row.takeovers for row in rows}
        return [LaneLease(chat, takeovers[chat] > 0) for chat in chats if chat in takeovers]

    async def unleased(self, *, moment: datetime, limit: int) -> list[Address]:
        """Chats in which updates wait and that no process has, longest waiting first."""
        rows = await self._session.scalars(
            select(InboxRow.chat)
            .where(
                InboxRow.state == InboxState.NEW,
                ~exists().where(
                    LaneLeaseRow.chat == InboxRow.chat, LaneLeaseRow.expires_at > moment
                ),
            )
            .group_by(InboxRow.chat)
            .order_by(func.min(InboxRow.received_at), func.min(InboxRow.update_id))
            .limit(limit)
        )
        return list(rows)

    async def renew(
        self, chats: Collection[Address], owner: str, *, moment: datetime, life: timedelta
    ) -> list[LaneLease]:
        """Prolong those leases of the chats that are still the owner's."""
        if not chats:
            return []
        own = and_(LaneLeaseRow.owner == owner, LaneLeaseRow.chat.in_(chats))
        await self._session.execute(
            select(LaneLeaseRow.chat).where(own).order_by(LaneLeaseRow.chat).with_for_update()
        )
        rows = await self._session.execute(
            update(LaneLeaseRow)
            .where(own)
            .values(expires_at=moment + life)
            .returning(LaneLeaseRow.chat, LaneLeaseRow.takeovers)
            .execution_options(synchronize_session=False)
        )
        return [LaneLease(chat, takeovers > 0) for chat, takeovers in rows]

    async def give_back(self, chats: Collection[Address], owner: str) -> ReturnedLane:
        """Give back the leases of chats in which nothing waits any more.

        A process that stores an update of the chat at this moment has the row locked: ask again then.
        """
        if not chats:
            return ReturnedLane(frozenset(), frozenset())
        connection = await self._session.connection()
        free = await connection.scalars(_LOCK, {"of_owner": owner, "chats": list(chats)})
        own = frozenset(chat for chat in free)
        # A statement of its own: it sees what was stored before the row could be locked.
        gone = await connection.scalars(_GIVE_BACK, {"of_owner": owner, "chats": list(own)})
        gone_now = frozenset(chat for chat in gone)
        return ReturnedLane(gone_now, own - gone_now)

    async def leave(self, owner: str) -> None:
        """Give back every lease of the owner: an end in good order, and no crash."""
        await self._session.execute(
            delete(LaneLeaseRow)
            .where(LaneLeaseRow.owner == owner)
            .execution_options(synchronize_session=False)
        )

    async def lapse_all(self, moment: datetime) -> None:
        """Let every lease lapse: the processes that had them have ended."""
        await self._session.execute(
            update(LaneLeaseRow)
            .values(expires_at=moment)
            .execution_options(synchronize_session=False)
        )


# Built once: building takes longer than running.
_TAKE = PreparedInsert(
    LaneLeaseRow,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[LaneLeaseRow.chat],
        set_={
            "owner": insert.excluded.owner,
            "takeovers": LaneLeaseRow.takeovers
            + case((LaneLeaseRow.owner == insert.excluded.owner, 0), else_=1),
            "expires_at": insert.excluded.expires_at,
        },
        where=or_(
            LaneLeaseRow.owner == insert.excluded.owner,
            LaneLeaseRow.expires_at <= bindparam("moment"),
        ),
    ).returning(LaneLeaseRow.chat, LaneLeaseRow.takeovers),
)
_OWN = and_(
    LaneLeaseRow.owner == bindparam("of_owner"),
    LaneLeaseRow.chat.in_(bindparam("chats", expanding=True)),
)
_LOCK = (
    select(LaneLeaseRow.chat)
    .where(_OWN)
    .order_by(LaneLeaseRow.chat)
    .with_for_update(skip_locked=True)
)
_GIVE_BACK = (
    delete(LaneLeaseRow)
    .where(
        _OWN,
        ~exists().where(InboxRow.chat == LaneLeaseRow.chat, InboxRow.state == InboxState.NEW),
    )
    .returning(LaneLeaseRow.chat)
)
