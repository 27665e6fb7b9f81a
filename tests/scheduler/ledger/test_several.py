from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from scheduler.ledger.completion import Completions
from scheduler.ledger.several import Several
from scheduler.planning.lamps import Lamp

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 23)
OTHER = "party-regulations:C35"


@pytest.fixture
def several(database: Database, clock: ManualClock) -> Several:
    return Several(database, clock)


@pytest.fixture
def completions(database: Database, clock: ManualClock) -> Completions:
    return Completions(database, clock)


async def test_what_is_entered_stays_among_the_choices_of_its_day(
    several: Several, completions: Completions, make: Factory
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    first = await make.occurrence(organisation)
    second = await make.occurrence(organisation, ref=OTHER)
    done = await completions.complete(first, by=holder.id, held_on=TODAY)

    on_the_day = await several.choices([first, second], by=holder.id, day=TODAY)
    before = await several.choices([first, second], by=holder.id, day=date(2026, 11, 20))
    assert [(each.occurrence.id, each.entry_id) for each in on_the_day] == [
        (first, done.entry.id),
        (second, None),
    ]
    assert [each.occurrence.id for each in before] == [second]

    await completions.withdraw(done.entry.id, by=holder.id)
    again = await several.choices([first], by=holder.id, day=TODAY)
    assert [each.entry_id for each in again] == [None]
    assert again[0].lamp is Lamp.WHITE
    assert again[0].workdays_left == 28


async def test_what_has_not_begun_is_no_choice(several: Several, make: Factory) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    occurrence_id = await make.occurrence(organisation)

    assert await several.choices([occurrence_id], by=holder.id, day=date(2026, 9, 30)) == []
    assert await several.choices([occurrence_id], by=holder.id, day=date(2026, 10, 1)) != []


async def test_what_is_others_business_is_passed_over(several: Several, make: Factory) -> None:
    manager = await make.person()
    organisation = await make.organisation(manager=manager)
    await make.holder(organisation)
    stranger = await make.person()
    occurrence_id = await make.occurrence(organisation)

    assert await several.choices([occurrence_id, 2**52], by=stranger.id, day=TODAY) == []
    # Who only manages cannot enter it either.
    assert await several.choices([occurrence_id], by=manager.id, day=TODAY) == []


async def test_the_last_standing_entry_of_each_is_known(
    several: Several, completions: Completions, make: Factory
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    stranger = await make.person()
    first = await make.occurrence(organisation)
    second = await make.occurrence(organisation, ref=OTHER)
    early = await completions.complete(first, by=holder.id, held_on=date(2026, 11, 3))
    late = await completions.complete(first, by=holder.id, held_on=date(2026, 11, 20))
    other = await completions.complete(second, by=holder.id, held_on=date(2026, 11, 21))
    ids, since = [first, second], date(2026, 11, 1)

    async def found(by: int = holder.id, since: date = since) -> list[tuple[int, date]]:
        latest = await several.latest(ids, by=by, since=since)
        return [(each.entry_id, each.held_on) for each in latest]

    assert await found() == [
        (other.entry.id, date(2026, 11, 21)),
        (late.entry.id, date(2026, 11, 20)),
    ]
    await completions.withdraw(late.entry.id, by=holder.id)
    assert await found() == [
        (other.entry.id, date(2026, 11, 21)),
        (early.entry.id, date(2026, 11, 3)),
    ]
    assert await found(since=date(2026, 11, 10)) == [(other.entry.id, date(2026, 11, 21))]
    assert await found(by=stranger.id) == []
