from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.delivery.holds import HoldCause, Holds
from scheduler.inbox.inbox import Inbox
from scheduler.watch.installation import UNKNOWN_BOT, ForeignDatabase, Installations
from tests.scheduler.inbox.test_inbox import message

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

BOT, OTHER, KEY = "telegram:123", "telegram:456", "ab" * 32


@pytest.fixture
def installations(database: Database, clock: ManualClock) -> Installations:
    return Installations(database, clock)


@pytest.fixture
def holds(database: Database, clock: ManualClock) -> Holds:
    return Holds(database, clock)


async def test_the_first_to_start_owns_the_database(installations: Installations) -> None:
    assert await installations.owner() is None
    claimed = await installations.claim(BOT, KEY)
    assert (claimed.bot, claimed.seal_key, claimed.generation) == (BOT, KEY, 0)
    again = await installations.claim(BOT, "cd" * 32)
    assert again.seal_key == KEY  # a new token of the same bot leaves the buttons valid
    for stranger in (OTHER, "local messenger"):
        with pytest.raises(ForeignDatabase) as refused:
            await installations.claim(stranger, KEY)
        assert (refused.value.owner, refused.value.given) == (BOT, stranger)
    assert await installations.owner() == BOT


async def test_it_is_handed_over_on_purpose(
    installations: Installations, database: Database, clock: ManualClock
) -> None:
    inbox = Inbox(database, clock)
    await installations.claim(BOT, KEY)
    await inbox.exchange([message(5), message(6)])
    await inbox.exchange(handled=[5])

    assert await installations.hand_over(OTHER, by="ops") == BOT
    assert await installations.hand_over(OTHER, by="ops") is None

    assert (await installations.claim(OTHER, "cd" * 32)).seal_key == KEY
    await inbox.exchange([message(5)])  # of another bot: not the one that was handled
    assert inbox.waiting == 2


async def test_each_start_is_a_generation(installations: Installations, holds: Holds) -> None:
    await installations.claim(BOT, KEY)
    for seen, generation in ((0, 1), (1, 2), (0, 3)):
        installation, newest = await installations.begin(seen)
        assert (installation.generation, newest) == (generation, True)
    assert (await installations.compare(3))[1]
    assert await holds.current() == []


async def test_where_a_newer_copy_is_at_work_sending_holds_and_repeats_are_marked(
    installations: Installations, holds: Holds, make: Factory, clock: ManualClock
) -> None:
    before = await installations.claim(BOT, KEY)
    await installations.begin(0)
    person, occurrence = await make.person(), await make.occurrence(await make.organisation())
    await make.notice(occurrence, person, send_at=clock.now())

    installation, newest = await installations.compare(2)
    assert not newest
    assert installation.era != before.era
    assert [each.cause for each in await holds.current()] == [HoldCause.COPY]
    assert await make.repeats() == [1]
    assert (await installations.compare(2))[0].era == installation.era  # held already


async def test_once_operators_have_resumed_this_copy_is_the_newest(
    installations: Installations, holds: Holds
) -> None:
    await installations.claim(BOT, KEY)
    await installations.begin(7)
    await holds.resume(by="ops")

    installation, newest = await installations.compare(7)

    assert (installation.generation, newest) == (8, True)
    assert await holds.current() == []
    assert not (await installations.compare(9))[1]  # yet another copy, which nobody has looked at


async def test_a_database_of_people_is_not_for_made_up_ones(
    installations: Installations, make: Factory
) -> None:
    person, made_up = await make.person(), await make.person()
    with pytest.raises(ForeignDatabase) as refused:
        await installations.claim("local messenger", KEY, people=[made_up.address])
    assert refused.value.owner == UNKNOWN_BOT
    assert await installations.owner() is None
    await installations.claim("local messenger", KEY, people=[made_up.address, person.address])
