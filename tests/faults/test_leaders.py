"""Of two processes the one that sends is killed, or stopped: the other one takes over."""

from __future__ import annotations

import asyncio
import random
import signal

import pytest

from tests.faults.messenger import until
from tests.faults.rig import Rig, latency, seeds
from tests.faults.test_receiving import WEBHOOK

pytestmark = pytest.mark.faults

PEOPLE = 60
UNDER_WAY = 4
TAKEOVER_SECONDS = 25.0


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
        await until(lambda: more_than(some), 30)
        leader.send(blow)
        struck, before = asyncio.get_running_loop().time(), len(rig.messenger.accepted)
        await other.until_alive()
        await until(lambda: more_than(before + UNDER_WAY), 60)
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
