"""The register of many organisations at once says what is known of each item by itself, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from clauses.cadence import Per
from scheduler.closing import contents as contents_of
from scheduler.closing.contents import Contents
from scheduler.closing.queries import register
from scheduler.ledger.completion import Completions
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.queries.facts import ItemFacts
from scheduler.ledger.queries.reliefs import StoredReliefs
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.reviewing import Reviewing
from scheduler.ledger.statements import ClosingStatements
from scheduler.ledger.states import EndState, end_state
from scheduler.periods import period_containing
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.queries.trail import Act, Trail
from scheduler.workdays.calendar import WorkdayCalendar

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.closing.queries.register import RegisteredItem, RegisteredUnit
    from scheduler.roster.model import Organisation
    from scheduler.store.engine import Database

SECRETARY = "branch-secretary"
QUARTER = period_containing(Per.QUARTER, date(2026, 10, 1))
MONTHS = [period_containing(Per.MONTH, date(2026, month, 1)) for month in (10, 11, 12)]
NAMES = ("一支部", "二支部", "三支部")


@pytest.fixture
async def above(make: Factory, database: Database, clock: ManualClock) -> Organisation:
    """Three branches: done with a photo, returned, let off; of the last one the statement is drawn."""
    clock.set(datetime(2027, 1, 20, 1, tzinfo=UTC))
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    await Reviewing(database, clock).want(manager.id, above.id, wanted=True)
    completions = Completions(database, clock)
    for name in NAMES:
        branch = await make.organisation(name, body="branch", parent=above)
        holder = await make.person(f"{name}书记")
        await make.assignment(holder, branch, post=SECRETARY, end_on=date(2026, 12, 1))
        october, november, december = [
            await make.occurrence(branch, post=SECRETARY, period=month, needed=2 - (n == 1))
            for n, month in enumerate(MONTHS, start=1)
        ]
        await make.assignment(holder, branch, post=SECRETARY, start_on=date(2027, 1, 1))
        done = await completions.complete(october, by=holder.id, held_on=date(2026, 10, 20))
        for file in ("p", "q"):
            await completions.add_evidence(
                done.entry.id, by=holder.id, kind="photo", file_id=file + name
            )
        back = await completions.complete(november, by=holder.id, held_on=date(2026, 11, 20))
        await Reviewing(database, clock).give_back(back.entry.id, by=manager.id, reason="日期不符")
        await Reliefs(database, clock).grant(december, by=manager.id, reason="支部改选")
    await ClosingStatements(database, clock).draw(branch.id, QUARTER, by=manager.id)
    return above


async def read(database: Database, above: Organisation, now: datetime) -> list[RegisteredUnit]:
    contents = Contents(database, above.id, QUARTER, now)
    assert await contents.survey() == len(NAMES) * len(MONTHS)
    return [each async for each in contents.units()]


async def test_each_item_is_as_it_is_known_by_itself(
    database: Database, above: Organisation, clock: ManualClock
) -> None:
    units = await read(database, above, clock.now())
    assert [unit.organisation.name for unit in units] == [above.name, *NAMES]
    assert [unit.drawn is not None for unit in units] == [False, False, False, True]
    for unit in units[1:]:
        done, returned, excused = unit.items
        assert [each.files for each in done.entries] == [{"photo": 2}]
        assert (done.entries[0].entered_on, done.entries[0].entered_later) == (
            date(2027, 1, 20),
            True,
        )
        assert not returned.standing
        assert [each.holders for each in unit.items] == [(f"{unit.organisation.name}书记",)] * 2 + [
            ()
        ]
        assert (done.state, excused.state) == (EndState.IN_TIME, EndState.EXCUSED)
    for item in (each for unit in units for each in unit.items):
        await _as_by_itself(database, item, clock.now())


async def _as_by_itself(database: Database, item: RegisteredItem, now: datetime) -> None:
    async with database.survey() as session:
        one = await Occurrences(session).get(item.occurrence.id)
        assert item.occurrence == one
        assert [each.entry for each in item.entries] == await Ledger(session).entries(one.id)
        assert list(item.reliefs) == await StoredReliefs(session).of(one.id)
        facts = (await ItemFacts(session, now).of([one]))[one.id]
        assert item.state is end_state(facts, WorkdayCalendar())
        assert (item.line is not None) == (facts.drawn_on is not None)


async def test_it_is_the_same_however_many_are_read_at_once(
    database: Database, above: Organisation, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = await read(database, above, clock.now())
    for at_once in (1, 2, 4):
        for module in (register, contents_of):
            monkeypatch.setattr(module, "AT_ONCE", at_once)
        assert await read(database, above, clock.now()) == units


async def test_the_trail_begins_with_the_first_day_as_it_is_there(
    database: Database, make: Factory
) -> None:
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    async with database.write() as session:
        for moment in (
            datetime(2026, 9, 30, 15, 59, tzinfo=UTC),
            datetime(2026, 9, 30, 16, tzinfo=UTC),  # midnight in Shanghai
        ):
            Trail(session).add(Act.TERM_SET, moment, by=boss.id, organisation_id=place.id)
    contents = Contents(database, place.id, QUARTER, datetime(2026, 11, 23, tzinfo=UTC))
    await contents.survey()
    assert [line.at async for line in contents.trail()] == [datetime(2026, 9, 30, 16, tzinfo=UTC)]
