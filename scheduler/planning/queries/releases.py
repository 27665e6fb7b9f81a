"""Queries: occurrences that are not owed any more, and those that are owed again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, and_, cast, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import ClauseRef
from scheduler.periods import Period
from scheduler.planning.local_rules import StartDays
from scheduler.planning.occurrences import Release
from scheduler.planning.queries.occurrences import CLOSED, EXCUSED, EXTENDED_TO
from scheduler.roster.model import Organisation
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow

_ALWAYS = StartDays(date.min, date.max)
_OF_OLD_DAY = "/moved-"

_OPEN = and_(OccurrenceRow.released_reason.is_(None), OccurrenceRow.met_on.is_(None))


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
    ) -> None:
        """End what is open of these duties, of periods that begin within the span."""
        await self._session.execute(
            update(OccurrenceRow)
            .where(self._of(refs), _OPEN, _begins_in(span))
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

    async def move(self, ref: ClauseRef, began_on: date, to: Period) -> None:
        """Give what is open of this duty, of the period that began on that day, the days of ``to``.

        What is not open takes the first day of it too, which tells its items apart; so does what a
        closing statement has ended, which would be in two of them otherwise. Reminders that
        were settled for the old day keep their history under a key of their own, so that those for
        the new day can be planned: but of what its holder was let off, or may do on a later day than
        the new one anyhow.
        """
        of_event = and_(self._of([ref]), OccurrenceRow.period_start == began_on)
        is_open = and_(_OPEN, ~CLOSED)
        relieved = EXCUSED | (to.last_day <= EXTENDED_TO)
        open_ids = (
            select(OccurrenceRow.id)
            .where(of_event, is_open, func.coalesce(~relieved, true()))
            .scalar_subquery()
        )
        await self._session.execute(
            update(NoticeRow)
            .where(
                NoticeRow.occurrence_id.in_(open_ids),
                NoticeRow.state != "due",
                NoticeRow.key.not_like(f"%{_OF_OLD_DAY}%"),
            )
            .values(key=NoticeRow.key + _OF_OLD_DAY + cast(NoticeRow.id, String))
        )
        await self._session.execute(
            update(OccurrenceRow)
            .where(of_event, is_open)
            .values(period_end=to.end, due_by=to.last_day, due_on=to.last_day)
        )
        await self._session.execute(
            update(OccurrenceRow).where(of_event).values(period_start=to.start)
        )

    def _of(self, refs: Collection[ClauseRef]) -> ColumnElement[bool]:
        return and_(
            OccurrenceRow.organisation_id == self._organisation_id,
            OccurrenceRow.ref.in_([str(ref) for ref in refs]),
        )


def _begins_in(span: StartDays) -> ColumnElement[bool]:
    return and_(OccurrenceRow.period_start >= span.first, OccurrenceRow.period_start < span.end)
