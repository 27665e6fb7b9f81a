"""Queries: causes for which nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import HoldRow

_REASON_LENGTH = 500
_NAME_LENGTH = 64


def held(instance: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether something keeps this process from sending; for use in another statement."""
    return exists().where(or_(HoldRow.machine == "", HoldRow.machine == instance))


class HoldBook:
    """The causes on record."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, cause: str, instance: str, reason: str, by: str, now: datetime) -> bool:
        """Enter a cause; False when it is there already."""
        added = await self._session.scalars(
            insert_into(self._session, HoldRow)
            .values(
                cause=cause,
                machine=instance,
                reason=reason[:_REASON_LENGTH],
                held_by=by[:_NAME_LENGTH],
                since=now,
            )
            .on_conflict_do_nothing()
            .returning(HoldRow.cause)
        )
        return added.one_or_none() is not None

    async def holds(self, cause: str) -> bool:
        """Whether this cause is there, of any instance."""
        found = await self._session.scalars(select(HoldRow.cause).where(HoldRow.cause == cause))
        return found.first() is not None

    async def remove(self, cause: str, instance: str) -> bool:
        """Forget a cause; False when it was not there."""
        removed = await self._session.scalars(
            delete(HoldRow)
            .where(HoldRow.cause == cause, HoldRow.machine == instance)
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

    async def remove_of_others(self, cause: str, instance: str) -> None:
        """Forget a cause as far as it concerns single processes other than this one."""
        await self._session.execute(
            delete(HoldRow)
            .where(HoldRow.cause == cause, HoldRow.machine.not_in(["", instance]))
            .execution_options(synchronize_session=False)
        )

    async def on(self, instance: str) -> Sequence[HoldRow]:
        """Causes that concern a process, oldest first."""
        rows = await self._session.scalars(
            select(HoldRow)
            .where(HoldRow.machine.in_(["", instance]))
            .order_by(HoldRow.since, HoldRow.cause)
        )
        return rows.all()
