"""Queries: robots and mailboxes, with what opens them under lock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.roster.model import PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.endpoints import EndpointRow


class Endpoints:
    """Reads and writes what is reached besides the messenger."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def locked(self, address: Address) -> str | None:
        """What opens the endpoint, locked; None where there is none."""
        return await self._session.scalar(
            select(EndpointRow.locked).where(EndpointRow.address == address)
        )

    async def any_locked(self) -> str | None:
        """What opens the newest endpoint, locked; None where there is none at all."""
        return await self._session.scalar(
            select(EndpointRow.locked).order_by(EndpointRow.created_at.desc()).limit(1)
        )

    async def put(
        self,
        address: Address,
        locked: str,
        by: PersonId,
        now: datetime,
        *,
        mailbox_of: PersonId | None = None,
    ) -> None:
        """Keep an endpoint; a person has one mailbox, and an address what it was given last."""
        if mailbox_of is not None:
            await self.remove_mailbox(mailbox_of)
        values = {
            "person_id": mailbox_of,
            "locked": locked,
            "failed_at": None,
            "created_by": by,
            "created_at": now,
        }
        await self._session.execute(
            insert_into(self._session, EndpointRow)
            .values(address=address, **values)
            .on_conflict_do_update(index_elements=["address"], set_=values)
        )

    async def remove(self, address: Address) -> None:
        """Forget the endpoint."""
        await self._session.execute(delete(EndpointRow).where(EndpointRow.address == address))

    async def remove_mailbox(self, person_id: PersonId) -> bool:
        """Forget the person's mailbox; False where there is none."""
        removed = await self._session.scalars(
            delete(EndpointRow)
            .where(EndpointRow.person_id == person_id)
            .returning(EndpointRow.address)
        )
        return removed.one_or_none() is not None

    async def mailboxes(self, person_ids: Collection[int]) -> dict[int, Address]:
        """The mailboxes of these persons, but for those that take nothing."""
        if not person_ids:
            return {}
        rows = await self._session.execute(
            select(EndpointRow.person_id, EndpointRow.address).where(
                EndpointRow.person_id.in_(person_ids), EndpointRow.failed_at.is_(None)
            )
        )
        return {person_id: address for person_id, address in rows if person_id is not None}

    async def fail(self, address: Address, now: datetime) -> bool:
        """Nothing is taken at this mailbox. False when it is none, or that was known."""
        failed = await self._session.scalars(
            update(EndpointRow)
            .where(
                EndpointRow.address == address,
                EndpointRow.person_id.is_not(None),
                EndpointRow.failed_at.is_(None),
            )
            .values(failed_at=now)
            .returning(EndpointRow.address)
            .execution_options(synchronize_session=False)
        )
        return failed.one_or_none() is not None
