from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sqlalchemy import select

from clauses.cadence import Per
from scheduler.errors import NotManager, TooEarly
from scheduler.ledger.completion import Completions
from scheduler.ledger.queries.statements import Change
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.statements import ClosingStatements
from scheduler.ledger.states import EndState
from scheduler.periods import period_containing
from scheduler.planning.notices import NoticeState
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.tables.closing import StatementLineRow

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.ledger.statements import ClosingStatement
    from scheduler.planning.occurrences import OccurrenceId
    from scheduler.roster.model import Organisation, Person, PersonId
    from scheduler.store.engine import Database

QUARTER = period_containing(Per.QUARTER, date(2026, 10, 1))
MONTHS = [period_containing(Per.MONTH, date(2026, month, 1)) for month in (10, 11, 12)]
SECRETARY = "branch-secretary"
BEFORE = datetime(2027, 1, 14, 1, tzinfo=UTC)
TENTH_WORKDAY = datetime(2027, 1, 15, 1, tzinfo=UTC)


class Case(NamedTuple):
    """A committee with its manager, and a branch below it that owes three months."""

    above: Organisation
    branch: Organisation
    person: Person
    manager: PersonId
    items: tuple[OccurrenceId, ...]

    @property
    def holder(self) -> PersonId:
        return self.person.id


@pytest.fixture
def statements(database: Database, clock: ManualClock) -> ClosingStatements:
    return ClosingStatements(database, clock)


@pytest.fixture
def completions(database: Database, clock: ManualClock) -> Completions:
    return Completions(database, clock)


@pytest.fixture
async def case(make: Factory) -> Case:
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    branch = await make.organisation("一支部", body="branch", parent=above)
    holder = await make.holder(branch, post=SECRETARY)
    items = [await make.occurrence(branch, post=SECRETARY, period=month) for month in MONTHS]
    for item in items:
        await make.notice(item, holder, state=NoticeState.SENT)
    await make.occurrence(
        branch, post=SECRETARY, period=period_containing(Per.MONTH, date(2027, 1, 1))
    )
    return Case(above, branch, holder, manager.id, tuple(items))


def states(statement: ClosingStatement) -> list[EndState]:
    return [line.state for line in statement.lines]


async def test_before_the_tenth_workday_it_is_provisional(
    statements: ClosingStatements, completions: Completions, case: Case, clock: ManualClock
) -> None:
    await completions.complete(case.items[0], by=case.holder, held_on=date(2026, 10, 20))
    clock.set(BEFORE)
    with pytest.raises(TooEarly) as refused:
        await statements.draw(case.branch.id, QUARTER, by=case.manager)
    found = await statements.provisional(case.branch.id, QUARTER, by=case.manager)
    assert (found.drawn, found.drawn_from) == (None, refused.value.day)
    assert found.drawn_from == TENTH_WORKDAY.date()
    assert states(found) == [EndState.IN_TIME, EndState.OPEN, EndState.OPEN]
    assert await statements.drawn(case.branch.id, QUARTER, by=case.manager) == []


async def test_number_one_gives_each_item_one_state_and_ends_what_is_owed(
    statements: ClosingStatements,
    completions: Completions,
    case: Case,
    clock: ManualClock,
    database: Database,
) -> None:
    await completions.complete(case.items[0], by=case.holder, held_on=date(2026, 10, 20))
    clock.set(TENTH_WORKDAY)
    await completions.complete(case.items[1], by=case.holder, held_on=date(2027, 1, 5), late=True)

    found = await statements.draw(case.branch.id, QUARTER, by=case.manager)

    assert found.drawn is not None
    assert (found.drawn.number, found.drawn.drawn_by) == (1, case.manager)
    assert states(found) == [EndState.IN_TIME, EndState.LATE, EndState.NOT_DONE]
    assert (found.counts.total(), found.changes) == (3, ())
    assert await statements.drawn(case.branch.id, QUARTER, by=case.manager) == [found]
    async with database.read() as session:
        (entry,) = [
            each for each in await Trail(session).entries() if each.act is Act.STATEMENT_DRAWN
        ]
        owed = await Occurrences(session).of_person(case.holder, date(2027, 1, 15))
    assert (entry.subject_id, entry.by) == (found.drawn.id, case.manager)
    assert case.items[2] not in {each.id for each in owed}
    # It can be entered all the same.
    await completions.complete(case.items[2], by=case.holder, held_on=date(2026, 12, 30))


