"""SIGKILL at every step of a burst, at any moment, and SIGTERM; then the program goes on by itself."""

from __future__ import annotations

import asyncio
import random
import signal

import pytest

from tests.faults.rig import Rig, latency, rounds, seeds
from tests.patience import until

POINTS = {
    "selected": "A3",
    "sending committed": "A4",
    "request written": "A5",
    "response read": "A6",
    "before result commit": "A7",
    "after result commit": "A8",
    "at random": "A9",
}

NOTICES = 5
"""Due at once before each kill, for a person each."""

CHAIN = 10
"""Kills one after the other, before it is let alone: what one leaves meets the next."""

UNDER_WAY = 4
"""Messages on their way at once: so many at most are in doubt after a kill."""

START_SECONDS = 0.5
BURST_SECONDS = 0.15
"""About as long as a start, and a burst, take: random kills come within."""


async def chain(rig: Rig, dialect: str, point: str, seed: int, kills: int = CHAIN) -> None:
    """Kill so often at ``point``, let it recover, compare, and enter it in the table."""
    rng = random.Random(f"{point}:{seed}")
    messenger = rig.messenger
    async with rig.new_store(dialect) as store:
        if point == "at random":
            messenger.behave = latency(rng, 0.05)
        killed = 0
        for number in range(kills):
            # Long enough for doubts to be settled, and their repeats to be met by the next kill.
            store.dial(wall=120 * number)
            await store.remind(range(NOTICES * number + 1, NOTICES * (number + 1) + 1))
            await store.let_leases_run_out()
            nth = rng.randint(1, NOTICES)
            midst, calls = rng.random() < 0.7, len(messenger.calls)
            after = rng.uniform(0, BURST_SECONDS if midst else START_SECONDS)

            async def burst_begun(calls: int = calls) -> bool:
                return len(messenger.calls) > calls

            if point == "request written":
                messenger.kill_at = len(messenger.accepted) + nth
            victim = await rig.start(store, point=point, nth=nth)
            if point == "at random":
                if midst:
                    await until(burst_begun)
                await asyncio.sleep(after)
                victim.send(signal.SIGKILL)
            killed += await victim.ended() == -signal.SIGKILL
        messenger.kill_at = messenger.behave = None
        verdict = await rig.settle(store)
        row = rig.enter(f"{POINTS[point]} {point}", store, seed, killed, verdict)
        row.check(
            seed,
            every_kill_hit=killed == kills,
            doubts_are_few=verdict.doubts <= UNDER_WAY * killed,
            unknown_only_after_three_doubts=all(
                each.doubts == 3 for each in verdict.notices if each.state == "unknown"
            ),
            sent_or_unknown=verdict.states().keys() <= {"sent", "unknown"},
        )


@pytest.mark.faults
@pytest.mark.parametrize("point", POINTS)
async def test_many_kills(rig: Rig, dialect: str, point: str) -> None:
    for seed in seeds(rounds(5)):
        await chain(rig, dialect, point, seed)


@pytest.mark.faults
async def test_an_end_in_good_order_in_the_middle_of_a_burst(rig: Rig, dialect: str) -> None:
    for seed in seeds(rounds(20)):
        rng = random.Random(seed)
        async with rig.new_store(dialect) as store:
            rig.messenger.behave = latency(rng, 0.1)
            await store.remind(range(1, 41))
            victim = await rig.start(store)
            some = rng.randint(1, 20)

            async def begun(some: int = some) -> bool:
                return len(rig.messenger.accepted) >= some

            await until(begun)
            started = asyncio.get_running_loop().time()
            status = await victim.stop()
            took = asyncio.get_running_loop().time() - started
            left = 40 - len(rig.messenger.accepted)
            rig.messenger.behave = None
            verdict = await rig.settle(store)
            row = rig.enter("A11 SIGTERM", store, seed, 1, verdict)
            row.check(
                seed,
                ended_well=status == 0,
                ended_within_10_s=took <= 10,
                in_the_middle=left > 0,
                nothing_in_doubt=verdict.doubts == 0,
            )
