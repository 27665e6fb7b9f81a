"""The pass over late items on both databases."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from scheduler.chasing.chaser import Chaser
from scheduler.chasing.queries.told import Told
from scheduler.chasing.rules import ChasingRule
from scheduler.chasing.urging import Urging
from scheduler.errors import NotManager, UrgedToday
from scheduler.ledger.completion import Completions
from scheduler.ledger.reliefs import Reliefs
from scheduler.periods import Per, Period
from scheduler.store.tables.chasing import ChaseRow
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import PersonRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1), Per.MONTH)
DUE = date(2026, 11, 20)


@pytest.fixture
def chaser(database: Database, library: Library, clock: ManualClock) -> Chaser:
    clock.set(datetime(2026, 11, 25, 0, 10, tzinfo=SHANGHAI))
    return Chaser(database, library, clock)


@pytest.fixture
async def unit(make: Factory):
    """A branch under a committee; the branch's secretary owes an item that was due on the 20th."""
    above, own, holder = [await make.person(name) for name in ("周敏", "孙丽", "张伟")]
    top = await make.organisation(manager=above)
    branch = await make.organisation("第一党支部", body="branch", parent=top, manager=own)
    await make.assignment(holder, branch, post="branch-secretary")
    item = await make.occurrence(branch, post="branch-secretary", period=NOVEMBER, due_by=DUE)
    return branch, above, own, holder, item


async def told(database) -> list[tuple[str, int, str]]:
    async with database.read() as session:
        rows = await session.execute(
            select(NoticeRow.kind, NoticeRow.person_id, NoticeRow.state)
            .where(NoticeRow.kind.in_(["follow-up", "escalation"]))
            .order_by(NoticeRow.id)
        )
        return [tuple(row) for row in rows]


async def test_a_pass_tells_once_however_often_it_runs_and_in_how_many_processes(
    chaser, unit, database, library, clock
):
    _, _, own, _, _ = unit
    await asyncio.gather(*(Chaser(database, library, clock).run_now() for _ in range(3)))
    await chaser.run_now()
    assert await told(database) == [("follow-up", own.id, "due")]


async def test_those_above_are_told_after_ten_workdays(chaser, unit, database, clock):
    _, above, own, _, _ = unit
    await chaser.run()
    clock.set(datetime(2026, 12, 3, 0, 10, tzinfo=SHANGHAI))
    assert await chaser.run() == 0
    clock.set(datetime(2026, 12, 4, 0, 10, tzinfo=SHANGHAI))
    assert await chaser.run() == 1
    assert await told(database) == [("follow-up", own.id, "due"), ("escalation", above.id, "due")]


async def test_those_above_are_told_where_the_own_managers_are_gone_meanwhile(
    chaser, unit, database, clock
):
    _, above, own, _, _ = unit
    await chaser.run()
    async with database.write() as session:
        row = await session.get_one(PersonRow, own.id)
        row.unreachable_since = clock.now()
    clock.set(datetime(2026, 12, 4, 0, 10, tzinfo=SHANGHAI))
    assert await chaser.run() == 1
    assert (await told(database))[1:] == [("escalation", above.id, "due")]


async def test_soon_after_midnight_who_owes_it_is_told_by_the_day_that_has_begun(
    chaser, unit, database, clock, make
):
    branch, above, own, _, _ = unit
    await make.assignment(own, branch, post="branch-secretary", start_on=date(2026, 11, 25))
    await chaser.run()
    assert await told(database) == [("follow-up", above.id, "due")]


async def test_nothing_is_told_on_a_day_off(chaser, unit, database, clock):
    clock.set(datetime(2026, 11, 28, 0, 10, tzinfo=SHANGHAI))
    await chaser.run()
    assert await told(database) == []


async def test_an_entry_and_a_relief_end_it(chaser, unit, database, clock):
    _, _, own, holder, item = unit
    await chaser.run()
    done = await Completions(database, clock).complete(
        item, by=holder.id, held_on=date(2026, 11, 24)
    )
    assert await told(database) == [("follow-up", own.id, "superseded")]
    await Completions(database, clock).withdraw(done.entry.id, by=holder.id)
    assert await told(database) == [("follow-up", own.id, "superseded")]
    clock.set(datetime(2026, 11, 26, 0, 10, tzinfo=SHANGHAI))
    await chaser.run()
    assert [state for _, _, state in await told(database)] == ["superseded", "due"]
    await Reliefs(database, clock).grant(item, by=own.id, reason="处室搬迁，无法召开")
    async with database.read() as session:
        standing = await session.scalars(select(ChaseRow.id).where(ChaseRow.ended_at.is_(None)))
        assert standing.all() == []


async def test_what_is_owed_no_more_and_what_is_managed_no_more_is_not_counted_as_open(
    chaser, unit, database, clock, make
):
    _, _, own, _, item = unit
    other = await make.organisation("第二党支部", body="branch", manager=own)
    await make.occurrence(other, post="branch-secretary", period=NOVEMBER, due_by=DUE)
    lost = await make.organisation("第三党支部", body="branch", manager=own)
    await make.occurrence(lost, post="branch-secretary", period=NOVEMBER, due_by=DUE)
    await chaser.run()

    async def still_open() -> int:
        async with database.read() as session:
            return await Told(session).open_before(own.id, date(2026, 11, 26))

    async with database.write() as session:
        await session.execute(update(NoticeRow).values(state="sent"))
    assert await still_open() == 3
    async with database.write() as session:
        row = await session.get_one(OccurrenceRow, item)
        row.released_on, row.released_reason = date(2026, 11, 25), "local-rule"
    assert await still_open() == 2
    await make.manager(lost, await make.person())
    assert await still_open() == 1


async def test_each_organisation_has_its_own_rule(chaser, unit, database, library, clock):
    branch, _, own, holder, _ = unit
    urging = Urging(database, library, clock)
    with pytest.raises(NotManager):
        await urging.set_rule(holder.id, branch.id, ChasingRule(1, 5))
    await urging.set_rule(own.id, branch.id, ChasingRule(5, 10))
    await chaser.run_now()
    assert await told(database) == []
    await urging.set_rule(own.id, branch.id, ChasingRule(1, 5))
    clock.set(datetime(2026, 11, 24, 0, 10, tzinfo=SHANGHAI))
    await chaser.run_now()
    assert len(await told(database)) == 1


async def test_everybody_is_reminded_once_a_day(chaser, unit, database, library, clock):
    branch, above, own, holder, item = unit
    urging = Urging(database, library, clock)
    with pytest.raises(NotManager):
        await urging.remind_all(holder.id, branch.id)
    urged = await urging.remind_all(own.id, branch.id)
    assert (urged.reminded, urged.unreached, urged.vacant) == (1, (), 0)
    with pytest.raises(UrgedToday):
        await urging.remind_all(own.id, branch.id)
    await urging.remind_all(above.id, branch.id)
    async with database.read() as session:
        keys = await session.scalars(select(NoticeRow.key).where(NoticeRow.kind == "reminder"))
        assert keys.all() == [f"r/{item}/{holder.id}/urged:2026-11-25"]
    clock.advance(timedelta(days=1))
    assert (await urging.remind_all(own.id, branch.id)).reminded == 1
