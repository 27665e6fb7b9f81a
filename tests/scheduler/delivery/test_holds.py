from __future__ import annotations

import pytest

from scheduler.delivery.holds import HoldCause, Holds


@pytest.fixture
def holds(database, clock):
    return Holds(database, clock, instance="here")


async def causes(holds):
    return [each.cause for each in await holds.current()]


async def test_a_hold_says_why_since_when_and_by_whom(holds, clock):
    assert await holds.hold(HoldCause.OPERATOR, "moving house", by="7")

    (hold,) = await holds.current()
    assert (hold.reason, hold.held_by, hold.since) == ("moving house", "7", clock.now())


async def test_the_first_reason_stays(holds):
    await holds.hold(HoldCause.OPERATOR, "first")
    assert not await holds.hold(HoldCause.OPERATOR, "second")
    assert [each.reason for each in await holds.current()] == ["first"]


async def test_each_cause_stands_for_itself(holds):
    await holds.hold(HoldCause.OPERATOR, "")
    await holds.hold(HoldCause.CONFLICT, "")

    assert await holds.release(HoldCause.CONFLICT)
    assert not await holds.release(HoldCause.CONFLICT)
    assert await causes(holds) == [HoldCause.OPERATOR]


async def test_a_person_lifts_all_of_them(holds):
    await holds.hold(HoldCause.RESTORE, "")
    await holds.hold(HoldCause.CLOCK, "")

    lifted = await holds.resume(by="7")
    assert {each.cause for each in lifted} == {HoldCause.RESTORE, HoldCause.CLOCK}
    assert await causes(holds) == []


async def test_a_wrong_clock_holds_only_the_machine_that_has_it(holds, database, clock):
    other = Holds(database, clock, instance="there")
    await holds.hold(HoldCause.CLOCK, "")
    assert await causes(other) == []

    await other.hold(HoldCause.CONFLICT, "")
    assert await causes(holds) == [HoldCause.CLOCK, HoldCause.CONFLICT]
