from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.address import Address
from scheduler.endpoints.robots import Robots, RobotWish
from scheduler.endpoints.secrets import LockedSecrets
from scheduler.errors import NotManager, UnknownGroup
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.inbox.queries.updates import Updates
from scheduler.inbox.secrets import TypedSecrets
from scheduler.roster.robot_minutes import minute_for
from scheduler.store.engine import Database

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock

WISH = RobotWish(Address("wecom", "3f2a"), "locked", "企业微信机器人 3f2a", "zh-Hans")


@pytest.fixture
def robots(database: Database, clock: ManualClock) -> Robots:
    return Robots(database, clock)


async def test_only_a_manager_has_robots(make: Factory, robots: Robots) -> None:
    boss, other = await make.person(), await make.person()
    place = await make.organisation(manager=boss)
    with pytest.raises(NotManager):
        await robots.bind(other.id, place.id, WISH)
    group = await robots.bind(boss.id, place.id, WISH)
    assert (group.organisation, group.minute) == (place, minute_for(WISH.address))
    with pytest.raises(NotManager):
        await robots.of(other.id, place.id)
    with pytest.raises(NotManager):
        await robots.release(other.id, place.id, group.id)
    _, (robot,) = await robots.of(boss.id, place.id)
    assert (robot.group, robot.stopped, robot.week) == (group, False, None)


async def test_a_robot_that_is_bound_elsewhere_goes_over(
    make: Factory, robots: Robots, database: Database
) -> None:
    boss = await make.person()
    first, second = (
        await make.organisation(manager=boss),
        await make.organisation("机关纪委", manager=boss),
    )
    before = await robots.bind(boss.id, first.id, WISH)
    after = await robots.bind(boss.id, second.id, WISH)
    assert after.id == before.id
    assert (await robots.of(boss.id, first.id))[1] == []
    with pytest.raises(UnknownGroup):
        await robots.release(boss.id, first.id, after.id)
    await robots.release(boss.id, second.id, after.id)
    assert await LockedSecrets(database).of(WISH.address) is None


async def test_no_group_of_the_messenger_is_released_as_a_robot(
    make: Factory, robots: Robots
) -> None:
    boss = await make.person()
    place = await make.organisation(manager=boss)
    group = await make.group(place)
    with pytest.raises(UnknownGroup):
        await robots.release(boss.id, place.id, group.id)


async def test_a_typed_secret_is_not_kept_in_the_inbox(
    database: Database, clock: ManualClock
) -> None:
    chat, other = Address("telegram", "7"), Address("telegram", "8")
    async with database.write() as session:
        await Updates(session).add(
            [
                IncomingUpdate(number, each, {"message": {"text": "看 https://x/?key=ab_c%d-1"}})
                for number, each in ((1, chat), (2, other))
            ],
            clock.now(),
        )
    await TypedSecrets(database).hide(chat, ("https://x/?key=ab_c%d-1",))
    async with database.read() as session:
        updates = Updates(session)
        assert await updates.payload(1, chat) == {"message": {"text": "看 ***"}}
        assert "ab_c" in str(await updates.payload(2, other))
