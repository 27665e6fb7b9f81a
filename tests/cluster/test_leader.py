"""The replica that sends is killed, or stopped, in the middle of a burst: another one takes over."""

from __future__ import annotations

import random
import signal
from typing import Any

import pytest

from scheduler.clock import uptime
from tests.faults.rig import seeds
from tests.faults.table import Row, row
from tests.patience import until

pytestmark = pytest.mark.faults

TAKEOVER_SECONDS = 25
UNDER_WAY = 4
"""Messages under way at once: so many at most are in doubt."""

PEOPLE = 150


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=lambda each: each.name)
async def test_another_replica_takes_over(cluster: Any, blow: signal.Signals) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    first = 1000 * int(blow) + 1
    people = range(first, first + PEOPLE)
    leader = await cluster.leader()
    await cluster.plan_reminders(people)
    ours = {1000 + number for number in people}
    some = rng.randint(5, PEOPLE // 2)

    async def some_are_sent() -> bool:
        return len(ours & cluster.copies().keys()) >= some

    await until(some_are_sent)
    leader.send(blow)
    struck_at = uptime()
    before = len(ours & cluster.copies().keys())

    async def more_are_sent() -> bool:
        return len(ours & cluster.copies().keys()) > before + UNDER_WAY

    await until(more_are_sent)
    gap = uptime() - struck_at
    leader.send(signal.SIGCONT)

    async def all_are_sent() -> bool:
        return await cluster.doubts(people) is not None

    await until(all_are_sent, 150)
    copies = {chat: count for chat, count in cluster.copies().items() if chat in ours}
    doubts = await cluster.doubts(people)
    doubled = sum(copies.values()) - PEOPLE
    what = "E2 leader of 3 killed" if blow is signal.SIGKILL else "E3 leader of 3 stopped"
    line = row(what, "postgresql")
    lost = PEOPLE - len(copies)
    line.add(Row(what, line.database, [seed], 1, lost, doubled, doubts, gap))
    line.check(
        seed,
        nothing_lost=lost == 0,
        doubled_only_in_doubt=0 <= doubled <= doubts,
        few_in_doubt=doubts <= UNDER_WAY,
        takeover_in_time=gap <= TAKEOVER_SECONDS,
    )
    if blow is signal.SIGKILL:
        await leader.kill()
        await leader.start()
        await leader.until_alive()
