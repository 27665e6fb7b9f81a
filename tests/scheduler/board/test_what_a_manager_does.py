"""Whom a board would remind, what a card knows of chases, whom a tree names, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from clauses.cadence import Per
from scheduler.board.boards import Boards
from scheduler.board.card import BoardCards
from scheduler.board.outline import OrganisationTree
from scheduler.board.standing import ItemStanding
from scheduler.chasing.chaser import Chaser
from scheduler.chasing.urging import Urging
from scheduler.closing.overview import Overviews
from scheduler.errors import NotManager, UnknownOccurrence
from scheduler.ledger.completion import Completions
from scheduler.periods import period_containing
from scheduler.planning.notices import NoticeKind

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.board.values import EarlierOwed
    from scheduler.clock import ManualClock
    from scheduler.periods import Period
    from scheduler.store.engine import Database

SECRETARY = "branch-secretary"
OCTOBER, NOVEMBER = (period_containing(Per.MONTH, date(2026, month, 1)) for month in (10, 11))
QUARTER = period_containing(Per.QUARTER, date(2026, 10, 1))


@pytest.fixture
async def tree(make: Factory):
    """A committee with its manager; a branch with a holder, a stand-in and two items; one with nobody."""
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    branch = await make.organisation("一支部", body="branch", parent=above)
    holder = await make.holder(branch, post=SECRETARY)
    await make.assignment(
        await make.person("刘洋"), branch, post=SECRETARY, end_on=date(2026, 12, 20), acting=True
    )
    empty = await make.organisation("二支部", body="branch", parent=above)
    late = await make.occurrence(branch, post=SECRETARY, period=OCTOBER)
    await make.occurrence(branch, post=SECRETARY, period=NOVEMBER)
    await make.occurrence(empty, post=SECRETARY, period=OCTOBER)
    return manager, above, branch, holder, late


async def test_as_many_are_counted_as_are_reminded(
    tree, database: Database, library: Library, clock: ManualClock
) -> None:
    manager, above, *_ = tree
    boards = Boards(database, library, clock)
    board = await boards.of(above.id, QUARTER, by=manager.id)
    assert await boards.owing(board, by=manager.id) == 2
    urged = await Urging(database, library, clock).remind_all(manager.id, above.id)
    assert (urged.reminded, urged.vacant) == (2, 1)


async def test_who_would_remind_is_not_counted_and_items_of_earlier_periods_are(
    tree, database: Database, library: Library, clock: ManualClock, make: Factory
) -> None:
    manager, above, *_ = tree
    boards = Boards(database, library, clock)
    other = await make.organisation("三支部", body="branch", parent=above)
    await make.holder(other, post=SECRETARY)
    await make.occurrence(other, post=SECRETARY, period=OCTOBER)
    await make.occurrence(above, period=OCTOBER)
    await make.assignment(manager, above)
    november = period_containing(Per.MONTH, date(2026, 11, 1))
    for period in (november, QUARTER):
        board = await boards.of(above.id, period, by=manager.id)
        assert await boards.owing(board, by=manager.id) == 3
    assert (await Urging(database, library, clock).remind_all(manager.id, above.id)).reminded == 3


async def test_what_is_owed_of_an_earlier_period_is_what_its_own_board_says(
    tree, database: Database, library: Library, clock: ManualClock, make: Factory
) -> None:
    manager, above, branch, holder, _ = tree
    boards = Boards(database, library, clock)
    september = period_containing(Per.MONTH, date(2026, 9, 1))
    await make.occurrence(branch, post=SECRETARY, period=september)
    third = period_containing(Per.QUARTER, date(2026, 9, 1))

    async def owed_on(day: datetime, period: Period = QUARTER) -> EarlierOwed | None:
        clock.set(day)
        return await boards.owed_before(
            await boards.of(above.id, period, by=manager.id), by=manager.id
        )

    assert await owed_on(datetime(2026, 10, 20, 1, tzinfo=UTC)) == (third, 1, 0)
    counts = (await boards.of(above.id, third, by=manager.id)).counts
    assert counts[ItemStanding.OVERDUE] == 1
    assert await owed_on(datetime(2026, 11, 20, 1, tzinfo=UTC)) == (third, 1, 0)
    assert await owed_on(datetime(2026, 9, 30, 1, tzinfo=UTC)) is None
    assert await owed_on(datetime(2027, 3, 1, 1, tzinfo=UTC)) is None
    clock.set(datetime(2026, 10, 20, 1, tzinfo=UTC))
    board = await boards.of(branch.id, QUARTER, by=manager.id)
    with pytest.raises(NotManager):
        await boards.owed_before(board, by=holder.id)


async def test_a_season_that_reaches_past_its_period_is_told_of_beside_later_ones(
    tree, database: Database, library: Library, clock: ManualClock, make: Factory
) -> None:
    manager, _, branch, *_ = tree
    boards = Boards(database, library, clock)
    year = period_containing(Per.YEAR, date(2026, 1, 1))
    fourth, first, second = (
        period_containing(Per.QUARTER, date(*day))
        for day in ((2026, 12, 1), (2027, 1, 1), (2027, 4, 1))
    )
    late = await make.organisation("三支部", body="branch", parent=branch)
    await make.holder(late, post=SECRETARY)
    await make.occurrence(late, post=SECRETARY, period=year, due_by=date(2027, 3, 31))

    async def owed_on(day: datetime, period: Period) -> EarlierOwed | None:
        clock.set(day)
        board = await boards.of(late.id, period, by=manager.id)
        return await boards.owed_before(board, by=manager.id)

    assert await owed_on(datetime(2027, 2, 1, 1, tzinfo=UTC), first) is None
    assert await owed_on(datetime(2027, 3, 25, 1, tzinfo=UTC), first) == (fourth, 0, 1)
    assert await owed_on(datetime(2027, 4, 12, 1, tzinfo=UTC), second) == (fourth, 1, 0)


async def test_stand_ins_come_last_and_are_marked(
    tree, database: Database, library: Library, clock: ManualClock
) -> None:
    manager, _, branch, _, late = tree
    card = await BoardCards(database, library, clock).get(late, manager.id)
    assert [(each.name, each.acting) for each in card.holders] == [("王芳", False), ("刘洋", True)]
    outline = await OrganisationTree(database, clock).of(branch.id, manager.id)
    assert [each.acting for each in outline.unit.seated] == [False, True]
    assert outline.unit.clerks == ()


async def test_an_item_is_reminded_of_by_its_managers_alone(
    tree, database: Database, library: Library, clock: ManualClock, make: Factory
) -> None:
    manager, _, _, holder, late = tree
    urging = Urging(database, library, clock)
    assert (await urging.remind_of(manager.id, late)).reminded == 2
    with pytest.raises(UnknownOccurrence):
        await urging.remind_of(holder.id, late)


async def test_a_card_has_the_chases_with_their_end(
    tree, database: Database, library: Library, clock: ManualClock
) -> None:
    manager, _, _, holder, late = tree
    await Chaser(database, library, clock).run_now()
    cards = BoardCards(database, library, clock)
    (chase,) = (await cards.get(late, manager.id)).chases
    assert (chase.kind, chase.ended_at) == (NoticeKind.FOLLOW_UP, None)
    await Completions(database, clock).complete(late, by=holder.id, held_on=date(2026, 10, 20))
    (chase,) = (await cards.get(late, manager.id)).chases
    assert chase.ended_at == clock.now()


async def test_a_statement_tells_how_many_items_it_waits_for_and_until_when(
    tree, database: Database, clock: ManualClock, make: Factory
) -> None:
    manager, above, branch, *_ = tree
    overviews = Overviews(database, clock)
    overview = await overviews.of(above.id, QUARTER, by=manager.id)
    assert (overview.reaching, overview.reaching_until) == (0, None)
    await make.occurrence(
        branch, post=SECRETARY, ref="party-regulations:F13", due_by=date(2027, 2, 28)
    )
    overview = await overviews.of(above.id, QUARTER, by=manager.id)
    assert (overview.reaching, overview.reaching_until) == (1, date(2027, 2, 28))
    assert overview.drawn_until > date(2027, 2, 28)
