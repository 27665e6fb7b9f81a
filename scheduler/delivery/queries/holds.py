"""Queries: causes for which nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.dialects import insert_into
from scheduler.store.tables import HoldRow

_REASON_LENGTH = 500
_NAME_LENGTH = 64


def held(machine: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether something keeps this machine from sending; for use in another statement."""
    return exists().where(or_(HoldRow.machine == "", HoldRow.machine == machine))


class HoldBook:
    """The causes on record."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, cause: str, machine: str, reason: str, by: str, now: datetime) -> bool:
        """Enter a cause; False when it is there already."""
        added = await self._session.scalars(
            insert_into(self._session, HoldRow)
            .values(
                cause=cause,
                machine=machine,
                reason=reason[:_REASON_LENGTH],
                held_by=by[:_NAME_LENGTH],
                since=now,
            )
            .on_conflict_do_nothing()
            .returning(HoldRow.cause)
        )
        return added.one_or_none() is not None

    async def holds(self, cause: str) -> bool:
        """Whether this cause is there, on any machine."""
        found = await self._session.scalars(select(HoldRow.cause).where(HoldRow.cause == cause))
        return found.first() is not None

    async def remove(self, cause: str, machine: str) -> bool:
        """Forget a cause; False when it was not there."""
        removed = await self._session.scalars(
            delete(HoldRow)
            .where(HoldRow.cause == cause, HoldRow.machine == machine)
            .returning(HoldRow.cause)
            .execution_options(synchronize_session=False)
        )
        return removed.one_or_none() is not None

    async def remove_all(self) -> Sequence[HoldRow]:
        """Forget every cause; the causes forgotten."""
        removed = await self._session.scalars(
            delete(HoldRow).returning(HoldRow).execution_options(synchronize_session=False)
        )
        return removed.all()

    async def on(self, machine: str) -> Sequence[HoldRow]:
        """Causes that concern a machine, oldest first."""
        rows = await self._session.scalars(
            select(HoldRow)
            .where(HoldRow.machine.in_(["", machine]))
            .order_by(HoldRow.since, HoldRow.cause)
        )
        return rows.all()
