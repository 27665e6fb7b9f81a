"""Queries of the auditor: its own ones, so that a fault of the sender's queries does not hide itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, distinct, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.delivery.outcomes import Outcome
from scheduler.planning.notices import NoticeState, UndeliverableReason
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, DispatcherLeaseRow, NoticeRow
from scheduler.store.tables.inbox import InboxRow
from scheduler.watch.findings import Findings

_PENDING = (NoticeState.DUE.value, NoticeState.SENDING.value)
_UNSENT = (
    NoticeState.UNKNOWN.value,
    NoticeState.UNDELIVERABLE.value,
    NoticeState.EXPIRED.value,
)
_REFUSED = NoticeRow.reason.is_not_distinct_from(UndeliverableReason.REFUSED.value)
"""It says something about the message, and nothing about the chat."""


class Audit:
    """Counts what should have happened and has not."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def findings(
        self,
        now: datetime,
        *,
        promised: timedelta,
        stuck: timedelta,
        lately: timedelta,
        handling: int | None = None,
    ) -> Findings:
        """Everything, as of ``now``: ``promised`` is how late a notice may be sent.

        ``handling`` is the id of an update that does not count as waiting.
        """
        day = now - timedelta(days=1)
        due = and_(NoticeRow.state == NoticeState.DUE.value, NoticeRow.waiting_since <= now)
        overdue = and_(due, NoticeRow.waiting_since <= now - promised)
        waiting = and_(
            InboxRow.state == "new", InboxRow.update_id != (-1 if handling is None else handling)
        )
        return Findings(
            due=await self._count(due),
            overdue=await self._count(overdue),
            oldest_due=await self._session.scalar(
                select(func.min(NoticeRow.waiting_since)).where(due)
            ),
            sent_lately=await self._count_of(
                select(func.count())
                .select_from(AttemptRow)
                .where(
                    AttemptRow.outcome == Outcome.SENT.value,
                    AttemptRow.id > await self._attempts_before(),
                    AttemptRow.finished_at > now - lately,
                )
            ),
            stuck_sending=await self._count(
                and_(
                    NoticeRow.state == NoticeState.SENDING.value,
                    ~exists().where(
                        AttemptRow.delivery_id == NoticeRow.delivery_id,
                        AttemptRow.started_at > now - stuck,
                    ),
                )
            ),
            past_end=await self._count(
                and_(
                    NoticeRow.state.in_(_PENDING),
                    NoticeRow.expires_at < now - promised,
                    # Nothing is put off for longer; a year's plan need not be read.
                    NoticeRow.waiting_since <= now + timedelta(days=1),
                )
            ),
            unproved=await self._count(
                and_(
                    NoticeRow.state == NoticeState.SENT.value,
                    NoticeRow.waiting_since > day,
                    ~exists().where(
                        DeliveryRow.id == NoticeRow.delivery_id, DeliveryRow.sent_at.is_not(None)
                    ),
                )
            ),
            without_reason=await self._count(
                and_(
                    NoticeRow.state.in_(_UNSENT),
                    # What lacks a reason may lack the instant of its end as well.
                    or_(NoticeRow.settled_at > day, NoticeRow.waiting_since > day),
                    NoticeRow.reason.is_(None),
                )
            ),
            expired=await self._count(_ended(NoticeState.EXPIRED, day)),
            unknown=await self._count(_ended(NoticeState.UNKNOWN, day)),
            unreachable=await self._count_of(
                select(
                    func.count(distinct(NoticeRow.person_id))
                    + func.count(distinct(NoticeRow.group_id))
                ).where(_ended(NoticeState.UNDELIVERABLE, day), ~_REFUSED)
            ),
            refused=await self._count(and_(_ended(NoticeState.UNDELIVERABLE, day), _REFUSED)),
            waiting_updates=await self._count_of(
                select(func.count()).select_from(InboxRow).where(waiting)
            ),
            oldest_update=await self._session.scalar(
                select(func.min(InboxRow.received_at)).where(waiting)
            ),
            dead=await self._count_of(
                select(func.count())
                .select_from(InboxRow)
                .where(InboxRow.state == "dead", InboxRow.handled_at > day)
            ),
            lease_until=await self._session.scalar(select(func.max(DispatcherLeaseRow.expires_at))),
            samples={
                "unknown": await self._references(_ended(NoticeState.UNKNOWN, day)),
                "refused": await self._references(
                    and_(_ended(NoticeState.UNDELIVERABLE, day), _REFUSED)
                ),
                "stuck": await self._references(NoticeRow.state == NoticeState.SENDING.value),
            },
        )

    async def _attempts_before(self) -> int:
        """Attempts are looked at from here on: more than can be made within five minutes."""
        newest = await self._session.scalar(select(func.max(AttemptRow.id)))
        return (newest or 0) - 10_000

    async def _references(self, which: ColumnElement[bool]) -> str:
        rows = await self._session.scalars(
            select(DeliveryRow.reference)
            .join(NoticeRow, NoticeRow.delivery_id == DeliveryRow.id)
            .where(which)
            .distinct()
            .limit(5)
        )
        return ", ".join(sorted(rows))

    async def _count(self, which: ColumnElement[bool]) -> int:
        return await self._count_of(select(func.count()).select_from(NoticeRow).where(which))

    async def _count_of(self, query: Select[int]) -> int:
        return await self._session.scalar(query) or 0


def _ended(state: NoticeState, since: datetime) -> ColumnElement[bool]:
    return and_(NoticeRow.state == state.value, NoticeRow.settled_at > since)
