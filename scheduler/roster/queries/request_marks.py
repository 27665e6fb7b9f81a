"""Queries: managers who have closed themselves to the requests of somebody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import PersonId, RequestMark
from scheduler.store.dialects import insert_into
from scheduler.store.tables.joining import RequestMarkRow


class RequestMarks:
    """Reads and writes marks."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def on(
        self, person_id: PersonId, manager_ids: Collection[PersonId]
    ) -> dict[PersonId, RequestMark]:
        """The marks of these managers on the person; those without one are left out."""
        rows = await self._session.execute(
            select(RequestMarkRow.manager_id, RequestMarkRow.mark).where(
                RequestMarkRow.person_id == person_id, RequestMarkRow.manager_id.in_(manager_ids)
            )
        )
        return {PersonId(manager_id): RequestMark(mark) for manager_id, mark in rows}

    async def set(
        self, manager_id: PersonId, person_id: PersonId, mark: RequestMark | None, now: datetime
    ) -> None:
        """Put the manager's mark on the person, in place of another one; None takes it off."""
        if mark is None:
            await self._session.execute(
                delete(RequestMarkRow).where(
                    RequestMarkRow.manager_id == manager_id, RequestMarkRow.person_id == person_id
                )
            )
            return
        values = {"mark": mark.value, "since": now}
        await self._session.execute(
            insert_into(self._session, RequestMarkRow)
            .values(manager_id=manager_id, person_id=person_id, **values)
            .on_conflict_do_update(index_elements=["manager_id", "person_id"], set_=values)
        )