async def test_number_two_says_what_changed_and_why_and_number_one_stays(
    statements: ClosingStatements,
    completions: Completions,
    case: Case,
    make: Factory,
    clock: ManualClock,
    database: Database,
) -> None:
    done = await completions.complete(case.items[0], by=case.holder, held_on=date(2026, 10, 20))
    clock.set(TENTH_WORKDAY)
    first = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    assert states(first) == [EndState.IN_TIME, EndState.NOT_DONE, EndState.NOT_DONE]

    clock.set(datetime(2027, 1, 20, 1, tzinfo=UTC))
    await completions.withdraw(done.entry.id, by=case.holder)
    await completions.complete(case.items[1], by=case.holder, held_on=date(2026, 11, 19))
    await completions.complete(case.items[2], by=case.holder, held_on=date(2027, 1, 19), late=True)
    added = await make.occurrence(case.branch, ref="party-regulations:F14", period=QUARTER)
    second = await statements.draw(case.branch.id, QUARTER, by=case.manager)

    assert second.drawn is not None
    assert second.drawn.number == 2
    by_item = {line.occurrence_id: line for line in second.changes}
    assert {
        id_: (line.former, line.state, line.change, line.held_on) for id_, line in by_item.items()
    } == {
        case.items[0]: (EndState.IN_TIME, EndState.NOT_DONE, Change.WITHDRAWN, None),
        case.items[1]: (
            EndState.NOT_DONE,
            EndState.IN_TIME,
            Change.ENTERED_LATER,
            date(2026, 11, 19),
        ),
        case.items[2]: (EndState.NOT_DONE, EndState.LATE, Change.MADE_UP, date(2027, 1, 19)),
        added: (None, EndState.NOT_LISTED, Change.ADDED, None),
    }
    assert by_item[case.items[1]].entered_later == 1
    assert by_item[case.items[2]].entered_later == 0
    assert await statements.drawn(case.branch.id, QUARTER, by=case.manager) == [first, second]

    again = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    assert again.drawn == second.drawn
    async with database.read() as session:
        assert len((await session.scalars(select(StatementLineRow))).all()) == 3 + 4


async def test_reliefs_show_as_what_they_are(
    statements: ClosingStatements, case: Case, clock: ManualClock, database: Database
) -> None:
    reliefs = Reliefs(database, clock)
    clock.set(TENTH_WORKDAY)
    await statements.draw(case.branch.id, QUARTER, by=case.manager)
    granted = await reliefs.grant(case.items[0], by=case.manager, reason="处室搬迁")
    second = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    (line,) = second.changes
    assert (line.state, line.change) == (EndState.EXCUSED, Change.EXCUSED)
    await reliefs.end(granted.id, by=case.manager)
    third = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    (line,) = third.changes
    assert (line.former, line.change) == (EndState.EXCUSED, Change.RELIEF_ENDED)
    assert third.drawn is not None
    assert third.drawn.number == 3


async def test_a_later_date_holds_up_the_drawing(
    statements: ClosingStatements, case: Case, clock: ManualClock, database: Database
) -> None:
    until = date(2027, 2, 26)
    await Reliefs(database, clock).grant(
        case.items[2], by=case.manager, reason="资料未到", until=until
    )
    found = await statements.provisional(case.branch.id, QUARTER, by=case.manager)
    assert found.drawn_from == date(2027, 3, 12)


async def test_nobody_reached_and_nobody_there_are_told_apart(
    statements: ClosingStatements, case: Case, make: Factory, clock: ManualClock
) -> None:
    gone = await make.person()
    second = await make.organisation("二支部", body="branch", parent=case.above)
    await make.assignment(gone, second, post=SECRETARY, end_on=date(2026, 10, 9))
    vacant = await make.occurrence(second, post=SECRETARY, period=MONTHS[0])
    third = await make.organisation("三支部", body="branch", parent=case.branch)
    deaf = await make.holder(third, post=SECRETARY)
    unreached = await make.occurrence(third, post=SECRETARY, period=MONTHS[0])
    await make.notice(unreached, deaf, state=NoticeState.UNDELIVERABLE)
    clock.set(TENTH_WORKDAY)
    by_item = {
        line.occurrence_id: line.state
        for unit in (second, third)
        for line in (await statements.draw(unit.id, QUARTER, by=case.manager)).lines
    }
    assert by_item == {vacant: EndState.VACANT, unreached: EndState.UNREACHED}


