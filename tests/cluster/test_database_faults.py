"""Connections to PostgreSQL break, or all of it falls over: the replicas go on without a restart."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.faults.rig import seeds
from tests.faults.table import Row, row
from tests.patience import until

pytestmark = pytest.mark.faults

UNDER_WAY = 4
PEOPLE = 150
CHATS = 20

BACKENDS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
OTHERS = f"{BACKENDS} AND pid <> pg_backend_pid()"


async def terminate_some(cluster: Any, rng: random.Random) -> None:
    """``pg_terminate_backend`` for about half of the connections."""
    async with cluster.database.write() as session:
        for pid in (await session.scalars(text(OTHERS))).all():
            if rng.random() < 0.5:
                await session.execute(text(f"SELECT pg_terminate_backend({pid:d})"))


async def kill_one(cluster: Any, rng: random.Random) -> None:
    """``kill -9`` of one backend: the server ends all of them, and recovers."""
    async with cluster.database.read() as session:
        pids = (await session.scalars(text(OTHERS))).all()
    if pids:
        os.kill(rng.choice(pids), signal.SIGKILL)


@pytest.mark.parametrize(
    ("experiment", "blow", "times", "first"),
    [("B9", terminate_some, 8, 1), ("B10", kill_one, 3, 1001)],
)
async def test_nothing_is_lost(
    cluster: Any, experiment: str, blow: Any, times: int, first: int
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    people = range(first, first + PEOPLE)
    ours = {1000 + number for number in people}
    ids = iter(range(first * 1000, first * 1000 + 999))
    await cluster.leader()
    await cluster.plan_reminders(people)
    said_before = len(cluster.telegram.sent)
    chats = [
        [cluster.command(next(ids), 10**6 + first + chat, "/help") for _ in range(5)]
        for chat in range(CHATS)
    ]

    async def strike() -> None:
        for _ in range(times):
            await asyncio.sleep(rng.uniform(0.3, 1))
            with contextlib.suppress(DBAPIError, OSError):  # it recovers, or we were hit ourselves
                await blow(cluster, rng)

    async def all_are_sent() -> bool:
        try:
            return await cluster.doubts(people) is not None and await cluster.all_handled()
        except (DBAPIError, OSError):
            return False

    await asyncio.gather(strike(), *map(cluster.post_until_accepted, chats))
    await until(all_are_sent, 150)
    copies = {chat: count for chat, count in cluster.copies().items() if chat in ours}
    doubts, doubled = await cluster.doubts(people), sum(copies.values()) - PEOPLE
    answers = sum("/myduties" in each.text for each in cluster.telegram.sent[said_before:])
    line = row(f"{experiment} under 3 replicas", "postgresql")
    lost = PEOPLE - len(copies)
    line.add(Row(line.experiment, line.database, [seed], times, lost, doubled, doubts))
    line.check(
        seed,
        nothing_lost=lost == 0,
        doubled_only_in_doubt=0 <= doubled <= doubts,
        all_answered=answers >= 5 * CHATS,
    )
