"""Queries: the statements of a whole tree, and which organisations have none yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.ledger.queries.statements import Change, StatementLine
from scheduler.ledger.states import EndState
from scheduler.periods import Period
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import OrganisationId
from scheduler.roster.queries.trail import Act
from scheduler.roster.queries.trees import tree_of
from scheduler.store.tables.closing import StatementLineRow, StatementRow
from scheduler.store.tables.ledger import LedgerRow, ReliefRow, ReviewRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import OrganisationRow, TrailRow

_RULES = (Act.DUTY_SET, Act.FACT_SAID, Act.EVENT_MOVED, Act.EVENT_CALLED_OFF)
"""What these rule may be owed no longer, or again, also of a period that is over."""

AT_ONCE = 1000
"""Ids in one statement."""


@dataclass(frozen=True)
class DrawnInTree:
    """What the last statements of a tree say together.

    ``units`` is how many were drawn, ``corrected`` how many of these more than once; the days are the
    first and the last on which one was drawn.
    """

    counts: dict[EndState, int]
    units: int
    corrected: int
    first_on: date | None
    last_on: date | None
    entered_later: int
    provisional: int


class TreeStatements:
    """Reads, of an organisation and all below it and one period."""

    def __init__(
        self, session: AsyncSession, organisation_id: OrganisationId, period: Period
    ) -> None:
        self._session = session
        self._period = period
        self._tree = tree_of(organisation_id)
        self._latest = (
            select(StatementRow.organisation_id, func.max(StatementRow.id).label("id"))
            .where(StatementRow.organisation_id.in_(self._tree), _of(period))
            .group_by(StatementRow.organisation_id)
            .subquery()
        )

    async def size(self) -> int:
        """How many organisations there are."""
        return (
            await self._session.scalar(select(func.count()).select_from(self._tree.subquery())) or 0
        )

    async def items(self) -> int:
        """How many items there are."""
        wanted = select(func.count(OccurrenceRow.id)).where(
            OccurrenceRow.organisation_id.in_(self._tree), ends_in(self._period)
        )
        return await self._session.scalar(wanted) or 0

    async def drawn(self) -> DrawnInTree:
        """The sums of the last statements."""
        lines = await self._session.execute(
            select(
                StatementLineRow.state,
                func.count(),
                func.sum(StatementLineRow.entered_later),
                func.count().filter(StatementLineRow.provisional),
            )
            .join(self._latest, self._latest.c.id == StatementLineRow.statement_id)
            .group_by(StatementLineRow.state)
        )
        counts, later, provisional = {}, 0, 0
        for state, count, entered_later, unsure in lines:
            counts[EndState(state)] = count
            later += int(entered_later)
            provisional += unsure
        units, corrected, first_on, last_on = (
            await self._session.execute(
                select(
                    func.count(),
                    func.count().filter(StatementRow.number > 1),
                    func.min(StatementRow.drawn_on),
                    func.max(StatementRow.drawn_on),
                ).join(self._latest, self._latest.c.id == StatementRow.id)
            )
        ).one()
        return DrawnInTree(counts, units, corrected, first_on, last_on, later, provisional)

    async def waiting(self) -> int:
        """How many entries of these items are still to be confirmed."""
        return (
            await self._session.scalar(
                select(func.count())
                .select_from(ReviewRow)
                .join(LedgerRow, LedgerRow.id == ReviewRow.entry_id)
                .join(OccurrenceRow, OccurrenceRow.id == LedgerRow.occurrence_id)
                .where(
                    ReviewRow.decided_at.is_(None),
                    ReviewRow.organisation_id.in_(self._tree),
                    ends_in(self._period),
                )
            )
            or 0
        )

    async def reaching(self) -> tuple[int, date | None]:
        """How many items of those without a statement may be done after the period, and the last day for one."""
        granted = and_(
            ReliefRow.occurrence_id == OccurrenceRow.id,
            ReliefRow.granted.is_(True),
            ReliefRow.ended_at.is_(None),
        )
        last = self._period.last_day
        row = await self._session.execute(
            select(
                func.count(OccurrenceRow.id.distinct()),
                func.max(OccurrenceRow.due_by),
                func.max(ReliefRow.until),
            )
            .outerjoin(ReliefRow, granted)
            .where(
                OccurrenceRow.organisation_id.in_(self._tree),
                OccurrenceRow.organisation_id.not_in(select(self._latest.c.organisation_id)),
                ends_in(self._period),
                or_(OccurrenceRow.due_by > last, ReliefRow.until > last),
            )
        )
        count, due_by, until = row.one()
        days = [each for each in (due_by, until) if each is not None]
        return count, max(days, default=None)

    async def undrawn(self) -> list[tuple[OrganisationId, int]]:
        """The organisations that have items and no statement, with how many items; by id."""
        rows = await self._session.execute(
            select(OccurrenceRow.organisation_id, func.count())
            .where(
                OccurrenceRow.organisation_id.in_(self._tree),
                OccurrenceRow.organisation_id.not_in(select(self._latest.c.organisation_id)),
                ends_in(self._period),
            )
            .group_by(OccurrenceRow.organisation_id)
            .order_by(OccurrenceRow.organisation_id)
        )
        return [(OrganisationId(id_), count) for id_, count in rows]

    async def lines(
        self, states: Collection[EndState], *, limit: int, offset: int
    ) -> list[StatementLine]:
        """Lines of the last statements with one of these states, by organisation, last day and id."""
        rows = await self._session.scalars(
            select(StatementLineRow)
            .join(self._latest, self._latest.c.id == StatementLineRow.statement_id)
            .join(OccurrenceRow, OccurrenceRow.id == StatementLineRow.occurrence_id)
            .where(StatementLineRow.state.in_([each.value for each in states]))
            .order_by(OccurrenceRow.organisation_id, OccurrenceRow.due_on, OccurrenceRow.id)
            .limit(limit)
            .offset(offset)
        )
        return [line_of(row) for row in rows]

    async def changes(
        self, *, limit: int, offset: int
    ) -> tuple[int, list[tuple[int, StatementLine]]]:
        """How many changes corrections made, and some of them with their numbers, the newest first."""
        wanted = (
            select(StatementRow.number, StatementLineRow)
            .join(StatementRow, StatementRow.id == StatementLineRow.statement_id)
            .where(
                StatementRow.organisation_id.in_(self._tree),
                _of(self._period),
                StatementRow.number > 1,
                StatementLineRow.reason.is_not(None),
            )
        )
        total = await self._session.scalar(select(func.count()).select_from(wanted.subquery()))
        rows = await self._session.execute(
            wanted.order_by(StatementRow.id.desc(), StatementLineRow.occurrence_id)
            .limit(limit)
            .offset(offset)
        )
        return total or 0, [(number, line_of(row)) for number, row in rows]

    async def touched(self) -> list[OrganisationId]:
        """Organisations with a statement of which something was entered or decided since; by id."""
        drawn = select(
            StatementRow.organisation_id,
            func.max(StatementRow.drawn_at).label("at"),
            func.max(StatementRow.drawn_on).label("on_day"),
        ).where(StatementRow.organisation_id.in_(self._tree), _of(self._period))
        last = drawn.group_by(StatementRow.organisation_id).subquery()
        entered = exists().where(
            LedgerRow.occurrence_id == OccurrenceRow.id, LedgerRow.recorded_at >= last.c.at
        )
        decided = exists().where(
            ReliefRow.occurrence_id == OccurrenceRow.id,
            or_(ReliefRow.decided_at >= last.c.at, ReliefRow.ended_at >= last.c.at),
        )
        added = OccurrenceRow.created_at >= last.c.at
        ruled = exists().where(
            TrailRow.organisation_id == last.c.organisation_id,
            TrailRow.act.in_([each.value for each in _RULES]),
            TrailRow.at >= last.c.at,
        )
        ids = await self._session.scalars(
            select(last.c.organisation_id)
            .where(
                exists().where(
                    OccurrenceRow.organisation_id == last.c.organisation_id,
                    ends_in(self._period),
                    or_(entered, decided, added, OccurrenceRow.released_on >= last.c.on_day, ruled),
                )
            )
            .order_by(last.c.organisation_id)
        )
        return [OrganisationId(id_) for id_ in ids]


class Undrawn:
    """Reads which organisations have items of a period and no statement of it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def last_days(self, period: Period) -> dict[OrganisationId, date]:
        """Of each of them the last day on which an act counts, by id."""
        drawn = exists().where(StatementRow.organisation_id == OrganisationRow.id, _of(period))
        ids = list(await self._session.scalars(select(OrganisationRow.id).where(~drawn)))
        found: dict[OrganisationId, date] = {}
        for first in range(0, len(ids), AT_ONCE):
            found |= await self.last_days_of(ids[first : first + AT_ONCE], period)
        return dict(sorted(found.items()))

    async def last_days_of(self, ids: Sequence[int], period: Period) -> dict[OrganisationId, date]:
        """The same of these, where they have items; at most ``AT_ONCE``."""
        granted = and_(
            ReliefRow.occurrence_id == OccurrenceRow.id,
            ReliefRow.granted.is_(True),
            ReliefRow.ended_at.is_(None),
        )
        rows = await self._session.execute(
            select(
                OccurrenceRow.organisation_id,
                func.max(OccurrenceRow.due_by),
                func.max(ReliefRow.until),
            )
            .outerjoin(ReliefRow, granted)
            .where(OccurrenceRow.organisation_id.in_(ids), ends_in(period))
            .group_by(OccurrenceRow.organisation_id)
        )
        return {
            OrganisationId(id_): max(period.last_day, due_by, until or due_by)
            for id_, due_by, until in rows
        }


def ends_in(period: Period) -> ColumnElement[bool]:
    """Whether the period of an item ends in this one."""
    return and_(OccurrenceRow.period_end > period.start, OccurrenceRow.period_end <= period.end)


def _of(period: Period) -> ColumnElement[bool]:
    return and_(StatementRow.period_start == period.start, StatementRow.period_end == period.end)


def line_of(row: StatementLineRow) -> StatementLine:
    """The line as it was drawn."""
    return StatementLine(
        OccurrenceId(row.occurrence_id),
        EndState(row.state),
        row.entered_later,
        row.provisional,
        None if row.former is None else EndState(row.former),
        None if row.reason is None else Change(row.reason),
        row.held_on,
    )
