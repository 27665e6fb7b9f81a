"""Queries: alerts to the operators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.dialects import insert_into
from scheduler.store.tables.watch import AlertRow
from scheduler.watch.alerts import Alert
from scheduler.watch.conditions import Condition

DETAIL_LENGTH = 500
"""Characters of a detail that are kept."""
_LONGEST_CLAIM = timedelta(hours=1)
_SUBJECT_LENGTH = 128


class AlertBook:
    """The alerts; see :class:`scheduler.store.tables.AlertRow`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(
        self,
        condition: Condition,
        subject: str,
        *,
        detail: str,
        count: int,
        now: datetime,
        over_after: timedelta,
    ) -> None:
        """Enter it, or bring the entry up to date; one that had been over for long begins anew."""
        insert = insert_into(self._session, AlertRow).values(
            kind=condition.value,
            subject=subject[:_SUBJECT_LENGTH],
            detail=detail[:DETAIL_LENGTH],
            count=count,
            began_at=now,
            renewed_at=now,
        )
        again = AlertRow.ended_at <= now - over_after
        await self._session.execute(
            insert.on_conflict_do_update(
                index_elements=["kind", "subject"],
                set_={
                    "detail": insert.excluded.detail,
                    "count": insert.excluded.count,
                    "began_at": case((again, now), else_=AlertRow.began_at),
                    "told_at": case((again, None), else_=AlertRow.told_at),
                    "ended_at": None,
                    "renewed_at": now,
                },
            )
        )

    async def lapse(self, now: datetime, after: timedelta) -> None:
        """End what has not been found true for so long; nobody is left who would find that it is over."""
        # Renewed far in the future: by a clock that was wrong.
        renewed = and_(AlertRow.renewed_at > now - after, AlertRow.renewed_at < now + after)
        lapsed = and_(AlertRow.ended_at.is_(None), or_(AlertRow.renewed_at.is_(None), ~renewed))
        await self._session.execute(delete(AlertRow).where(lapsed, AlertRow.told_at.is_(None)))
        await self._session.execute(update(AlertRow).where(lapsed).values(ended_at=now))

    async def is_open(self, condition: Condition, subject: str) -> bool:
        """Whether it is on record and not over."""
        found = await self._session.scalar(select(AlertRow.kind).where(_open(condition, subject)))
        return found is not None

    async def close(self, condition: Condition, subject: str, now: datetime) -> None:
        """End an alert; one that nobody has been told of is forgotten."""
        await self._session.execute(
            delete(AlertRow).where(_open(condition, subject), AlertRow.told_at.is_(None))
        )
        await self._session.execute(
            update(AlertRow).where(_open(condition, subject)).values(ended_at=now)
        )

    async def all_open(self) -> list[Alert]:
        """The alerts that are not over, oldest first."""
        rows = await self._session.scalars(
            select(AlertRow)
            .where(AlertRow.ended_at.is_(None))
            .order_by(AlertRow.began_at, AlertRow.kind, AlertRow.subject)
        )
        return [_alert(row) for row in rows]

    async def waiting(
        self,
        now: datetime,
        repeated_after: Mapping[Condition, timedelta],
        over_after: timedelta,
    ) -> bool:
        """Whether there is something to tell."""
        found = await self._session.scalar(
            select(AlertRow.kind).where(_to_tell(now, repeated_after, over_after)).limit(1)
        )
        return found is not None

    async def claim(
        self,
        now: datetime,
        repeated_after: Mapping[Condition, timedelta],
        over_after: timedelta,
        *,
        until: datetime,
    ) -> list[Alert]:
        """The alerts to be told, kept from other processes until an instant."""
        rows = await self._session.scalars(
            update(AlertRow)
            .where(_to_tell(now, repeated_after, over_after))
            .values(claimed_until=until)
            .returning(AlertRow)
            .execution_options(synchronize_session=False)
        )
        return sorted((_alert(row) for row in rows), key=lambda each: each.began_at)

    async def told(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Note that these were told; an alert that is over is forgotten now, unless it has come back."""
        for each in alerts:
            row = and_(AlertRow.kind == each.condition.value, AlertRow.subject == each.subject)
            if each.over:
                await self._session.execute(
                    delete(AlertRow).where(row, AlertRow.ended_at.is_not(None))
                )
            await self._session.execute(
                update(AlertRow)
                .where(row)
                .values(told_at=None if each.over else now, claimed_until=None)
            )


def _open(condition: Condition, subject: str) -> ColumnElement[bool]:
    return and_(
        AlertRow.kind == condition.value,
        AlertRow.subject == subject[:_SUBJECT_LENGTH],
        AlertRow.ended_at.is_(None),
    )


def _to_tell(
    now: datetime, repeated_after: Mapping[Condition, timedelta], over_after: timedelta
) -> ColumnElement[bool]:
    again = case(
        {condition.value: now - after for condition, after in repeated_after.items()},
        value=AlertRow.kind,
    )
    return and_(
        # A claim that reaches far into the future was made before the clock was set back.
        or_(
            AlertRow.claimed_until.is_(None),
            AlertRow.claimed_until <= now,
            AlertRow.claimed_until > now + _LONGEST_CLAIM,
        ),
        or_(
            and_(
                AlertRow.ended_at.is_(None),
                or_(AlertRow.told_at.is_(None), AlertRow.told_at <= again),
            ),
            AlertRow.ended_at <= now - over_after,
        ),
    )


def _alert(row: AlertRow) -> Alert:
    return Alert(
        Condition(row.kind),
        row.subject,
        row.detail,
        row.count,
        row.began_at,
        row.ended_at,
        row.renewed_at,
    )
