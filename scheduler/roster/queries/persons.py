"""Queries: persons."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import ERASED, Address
from scheduler.roster.days_off import DaysOff
from scheduler.roster.model import DEFAULT_QUIET_HOURS, Digest, Person, PersonId, QuietHours
from scheduler.roster.queries.rows import person_of
from scheduler.store.dialects import insert_into
from scheduler.store.tables.roster import PersonRow


class Persons:
    """Reads and writes persons; a missing :class:`PersonId` is a bug and raises ``NoResultFound``."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, person_id: PersonId) -> Person:
        """The person."""
        return person_of(await self._session.get_one(PersonRow, person_id))

    async def find(self, address: Address) -> Person | None:
        """The person at this address."""
        row = await self._session.scalar(select(PersonRow).where(PersonRow.address == address))
        return None if row is None else person_of(row)

    async def lock(self, person_id: PersonId) -> Person:
        """The person, locked; others that lock them wait for the end of this transaction."""
        return person_of(await self._session.get_one(PersonRow, person_id, with_for_update=True))

    async def lock_all(self, person_ids: Collection[PersonId]) -> None:
        """Those of them that there are, locked in order: so no two wait for each other."""
        await self._session.execute(
            select(PersonRow.id)
            .where(PersonRow.id.in_(person_ids))
            .order_by(PersonRow.id)
            .with_for_update()
        )

    async def introduce(
        self,
        address: Address,
        *,
        name: str,
        locale: str,
        now: datetime,
        in_private: bool = True,
    ) -> Person:
        """Create the person, or bring the name of the one who is there up to date.

        ``locale`` is for a new one only. Somebody heard of ``in_private`` can be reached again.
        """
        insert = insert_into(self._session, PersonRow).values(
            address=address,
            name=name,
            locale=locale,
            quiet_start=DEFAULT_QUIET_HOURS.start,
            quiet_end=DEFAULT_QUIET_HOURS.end,
            created_at=now,
        )
        renewed: dict[str, object] = {"name": name}
        if in_private:
            renewed["unreachable_since"] = None
        rows = await self._session.scalars(
            insert.on_conflict_do_update(index_elements=["address"], set_=renewed).returning(
                PersonRow
            ),
            execution_options={"populate_existing": True},
        )
        return person_of(rows.one())

    async def reach_at(self, person_id: PersonId, address: Address) -> None:
        """Reach the person there from now on."""
        row = await self._session.get_one(PersonRow, person_id)
        row.address, row.unreachable_since = address, None

    async def lose(self, person_id: PersonId, now: datetime) -> bool:
        """Nothing reaches the person any more. False when that was known."""
        lost = await self._session.scalars(
            update(PersonRow)
            .where(PersonRow.id == person_id, PersonRow.unreachable_since.is_(None))
            .values(unreachable_since=now)
            .returning(PersonRow.id)
            .execution_options(synchronize_session=False)
        )
        return lost.one_or_none() is not None

    async def addresses(self) -> set[Address]:
        """The addresses of all persons but those who were erased."""
        found = await self._session.scalars(select(PersonRow.address))
        return {address for address in found if address.channel != ERASED}

    async def find_again(self, person_ids: Collection[PersonId], since: datetime) -> int:
        """Those lost at or after ``since`` were never away; their number."""
        found = await self._session.scalars(
            update(PersonRow)
            .where(PersonRow.id.in_(person_ids), PersonRow.unreachable_since >= since)
            .values(unreachable_since=None)
            .returning(PersonRow.id)
            .execution_options(synchronize_session=False)
        )
        return len(found.all())

    async def set_locale(self, person_id: PersonId, locale: str) -> Person:
        """Talk to the person in ``locale``."""
        row = await self._session.get_one(PersonRow, person_id)
        row.locale = locale
        return person_of(row)

    async def set_quiet_hours(self, person_id: PersonId, hours: QuietHours | None) -> Person:
        """Push nothing to the person in these hours; None for any time."""
        row = await self._session.get_one(PersonRow, person_id)
        row.quiet_start = None if hours is None else hours.start
        row.quiet_end = None if hours is None else hours.end
        return person_of(row)

    async def set_remind_at(self, person_id: PersonId, at: time | None) -> Person:
        """Remind the person at this local hour; None for the usual one."""
        row = await self._session.get_one(PersonRow, person_id)
        row.remind_at = at
        return person_of(row)

    async def set_digest(self, person_id: PersonId, digest: Digest) -> Person:
        """Gather the person's reminders in this way."""
        row = await self._session.get_one(PersonRow, person_id)
        row.digest = digest.value
        return person_of(row)

    async def set_days_off(self, person_id: PersonId, days_off: DaysOff) -> Person:
        """Leave the person in peace on these days."""
        row = await self._session.get_one(PersonRow, person_id)
        row.days_off = days_off.pack()
        return person_of(row)
