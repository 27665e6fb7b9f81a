"""Queries of the planner: what is stored of the plan, and what changes. All in bulk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Update, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.model import ClauseRef, PostId
from scheduler.periods import Period
from scheduler.planning.notices import NoticeId, NoticeKind, NoticeState, PlannedNotice
from scheduler.planning.occurrences import OccurrenceId, Release
from scheduler.planning.plan import Item, PlannedOccurrence
from scheduler.planning.queries.occurrences import reaches
from scheduler.planning.replanning import DropReason, OccurrenceKey, StoredNotice
from scheduler.planning.spans import Span
from scheduler.roster.model import GroupId, OrganisationId, PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow

_REMINDERS = (NoticeKind.REMINDER.value, NoticeKind.GROUP_REMINDER.value)


class Plans:
    """Reads and writes occurrences and their notices, many at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def items(
        self, ids: Collection[OrganisationId], since: date
    ) -> dict[OrganisationId, list[Item]]:
        """Stored occurrences of these organisations that last to ``since`` at least; by id."""
        rows = await self._session.execute(
            select(OccurrenceRow.__table__)
            .where(OccurrenceRow.organisation_id.in_(ids), reaches(since))
            .order_by(OccurrenceRow.id)
        )
        found: dict[OrganisationId, list[Item]] = {}
        for row in rows:
            found.setdefault(OrganisationId(row.organisation_id), []).append(_item(row))
        return found

    async def ids_of(self, keys: Collection[OccurrenceKey]) -> dict[OccurrenceKey, OccurrenceId]:
        """The occurrences of these keys, stored by whichever process.

        Raises:
            LookupError: some of them are not there.
        """
        rows = await self._session.execute(
            select(*_KEY, OccurrenceRow.id).where(
                OccurrenceRow.organisation_id.in_({key.organisation_id for key in keys}),
                OccurrenceRow.period_start.in_({key.period_start for key in keys}),
            )
        )
        found = {_key(row): OccurrenceId(row.id) for row in rows}
        # A conflict of another kind, such as a sequence that lags behind, must not pass for a plan.
        if missing := [key for key in keys if key not in found]:
            raise LookupError(f"{len(missing)} occurrences could not be stored: {missing[0]}")
        return {key: found[key] for key in keys}

    async def met(self, ids: Collection[OccurrenceId]) -> set[OccurrenceId]:
        """Those of these occurrences of which no more is owed."""
        if not ids:
            return set()
        rows = await self._session.scalars(
            select(OccurrenceRow.id).where(
                OccurrenceRow.id.in_(ids), OccurrenceRow.met_on.is_not(None)
            )
        )
        return {OccurrenceId(id_) for id_ in rows}

    async def notices(self, ids: Collection[OrganisationId], since: date) -> list[StoredNotice]:
        """The reminders of these organisations: of items that last to ``since``, and all that wait.

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
                OccurrenceRow.due_by,
            )
            .join(OccurrenceRow, OccurrenceRow.id == NoticeRow.occurrence_id)
            .where(
                OccurrenceRow.organisation_id.in_(ids),
                NoticeRow.kind.in_(_REMINDERS),
                or_(reaches(since), NoticeRow.state == NoticeState.DUE.value),
            )
        )
        return [_stored_notice(row) for row in rows]

    async def add_occurrences(
        self,
        planned: Mapping[OccurrenceKey, PlannedOccurrence],
        wordings: Mapping[ClauseRef, int],
        now: datetime,
    ) -> dict[OccurrenceKey, OccurrenceId]:
        """Store new occurrences; returns those that no other process has just stored."""
        if not planned:
            return {}
        # Straight to the connection: the session would look at every row again.
        connection = await self._session.connection()
        stored = await connection.execute(
            insert_into(self._session, OccurrenceRow)
            .on_conflict_do_nothing()
            .returning(*_KEY, OccurrenceRow.id),
            [_occurrence_row(key, each, wordings, now) for key, each in planned.items()],
        )
        return {_key(row): OccurrenceId(row.id) for row in stored}

    async def change_occurrences(
        self, changed: Sequence[tuple[Item, PlannedOccurrence]], wordings: Mapping[ClauseRef, int]
    ) -> None:
        """Take over what the calendar says now; where it has not begun, also what the packs say."""
        await self._update(
            update(OccurrenceRow).where(OccurrenceRow.id == bindparam("row_id")),
            [
                {
                    "row_id": item.id,
                    "released_on": None,
                    "released_reason": None,
                    **_standing(item, planned, wordings),
                }
                for item, planned in changed
            ],
        )

    async def release(self, released: Mapping[OccurrenceId, Release], on: date) -> None:
        """Note of occurrences that they are not owed any more; ``on`` is the local day."""
        await self._update(
            update(OccurrenceRow).where(
                OccurrenceRow.id == bindparam("row_id"), OccurrenceRow.released_on.is_(None)
            ),
            [
                {"row_id": id_, "released_on": on, "released_reason": reason.value}
                for id_, reason in released.items()
            ],
        )

    async def release_posts(
        self, organisation_id: OrganisationId, posts: Collection[PostId], on: date
    ) -> None:
        """Note that what is open of these posts, which are there no more, is not owed any more."""
        await self._session.execute(
            update(OccurrenceRow)
            .where(
                OccurrenceRow.organisation_id == organisation_id,
                OccurrenceRow.post.in_(posts),
                OccurrenceRow.released_on.is_(None),
                OccurrenceRow.met_on.is_(None),
            )
            .values(released_on=on, released_reason=Release.NO_SEAT.value)
        )

    async def add_notices(self, notices: Sequence[PlannedNotice], now: datetime) -> None:
        """Store new notices, due; those that another process has just stored are left to it."""
        if notices:
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


_KEY = (
    OccurrenceRow.organisation_id,
    OccurrenceRow.ref,
    OccurrenceRow.per,
    OccurrenceRow.period_start,
    OccurrenceRow.holder_id,
)


def _key(row: Any) -> OccurrenceKey:
    holder = None if row.holder_id is None else PersonId(row.holder_id)
    return OccurrenceKey(
        OrganisationId(row.organisation_id), row.ref, row.per, row.period_start, holder
    )


def _item(row: Any) -> Item:
    return Item(
        id=OccurrenceId(row.id),
        ref=ClauseRef.parse(row.ref),
        post=PostId(row.post),
        holder_id=None if row.holder_id is None else PersonId(row.holder_id),
        span=Span(Period(row.period_start, row.period_end, Per(row.per)), row.opens_on, row.due_by),
        due_on=row.due_on,
        provisional=row.provisional,
        needed=row.needed,
        wording=row.wording_id,
        released=None if row.released_reason is None else Release(row.released_reason),
    )


def _occurrence_row(
    key: OccurrenceKey,
    planned: PlannedOccurrence,
    wordings: Mapping[ClauseRef, int],
    now: datetime,
) -> dict[str, Any]:
    assert planned.duty is not None  # noqa: S101 - what goes on is stored already
    span = planned.timetable.span
    return {
        **key._asdict(),
        "post": planned.duty.post,
        "period_end": span.period.end,
        "opens_on": span.opens_on,
        "due_by": span.due_by,
        "due_on": planned.timetable.due_on,
        "provisional": planned.timetable.provisional,
        "needed": planned.duty.quota.completions_needed,
        "wording_id": wordings[planned.duty.ref],
        "created_at": now,
    }


def _standing(
    item: Item, planned: PlannedOccurrence, wordings: Mapping[ClauseRef, int]
) -> dict[str, Any]:
    """The columns of an occurrence that may change while it stands."""
    span, duty = planned.timetable.span, planned.duty
    return {
        "period_end": span.period.end,
        "opens_on": span.opens_on,
        "due_by": span.due_by,
        "due_on": planned.timetable.due_on,
        "provisional": planned.timetable.provisional,
        "needed": item.needed if duty is None else duty.quota.completions_needed,
        "wording_id": item.wording if duty is None else wordings[duty.ref],
    }


def differs(item: Item, planned: PlannedOccurrence, wordings: Mapping[ClauseRef, int]) -> bool:
    """Whether a stored occurrence has to be changed for the plan."""
    stands = {
        "period_end": item.span.period.end,
        "opens_on": item.span.opens_on,
        "due_by": item.span.due_by,
        "due_on": item.due_on,
        "provisional": item.provisional,
        "needed": item.needed,
        "wording_id": item.wording,
    }
    return item.released is not None or stands != _standing(item, planned, wordings)


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
        last_day=max(row.period_end - timedelta(days=1), row.due_by),
    )
