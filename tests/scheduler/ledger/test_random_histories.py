"""Random lives of items: whatever is entered, made up, corrected, withdrawn, excused, extended and drawn."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from clauses.cadence import Per
from scheduler.errors import SchedulerError
from scheduler.ledger.completion import Completions
from scheduler.ledger.corrections import Corrections
from scheduler.ledger.history import History
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.statements import ClosingStatements
from scheduler.ledger.states import EndState
from scheduler.periods import period_containing
from scheduler.planning.queries.occurrences import Occurrences

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

SECRETARY = "branch-secretary"
E04 = "party-regulations:E04"
STEPS = 30
QUARTERS = [period_containing(Per.QUARTER, date(2026, month, 1)) for month in (4, 7, 10)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(2))
async def test_every_item_has_one_end_state_or_is_open_and_in_sight(
    database: Database, library: Library, clock: ManualClock, make: Factory, seed: int
) -> None:
    rng = random.Random(seed)
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    branch = await make.organisation("一支部", body="branch", parent=above)
    holder = await make.holder(branch, post=SECRETARY)
    items = [
        await make.occurrence(
            branch,
            ref=E04,
            post=SECRETARY,
            period=period_containing(Per.MONTH, date(2026, month, 1)),
            needed=rng.choice([1, 1, 2]),
        )
        for month in range(4, 13)
    ]
    completions, corrections = Completions(database, clock), Corrections(database, clock)
    reliefs, statements = Reliefs(database, clock), ClosingStatements(database, clock)
    history = History(database, library, clock)
    clock.set(datetime(2026, 6, 1, 1, tzinfo=UTC))
    drawn: dict[tuple[date, int], object] = {}

    async def act() -> None:
        item = rng.choice(items)
        day = clock.now().date() - timedelta(days=rng.randrange(90))
        late = rng.random() < 0.5
        entries = await completions.entries(item, holder.id)
        entry = rng.choice(entries) if entries else None
        match rng.randrange(8):
            case 0 | 1 | 2:
                await completions.complete(item, by=holder.id, held_on=day, late=late)
            case 3 if entry is not None:
                await completions.withdraw(entry.id, by=holder.id)
            case 4 if entry is not None:
                await corrections.correct(entry.id, by=holder.id, held_on=day, late=late)
            case 5:
                until = clock.now().date() + timedelta(days=rng.randrange(60)) if late else None
                await reliefs.grant(item, by=manager.id, reason="资料未到", until=until)
            case 6:
                standing = [each for each in await reliefs.of(item, manager.id) if each.stands]
                for each in standing:
                    await reliefs.end(each.id, by=manager.id)
            case 7:
                await statements.draw(above.id, rng.choice(QUARTERS), by=manager.id)

    for _ in range(STEPS):
        clock.advance(timedelta(days=rng.randrange(12)))
        with suppress(SchedulerError):  # what does not count is refused, and changes nothing
            await act()

        past = {each.occurrence.id: each for each in (await history.of(holder, 2026)).items}
        async with database.read() as session:
            today = clock.now().date()
            seen = {each.id for each in await Occurrences(session).of_person(holder.id, today)}
            found = await Occurrences(session).many(items)
        begun = {id_ for id_, each in found.items() if each.period.start <= today}
        assert begun <= past.keys() | seen
        assert {id_ for id_, each in past.items() if each.state is EndState.OPEN} <= seen
        acts = [
            entry.held_on
            for id_ in items
            for entry in await completions.entries(id_, holder.id)
            if not entry.withdrawn
        ]
        assert len(acts) == len(set(acts)), "an act counts for one period"
        for quarter in QUARTERS:
            for statement in await statements.drawn(above.id, quarter, by=manager.id):
                assert statement.drawn is not None
                assert EndState.OPEN not in statement.counts
                assert statement.counts.total() == len(statement.lines) == 3
                key = quarter.start, statement.drawn.number
                assert drawn.setdefault(key, statement) == statement, "never edited"
