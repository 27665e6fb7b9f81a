"""Queries: what those are told who take a post over, or leave it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from scheduler.periods import period_containing
from scheduler.planning.notices import HandoverNews, NoticeId, NoticeKind
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Assignment, AssignmentId, Person
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.rows import person_of
from scheduler.store.tables.roster import AssignmentRow, PersonRow
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides


class HandoverWord:
    """Reads it as it stands when it is sent."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def of(
        self, notice_id: NoticeId, assignment_id: AssignmentId, kind: NoticeKind, nominal_on: date
    ) -> HandoverNews:
        """What the successor is told of the post, whoever leaves it of its end, or both that it is off."""
        assignment = await Organisations(self._session).find_assignment(assignment_id)
        assert assignment is not None  # noqa: S101 - a foreign key says so
        if kind is NoticeKind.HANDOVER_OFF:
            return HandoverNews(notice_id, assignment, None, off_on=nominal_on)
        if kind is NoticeKind.HANDOVER_FROM:
            return HandoverNews(notice_id, assignment, await self._after(assignment))
        today = assignment.organisation.today(self._now)
        quarter = period_containing(Per.QUARTER, today)
        items = await Occurrences(self._session).of_post(
            assignment.organisation.id, assignment.post, today, quarter.start
        )
        mine = [each for each in items if each.holder_id in (None, assignment.person_id)]
        calendar = calendar_with(await WorkdayOverrides(self._session).all_days())
        owed = tuple(each for each in mine if each.remaining)
        coming = [
            each.deadline for each in owed if each.deadline >= max(today, assignment.start_on)
        ]
        return HandoverNews(
            notice_id,
            assignment,
            await self._before(assignment),
            owed,
            {each.id: calendar.workdays_until(today, each.deadline) for each in owed},
            sum(1 for each in mine if not each.remaining and not each.excused),
            min(coming, default=None),
        )

    async def _before(self, assignment: Assignment) -> Person | None:
        """Who held the post until the day on which this begins, or was the last to."""
        return await self._one(
            assignment,
            AssignmentRow.end_on <= assignment.start_on,
            AssignmentRow.end_on.desc(),
        )

    async def _after(self, assignment: Assignment) -> Person | None:
        """Who holds the post from the day on which this ends."""
        from_then = AssignmentRow.start_on == assignment.end_on
        return await self._one(assignment, from_then, AssignmentRow.id.desc())

    async def _one(
        self,
        assignment: Assignment,
        condition: ColumnElement[bool],
        order: UnaryExpression[Any],
    ) -> Person | None:
        row = await self._session.scalar(
            select(PersonRow)
            .join(AssignmentRow, AssignmentRow.person_id == PersonRow.id)
            .where(
                AssignmentRow.organisation_id == assignment.organisation.id,
                AssignmentRow.post == assignment.post,
                AssignmentRow.id != assignment.id,
                AssignmentRow.acting.is_(False),
                # Who was to hold it, and never did, is nobody's successor.
                or_(AssignmentRow.end_on.is_(None), AssignmentRow.start_on < AssignmentRow.end_on),
                condition,
            )
            .order_by(order, AssignmentRow.id)
            .limit(1)
        )
        return None if row is None else person_of(row)
