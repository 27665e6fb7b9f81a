"""Nothing is sent while the sending is held, and all of it afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.delivery.holds import HoldCause, Holds
from scheduler.delivery.lease import DispatcherLease
from scheduler.delivery.ports import NotSent


@pytest.fixture
def holds(office):
    return Holds(office.database, office.clock)


@pytest.mark.parametrize("cause", list(HoldCause))
async def test_what_is_due_waits_and_goes_out_once_when_the_hold_is_lifted(office, holds, cause):
    notice = await office.remind()
    await holds.hold(cause, "test")
    for _ in range(3):
        await office.dispatcher.run_once()
        office.let_pass(seconds=20)
    assert office.postbox.tried == []

    await holds.resume(by="7")
    for _ in range(3):
        await office.dispatcher.run_once()
    assert len(office.postbox.arrived) == 1
    assert await office.states(notice) == [("sent", None)]


async def test_a_hold_in_the_middle_of_a_pass_stops_what_has_not_begun(office, holds):
    notices = [
        await office.remind(await office.make_person(telegram_id=100 + n)) for n in range(20)
    ]

    async def hold(_parcel):
        await holds.hold(HoldCause.OPERATOR, "test")

    office.postbox.meanwhile = hold
    await office.dispatcher.run_once()

    assert 1 <= len(office.postbox.arrived) <= 4
    states = [state for state, _ in await office.states(*notices)]
    assert states.count("due") == 20 - len(office.postbox.arrived)

    office.postbox.meanwhile = None
    await holds.resume(by="7")
    await office.dispatcher.run_once()
    assert len(office.postbox.arrived) == 20


async def test_another_machines_wrong_clock_does_not_stop_this_one(office):
    await office.remind()
    there = Holds(office.database, office.clock, instance="there")
    await there.hold(HoldCause.CLOCK, "test")

    await office.dispatcher.run_once()
    assert len(office.postbox.arrived) == 1


async def test_without_a_sound_clock_nothing_is_sent_and_others_may_take_over(office):
    sound = True
    await office.remind()
    dispatcher = office.make_dispatcher(sound=lambda: sound)
    assert await dispatcher.keep_lease()
    sound = False
    assert await dispatcher.run_once() == 0
    assert office.postbox.tried == []

    await office.dispatcher.run_once()
    assert len(office.postbox.arrived) == 1


async def test_a_leap_in_the_middle_of_a_step_lets_nothing_expire(office, monkeypatch):
    reminder, later = await office.remind(), await office.remind(after=timedelta(days=1))
    began_at, kept_in = office.clock.now(), DispatcherLease.kept_in

    async def leaping(lease, session):
        kept = await kept_in(lease, session)
        office.clock.advance(timedelta(days=5 * 365))
        return kept

    monkeypatch.setattr(DispatcherLease, "kept_in", leaping)
    dispatcher = office.make_dispatcher(sound=lambda: office.clock.now() == began_at)
    await dispatcher.run_once()

    # It was due by the time that the sound clock told; nothing else is, and nothing has expired.
    assert await office.states(reminder, later) == [("sent", None), ("due", None)]
    assert len(office.postbox.tried) == 1


async def test_a_leap_while_a_message_is_under_way_does_not_put_its_next_try_far_off(office):
    reminder = await office.remind()
    began_at = office.clock.now()

    async def leap(_parcel):
        office.clock.advance(timedelta(days=5 * 365))
        raise NotSent("refused")

    office.postbox.meanwhile = leap
    dispatcher = office.make_dispatcher(
        sound=lambda: office.clock.now() < began_at + timedelta(days=365)
    )
    await dispatcher.run_once()
    assert await office.states(reminder) == [("due", None)]

    office.postbox.meanwhile = None
    office.clock.set(began_at)
    office.let_pass(seconds=20)
    await dispatcher.run_once()
    assert await office.states(reminder) == [("sent", None)]
