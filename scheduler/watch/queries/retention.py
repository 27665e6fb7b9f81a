"""Queries: notices that came to their end long ago, what is kept of them, and their deletion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.planning.notices import NoticeId, NoticeKind, NoticeState
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.queries.reminder_summaries import ReminderSummaries, ReminderSummary
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow, ReminderCountRow
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import OrganisationRow

ENDS = (
    NoticeState.SENT,
    NoticeState.UNKNOWN,
    NoticeState.UNDELIVERABLE,
    NoticeState.EXPIRED,
    NoticeState.SUPERSEDED,
)
"""The columns of ``reminder_count`` are named after these."""


@dataclass(frozen=True)
class Place:
    """A place among the notices that ended in one ``state``, in order of their end."""

    state: NoticeState
    settled_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True)
class Slice:
    """Ids that may go, of the notices looked at; ``end`` is the place behind these, None behind all."""

    ids: Sequence[NoticeId]
    end: Place | None


_REMINDERS = (NoticeKind.REMINDER.value, NoticeKind.GROUP_REMINDER.value)
"""What managers are told of late items is no reminder."""


class OldNotices:
    """Notices that ended before an instant, and of which nothing that goes on has need."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def slice(self, after: Place, before: datetime, *, limit: int) -> Slice:
        """Those of the next ``limit`` that may go, after a place."""
        wanted = (
            select(
                NoticeRow.id,
                NoticeRow.settled_at,
                case((_may_go(before), True), else_=False).label("may_go"),
            )
            .outerjoin(OccurrenceRow, OccurrenceRow.id == NoticeRow.occurrence_id)
            .outerjoin(OrganisationRow, OrganisationRow.id == OccurrenceRow.organisation_id)
            .outerjoin(JoinRequestRow, JoinRequestRow.id == NoticeRow.request_id)
            .where(NoticeRow.state == after.state.value, NoticeRow.settled_at < before)
            .order_by(NoticeRow.settled_at, NoticeRow.id)
            .limit(limit)
        )
        if after.settled_at is not None:
            wanted = wanted.where(
                NoticeRow.settled_at >= after.settled_at,
                or_(NoticeRow.settled_at > after.settled_at, NoticeRow.id > after.id),
            )
        rows = (await self._session.execute(wanted)).all()
        ids = [NoticeId(row.id) for row in rows if row.may_go]
        if len(rows) < limit:
            following = ENDS[ENDS.index(after.state) + 1 :]
            return Slice(ids, Place(following[0]) if following else None)
        return Slice(ids, Place(after.state, rows[-1].settled_at, rows[-1].id))

    async def delete(self, ids: Collection[NoticeId], before: datetime) -> int:
        """Count these and delete them, with the messages that carried nothing else; their number.

        One that is no longer what it was, or that another process has in hand, stays.
        """
        found = await self._session.execute(
            select(
                NoticeRow.id,
                NoticeRow.kind,
                NoticeRow.state,
                NoticeRow.reason,
                NoticeRow.settled_at,
                NoticeRow.nominal_on,
                NoticeRow.delivery_id,
                NoticeRow.occurrence_id,
                OccurrenceRow.organisation_id,
                OccurrenceRow.ref,
            )
            .outerjoin(OccurrenceRow, OccurrenceRow.id == NoticeRow.occurrence_id)
            .where(
                NoticeRow.id.in_(ids),
                NoticeRow.state.in_([each.value for each in ENDS]),
                NoticeRow.settled_at < before,
            )
            .order_by(NoticeRow.id)
            .with_for_update(of=NoticeRow, skip_locked=True)
        )
        rows = found.all()
        reminders = [row for row in rows if row.kind in _REMINDERS]
        await self._count([row for row in reminders if row.occurrence_id is not None])
        await self._delete(NoticeRow, NoticeRow.id.in_([row.id for row in rows]))
        await self._delete_empty({row.delivery_id for row in rows} - {None})
        return len(rows)

    async def _count(self, rows: Sequence[Any]) -> None:
        counts: dict[tuple[int, str, int], Counter[str]] = {}
        summaries: dict[OccurrenceId, ReminderSummary] = {}
        for row in rows:
            key = (row.organisation_id, row.ref, row.nominal_on.year)
            counts.setdefault(key, Counter())[row.state] += 1
            if row.kind == NoticeKind.REMINDER.value:
                id_ = OccurrenceId(row.occurrence_id)
                before = summaries.get(id_, ReminderSummary())
                state = NoticeState(row.state)
                summaries[id_] = before.and_one(state, row.settled_at, row.reason)
        await ReminderSummaries(self._session).keep(summaries)
        if not counts:
            return
        insert = insert_into(self._session, ReminderCountRow)
        names = [each.value for each in ENDS]
        connection = await self._session.connection()
        await connection.execute(
            insert.on_conflict_do_update(
                index_elements=["organisation_id", "ref", "year"],
                set_={
                    name: ReminderCountRow.__table__.c[name] + insert.excluded[name]
                    for name in names
                },
            ),
            # In one order: two processes never wait in a circle.
            [
                {
                    "organisation_id": organisation_id,
                    "ref": ref,
                    "year": year,
                    **{name: count[name] for name in names},
                }
                for (organisation_id, ref, year), count in sorted(counts.items(), key=_key)
            ],
        )

    async def _delete_empty(self, deliveries: Collection[int]) -> None:
        """Delete those of the messages that carry no notice any more, with their attempts."""
        carries = exists().where(NoticeRow.delivery_id == DeliveryRow.id)
        empty = await self._session.scalars(
            select(DeliveryRow.id).where(DeliveryRow.id.in_(deliveries), ~carries)
        )
        ids = empty.all()
        await self._delete(AttemptRow, AttemptRow.delivery_id.in_(ids))
        await self._delete(DeliveryRow, DeliveryRow.id.in_(ids))

    async def _delete(self, table: Any, which: ColumnElement[bool]) -> None:
        await self._session.execute(
            delete(table).where(which).execution_options(synchronize_session=False)
        )


def _key(item: tuple[tuple[int, str, int], Counter[str]]) -> tuple[int, str, int]:
    return item[0]


def _may_go(before: datetime) -> ColumnElement[bool]:
    """Neither planning nor a late answer asks for it again.

    Its key keeps the planner from adding it anew for as long as its period is looked at: from where
    planning had ended, after a long stop.
    """
    planned = OrganisationRow.planned_through
    over = and_(
        OccurrenceRow.period_end <= before.date(),
        or_(planned.is_(None), planned >= OccurrenceRow.period_end),
    )
    return and_(
        NoticeRow.expires_at < before,
        or_(NoticeRow.occurrence_id.is_(None), over),
        or_(
            NoticeRow.request_id.is_(None), func.coalesce(JoinRequestRow.decided_at < before, False)
        ),
    )
