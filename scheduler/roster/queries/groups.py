"""Queries: messenger groups."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, cast, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.roster.model import Group, GroupId, Organisation, OrganisationId, PersonId
from scheduler.roster.queries.rows import group_of
from scheduler.store.dialects import insert_into
from scheduler.store.tables.board import GroupWeekRow
from scheduler.store.tables.roster import GroupRow, OrganisationRow

_NOWHERE = Address("", "")


class LockedGroup(NamedTuple):
    """A group, and whether the bot is in it."""

    group: Group
    present: bool


class GroupBook:
    """Reads and writes groups, those that the bot has left too."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self, address: Address) -> LockedGroup | None:
        """The group, locked; others that lock it wait for the end of this transaction."""
        row = await self._session.scalar(
            select(GroupRow)
            .where(GroupRow.address == address)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row is None:
            return None
        return LockedGroup(group_of(row, await self._organisation(row)), row.left_at is None)

    async def topics(self, chat: Address) -> list[Group]:
        """The topics of the chat that are on record, locked, those that are gone too; by id."""
        rows = await self._session.scalars(
            select(GroupRow)
            .where(cast(GroupRow.address, String).startswith(f"{chat}/", autoescape=True))
            .order_by(GroupRow.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return [group_of(row, await self._organisation(row)) for row in rows.all()]

    async def find(self, address: Address) -> Group | None:
        """The group, if the bot is in it; by its present id or the one that it had before."""
        row = await self._session.scalar(
            select(GroupRow)
            .where(
                or_(GroupRow.address == address, GroupRow.former_address == address),
                GroupRow.left_at.is_(None),
            )
            .order_by(GroupRow.id)
            .limit(1)
        )
        return None if row is None else group_of(row, await self._organisation(row))

    async def bound(self, *, limit: int) -> list[Group]:
        """At most ``limit`` groups that the bot is in and that are bound, the latest first."""
        rows = await self._session.scalars(
            select(GroupRow)
            .where(GroupRow.organisation_id.is_not(None), GroupRow.left_at.is_(None))
            .order_by(GroupRow.bound_at.desc(), GroupRow.id.desc())
            .limit(limit)
        )
        return [group_of(row, await self._organisation(row)) for row in rows.all()]

    async def bound_to(self, organisation_id: OrganisationId) -> list[Group]:
        """The groups that are bound to the organisation, those that the bot has left too; by id."""
        rows = await self._session.scalars(
            select(GroupRow)
            .where(GroupRow.organisation_id == organisation_id)
            .order_by(GroupRow.id)
        )
        return [group_of(row, await self._organisation(row)) for row in rows.all()]

    async def moved_from(self, address: Address) -> Group | None:
        """The group that had this id until it became a supergroup."""
        row = await self._session.scalar(
            select(GroupRow)
            .where(GroupRow.former_address == address)
            .order_by(GroupRow.id.desc())
            .limit(1)
        )
        return None if row is None else group_of(row, await self._organisation(row))

    async def get(self, group_id: GroupId) -> Group:
        """The group, whether the bot is in it or not."""
        row = await self._row(group_id)
        return group_of(row, await self._organisation(row))

    async def join(self, address: Address, *, title: str, locale: str) -> Group:
        """The bot is in the group now; ``locale`` is for one that it was never in."""
        rows = await self._session.scalars(
            insert_into(self._session, GroupRow)
            .values(address=address, title=title, locale=locale)
            .on_conflict_do_update(
                index_elements=["address"],
                set_={"title": title, "left_at": None, "silent_since": None},
            )
            .returning(GroupRow),
            execution_options={"populate_existing": True},
        )
        row = rows.one()
        return group_of(row, await self._organisation(row))

    async def leave(self, group_id: GroupId, now: datetime) -> bool:
        """The bot is in the group no longer. False when that was known."""
        left = await self._session.scalars(
            update(GroupRow)
            .where(GroupRow.id == group_id, GroupRow.left_at.is_(None))
            .values(left_at=now)
            .returning(GroupRow.id)
        )
        return left.one_or_none() is not None

    async def come_back(self, group_ids: Collection[GroupId]) -> None:
        """The bot is in these groups again."""
        await self._session.execute(
            update(GroupRow)
            .where(GroupRow.id.in_(group_ids))
            .values(left_at=None, silent_since=None)
            .execution_options(synchronize_session=False)
        )

    async def find_again(self, group_ids: Collection[GroupId], since: datetime) -> list[Group]:
        """The bot never left those of which it was thought so at or after ``since``; these groups."""
        rows = await self._session.scalars(
            update(GroupRow)
            .where(
                GroupRow.id.in_(group_ids),
                (GroupRow.left_at >= since) | (GroupRow.silent_since >= since),
            )
            .values(left_at=None, silent_since=None)
            .returning(GroupRow)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
        return [group_of(row, await self._organisation(row)) for row in rows.all()]

    async def silence(self, group_id: GroupId, now: datetime) -> bool:
        """The bot may not write in the group. False when that was known."""
        silenced = await self._session.scalars(
            update(GroupRow)
            .where(GroupRow.id == group_id, GroupRow.silent_since.is_(None))
            .values(silent_since=now)
            .returning(GroupRow.id)
        )
        return silenced.one_or_none() is not None

    async def hear(self, group_id: GroupId) -> None:
        """The bot has written in the group again."""
        await self._session.execute(
            update(GroupRow).where(GroupRow.id == group_id).values(silent_since=None)
        )

    async def bind(
        self,
        group_id: GroupId,
        organisation: Organisation | None,
        by: PersonId | None,
        now: datetime,
    ) -> Group:
        """Bind the group to an organisation; None unbinds it.

        What the managers before allowed and arranged for it ends: it was their word.
        """
        row = await self._row(group_id)
        row.organisation_id = None if organisation is None else organisation.id
        row.bound_by = by
        row.bound_at = None if organisation is None else now
        row.shows_units = row.show_names = False
        await self._session.execute(delete(GroupWeekRow).where(GroupWeekRow.group_id == group_id))
        return group_of(row, await self._organisation(row))

    async def set_locale(self, group_id: GroupId, locale: str) -> Group:
        """Talk to the group in ``locale``."""
        row = await self._row(group_id)
        row.locale = locale
        return group_of(row, await self._organisation(row))

    async def set_minute(self, group_id: GroupId, minute: int) -> None:
        """It is a robot, which is told at that minute of an hour only."""
        row = await self._row(group_id)
        row.minute = minute

    async def present(self, group_ids: Collection[GroupId]) -> set[GroupId]:
        """Those of these groups that the bot has not left."""
        rows = await self._session.scalars(
            select(GroupRow.id).where(GroupRow.id.in_(group_ids), GroupRow.left_at.is_(None))
        )
        return {GroupId(id_) for id_ in rows}

    async def show_names(self, group_id: GroupId, *, shown: bool) -> Group:
        """Let names of holders stand in what the group is told, or not."""
        row = await self._row(group_id)
        row.show_names = shown
        return group_of(row, await self._organisation(row))

    async def show_units(self, group_id: GroupId, *, shown: bool) -> Group:
        """Let its messages give numbers of the organisations below, or not."""
        row = await self._row(group_id)
        row.shows_units = shown
        return group_of(row, await self._organisation(row))

    async def exchange(self, group_id: GroupId, other_id: GroupId) -> None:
        """Let two groups exchange their addresses; the bot is in the first of them."""
        row, other = await self._row(group_id), await self._row(other_id)
        own, others = row.address, other.address
        row.address = _NOWHERE  # one at a time: an address is unique at every moment
        await self._session.flush()
        other.address = own
        await self._session.flush()
        row.address, row.former_address = others, own
        row.left_at = row.silent_since = None

    async def rename(self, group_id: GroupId, address: Address) -> None:
        """The messenger calls the group by another id now, and the bot is in it."""
        row = await self._row(group_id)
        row.former_address = row.address
        row.address = address
        row.left_at = row.silent_since = None

    async def came_from(self, group_id: GroupId, address: Address) -> None:
        """The messenger called the group by this id before."""
        row = await self._row(group_id)
        row.former_address = address

    async def _row(self, group_id: GroupId) -> GroupRow:
        return await self._session.get_one(GroupRow, group_id)

    async def _organisation(self, row: GroupRow) -> OrganisationRow | None:
        if row.organisation_id is None:
            return None
        return await self._session.get_one(OrganisationRow, row.organisation_id)
