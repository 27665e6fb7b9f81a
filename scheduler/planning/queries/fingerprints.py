"""Queries: what the planner saw of each organisation last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import OrganisationId
from scheduler.store.tables import OrganisationRow


class PlanFingerprint(NamedTuple):
    """The mark last seen, and the last day on which a period that was planned may begin."""

    seen: str | None
    through: date | None


class PlanFingerprints:
    """Reads and writes marks, many at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, ids: Collection[OrganisationId]) -> dict[OrganisationId, PlanFingerprint]:
        """Those of these organisations."""
        rows = await self._session.execute(
            select(
                OrganisationRow.id, OrganisationRow.planned_as, OrganisationRow.planned_through
            ).where(OrganisationRow.id.in_(ids))
        )
        return {OrganisationId(id_): PlanFingerprint(seen, through) for id_, seen, through in rows}

    async def put(self, marks: Mapping[OrganisationId, PlanFingerprint]) -> None:
        """Set the marks of these organisations."""
        if marks:
            connection = await self._session.connection()
            await connection.execute(
                update(OrganisationRow)
                .where(OrganisationRow.id == bindparam("row_id"))
                .values(planned_as=bindparam("seen"), planned_through=bindparam("through")),
                [{"row_id": id_, **mark._asdict()} for id_, mark in marks.items()],
            )
