"""People put reminders off just before, while and just after they are due."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from bot.conversation.buttons.duties import LaterOnButton
from scheduler.planning.occurrences import OccurrenceId
from tests.faults.rig import Rig, latency, rounds, seeds
from tests.faults.store import FIRST_USER, today_there
from tests.faults.test_receiving import WEBHOOK, post, pressed_by
from tests.patience import until

DUE_IN_SECONDS = 5.0
AROUND_SECONDS = 2.0
LONG_BEFORE = range(1, 11)
SOON_AFTER = range(91, 101)


async def edits(rig: Rig, dialect: str, seed: int) -> None:
    tomorrow = today_there() + timedelta(days=1)
    rng = random.Random(seed)
    messenger = rig.messenger
    async with rig.new_store(dialect) as store:
        messenger.behave = latency(rng, 0.05)
        victim = await rig.start(store, **WEBHOOK)
        await victim.until_alive()
        numbers = range(1, 101)
        at = store.now() + timedelta(seconds=DUE_IN_SECONDS)
        reminders = set(await store.remind(numbers, at=at))

        async def reminded(number: int) -> bool:
            return any(each.chat_id == FIRST_USER + number for each in messenger.accepted)

        async def put_off(number: int) -> bool:
            if number in SOON_AFTER:
                await until(partial(reminded, number))
            elif number not in LONG_BEFORE:
                await asyncio.sleep(DUE_IN_SECONDS + rng.uniform(-AROUND_SECONDS, AROUND_SECONDS))
            button = LaterOnButton(OccurrenceId(number), tomorrow)
            return await post(victim.port, pressed_by(number, number, button))

        acknowledged = await asyncio.gather(*map(put_off, numbers))
        await until(store.is_drained)
        await until(store.is_settled)
        await asyncio.sleep(1)
        await victim.stop()
        verdict = await rig.judge(store, may_end=("superseded postponed",))
        later = {each.chat_id: each for each in verdict.notices if each.id not in reminders}
        put_off_ids = {each.id for each in verdict.notices if each.state != "sent"}
        states = Counter(each.state for each in verdict.notices if each.id in reminders)
        row = rig.enter("D12 put off around its time", store, seed, len(numbers), verdict)
        row.check(
            seed,
            all_acknowledged=all(acknowledged),
            all_put_off=later.keys() == {FIRST_USER + number for number in numbers},
            for_tomorrow=all(each.state == "due" for each in later.values()),
            sent_or_put_off=states.keys() <= {"sent", "superseded"},
            some_of_both=len(states) == 2,
            nothing_doubled=verdict.doubled == 0,
            nothing_sent_that_was_put_off=put_off_ids.isdisjoint(verdict.copies),
        )


@pytest.mark.faults
async def test_what_is_put_off_around_its_time_is_not_sent_late_or_twice(
    rig: Rig, dialect: str
) -> None:
    for seed in seeds(rounds(3)):
        await edits(rig, dialect, seed)
