from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sqlalchemy import select

from clauses.cadence import Per
from scheduler.closing.drawing import Drawing
from scheduler.closing.overview import Overviews
from scheduler.errors import NotManager, TooEarly
from scheduler.ledger.completion import Completions
from scheduler.ledger.queries.statements import Change
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.states import EndState
from scheduler.periods import period_containing
from scheduler.planning.notices import NoticeKind
from scheduler.planning.occurrences import Release
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.planning.queries.releases import ReleasedItems
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.tables.closing import StatementLineRow, StatementRow
from scheduler.store.tables.delivery import NoticeRow

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.planning.occurrences import OccurrenceId
    from scheduler.roster.model import Organisation, PersonId
    from scheduler.store.engine import Database

QUARTER = period_containing(Per.QUARTER, date(2026, 10, 1))
MONTHS = [period_containing(Per.MONTH, date(2026, month, 1)) for month in (10, 11, 12)]
SECRETARY = "branch-secretary"
NINTH_WORKDAY = datetime(2027, 1, 14, 1, tzinfo=UTC)
TENTH_WORKDAY = datetime(2027, 1, 15, 1, tzinfo=UTC)


class Case(NamedTuple):
    """A committee whose manager sees three branches; the first and second owe three months each."""

    above: Organisation
    branches: tuple[Organisation, ...]
    holders: tuple[PersonId, ...]
    manager: PersonId
    items: tuple[tuple[OccurrenceId, ...], ...]


@pytest.fixture
async def case(make: Factory) -> Case:
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    branches = [
        await make.organisation(name, body="branch", parent=above)
        for name in ("一支部", "二支部", "三支部")
    ]
    holders = [(await make.holder(each, post=SECRETARY)).id for each in branches]
    items = [
        tuple([await make.occurrence(each, post=SECRETARY, period=month) for month in MONTHS])
        for each in branches[:2]
    ]
    return Case(above, tuple(branches), tuple(holders), manager.id, tuple(items))


@pytest.fixture
def drawing(database: Database, clock: ManualClock) -> Drawing:
    return Drawing(database, clock)


@pytest.fixture
def overviews(database: Database, clock: ManualClock) -> Overviews:
    return Overviews(database, clock)


async def numbers(database: Database) -> list[tuple[int, str, int, int | None]]:
    async with database.read() as session:
        rows = await session.scalars(select(StatementRow).order_by(StatementRow.id))
        return [(row.organisation_id, row.per, row.number, row.drawn_by) for row in rows]


async def test_each_organisation_is_drawn_once_on_the_tenth_workday_and_by_itself(
    drawing: Drawing, case: Case, clock: ManualClock, database: Database
) -> None:
    clock.set(NINTH_WORKDAY)
    assert await drawing.run() == 0
    clock.set(TENTH_WORKDAY)
    assert await drawing.run() == 4
    assert await drawing.run() == 0
    first, second, _ = case.branches
    assert await numbers(database) == [
        (first.id, "quarter", 1, None),
        (second.id, "quarter", 1, None),
        (first.id, "year", 1, None),
        (second.id, "year", 1, None),
    ]
    async with database.read() as session:
        assert len((await session.scalars(select(StatementLineRow))).all()) == 12


async def test_an_organisation_whose_season_lasts_longer_waits_alone(
    drawing: Drawing, case: Case, make: Factory, clock: ManualClock, database: Database
) -> None:
    year = period_containing(Per.YEAR, date(2026, 1, 1))
    await make.occurrence(
        case.branches[0], post=SECRETARY, period=year, due_by=date(2027, 2, 26), ref="a:b"
    )
    clock.set(TENTH_WORKDAY)
    assert await drawing.run() == 2
    assert {id_ for id_, *_ in await numbers(database)} == {case.branches[1].id}
    clock.set(datetime(2027, 3, 20, 1, tzinfo=UTC))
    assert await drawing.run() == 2


