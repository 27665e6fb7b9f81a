"""Queries: editions of packs that came as files."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.editions.pack_edition import PackEditionId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.editions import PackEditionRow


class StoredPackEditions:
    """Reads and writes them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def in_force(self, today: date) -> list[PackEditionRow]:
        """Those whose day has come, in the order in which they came."""
        return list(
            await self._session.scalars(
                select(PackEditionRow)
                .where(
                    PackEditionRow.approved_at.is_not(None),
                    PackEditionRow.ended_at.is_(None),
                    PackEditionRow.in_force_on <= today,
                )
                .order_by(PackEditionRow.in_force_on, PackEditionRow.id)
            )
        )

    async def latest(self, limit: int) -> list[PackEditionRow]:
        """The last ones that were not given up, the newest first."""
        return list(
            await self._session.scalars(
                select(PackEditionRow)
                .where(PackEditionRow.ended_at.is_(None))
                .order_by(PackEditionRow.id.desc())
                .limit(limit)
            )
        )

    async def find(self, id_: PackEditionId, *, lock: bool = False) -> PackEditionRow | None:
        """The edition of this id; locked where rows can be."""
        wanted = select(PackEditionRow).where(PackEditionRow.id == id_)
        if lock:
            wanted = wanted.with_for_update()
        return (await self._session.scalars(wanted)).one_or_none()

    async def came_into_force(self, today: date) -> list[PackEditionId]:
        """Those whose day has come since this was asked last, by any process; another may be made then."""
        ids = await self._session.scalars(
            update(PackEditionRow)
            .where(
                PackEditionRow.open_pack.is_not(None),
                PackEditionRow.approved_at.is_not(None),
                PackEditionRow.in_force_on <= today,
            )
            .values(open_pack=None)
            .returning(PackEditionRow.id)
        )
        return sorted(map(PackEditionId, ids))

    async def add(self, **values: object) -> PackEditionId | None:
        """Store one; None: another of the same pack is open."""
        added = await self._session.scalars(
            insert_into(self._session, PackEditionRow)
            .values(**values, open_pack=values["pack"])
            .on_conflict_do_nothing(index_elements=["open_pack"])
            .returning(PackEditionRow.id)
        )
        id_ = added.one_or_none()
        return None if id_ is None else PackEditionId(id_)
