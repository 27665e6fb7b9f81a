"""Queries: when groups are sent their week, and what they are sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.board.queries.items import subtree
from scheduler.planning.notices import NoticeKind, NoticeState, WeekInNumbers
from scheduler.roster.model import GroupId, OrganisationId, PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.board import GroupWeekNumbersRow, GroupWeekRow
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow

KEPT = timedelta(days=60)
"""Far longer than a message can be on its way."""


@dataclass(frozen=True)
class GroupWeek:
    """A group is sent its week on a ``weekday`` (1 Monday) at a local time; ``next_at`` in UTC."""

    group_id: GroupId
    weekday: int
    at: time
    next_at: datetime


class StoredWeeks:
    """Reads and writes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, group_id: GroupId) -> GroupWeek | None:
        """The hour of this group."""
        row = await self._session.get(GroupWeekRow, group_id)
        return None if row is None else _week(row)

    async def of_groups(self, group_ids: Collection[GroupId]) -> dict[GroupId, GroupWeek]:
        """The hours of these groups, of those that have one."""
        rows = await self._session.scalars(
            select(GroupWeekRow).where(GroupWeekRow.group_id.in_(group_ids))
        )
        return {GroupId(row.group_id): _week(row) for row in rows}

    async def due(self, now: datetime) -> list[GroupWeek]:
        """Those whose moment has come, the longest due first."""
        rows = await self._session.scalars(
            select(GroupWeekRow)
            .where(GroupWeekRow.next_at <= now)
            .order_by(GroupWeekRow.next_at, GroupWeekRow.group_id)
        )
        return [_week(row) for row in rows]

    async def set(self, week: GroupWeek, by: PersonId) -> None:
        """Let it be this hour from now on."""
        values = {
            "weekday": week.weekday,
            "at": week.at,
            "next_at": week.next_at,
            "set_by": by,
        }
        await self._session.execute(
            insert_into(self._session, GroupWeekRow)
            .values(group_id=week.group_id, **values)
            .on_conflict_do_update(index_elements=["group_id"], set_=values)
        )

    async def remove(self, group_id: GroupId) -> None:
        """Send it nothing more."""
        await self._session.execute(delete(GroupWeekRow).where(GroupWeekRow.group_id == group_id))

    async def move_on(self, week: GroupWeek, following: datetime) -> bool:
        """Wait for the next week; False where another process has done so."""
        moved = await self._session.scalars(
            update(GroupWeekRow)
            .where(GroupWeekRow.group_id == week.group_id, GroupWeekRow.next_at == week.next_at)
            .values(next_at=following)
            .returning(GroupWeekRow.group_id)
        )
        return moved.one_or_none() is not None

    async def keep(
        self,
        group_id: GroupId,
        day: date,
        *,
        counted_at: datetime,
        numbers: tuple[int, int, int],
        lines: Sequence[tuple[str, ...]],
    ) -> None:
        """What the message of this day says: done, near, overdue, and names. Old ones are forgotten."""
        done, near, overdue = numbers
        await self._session.execute(
            delete(GroupWeekNumbersRow).where(
                GroupWeekNumbersRow.group_id == group_id, GroupWeekNumbersRow.day < day - KEPT
            )
        )
        await self._session.execute(
            insert_into(self._session, GroupWeekNumbersRow)
            .values(
                group_id=group_id,
                day=day,
                counted_at=counted_at,
                done=done,
                near=near,
                overdue=overdue,
                lines=[list(each) for each in lines],
            )
            .on_conflict_do_nothing(index_elements=["group_id", "day"])
        )

    async def add_notice(
        self, group_id: GroupId, day: date, *, now: datetime, expires_at: datetime
    ) -> None:
        """Let the message of this day go out now, once."""
        await self._session.execute(
            insert_into(self._session, NoticeRow)
            .values(
                key=f"w/{group_id}/{day.isoformat()}",
                kind=NoticeKind.GROUP_WEEK.value,
                stage=NoticeKind.GROUP_WEEK.value,
                group_id=group_id,
                nominal_on=day,
                send_at=now,
                expires_at=expires_at,
                state=NoticeState.DUE.value,
                created_at=now,
            )
            .on_conflict_do_nothing(index_elements=["key"])
        )

    async def numbers(
        self, wanted: Collection[tuple[GroupId, date]]
    ) -> dict[tuple[GroupId, date], WeekInNumbers]:
        """What these groups are to be sent of these days."""
        rows = await self._session.scalars(
            select(GroupWeekNumbersRow).where(
                GroupWeekNumbersRow.group_id.in_([group_id for group_id, _ in wanted]),
                GroupWeekNumbersRow.day.in_([day for _, day in wanted]),
            )
        )
        return {
            (GroupId(row.group_id), row.day): WeekInNumbers(
                row.counted_at,
                row.done,
                row.near,
                row.overdue,
                tuple(tuple(line) for line in row.lines),
            )
            for row in rows
        }


async def done_since(session: AsyncSession, root: OrganisationId, day: date) -> int:
    """How many acts after this day stand, of the organisation and all below it."""
    return await session.scalar(_DONE, {"root": root, "day": day}) or 0


_DONE = (
    select(func.sum(case((LedgerRow.withdraws, -1), else_=1)))
    .join(OccurrenceRow, OccurrenceRow.id == LedgerRow.occurrence_id)
    .where(
        LedgerRow.held_on > bindparam("day"),
        OccurrenceRow.organisation_id.in_(select(subtree().c.id)),
    )
)


def _week(row: GroupWeekRow) -> GroupWeek:
    return GroupWeek(GroupId(row.group_id), row.weekday, row.at, row.next_at)
