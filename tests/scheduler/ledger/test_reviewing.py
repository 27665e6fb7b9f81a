"""Entries to be confirmed, on both databases: nobody confirms what was entered for them."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from scheduler.errors import OwnEntry
from scheduler.handover.handing_over import HandingOver
from scheduler.handover.unit_people import PeopleHere
from scheduler.ledger.completion import Completions
from scheduler.ledger.reviewing import Reviewing

if TYPE_CHECKING:
    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 23)


@pytest.fixture
def reviewing(database: Database, clock: ManualClock) -> Reviewing:
    return Reviewing(database, clock)


async def test_a_manager_does_not_confirm_what_a_clerk_entered_for_them(
    reviewing, make, library: Library, database, clock
):
    boss, other, clerk = [await make.person(name) for name in ("周敏", "陈晨", "孙丽")]
    place = await make.organisation(manager=boss)
    held = await make.assignment(boss, place)
    await make.assignment(other, place, post="agency-committee-deputy")
    await make.assignment(clerk, place, post="agency-committee-deputy")
    people = PeopleHere(database, library, clock)
    await people.set_clerk(boss.id, place.id, clerk.id, on=True)
    await people.set_manager(boss.id, place.id, other.id, on=True)
    await reviewing.want(boss.id, place.id, wanted=True)
    item = await make.occurrence(place)
    done = await Completions(database, clock).complete(item, by=clerk.id, held_on=TODAY)
    await HandingOver(database, library, clock).hand_over(boss.id, held.id, TODAY, to=other.id)
    assert not (await reviewing.open(done.entry.id, by=boss.id)).may_decide
    assert await reviewing.waiting(boss.id) == []
    with pytest.raises(OwnEntry):
        await reviewing.confirm(done.entry.id, by=boss.id)


async def test_two_who_want_it_at_once_want_one_thing(reviewing, make):
    boss, other = await make.person("周敏"), await make.person("陈晨")
    above = await make.organisation(manager=boss)
    place = await make.organisation("第一党支部", body="branch", parent=above, manager=other)
    found = await asyncio.gather(
        *(reviewing.want(by, place.id, wanted=True) for by in (boss.id, other.id, boss.id))
    )
    assert all(each.wanted for each in found)


async def test_who_came_to_owe_it_today_by_the_zone_of_the_place_is_shown_it_no_more(
    reviewing, make, database, clock
):
    boss, holder = await make.person("周敏"), await make.person("陈晨")
    place = await make.organisation(manager=boss)
    await make.assignment(holder, place, end_on=date(2026, 11, 24))
    await make.assignment(boss, place, start_on=date(2026, 11, 24))
    await reviewing.want(boss.id, place.id, wanted=True)
    item = await make.occurrence(place)
    done = await Completions(database, clock).complete(item, by=holder.id, held_on=TODAY)
    assert [each.entry.id for each in await reviewing.waiting(boss.id)] == [done.entry.id]
    clock.set(datetime(2026, 11, 23, 17, tzinfo=UTC))  # one in the morning of the 24th
    assert not (await reviewing.open(done.entry.id, by=boss.id)).may_decide
    assert await reviewing.waiting(boss.id) == []
