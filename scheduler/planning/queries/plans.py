"""Queries of the planner: what is stored of the plan, and what changes. All in bulk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.planning.notices import NoticeId, NoticeKind, NoticeState, PlannedNotice
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.plan import PlannedOccurrence
from scheduler.planning.replanning import DropReason, OccurrenceKey, StoredNotice, StoredOccurrence
from scheduler.roster.model import GroupId, OrganisationId, PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables import NoticeRow, OccurrenceRow

_REMINDERS = (NoticeKind.REMINDER.value, NoticeKind.GROUP_REMINDER.value)


class Plans:
    """Reads and writes occurrences and their notices, many at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def with_occurrences(self, ids: Collection[OrganisationId]) -> set[OrganisationId]:
        """Those of these organisations for which anything is stored, of whatever period."""
        rows = await self._session.scalars(
            select(OccurrenceRow.organisation_id)
            .where(OccurrenceRow.organisation_id.in_(ids))
            .distinct()
        )
        return {OrganisationId(id_) for id_ in rows}

    async def occurrences(
        self, ids: Collection[OrganisationId], since: date
    ) -> dict[OccurrenceKey, StoredOccurrence]:
        """Stored occurrences of these organisations for periods that end after ``since``."""
        rows = await self._session.execute(
            select(
                OccurrenceRow.organisation_id,
                OccurrenceRow.ref,
                OccurrenceRow.period_start,
                OccurrenceRow.holder_id,
                OccurrenceRow.id,
                OccurrenceRow.due_on,
                OccurrenceRow.provisional,
                OccurrenceRow.needed,
            ).where(OccurrenceRow.organisation_id.in_(ids), OccurrenceRow.period_end > since)
        )
        return {
            _key(row): StoredOccurrence(
                OccurrenceId(row.id), row.due_on, row.provisional, row.needed
            )
            for row in rows
        }

    async def notices(self, ids: Collection[OrganisationId], since: date) -> list[StoredNotice]:
        """The reminders of these organisations: of periods that end after ``since``, and all due.

        In no order.
        """
        if not ids:
            # Nor is the database asked: for as long as the statistics of a table that is being filled
            # lag behind, PostgreSQL would go through all of it.
            return []
        rows = await self._session.execute(
            select(
                NoticeRow.id,
                NoticeRow.key,
                NoticeRow.state,
                NoticeRow.reason,
                NoticeRow.stage,
                NoticeRow.person_id,
                NoticeRow.group_id,
                NoticeRow.nominal_on,
                NoticeRow.send_at,
                NoticeRow.expires_at,
                NoticeRow.occurrence_id,
                OccurrenceRow.organisation_id,
                OccurrenceRow.post,
                OccurrenceRow.period_start,
                OccurrenceRow.period_end,
            )
            .join(OccurrenceRow, OccurrenceRow.id == NoticeRow.occurrence_id)
            .where(
                OccurrenceRow.organisation_id.in_(ids),
                NoticeRow.kind.in_(_REMINDERS),
                or_(OccurrenceRow.period_end > since, NoticeRow.state == NoticeState.DUE.value),
            )
        )
        return [_stored_notice(row) for row in rows]

    async def add_occurrences(
        self, planned: Mapping[OccurrenceKey, PlannedOccurrence], now: datetime
    ) -> dict[OccurrenceKey, OccurrenceId]:
        """Store new occurrences; returns those that no other process has just stored."""
        if not planned:
            return {}
        stored = await self._session.execute(
            insert_into(self._session, OccurrenceRow)
            .on_conflict_do_nothing()
            .returning(
                OccurrenceRow.organisation_id,
                OccurrenceRow.ref,
                OccurrenceRow.period_start,
                OccurrenceRow.holder_id,
                OccurrenceRow.id,
            ),
            [_occurrence_row(key, occurrence, now) for key, occurrence in planned.items()],
        )
        return {_key(row): OccurrenceId(row.id) for row in stored}

    async def change_occurrences(
        self, changed: Sequence[tuple[OccurrenceId, PlannedOccurrence, int]]
    ) -> None:
        """Take over what the calendar says now, and the number needed given with each."""
        await self._update(
            update(OccurrenceRow).where(OccurrenceRow.id == bindparam("row_id")),
            [
                {
                    "row_id": id_,
                    "due_on": planned.timetable.due_on,
                    "provisional": planned.timetable.provisional,
                    "needed": needed,
                }
                for id_, planned, needed in changed
            ],
        )

    async def add_notices(self, notices: Sequence[PlannedNotice], now: datetime) -> None:
        """Store new notices, due; those that another process has just stored are left to it."""
        if notices:
            # Straight to the connection: the session would look at every row again.
            connection = await self._session.connection()
            await connection.execute(
                insert_into(self._session, NoticeRow).on_conflict_do_nothing(
                    index_elements=["key"]
                ),
                [_notice_row(notice, now) for notice in notices],
            )

    async def move_notices(self, moved: Sequence[tuple[NoticeId, PlannedNotice]]) -> None:
        """Give notices that are due still the times of the plan."""
        await self._reschedule(moved, NoticeState.DUE)

    async def revive_notices(self, revived: Sequence[tuple[NoticeId, PlannedNotice]]) -> None:
        """Let notices that were superseded be due again, at the times of the plan."""
        await self._reschedule(revived, NoticeState.SUPERSEDED)

    async def drop_notices(
        self, dropped: Sequence[tuple[NoticeId, DropReason]], now: datetime
    ) -> None:
        """Supersede notices that are due still."""
        await self._update(
            _notices_in(NoticeState.DUE),
            [
                {
                    "row_id": id_,
                    "state": NoticeState.SUPERSEDED.value,
                    "reason": reason.value,
                    "settled_at": now,
                }
                for id_, reason in dropped
            ],
        )

    async def _reschedule(
        self, notices: Sequence[tuple[NoticeId, PlannedNotice]], state: NoticeState
    ) -> None:
        await self._update(
            _notices_in(state),
            [
                {
                    "row_id": id_,
                    "nominal_on": notice.nominal_on,
                    "send_at": notice.send_at,
                    "expires_at": notice.expires_at,
                    "state": NoticeState.DUE.value,
                    "reason": None,
                    "settled_at": None,
                }
                for id_, notice in notices
            ],
        )

    async def _update(self, statement: Update, rows: list[dict[str, Any]]) -> None:
        """Set the columns that the rows name; ``row_id`` is for the condition."""
        if rows:
            # The session would take a list for updates by primary key and refuse the condition.
            connection = await self._session.connection()
            await connection.execute(statement, rows)


