"""The numbers of the organisations below, on both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clauses.cadence import Per
from scheduler.delivery.queries.units_below import units_below
from scheduler.ledger.completion import Completions
from scheduler.periods import period_containing
from scheduler.planning.lamps import Lamp, lamp_of
from scheduler.planning.notices import UnitBelow
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.store.tables.roster import OrganisationRow
from scheduler.workdays.calendar import WorkdayCalendar

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 25)
SECRETARY = "branch-secretary"
REF = "party-regulations:E04"


async def test_they_are_counted_by_the_lamps_of_every_list(
    database: Database, make: Factory, clock: ManualClock
) -> None:
    top = await make.organisation("机关党委")
    first, second, quiet = [
        await make.organisation(name, body="branch") for name in ("一支部", "二支部", "三支部")
    ]
    async with database.write() as session:
        for each, parent in ((first, top), (second, first), (quiet, top)):
            row = await session.get_one(OrganisationRow, each.id)
            row.parent_id = parent.id
    ids = []
    for unit, months in ((first, (9, 10, 11, 12)), (second, (10,)), (quiet, (12,))):
        for month in months:
            period = period_containing(Per.MONTH, date(2026, month, 1))
            ids.append(await make.occurrence(unit, ref=REF, post=SECRETARY, period=period))
    holder = await make.holder(second, post=SECRETARY)
    calendar = WorkdayCalendar()

    async def counted() -> tuple[UnitBelow, ...]:
        async with database.read() as session:
            return await units_below(session, top.id, TODAY, calendar)

    assert await counted() == (
        UnitBelow("一支部", red=2, yellow=1),
        UnitBelow("二支部", red=1, yellow=0),
        UnitBelow("三支部", red=0, yellow=0),
    )
    async with database.read() as session:
        found = (await Occurrences(session).many(ids)).values()
    lamps = [lamp_of(it, TODAY, calendar.workdays_until(TODAY, it.due_on)) for it in found]
    assert (lamps.count(Lamp.RED), lamps.count(Lamp.YELLOW)) == (3, 1)

    await Completions(database, clock).complete(
        ids[4], by=holder.id, held_on=date(2026, 11, 20), late=True
    )
    assert (await counted())[1] == UnitBelow("二支部", red=0, yellow=0)


async def test_the_organisation_itself_and_those_beside_it_do_not_count(
    database: Database, make: Factory
) -> None:
    top, other = await make.organisation("机关党委"), await make.organisation("别家党委")
    await make.occurrence(other)
    async with database.read() as session:
        assert await units_below(session, top.id, TODAY, WorkdayCalendar()) == ()
