"""Two processes do what one does; of two, the one that sends is killed, or stopped."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter

import pytest

from tests.faults.rig import Rig, latency, rounds, seeds
from tests.faults.test_receiving import WEBHOOK
from tests.patience import until

pytestmark = pytest.mark.faults

PEOPLE = 60
UNDER_WAY = 4
TAKEOVER_SECONDS = 25.0

STAFF = 400
PARTS = 5
PER_PART = 300


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
async def test_the_other_one_takes_over(rig: Rig, dialect: str, blow: signal.Signals) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.4)
        leader = await rig.start(store, **WEBHOOK)
        await leader.until_alive()
        await store.remind(range(1, PEOPLE + 1))
        some = rng.randint(3, PEOPLE // 2)

        async def more_than(count: int) -> bool:
            return len(rig.messenger.accepted) > count

        other = await rig.start(store, **WEBHOOK)
        await until(lambda: more_than(some))
        leader.send(blow)
        struck, before = asyncio.get_running_loop().time(), len(rig.messenger.accepted)
        await other.until_alive()
        await until(lambda: more_than(before + UNDER_WAY))
        gap = asyncio.get_running_loop().time() - struck
        leader.send(signal.SIGCONT)
        rig.messenger.behave = None
        await until(store.is_settled, 150)
        await other.stop()
        await leader.kill()
        verdict = await rig.judge(store)
        name = "E2 leader killed" if blow is signal.SIGKILL else "E3 leader stopped"
        row = rig.enter(name, store, seed, 1, verdict)
        row.check(
            seed,
            takeover_in_time=gap <= TAKEOVER_SECONDS,
            few_in_doubt=verdict.doubts <= UNDER_WAY,
        )


async def sent_by(rig: Rig, dialect: str, seed: int, replicas: int) -> Counter[int]:
    """How often each reminder of a plan made from the seed arrived, with so many processes.

    With several, one of them ends in good order and starts again before each part.
    """
    rng, handing_over = random.Random(seed), random.Random(seed)
    async with rig.new_store(dialect) as store:
        running = [await rig.start(store, **WEBHOOK) for _ in range(replicas)]
        for each in running:
            await each.until_alive()
        for part in range(PARTS):
            await store.remind(rng.sample(range(1, STAFF + 1), rounds(PER_PART)))
            if replicas > 1 and part:
                which = handing_over.randrange(replicas)
                await running[which].stop()
                running[which] = await rig.start(store, **WEBHOOK)
            await until(store.is_settled, 120)
            await asyncio.sleep(1.1)  # a chat gets no more than one message a second
        for each in running:
            await each.stop()
        verdict = await rig.judge(store)
        count = len(verdict.notices)
        row = rig.enter(f"E1 {replicas} processes", store, seed, count, verdict)
        row.check(
            seed,
            all_sent=verdict.states() == {"sent": count},
            once=all(copies == 1 for copies in verdict.copies.values()),
        )
        return verdict.copies


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_two_processes_send_what_one_sends(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    assert await sent_by(rig, dialect, seed, 2) == await sent_by(rig, dialect, seed, 1)