def _notices_in(state: NoticeState) -> Update:
    """An update of one notice, unless it has left ``state`` meanwhile."""
    return update(NoticeRow).where(
        NoticeRow.id == bindparam("row_id"), NoticeRow.state == state.value
    )


def _key(row: Any) -> OccurrenceKey:
    holder = None if row.holder_id is None else PersonId(row.holder_id)
    return OccurrenceKey(OrganisationId(row.organisation_id), row.ref, row.period_start, holder)


def _occurrence_row(
    key: OccurrenceKey, planned: PlannedOccurrence, now: datetime
) -> dict[str, Any]:
    return {
        **key._asdict(),
        "post": planned.duty.post,
        "per": planned.timetable.period.per.value,
        "period_end": planned.timetable.period.end,
        "due_on": planned.timetable.due_on,
        "provisional": planned.timetable.provisional,
        "needed": planned.duty.quota.completions_needed,
        "created_at": now,
    }


def _notice_row(notice: PlannedNotice, now: datetime) -> dict[str, Any]:
    return {
        "key": notice.key,
        "kind": notice.kind.value,
        "stage": notice.stage,
        "person_id": notice.person_id,
        "group_id": notice.group_id,
        "occurrence_id": notice.occurrence_id,
        "nominal_on": notice.nominal_on,
        "send_at": notice.send_at,
        "expires_at": notice.expires_at,
        "state": NoticeState.DUE.value,
        "created_at": now,
    }


def _stored_notice(row: Any) -> StoredNotice:
    return StoredNotice(
        id=NoticeId(row.id),
        key=row.key,
        state=NoticeState(row.state),
        reason=row.reason,
        stage=row.stage,
        person_id=None if row.person_id is None else PersonId(row.person_id),
        group_id=None if row.group_id is None else GroupId(row.group_id),
        nominal_on=row.nominal_on,
        send_at=row.send_at,
        expires_at=row.expires_at,
        occurrence_id=OccurrenceId(row.occurrence_id),
        organisation_id=OrganisationId(row.organisation_id),
        post=PostId(row.post),
        period_start=row.period_start,
        period_end=row.period_end,
    )
