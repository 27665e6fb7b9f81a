"""Queries: occurrences that are not owed any more, and those that are owed again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, not_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import ClauseRef
from scheduler.planning.local_rules import StartDays
from scheduler.planning.occurrences import Release
from scheduler.planning.queries.occurrences import COMPLETED
from scheduler.roster.model import Organisation
from scheduler.store.tables import NoticeRow, OccurrenceRow

_ALWAYS = StartDays(date.min, date.max)
_DAY = timedelta(days=1)

_OPEN = and_(OccurrenceRow.released_reason.is_(None), OccurrenceRow.needed > COMPLETED)


class ReleasedItems:
    """Writes of one organisation; what is done already is never touched."""

    def __init__(self, session: AsyncSession, organisation: Organisation, now: datetime) -> None:
        self._session = session
        self._organisation_id = organisation.id
        self._today = organisation.today(now)

    async def end(
        self,
        refs: Collection[ClauseRef],
        why: Release,
        span: StartDays = _ALWAYS,
        *,
        within: bool = True,
    ) -> None:
        """End what is open of these duties, of periods that begin ``within`` the span, or outside it."""
        began = _begins_in(span)
        await self._session.execute(
            update(OccurrenceRow)
            .where(self._of(refs), _OPEN, began if within else not_(began))
            .values(released_reason=why.value, released_on=self._today)
        )

    async def restore(
        self, refs: Collection[ClauseRef], why: Release, span: StartDays = _ALWAYS
    ) -> None:
        """Let what was ended for this reason be owed again, of periods that begin within the span."""
        await self._session.execute(
            update(OccurrenceRow)
            .where(self._of(refs), OccurrenceRow.released_reason == why.value, _begins_in(span))
            .values(released_reason=None, released_on=None)
        )

    async def move(self, ref: ClauseRef, began_on: date, *, end: date, moved_from: date) -> None:
        """Give what is open of this duty, of the period that began on that day, another last day.

        Reminders that were settled for the old day keep their history under a key of their own, so
        that those for the new day can be planned.
        """
        open_ids = (
            select(OccurrenceRow.id)
            .where(self._of([ref]), _OPEN, OccurrenceRow.period_start == began_on)
            .scalar_subquery()
        )
        await self._session.execute(
            update(NoticeRow)
            .where(NoticeRow.occurrence_id.in_(open_ids), NoticeRow.state != "due")
            .values(key=NoticeRow.key + f"/{moved_from:%Y%m%d}")
        )
        await self._session.execute(
            update(OccurrenceRow)
            .where(self._of([ref]), _OPEN, OccurrenceRow.period_start == began_on)
            .values(period_end=end, due_by=end - _DAY, due_on=end - _DAY)
        )

    def _of(self, refs: Collection[ClauseRef]) -> ColumnElement[bool]:
        return and_(
            OccurrenceRow.organisation_id == self._organisation_id,
            OccurrenceRow.ref.in_([str(ref) for ref in refs]),
        )


def _begins_in(span: StartDays) -> ColumnElement[bool]:
    return and_(OccurrenceRow.period_start >= span.first, OccurrenceRow.period_start < span.end)
