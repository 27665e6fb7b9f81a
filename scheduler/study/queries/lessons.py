"""Queries: who wants a clause a day, and what they were sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import ClauseRef
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.roster.model import Person, PersonId
from scheduler.roster.queries.rows import person_of
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.roster import PersonRow
from scheduler.store.tables.study import LessonRow, StudyRow
from scheduler.study.daily import StudyPlan


class DueStudy(NamedTuple):
    """Somebody for whom it is to be looked now."""

    person: Person
    plan: StudyPlan
    last_on: date | None


class NewLesson(NamedTuple):
    """A clause for somebody on a day; ``send_at`` and ``expires_at`` are UTC."""

    person_id: PersonId
    ref: ClauseRef
    on: date
    send_at: datetime
    expires_at: datetime


class Lessons:
    """Reads and writes in bulk, but for what one person asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def plan_of(self, person_id: PersonId) -> StudyPlan | None:
        """How this person wants it; None: they never said."""
        row = await self._session.get(StudyRow, person_id)
        return None if row is None else _plan(row)

    async def begin(
        self, person_id: PersonId, hour: time, zone: ZoneInfo, next_at: datetime
    ) -> None:
        """Send a clause a day at this hour from now on."""
        values = {"hour": hour, "zone": zone.key, "next_at": next_at}
        await self._session.execute(
            insert_into(self._session, StudyRow)
            .values(person_id=person_id, left_out=[], **values)
            .on_conflict_do_update(index_elements=["person_id"], set_=values)
        )

    async def end(self, person_ids: Collection[PersonId]) -> None:
        """Send these persons no more."""
        await self._session.execute(
            update(StudyRow).where(StudyRow.person_id.in_(person_ids)).values(next_at=None)
        )

    async def leave_out(self, person_id: PersonId, documents: Collection[str]) -> None:
        """Let these documents be left out."""
        await self._session.execute(
            update(StudyRow)
            .where(StudyRow.person_id == person_id)
            .values(left_out=sorted(documents))
        )

    async def any_due(self, now: datetime) -> bool:
        """Whether there is anything to look for."""
        due = select(StudyRow.person_id).where(StudyRow.next_at <= now).limit(1)
        return await self._session.scalar(due) is not None

    async def due(self, now: datetime, most: int) -> list[DueStudy]:
        """Those for whom it is time, locked where rows can be; who has waited longest comes first."""
        rows = await self._session.execute(
            select(StudyRow, PersonRow)
            .join(PersonRow, PersonRow.id == StudyRow.person_id)
            .where(StudyRow.next_at <= now)
            .order_by(StudyRow.next_at, StudyRow.person_id)
            .limit(most)
            .with_for_update(of=StudyRow, skip_locked=True)
        )
        return [DueStudy(person_of(person), _plan(row), row.last_on) for row, person in rows]

    async def look_again(self, at: Sequence[tuple[PersonId, datetime]]) -> None:
        """Look at these times again."""
        if at:
            rows = [{"person_id": person_id, "next_at": next_at} for person_id, next_at in at]
            await self._session.execute(update(StudyRow), rows)

    async def sent_to(
        self, person_ids: Collection[PersonId]
    ) -> dict[PersonId, dict[ClauseRef, date]]:
        """Of each person the clauses that they were sent, with the last day of each."""
        found: dict[PersonId, dict[ClauseRef, date]] = {each: {} for each in person_ids}
        rows = await self._session.execute(
            select(LessonRow.person_id, LessonRow.ref, LessonRow.on_day).where(
                LessonRow.person_id.in_(person_ids)
            )
        )
        for person_id, ref, on_day in rows:
            found[PersonId(person_id)][ClauseRef.parse(ref)] = on_day
        return found

    async def find(self, person_id: PersonId, lesson_id: int) -> ClauseRef | None:
        """The clause of that lesson, if it is theirs."""
        ref = await self._session.scalar(
            select(LessonRow.ref).where(LessonRow.id == lesson_id, LessonRow.person_id == person_id)
        )
        return None if ref is None else ClauseRef.parse(ref)

    async def add(self, lessons: Sequence[NewLesson], now: datetime) -> None:
        """Enter them and let them be sent; of each person and day one at most."""
        if not lessons:
            return
        insert = insert_into(self._session, LessonRow)
        rows = await self._session.execute(
            insert.values(
                [
                    {"person_id": each.person_id, "ref": str(each.ref), "on_day": each.on}
                    for each in lessons
                ]
            )
            .on_conflict_do_update(
                index_elements=["person_id", "ref"], set_={"on_day": insert.excluded.on_day}
            )
            .returning(LessonRow.person_id, LessonRow.id)
        )
        ids = {row.person_id: row.id for row in rows}
        connection = await self._session.connection()
        await connection.execute(
            insert_into(self._session, NoticeRow).on_conflict_do_nothing(index_elements=["key"]),
            [_notice(each, ids[each.person_id], now) for each in lessons],
        )
        await self._session.execute(
            update(StudyRow),
            [{"person_id": each.person_id, "last_on": each.on} for each in lessons],
        )


def _notice(lesson: NewLesson, id_: int, now: datetime) -> dict[str, object]:
    return {
        "key": f"st/{lesson.person_id}/{lesson.on.isoformat()}",
        "kind": NoticeKind.LESSON.value,
        "stage": NoticeKind.LESSON.value,
        "person_id": lesson.person_id,
        "about_id": id_,
        "nominal_on": lesson.on,
        "send_at": lesson.send_at,
        "expires_at": lesson.expires_at,
        "state": NoticeState.DUE.value,
        "created_at": now,
        "ambiguous_attempts": 0,
        "attempts": 0,
    }


def _plan(row: StudyRow) -> StudyPlan:
    return StudyPlan(row.hour, ZoneInfo(row.zone), frozenset(row.left_out), row.next_at is not None)
