"""Queries: which organisations are to be planned, and that they have been."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import OrganisationId
from scheduler.store.tables.roster import OrganisationRow


class Look(NamedTuple):
    """How an organisation stood when it was read: number of changes, and how far it was planned."""

    changes: int
    through: date | None


class Looked(NamedTuple):
    """An organisation that was planned: when it is to be looked at again (UTC), and how far it is."""

    organisation_id: OrganisationId
    plan_at: datetime
    through: date


class Looks:
    """Finds, by index, what changed or is due; however many organisations there are."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def due(self, basis: str, now: datetime, *, limit: int) -> list[OrganisationId]:
        """Some that changed, or whose date has come, or that were planned on another basis; by id.

        At most ``limit`` of each kind.
        """
        found: set[int] = set()
        column = OrganisationRow.planned_as
        conditions: list[ColumnElement[bool]] = [
            OrganisationRow.plan_at.is_(None),
            OrganisationRow.plan_at <= now,
            # In two ranges of the index: "other than" would be looked up in all of it.
            column < basis,
            column > basis,
        ]
        for condition in conditions:
            found.update(
                await self._session.scalars(
                    select(OrganisationRow.id).where(condition).limit(limit)
                )
            )
        return [OrganisationId(id_) for id_ in sorted(found)]

    async def of(
        self, ids: Collection[OrganisationId], *, lock: bool = False
    ) -> dict[OrganisationId, Look]:
        """How these organisations stand; locked, in order, until the transaction ends."""
        wanted = (
            select(OrganisationRow.id, OrganisationRow.changes, OrganisationRow.planned_through)
            .where(OrganisationRow.id.in_(ids))
            .order_by(OrganisationRow.id)
        )
        rows = await self._session.execute(
            wanted.with_for_update(key_share=True) if lock else wanted
        )
        return {OrganisationId(id_): Look(changes, through) for id_, changes, through in rows}

    async def put(self, looked: Collection[Looked], basis: str) -> None:
        """Note that these were planned on this basis."""
        if looked:
            connection = await self._session.connection()
            await connection.execute(
                update(OrganisationRow)
                .where(OrganisationRow.id == bindparam("row_id"))
                .values(
                    planned_as=basis,
                    planned_through=bindparam("through"),
                    plan_at=bindparam("at"),
                ),
                [
                    {"row_id": each.organisation_id, "through": each.through, "at": each.plan_at}
                    for each in looked
                ],
            )

    async def days(self, now: datetime) -> frozenset[date]:
        """Which days it is at ``now``, over all time zones in use."""
        return frozenset(now.astimezone(ZoneInfo(zone)).date() for zone in await self.zones())

    async def zones(self) -> list[str]:
        """The names of all time zones in use, in order."""
        rows = await self._session.scalars(
            select(OrganisationRow.zone).distinct().order_by(OrganisationRow.zone)
        )
        return list(rows)
