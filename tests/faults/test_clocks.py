"""The wall clock leaps, in both directions, and the machine sleeps."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta

import pytest

from tests.faults.rig import Rig, seeds
from tests.patience import until

pytestmark = pytest.mark.faults

PEOPLE = 20
HOUR = 3600.0
FIVE_YEARS = 5 * 365.25 * 24 * HOUR
WITHIN = 30.0


@pytest.mark.parametrize(
    ("experiment", "wall", "uptime"),
    [("D1 an hour ahead", HOUR, 0.0), ("D4 eight hours asleep", 8 * HOUR, 8 * HOUR)],
)
async def test_what_comes_due_by_a_leap_goes_out_soon_after_it(
    rig: Rig, dialect: str, experiment: str, wall: float, uptime: float
) -> None:
    if dialect == "postgresql" and wall > HOUR:
        pytest.skip("the server's clock cannot be moved: eight hours of difference are a hold")
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        minutes = [50.0 * part for part in range(1, int(wall / HOUR) + 1)]
        for each in minutes:
            await store.remind(range(1, PEOPLE + 1), at=store.now() + timedelta(minutes=each))
        victim = await rig.start(store, brisk=False)
        await victim.until_alive()
        await asyncio.sleep(2)
        early = len(rig.messenger.accepted)
        if uptime:
            victim.send(signal.SIGSTOP)
        store.dial(wall=wall, uptime=uptime)
        if uptime:
            victim.send(signal.SIGCONT)
        leapt = asyncio.get_running_loop().time()
        await until(store.is_settled, 2 * WITHIN)
        took = asyncio.get_running_loop().time() - leapt
        status = await victim.stop()
        # Of several about the same thing the newest goes out, and stands for the others.
        verdict = await rig.judge(store, may_end=("superseded newer",))
        row = rig.enter(experiment, store, seed, PEOPLE * len(minutes), verdict)
        row.lateness = took  # since the leap
        row.check(
            seed,
            nothing_early=early == 0,
            soon=took <= WITHIN,
            one_message_each=len(rig.messenger.accepted) == PEOPLE,
            ended_well=status == 0,
        )


async def test_a_clock_set_back_doubles_nothing(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        store.dial(wall=HOUR)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store, brisk=False)
        await until(store.is_settled, WITHIN)
        store.dial(wall=0)
        await asyncio.sleep(5)
        await victim.kill()
        verdict = await rig.settle(store)
        row = rig.enter("D2 an hour back", store, seed, PEOPLE, verdict)
        row.check(seed, nothing_doubled=verdict.doubled == 0)


async def test_five_years_ahead_nothing_is_sent_and_all_of_it_afterwards(
    rig: Rig, dialect: str
) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        rig.messenger.ahead = timedelta  # the messenger's own clock is right
        at = store.now() + timedelta(seconds=20)
        await store.remind(range(1, PEOPLE + 1), at=at)
        victim = await rig.start(store, brisk=False)
        await victim.until_alive()
        await asyncio.sleep(3)
        store.dial(wall=FIVE_YEARS)
        await asyncio.sleep(20)
        sent = len(rig.messenger.accepted)
        store.dial(wall=0)
        right = asyncio.get_running_loop().time()
        await until(store.is_settled, 90)
        took = asyncio.get_running_loop().time() - right
        status = await victim.stop()
        verdict = await rig.judge(store)
        row = rig.enter("D3 five years ahead", store, seed, PEOPLE, verdict)
        row.check(
            seed,
            nothing_sent_meanwhile=sent == 0,
            soon=took <= 60,
            all_sent=verdict.states() == {"sent": PEOPLE},
            ended_well=status == 0,
        )
