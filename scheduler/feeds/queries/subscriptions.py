"""Queries: addresses of calendars, and the revisions of their items."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.feeds.feed import Revision
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.feeds import CalendarItemRow, CalendarRow


class Subscriptions:
    """Reads and writes them; of an address only its hash is kept."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, person_id: PersonId, hashed: str, now: datetime) -> None:
        """Give the person's calendar this address; a former one leads nowhere from now on."""
        insert = insert_into(self._session, CalendarRow).values(
            person_id=person_id, hashed=hashed, made_at=now
        )
        await self._session.execute(
            insert.on_conflict_do_update(
                index_elements=["person_id"], set_={"hashed": hashed, "made_at": now}
            )
        )

    async def end(self, person_id: PersonId) -> bool:
        """Let the address lead nowhere; False when there was none."""
        ended = await self._session.scalars(
            delete(CalendarRow)
            .where(CalendarRow.person_id == person_id)
            .returning(CalendarRow.person_id)
        )
        return ended.one_or_none() is not None

    async def has(self, person_id: PersonId) -> bool:
        """Whether the person's calendar has an address."""
        return await self._session.get(CalendarRow, person_id) is not None

    async def person_at(self, hashed: str) -> PersonId | None:
        """Whose calendar has the address with this hash."""
        found = await self._session.scalar(
            select(CalendarRow.person_id).where(CalendarRow.hashed == hashed)
        )
        return None if found is None else PersonId(found)

    async def revisions(self, ids: Collection[OccurrenceId]) -> dict[OccurrenceId, Revision]:
        """The state in which each item was seen last; what was never seen is left out."""
        rows = await self._session.execute(
            select(CalendarItemRow.__table__).where(CalendarItemRow.occurrence_id.in_(ids))
        )
        return {
            OccurrenceId(row.occurrence_id): Revision(row.mark, row.revision, row.changed_at)
            for row in rows
        }

    async def revise(self, marks: Mapping[OccurrenceId, str], now: datetime) -> None:
        """Note the state of these items: a further revision of each that is in another one."""
        insert = insert_into(self._session, CalendarItemRow)
        connection = await self._session.connection()
        await connection.execute(
            insert.on_conflict_do_update(
                index_elements=["occurrence_id"],
                set_={
                    "mark": insert.excluded.mark,
                    "changed_at": insert.excluded.changed_at,
                    "revision": CalendarItemRow.revision + 1,
                },
                where=CalendarItemRow.mark != insert.excluded.mark,
            ),
            [
                {"occurrence_id": id_, "mark": mark, "revision": 0, "changed_at": now}
                for id_, mark in sorted(marks.items())
            ],
        )
