"""Queries: the list of those who were erased."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import ERASED, Address
from scheduler.forgetting.erasures import Erasure, hashed, new_salt
from scheduler.roster.model import PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.erasures import ErasureRow
from scheduler.store.tables.roster import PersonRow


class Erasures:
    """Reads and adds to the list, and finds the people on it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> set[Erasure]:
        """Everybody on it."""
        rows = await self._session.scalars(select(ErasureRow))
        return {Erasure(row.hashed, row.salt, row.at) for row in rows}

    async def salt(self) -> str:
        """The salt in use; a new one while the list is empty."""
        newest = select(ErasureRow.salt).order_by(ErasureRow.at.desc()).limit(1)
        return await self._session.scalar(newest) or new_salt()

    async def add(self, erasures: Collection[Erasure]) -> None:
        """Add those that are not on it."""
        if erasures:
            values = [{"hashed": e.hashed, "salt": e.salt, "at": e.at} for e in erasures]
            insert = insert_into(self._session, ErasureRow).values(values)
            await self._session.execute(insert.on_conflict_do_nothing())

    async def people(self, erasures: Collection[Erasure]) -> list[tuple[PersonId, Erasure]]:
        """The persons who came before they were erased, each with the last erasure of theirs; by id."""
        wanted: dict[tuple[str, str], Erasure] = {}
        for each in sorted(erasures, key=lambda erasure: erasure.at):
            wanted[each.salt, each.hashed] = each
        salts = sorted({salt for salt, _ in wanted})
        if not salts:
            return []
        rows = await self._session.execute(
            select(PersonRow.id, PersonRow.address, PersonRow.created_at).order_by(PersonRow.id)
        )
        return [
            (PersonId(id_), found)
            for id_, address, created_at in rows
            if address.channel != ERASED
            and (found := _of(address, salts, wanted)) is not None
            and created_at <= found.at
        ]


def _of(
    address: Address, salts: list[str], wanted: dict[tuple[str, str], Erasure]
) -> Erasure | None:
    for salt in salts:
        found = wanted.get((salt, hashed(address, salt)))
        if found is not None:
            return found
    return None
