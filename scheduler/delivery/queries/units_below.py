"""Queries: how the organisations below stand, in numbers, for the messages of a group."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from clauses.cadence import Per
from scheduler.planning.lamps import NEAR_WORKDAYS, near_workdays
from scheduler.planning.notices import UnitBelow
from scheduler.planning.queries.occurrences import EXTENDED_TO, OVERDUE_AFTER, OWED
from scheduler.roster.model import OrganisationId
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import OrganisationRow
from scheduler.workdays.calendar import WorkdayCalendar

_NEAR_DAYS = timedelta(days=4 * NEAR_WORKDAYS)
"""So many workdays lie within these days, whatever the holidays."""


async def units_below(
    session: AsyncSession, organisation_id: OrganisationId, today: date, calendar: WorkdayCalendar
) -> tuple[UnitBelow, ...]:
    """Every organisation below, those that owe most urgently first; by lamps as in ``lamp_of``."""
    names: dict[int, str] = {}
    red: defaultdict[int, int] = defaultdict(int)
    yellow: defaultdict[int, int] = defaultdict(int)
    for id_, name, per, due_on, is_over, count in await session.execute(
        _owed_below(organisation_id, today)
    ):
        names[id_] = name
        if per is None or due_on is None:
            continue
        left = calendar.workdays_until(today, due_on)
        if is_over or left < 0:
            red[id_] += count
        elif left <= near_workdays(Per(per)):
            yellow[id_] += count
    units = (UnitBelow(name, red[id_], yellow[id_]) for id_, name in names.items())
    return tuple(sorted(units, key=lambda unit: (-unit.red, -unit.yellow)))


def _owed_below(
    organisation_id: OrganisationId, today: date
) -> Select[int, str, str | None, date | None, bool | None, int]:
    """A row for each organisation below and each date in it; one without dates where nothing is owed."""
    tree = select(OrganisationRow.id).where(OrganisationRow.parent_id == organisation_id)
    below = tree.cte(recursive=True)
    below = below.union(
        select(OrganisationRow.id).join(below, OrganisationRow.parent_id == below.c.id)
    )
    unit = aliased(OrganisationRow)
    owed = (
        select(
            OccurrenceRow.organisation_id,
            OccurrenceRow.per,
            OccurrenceRow.due_on,
            case((today > OVERDUE_AFTER, True), else_=False).label("is_over"),
        )
        .join(OrganisationRow, OrganisationRow.id == OccurrenceRow.organisation_id)
        .where(
            OccurrenceRow.organisation_id.in_(select(below.c.id)),
            OccurrenceRow.period_start <= today,
            OccurrenceRow.due_on <= today + _NEAR_DAYS,
            OWED,
            or_(EXTENDED_TO.is_(None), today > EXTENDED_TO),
        )
        .subquery()
    )
    columns = owed.c.per, owed.c.due_on, owed.c.is_over
    return (
        select(unit.id, unit.name, *columns, func.count(owed.c.organisation_id))
        .outerjoin(owed, owed.c.organisation_id == unit.id)
        .where(unit.id.in_(select(below.c.id)), unit.dissolved_at.is_(None))
        .group_by(unit.id, unit.name, *columns)
        .order_by(unit.id)
    )
