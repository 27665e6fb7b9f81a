"""Queries: lists that were given as files, as they are looked through and taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.tables.planning import OwnDutyRow, OwnListRow


class StoredOwnLists:
    """Reads and writes; who may is decided in the use cases."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, id_: int, *, lock: bool = False) -> OwnListRow | None:
        """The list of this id; locked, as it is now, until the transaction ends."""
        return await self._session.get(
            OwnListRow, id_, with_for_update=lock, populate_existing=lock
        )

    async def former(self, organisation_id: OrganisationId, title: str) -> OwnListRow | None:
        """The list of this title that counts there."""
        found = await self._session.scalars(
            select(OwnListRow)
            .where(
                OwnListRow.organisation_id == organisation_id,
                OwnListRow.title == title,
                OwnListRow.confirmed_at.is_not(None),
                OwnListRow.ended_on.is_(None),
            )
            .order_by(OwnListRow.id.desc())
            .limit(1)
        )
        return found.first()

    async def draft(self, organisation_id: OrganisationId, by: PersonId) -> OwnListRow | None:
        """What ``by`` is looking through there."""
        found = await self._session.scalars(
            select(OwnListRow).where(*_draft(organisation_id, by)).order_by(OwnListRow.id.desc())
        )
        return found.first()

    async def add(
        self,
        organisation_id: OrganisationId,
        title: str,
        rows: list[dict[str, Any]],
        by: PersonId,
        now: datetime,
    ) -> OwnListRow:
        """Store one to be looked through, in place of what ``by`` had there of that kind."""
        await self._session.execute(
            update(OwnListRow).where(*_draft(organisation_id, by)).values(ended_on=now.date())
        )
        row = OwnListRow(
            organisation_id=organisation_id,
            title=title,
            rows=rows,
            confirmed_at=None,
            ended_on=None,
            person_id=by,
            created_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def add_duties(
        self, values: list[dict[str, Any]], by: PersonId, now: datetime
    ) -> list[int]:
        """Store duties that count from now on; their ids in the same order."""
        rows = [
            OwnDutyRow(**each, confirmed_at=now, ended_on=None, person_id=by, created_at=now)
            for each in values
        ]
        self._session.add_all(rows)
        await self._session.flush()
        return [row.id for row in rows]

    async def standing(self, ids: list[int]) -> set[int]:
        """Those of these duties that nobody has ended since."""
        found = await self._session.scalars(
            select(OwnDutyRow.id).where(OwnDutyRow.id.in_(ids), OwnDutyRow.ended_on.is_(None))
        )
        return set(found)


def _draft(organisation_id: OrganisationId, by: PersonId) -> tuple[ColumnElement[bool], ...]:
    return (
        OwnListRow.organisation_id == organisation_id,
        OwnListRow.person_id == by,
        OwnListRow.confirmed_at.is_(None),
        OwnListRow.ended_on.is_(None),
    )


def ended(row: OwnListRow, today: date) -> None:
    """It counts no more, or was given up."""
    row.ended_on = today
