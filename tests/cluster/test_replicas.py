"""Three replicas behind a proxy do what one would."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest

from tests.faults.rig import seeds
from tests.faults.table import Row, row
from tests.patience import until

COMMANDS = ("/help", "/cancel", "/nonsense")


@pytest.mark.faults
async def test_updates_through_the_proxy_are_each_handled_once_and_in_order(cluster: Any) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    for number, words in enumerate(COMMANDS, start=1):
        await cluster.post_until_accepted([cluster.command(number, 1, words)])
    await until(cluster.all_handled)
    answers = dict(zip(COMMANDS, [each.text for each in cluster.telegram.sent], strict=True))
    assert len(set(answers.values())) == len(COMMANDS)

    cluster.telegram.sent.clear()
    orders = {chat: [rng.choice(COMMANDS) for _ in range(8)] for chat in range(2, 32)}
    ids = iter(range(100, 1000))
    updates = {
        chat: [cluster.command(next(ids), chat, words) for words in order]
        for chat, order in orders.items()
    }
    await asyncio.gather(*map(cluster.post_until_accepted, updates.values()))
    again = [update for of_chat in updates.values() for update in of_chat[:2]]
    await asyncio.gather(*(cluster.post_until_accepted([update]) for update in again))
    await until(cluster.all_handled)

    line = row("F3 chats of 3 replicas", "postgresql")
    line.add(Row(line.experiment, line.database, [seed], len(updates) * 8))
    for chat, order in orders.items():
        said = [each.text for each in cluster.telegram.sent if each.chat_id == chat]
        line.check(seed, **{f"in_order_{chat}": said == [answers[words] for words in order]})


@pytest.mark.faults
async def test_several_replicas_send_what_one_would_and_nothing_twice(cluster: Any) -> None:
    people = range(1, 201)
    await cluster.plan_reminders(people)

    async def all_sent() -> bool:
        return await cluster.doubts(people) is not None

    await until(all_sent)
    copies = cluster.copies()
    line = row("E1 three replicas", "postgresql")
    line.add(Row(line.experiment, line.database, [0], len(people), len(people) - len(copies)))
    line.check(
        0,
        once_each=copies == dict.fromkeys(range(1001, 1201), 1),
        nothing_in_doubt=await cluster.doubts(people) == 0,
    )
