from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from clauses.cadence import Per
from scheduler.board.boards import Boards
from scheduler.board.groups import GroupBoards, WeeklyNumbers
from scheduler.board.outline import OrganisationTree
from scheduler.board.year import BoardYears
from scheduler.errors import NotManager
from scheduler.ledger.completion import Completions
from scheduler.periods import period_containing
from scheduler.planning.lamps import Lamp
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

SECRETARY = "branch-secretary"
OCTOBER, NOVEMBER = (period_containing(Per.MONTH, date(2026, month, 1)) for month in (10, 11))
YEAR = period_containing(Per.YEAR, date(2026, 1, 1))


@pytest.fixture
async def tree(make: Factory, database: Database, clock: ManualClock):
    """A committee with its manager; a branch whose holder did November and not October; an empty one."""
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    branch = await make.organisation("一支部", body="branch", parent=above)
    holder = await make.holder(branch, post=SECRETARY)
    empty = await make.organisation("二支部", body="branch", parent=above)
    left = await make.person("李强")
    await make.assignment(left, empty, post=SECRETARY, end_on=date(2026, 11, 9))
    await make.occurrence(branch, post=SECRETARY, period=OCTOBER)
    done = await make.occurrence(branch, post=SECRETARY, period=NOVEMBER)
    await Completions(database, clock).complete(done, by=holder.id, held_on=date(2026, 11, 20))
    return manager, above, branch, empty, await make.group(above)


async def test_a_group_is_told_numbers_of_the_whole_tree(tree, database, library, clock) -> None:
    *_, group = tree
    boards = GroupBoards(database, library, clock)
    numbers = await boards.numbers(group.address)
    assert (numbers.done, numbers.near, numbers.overdue, numbers.lines) == (1, 0, 1, ())
    await boards.set_names(group.address, tree[0].id, shown=True)
    numbers = await boards.numbers(group.address)
    assert numbers.lines == (("一支部", "王芳"),)


async def test_the_week_is_counted_once_at_its_hour(
    tree, database: Database, library: Library, clock: ManualClock
) -> None:
    manager, *_, group = tree
    boards = GroupBoards(database, library, clock)
    week = await boards.set_week(group.address, manager.id, 3, time(9))
    weekly = WeeklyNumbers(database, library, clock)
    assert await weekly.run() == 0
    clock.set(week.next_at)
    assert await weekly.run() == 1
    assert await weekly.run() == 0
    async with database.read() as session:
        rows = [row for row in await session.scalars(select(NoticeRow)) if row.group_id]
    assert [row.key for row in rows] == [f"w/{group.id}/2026-11-25"]
    assert (await boards.week_of(group.address)).next_at == week.next_at + timedelta(days=7)
    await boards.set_week(group.address, manager.id, None, time(0))
    assert await boards.week_of(group.address) is None


async def test_only_a_manager_sets_what_a_group_is_told(
    tree, database: Database, library: Library, clock: ManualClock, make: Factory
) -> None:
    *_, group = tree
    stranger = await make.person("孙晓")
    boards = GroupBoards(database, library, clock)
    with pytest.raises(NotManager):
        await boards.set_week(group.address, stranger.id, 1, time(9))
    with pytest.raises(NotManager):
        await boards.set_names(group.address, stranger.id, shown=True)


async def test_the_tree_tells_holders_vacancies_and_groups(
    tree, database: Database, clock: ManualClock, make: Factory
) -> None:
    manager, above, branch, empty, _ = tree
    outline = await OrganisationTree(database, clock).of(above.id, manager.id)
    assert outline.unit.managers == ("周敏",)
    assert outline.unit.groups == (1, 0)
    first, second = outline.children
    assert [each.name for each in first.seated] == ["王芳"]
    assert [(each.post, each.since) for each in second.empty] == [(SECRETARY, date(2026, 11, 9))]
    below = await OrganisationTree(database, clock).of(branch.id, manager.id)
    assert below.above is not None
    with pytest.raises(NotManager):
        await OrganisationTree(database, clock).of(empty.id, (await make.person()).id)


async def test_what_is_due_on_the_days_off_that_begin_a_year_is_in_its_january(
    tree, database: Database, clock: ManualClock, make: Factory
) -> None:
    manager, _, branch, *_ = tree
    week = period_containing(Per.WEEK, date(2027, 1, 1))
    item = await make.occurrence(branch, post=SECRETARY, period=week)
    async with database.write() as session:
        (await session.get_one(OccurrenceRow, item)).due_on = date(2026, 12, 31)
    year = period_containing(Per.YEAR, date(2027, 1, 1))
    grid = await BoardYears(database, clock).of(branch.id, year, by=manager.id)
    january, *others = grid.cells[branch.id]
    assert january is not None
    assert not any(others)


async def test_the_year_has_each_item_in_its_month(
    tree, database: Database, library: Library, clock: ManualClock
) -> None:
    manager, above, branch, *_ = tree
    grid = await BoardYears(database, clock).of(above.id, YEAR, by=manager.id)
    board = await Boards(database, library, clock).of(above.id, YEAR, by=manager.id)
    assert grid.board.counts == board.counts
    cells = grid.cells[branch.id]
    assert [cell and (cell.standing.lamp, cell.count) for cell in cells[9:]] == [
        (Lamp.RED, 1),
        (Lamp.GREEN, 1),
        None,
    ]
    assert not any(cells[:9])
