"""SIGKILL right after updates were acknowledged, and updates that come twice or in any order."""

from __future__ import annotations

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.duties import DoneOnButton
from bot.conversation.payloads import Payload
from bot.conversation.sealing import Seal
from bot.web.server import SECRET_HEADER, WEBHOOK_PATH
from scheduler.clock import SystemClock
from scheduler.planning.occurrences import OccurrenceId
from tests.faults.messenger import posted
from tests.faults.rig import SECRET, TOKEN, Rig, Victim, rounds, seeds
from tests.faults.store import FIRST_USER, PEOPLE, Store, today_there
from tests.patience import until

KILLS = 10
PRESSES = 8
"""Between two kills."""

SEAL = Seal(TOKEN, SystemClock())
WEBHOOK = {"WEBHOOK_URL": "https://faults.invalid/telegram", "WEBHOOK_SECRET": SECRET}


def press(update_id: int, number: int) -> dict[str, Any]:
    """Person ``number`` presses that theirs was done today."""
    return pressed_by(update_id, number, DoneOnButton(OccurrenceId(PEOPLE + number), today_there()))


def pressed_by(update_id: int, number: int, button: Payload) -> dict[str, Any]:
    """Person ``number`` presses this button."""
    person = {"id": FIRST_USER + number, "is_bot": False, "first_name": "安"}
    chat: dict[str, Any] = {"id": FIRST_USER + number, "type": "private", "first_name": "安"}
    return {
        "update_id": update_id,
        "callback_query": {
            "id": str(update_id),
            "from": person,
            "chat_instance": "1",
            "data": SEAL.sealed(button.pack(), TelegramId(chat["id"])),
            "message": {"message_id": 1, "date": 1795395600, "chat": chat, "text": "x"},
        },
    }


async def post(port: int, update: dict[str, Any]) -> bool:
    """Whether it was acknowledged."""
    body = json.dumps(update).encode()
    return await posted(port, WEBHOOK_PATH, {SECRET_HEADER: SECRET}, body) == 200


async def post_and_kill(victim: Victim, updates: Sequence[dict[str, Any]], nth: int) -> set[int]:
    """Post all at once, kill at the ``nth`` acknowledgement; the ids that were acknowledged."""
    acknowledged: set[int] = set()

    async def bring(update: dict[str, Any]) -> None:
        if await post(victim.port, update):
            acknowledged.add(update["update_id"])
            if len(acknowledged) == nth:
                victim.send(signal.SIGKILL)

    await asyncio.gather(*map(bring, updates))
    await victim.ended()
    return acknowledged


async def polling_chain(rig: Rig, dialect: str, seed: int) -> None:
    """Each kill comes with the request that acknowledges; what was acknowledged never comes again."""
    rng = random.Random(seed)
    messenger = rig.messenger
    async with rig.new_store(dialect) as store:
        for number in range(KILLS):
            await store.let_leases_run_out()
            victim = await rig.start(store)
            await until(store.is_drained)
            last = PRESSES * (number + 1)
            messenger.updates = [
                press(each, each) for each in range(messenger.acknowledged + 1, last + 1)
            ]
            messenger.kill_at_acknowledgement = messenger.acknowledged + rng.randint(1, 5)
            await victim.ended()
        messenger.updates = []
        await finish(rig, store, set(range(1, messenger.acknowledged + 1)), "F4 polling", seed)


async def webhook_chain(rig: Rig, dialect: str, seed: int) -> None:
    """What was not acknowledged comes again with the next ones, as Telegram does it."""
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        acknowledged: set[int] = set()
        waiting: list[dict[str, Any]] = []
        for number in range(KILLS):
            await store.let_leases_run_out()
            victim = await rig.start(store, **WEBHOOK)
            await victim.until_alive()
            await until(store.is_drained)
            first = PRESSES * number + 1
            waiting += [press(each, each) for each in range(first, first + PRESSES)]
            taken = await post_and_kill(victim, waiting, rng.randint(1, PRESSES // 2))
            acknowledged |= taken
            waiting = [each for each in waiting if each["update_id"] not in taken]
        await finish(rig, store, acknowledged, "F4 webhook", seed)


async def finish(
    rig: Rig, store: Store, acknowledged: set[int], experiment: str, seed: int
) -> None:
    verdict = await rig.settle(store)
    entered = await store.entered()
    lost = acknowledged - entered.keys()
    row = rig.enter(experiment, store, seed, KILLS, verdict)
    row.lost += len(lost)
    row.check(
        seed,
        acknowledged_with_each_kill=len(acknowledged) >= KILLS,
        one_effect_each=all(count == 1 for count in entered.values()),
        **{f"lost {sorted(lost)[:5]}": not lost},
    )


CHAINS = {"polling": polling_chain, "webhook": webhook_chain}


@pytest.mark.faults
@pytest.mark.parametrize("way", CHAINS)
async def test_many_kills_while_receiving(rig: Rig, dialect: str, way: str) -> None:
    for seed in seeds(rounds(10)):
        await CHAINS[way](rig, dialect, seed)


async def deliver(rig: Rig, store: Store, updates: Sequence[dict[str, Any]], at_once: int) -> int:
    """Bring all of them to a running program; how many it acknowledged."""
    victim = await rig.start(store, **WEBHOOK)
    await victim.until_alive()
    room = asyncio.Semaphore(at_once)

    async def bring(update: dict[str, Any]) -> bool:
        async with room:
            return await post(victim.port, update)

    taken = await asyncio.gather(*map(bring, updates))
    await until(store.is_drained)
    await victim.stop()
    return sum(taken)


@pytest.mark.faults
@pytest.mark.parametrize("repeat", ["F1 same update", "F2 same press anew"])
async def test_a_press_that_comes_many_times_counts_once(
    rig: Rig, dialect: str, repeat: str
) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        same = repeat.startswith("F1")
        updates = [press(1 if same else number, 1) for number in range(1, 101 if same else 11)]
        taken = await deliver(rig, store, updates, at_once=100)
        row = rig.enter(repeat, store, seed, len(updates), await rig.judge(store))
        row.check(
            seed,
            all_acknowledged=taken == len(updates),
            entered_once=await store.entered() == {1: 1},
        )


@pytest.mark.faults
async def test_any_order_of_arrival_ends_the_same(rig: Rig, dialect: str) -> None:
    for seed in seeds(1):
        rng = random.Random(seed)
        async with rig.new_store(dialect) as store:
            pressed = [rng.randint(1, min(20, PEOPLE)) for _ in range(200)]
            updates = [press(1 + index, number) for index, number in enumerate(pressed)]
            rng.shuffle(updates)
            taken = await deliver(rig, store, updates, at_once=20)
            row = rig.enter("F3 any order", store, seed, len(updates), await rig.judge(store))
            row.check(
                seed,
                all_acknowledged=taken == len(updates),
                entered_once_each=await store.entered() == dict.fromkeys(Counter(pressed), 1),
            )