async def test_managers_draw_and_nobody_else(
    statements: ClosingStatements, case: Case, make: Factory, clock: ManualClock
) -> None:
    clock.set(TENTH_WORKDAY)
    other = await make.person()
    await make.organisation("别处", manager=other)
    for by in (case.holder, other.id):
        with pytest.raises(NotManager):
            await statements.draw(case.branch.id, QUARTER, by=by)
        with pytest.raises(NotManager):
            await statements.provisional(case.branch.id, QUARTER, by=by)
        with pytest.raises(NotManager):
            await statements.drawn(case.branch.id, QUARTER, by=by)
    assert (await statements.draw(case.branch.id, QUARTER, by=case.manager)).counts.total() == 3


async def test_an_act_of_an_extension_that_was_lifted_is_made_up(
    statements: ClosingStatements,
    completions: Completions,
    case: Case,
    clock: ManualClock,
    database: Database,
) -> None:
    reliefs, november = Reliefs(database, clock), case.items[1]
    extension = await reliefs.grant(
        november, by=case.manager, reason="资料未到", until=date(2026, 12, 15)
    )
    clock.set(datetime(2026, 12, 12, 1, tzinfo=UTC))
    await completions.complete(november, by=case.holder, held_on=date(2026, 12, 10))
    await reliefs.end(extension.id, by=case.manager)
    clock.set(TENTH_WORKDAY)

    found = await statements.draw(case.branch.id, QUARTER, by=case.manager)

    assert states(found) == [EndState.NOT_DONE, EndState.LATE, EndState.NOT_DONE]
    assert [line.entered_later for line in found.lines] == [0, 0, 0]


async def test_what_is_extended_after_number_one_keeps_nobody_from_correcting_the_rest(
    statements: ClosingStatements,
    completions: Completions,
    case: Case,
    clock: ManualClock,
    database: Database,
) -> None:
    clock.set(TENTH_WORKDAY)
    await statements.draw(case.branch.id, QUARTER, by=case.manager)
    reliefs = Reliefs(database, clock)
    until = date(2027, 3, 1)
    await reliefs.grant(case.items[2], by=case.manager, reason="资料未到", until=until)
    await completions.complete(case.items[0], by=case.holder, held_on=date(2026, 10, 20))
    second = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    assert states(second) == [EndState.IN_TIME, EndState.NOT_DONE, EndState.NOT_DONE]

    clock.set(datetime(2027, 2, 20, 1, tzinfo=UTC))
    await completions.complete(case.items[2], by=case.holder, held_on=date(2027, 2, 10))
    third = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    assert states(third) == [EndState.IN_TIME, EndState.NOT_DONE, EndState.IN_TIME]


async def test_a_later_date_that_was_taken_back_is_the_reason_of_the_change(
    statements: ClosingStatements,
    completions: Completions,
    case: Case,
    clock: ManualClock,
    database: Database,
) -> None:
    reliefs, december = Reliefs(database, clock), case.items[2]
    clock.set(datetime(2026, 12, 30, 1, tzinfo=UTC))
    extension = await reliefs.grant(
        december, by=case.manager, reason="资料未到", until=date(2027, 1, 8)
    )
    clock.set(datetime(2027, 1, 28, 1, tzinfo=UTC))
    await completions.complete(december, by=case.holder, held_on=date(2027, 1, 7))
    first = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    assert states(first)[2] is EndState.IN_TIME
    await reliefs.end(extension.id, by=case.manager)
    second = await statements.draw(case.branch.id, QUARTER, by=case.manager)
    (line,) = second.changes
    assert (line.state, line.change) == (EndState.LATE, Change.RELIEF_ENDED)
