"""Experiments D1 to D4, with clocks that stand still until they are moved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.addresses import TELEGRAM
from scheduler.clock import ManualClock
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.delivery.pacing import Pacer
from scheduler.delivery.ports import Receipt
from scheduler.planning.notices import NoticeState
from scheduler.watch.alerting import Alerts
from scheduler.watch.clock_watch import (
    CHECKED_EVERY,
    COMPARED_EVERY,
    HELD_ABOVE,
    LEAP,
    TOLD_ABOVE,
    ClockWatch,
    skew,
)
from scheduler.watch.conditions import Condition

YEARS = timedelta(days=5 * 365)
SECOND = timedelta(seconds=1)


class Machine:
    """A machine whose wall clock can be set, and which can sleep; the true time runs on."""

    def __init__(self, database, wall) -> None:
        self.database = database
        self.wall = wall
        self.true = ManualClock(wall.now())
        self.uptime = 1000.0
        self.boot = "first"
        self.answering = True
        self.agreeing = False
        self.sent = []
        self.start()

    def start(self) -> None:
        holds = Holds(self.database, self.wall, instance="here")
        self.holds = holds
        self.alerts = Alerts(self.database, self.wall)
        self.watch = ClockWatch(
            self.database,
            self.wall,
            holds,
            self.alerts,
            references={"a server here": self._told_here, "the messenger": self._told},
            monotonic=lambda: self.uptime,
            machine="here",
            boot=self.boot,
        )
        self.dispatcher = Dispatcher(
            self.database,
            self.wall,
            [Channel(TELEGRAM, self, pacer=Pacer(lambda: self.uptime))],
            monotonic=lambda: self.uptime,
            sleep=self._sleep,
            sound=self.watch.sound,
        )

    async def restart(self) -> None:
        await self.dispatcher.stop()
        self.start()

    async def deliver(self, parcel):
        self.sent.append(parcel)
        return Receipt(message_id=str(len(self.sent)), sent_at=self.true.now())

    async def _told(self):
        return self.true.now().replace(microsecond=0) if self.answering else None

    async def _told_here(self):
        return self.wall.now().replace(microsecond=0) if self.agreeing else None

    async def _sleep(self, seconds) -> None:
        self.pass_by(timedelta(seconds=seconds))

    def pass_by(self, by) -> None:
        self.wall.advance(by)
        self.true.advance(by)
        self.uptime += by.total_seconds()

    async def run(self, duration) -> None:
        """Let the program work for a while, as its ticker would have it."""
        while duration > timedelta():
            await self.watch.check()
            await self.dispatcher.run_once()
            step = min(CHECKED_EVERY, duration)
            self.pass_by(step)
            duration -= step
        await self.watch.check()
        await self.dispatcher.run_once()

    async def held(self) -> bool:
        return bool(await self.holds.current())


@pytest.fixture
async def machine(database, clock):
    return Machine(database, clock)


@pytest.fixture
async def secretary(make):
    organisation = await make.organisation()
    return organisation, await make.holder(organisation)


@pytest.fixture
def remind(make, secretary, clock):
    organisation, person = secretary

    async def remind(*, after, stage="before-7", ref="party-regulations:F14"):
        occurrence = await make.occurrence(organisation, ref=ref)
        await make.notice(occurrence, person, stage=stage, send_at=clock.now() + after)

    return remind


async def test_d1_an_hour_ahead_what_is_due_goes_out_within_thirty_seconds(machine, remind):
    await remind(after=timedelta(minutes=50))
    await machine.run(timedelta(minutes=1))
    machine.wall.advance(timedelta(hours=1))

    await machine.run(timedelta(seconds=30))
    assert len(machine.sent) == 1
    await machine.run(COMPARED_EVERY)
    assert [each.condition for each in await machine.alerts.open()] == [Condition.CLOCK]
    assert not await machine.held()


async def test_d2_set_back_an_hour_just_after_sending_nothing_is_sent_twice(machine, remind):
    await remind(after=timedelta(seconds=30))
    await machine.run(timedelta(minutes=1))
    assert len(machine.sent) == 1
    machine.wall.advance(-timedelta(hours=1))

    await machine.run(timedelta(minutes=65))
    assert len(machine.sent) == 1


@pytest.mark.parametrize("by", [timedelta(hours=2), timedelta(hours=-2), timedelta(days=-2)])
async def test_a_clock_that_is_set_hours_wrong_is_noticed_before_anything_is_sent(
    machine, remind, by
):
    await machine.run(timedelta(minutes=1))
    machine.wall.advance(by)
    await remind(after=-SECOND)

    await machine.run(timedelta(minutes=1))
    assert await machine.held()
    assert machine.sent == []

    machine.wall.advance(-by)
    await machine.run(timedelta(minutes=1))
    assert not await machine.held()


async def test_a_clock_that_is_set_right_by_hours_goes_on(machine, remind):
    machine.answering = False
    await machine.run(timedelta(minutes=1))
    machine.wall.advance(timedelta(hours=2))
    await remind(after=-SECOND)

    await machine.run(timedelta(seconds=30))

    assert len(machine.sent) == 1


@pytest.mark.parametrize("answering", [True, False])
async def test_d3_five_years_ahead_nothing_is_sent_and_all_of_it_afterwards(
    machine, remind, make, answering
):
    await remind(after=timedelta(minutes=5))
    await remind(after=timedelta(days=300), ref="party-regulations:F15")
    machine.answering = answering
    await machine.run(timedelta(minutes=1))
    machine.wall.advance(YEARS)

    await machine.dispatcher.run_once()  # the sender may come before the watch
    assert machine.sent == []
    await machine.run(timedelta(minutes=1))
    assert await machine.held()
    await machine.run(timedelta(minutes=9))
    assert machine.sent == []
    assert {state for state, _ in (await make.notices()).values()} == {NoticeState.DUE}

    machine.wall.advance(-YEARS)
    await machine.run(timedelta(minutes=1))
    assert not await machine.held()
    assert len(machine.sent) == 1


async def test_d3_a_program_started_while_the_clock_is_years_ahead_sends_nothing(machine, remind):
    await remind(after=timedelta(minutes=5))
    await machine.run(timedelta(minutes=1))
    machine.wall.advance(YEARS)
    machine.answering = False
    await machine.restart()

    await machine.run(timedelta(minutes=5))
    assert machine.sent == []
    assert await machine.held()


async def test_d4_after_eight_hours_asleep_one_message_tells_all(machine, remind):
    for n in range(4):
        await remind(after=timedelta(hours=1 + n), ref=f"party-regulations:F{14 + n}")
    await machine.run(timedelta(minutes=1))
    machine.pass_by(timedelta(hours=8))

    await machine.run(timedelta(seconds=30))
    (parcel,) = machine.sent
    assert len(parcel.reminders) == 4


async def test_a_program_that_was_stopped_for_days_goes_on_by_itself(machine, remind):
    await remind(after=timedelta(days=2))
    await machine.run(timedelta(minutes=1))
    machine.answering = False
    machine.pass_by(timedelta(days=3))
    await machine.restart()

    await machine.run(timedelta(seconds=30))
    assert len(machine.sent) == 1


async def test_a_machine_that_was_off_for_days_waits_until_somebody_confirms_the_time(
    machine, remind
):
    await remind(after=timedelta(days=2))
    await machine.run(timedelta(minutes=1))
    machine.answering = False
    machine.pass_by(timedelta(days=3))
    machine.boot, machine.uptime = "second", 20.0
    await machine.restart()

    await machine.run(timedelta(seconds=30))
    assert machine.sent == []
    machine.answering = True
    await machine.run(timedelta(minutes=1))
    assert len(machine.sent) == 1


async def test_a_clock_that_was_behind_and_is_put_right_is_believed(machine, remind):
    machine.wall.advance(-timedelta(days=30))
    await machine.run(timedelta(seconds=20))
    assert await machine.held()
    machine.wall.set(machine.true.now())

    await machine.run(timedelta(minutes=1))
    assert not await machine.held()


@pytest.mark.parametrize("direction", [1, -1])
async def test_more_than_an_hour_off_holds_until_it_is_right(machine, remind, direction):
    await machine.run(timedelta(minutes=1))
    wrong = direction * (HELD_ABOVE + timedelta(minutes=1))
    machine.wall.advance(wrong)
    await machine.run(COMPARED_EVERY)
    assert await machine.held()

    machine.answering = False
    await machine.run(timedelta(minutes=1))
    assert await machine.held()

    machine.answering = True
    machine.wall.advance(-wrong)
    await machine.run(timedelta(minutes=1))
    assert not await machine.held()
    assert await machine.alerts.open() == []


async def test_two_minutes_off_is_told_and_less_is_not(machine):
    machine.wall.advance(TOLD_ABOVE - SECOND)
    await machine.run(timedelta(seconds=10))
    assert await machine.alerts.open() == []

    machine.wall.advance(3 * SECOND)
    await machine.run(COMPARED_EVERY)
    (alert,) = await machine.alerts.open()
    assert (alert.condition, alert.subject) == (Condition.CLOCK, "here")
    assert not await machine.held()


async def test_a_person_who_lifts_the_hold_is_believed(machine, remind):
    machine.answering = False
    await remind(after=LEAP)
    await machine.run(timedelta(minutes=1))
    machine.wall.advance(2 * LEAP)
    await machine.run(timedelta(minutes=1))
    assert await machine.held()

    await machine.holds.resume(by="7")
    await machine.run(timedelta(seconds=30))
    assert not await machine.held()
    assert len(machine.sent) == 1


async def test_receipts_tell_the_time_when_nobody_else_does(machine, clock):
    machine.answering = False
    await machine.run(timedelta(seconds=10))
    machine.wall.advance(2 * HELD_ABOVE)
    for _ in range(int(COMPARED_EVERY / CHECKED_EVERY)):
        machine.watch.saw("Telegram", machine.true.now(), asked=machine.wall.now())
        await machine.run(CHECKED_EVERY)
    assert await machine.held()


def test_a_slow_answer_in_whole_seconds_is_no_difference(clock):
    asked = clock.now()
    answered = asked + timedelta(seconds=4)
    for told in (asked - 0.9 * SECOND, asked, answered):
        assert skew("x", told, asked=asked, answered=answered).by == timedelta()
    assert skew("x", answered + 7 * SECOND, asked=asked, answered=answered).by == -7 * SECOND
    assert skew("x", asked - 8 * SECOND, asked=asked, answered=answered).by == 7 * SECOND


async def test_a_server_that_goes_by_the_same_wrong_clock_proves_nothing(machine, remind):
    machine.agreeing = True
    await machine.run(timedelta(minutes=1))
    await remind(after=timedelta(hours=4))
    machine.wall.advance(timedelta(hours=5))
    await machine.run(timedelta(minutes=1))

    assert machine.sent == []
    assert await machine.held()


async def test_a_right_clock_does_not_release_what_a_wrong_one_holds(database, clock):
    """Two processes on machines of one name."""
    wrong, right = Machine(database, ManualClock(clock.now())), Machine(database, clock)
    wrong.holds.instance, right.holds.instance = "here 1", "here 2"
    await right.watch.check()
    wrong.wall.advance(timedelta(hours=3))
    for _ in range(3):
        await right.watch.check()
        await wrong.watch.check()

    assert await wrong.held()
    assert not await right.held()
    assert [each.subject for each in await right.alerts.open()] == ["here 1"]


async def test_what_a_killed_process_held_for_its_clock_does_not_stay_in_a_file(database, clock):
    if database.dialect != "sqlite":
        pytest.skip("there it may be at work elsewhere")
    await Holds(database, clock, instance="gone").hold(HoldCause.CLOCK, "")
    machine = Machine(database, clock)
    await machine.watch.check()
    assert not await Holds(database, clock, instance="gone").current()