async def test_a_pass_that_was_cut_short_is_gone_on_with(
    drawing: Drawing,
    case: Case,
    clock: ManualClock,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock.set(TENTH_WORKDAY)
    monkeypatch.setattr("scheduler.closing.drawing.AT_A_PASS", 1)
    assert [await drawing.run() for _ in range(5)] == [1, 1, 1, 1, 0]
    assert len(await numbers(database)) == 4


async def test_managers_are_told_once_for_a_period_whatever_they_manage(
    drawing: Drawing, case: Case, clock: ManualClock, database: Database
) -> None:
    clock.set(TENTH_WORKDAY)
    await drawing.run()
    await drawing.run()
    async with database.read() as session:
        rows = (
            await session.scalars(
                select(NoticeRow).where(NoticeRow.kind == NoticeKind.STATEMENT_DRAWN.value)
            )
        ).all()
    assert [(row.person_id, row.key.split("/")[1]) for row in rows] == [
        (case.manager, "quarter-2026-10-01"),
        (case.manager, "year-2026-01-01"),
    ]


async def test_the_sums_of_a_tree_are_those_of_its_parts_drawn_or_not(
    drawing: Drawing,
    overviews: Overviews,
    case: Case,
    make: Factory,
    clock: ManualClock,
    database: Database,
) -> None:
    completions = Completions(database, clock)
    await completions.complete(case.items[0][0], by=case.holders[0], held_on=date(2026, 10, 20))
    before = await overviews.of(case.above.id, QUARTER, by=case.manager)
    assert (before.drawn, before.undrawn, before.units) == (0, 2, 4)
    assert before.counts == {EndState.IN_TIME: 1, EndState.OPEN: 5}

    clock.set(TENTH_WORKDAY)
    await drawing.run()
    extra = await make.occurrence(case.branches[2], post=SECRETARY, period=MONTHS[0])
    after = await overviews.of(case.above.id, QUARTER, by=case.manager)
    assert (after.drawn, after.undrawn) == (2, 1)
    assert after.counts.total() == 7
    assert after.counts[EndState.IN_TIME] == 1
    assert after.listed == 7 - after.counts[EndState.NOT_LISTED]
    states = list(EndState)
    every = await overviews.items(
        case.above.id, QUARTER, states, by=case.manager, limit=100, offset=0
    )
    assert len(every) == 7
    pages = [
        await overviews.items(case.above.id, QUARTER, states, by=case.manager, limit=2, offset=at)
        for at in (0, 2, 4, 6)
    ]
    assert [each.occurrence.id for page in pages for each in page] == [
        each.occurrence.id for each in every
    ]
    assert every[-1].occurrence.id == extra


async def test_a_correction_is_number_two_and_says_what_changed_and_why(
    drawing: Drawing,
    overviews: Overviews,
    case: Case,
    clock: ManualClock,
    database: Database,
) -> None:
    clock.set(NINTH_WORKDAY)
    with pytest.raises(TooEarly):
        await overviews.draw(case.above.id, QUARTER, by=case.manager)
    clock.set(TENTH_WORKDAY)
    await drawing.run()
    assert await overviews.draw(case.above.id, QUARTER, by=case.manager) == 0
    clock.set(datetime(2027, 1, 20, 1, tzinfo=UTC))
    completions = Completions(database, clock)
    await completions.complete(case.items[0][1], by=case.holders[0], held_on=date(2026, 11, 19))
    await Reliefs(database, clock).grant(case.items[1][0], by=case.manager, reason="无发展对象")
    assert await overviews.draw(case.above.id, QUARTER, by=case.manager) == 2
    total, changed = await overviews.changes(
        case.above.id, QUARTER, by=case.manager, limit=10, offset=0
    )
    assert total == 2
    assert {
        (each.occurrence.id, each.number, each.line.former, each.line.state) for each in changed
    } == {
        (case.items[0][1], 2, EndState.UNREACHED, EndState.IN_TIME),
        (case.items[1][0], 2, EndState.UNREACHED, EndState.EXCUSED),
    }
    assert (await overviews.of(case.above.id, QUARTER, by=case.manager)).corrected == 2
    assert await overviews.draw(case.above.id, QUARTER, by=case.manager) == 0


async def test_others_see_and_draw_nothing(
    overviews: Overviews, case: Case, make: Factory, clock: ManualClock
) -> None:
    clock.set(TENTH_WORKDAY)
    other = await make.person()
    await make.organisation("别处", manager=other)
    for by in (case.holders[0], other.id):
        with pytest.raises(NotManager):
            await overviews.of(case.above.id, QUARTER, by=by)
        with pytest.raises(NotManager):
            await overviews.draw(case.above.id, QUARTER, by=by)
        with pytest.raises(NotManager):
            await overviews.changes(case.above.id, QUARTER, by=by, limit=1, offset=0)
        with pytest.raises(NotManager):
            await overviews.items(case.above.id, QUARTER, [EndState.OPEN], by=by, limit=1, offset=0)


async def test_a_statement_that_waits_a_year_for_what_was_extended_is_drawn_then(
    drawing: Drawing, case: Case, clock: ManualClock, database: Database
) -> None:
    december = case.items[0][2]
    until = date(2027, 12, 31)
    reliefs = Reliefs(database, clock)
    await reliefs.grant(december, by=case.manager, reason="资料未到", until=until)
    clock.set(TENTH_WORKDAY)
    assert await drawing.run() == 2
    clock.set(datetime(2028, 2, 1, 1, tzinfo=UTC))
    assert await drawing.run() == 2
    first = case.branches[0].id
    assert (await numbers(database))[2:] == [(first, "quarter", 1, None), (first, "year", 1, None)]


async def test_what_is_said_later_not_to_apply_is_found_and_corrected_and_so_is_the_contrary(
    drawing: Drawing, overviews: Overviews, case: Case, clock: ManualClock, database: Database
) -> None:
    clock.set(TENTH_WORKDAY)
    await drawing.run()
    branch = case.branches[1]

    async def rule(*, applies: bool) -> None:
        clock.advance(timedelta(days=1))
        async with database.write() as session:
            ref = (await Occurrences(session).get(case.items[1][0])).ref
            items = ReleasedItems(session, branch, clock.now())
            await (items.restore if applies else items.end)([ref], Release.LOCAL_RULE)
            trail = Trail(session)
            trail.add(Act.DUTY_SET, clock.now(), by=case.manager, organisation_id=branch.id)

    for applies, told in ((False, EndState.NOT_LISTED), (True, EndState.UNREACHED)):
        await rule(applies=applies)
        assert await overviews.draw(case.above.id, QUARTER, by=case.manager) == 1
        _, changed = await overviews.changes(
            case.above.id, QUARTER, by=case.manager, limit=3, offset=0
        )
        assert {(each.line.state, each.line.change) for each in changed} == {(told, Change.APPLIES)}


async def test_those_in_which_nothing_changed_keep_no_other_from_being_corrected(
    drawing: Drawing,
    overviews: Overviews,
    case: Case,
    clock: ManualClock,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    completions, first = Completions(database, clock), case.items[0][0]
    await completions.complete(first, by=case.holders[0], held_on=date(2026, 10, 20))
    clock.set(TENTH_WORKDAY)
    await drawing.run()
    monkeypatch.setattr("scheduler.closing.overview.MOST_DRAWN", 1)
    await completions.complete(first, by=case.holders[0], held_on=date(2026, 10, 21))
    second = case.items[1][1]
    await completions.complete(second, by=case.holders[1], held_on=date(2026, 11, 20))
    assert await overviews.draw(case.above.id, QUARTER, by=case.manager) == 1
