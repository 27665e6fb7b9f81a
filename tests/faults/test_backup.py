"""The database is saved while the program works, and put back on another machine."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from scheduler.clock import SystemClock
from scheduler.delivery.holds import Holds
from scheduler.watch.backup import back_up, restore
from tests.faults.rig import Rig, latency, rounds, seeds
from tests.faults.test_receiving import WEBHOOK, post, press
from tests.patience import until

PEOPLE = 200
PRESSES = 60


async def drill(rig: Rig, dialect: str, file: Path, seed: int) -> None:
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.1)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store, **WEBHOOK)
        await victim.until_alive()
        acknowledged: dict[int, bool] = {}
        saving_after = rng.randint(1, PRESSES - 1)

        async def bring(first: int, end: int) -> None:
            for number in range(first, end):
                acknowledged[number] = await post(victim.port, press(number, number))

        await bring(1, saving_after)
        before = {number for number, taken in acknowledged.items() if taken}
        pressing = asyncio.create_task(bring(saving_after, PRESSES))
        await asyncio.to_thread(back_up, store.url, file)
        await pressing
        await victim.kill()
        heard = list(rig.messenger.accepted)
    async with rig.new_store(dialect) as store:  # an empty host
        rig.messenger.accepted += heard
        await store.database.close()
        began = asyncio.get_running_loop().time()
        await restore(store.url, file, SystemClock(), force=True)
        victim = await rig.start(store, **WEBHOOK)
        await victim.until_alive()
        took = asyncio.get_running_loop().time() - began
        await until(store.is_drained)
        entered = await store.entered()
        await asyncio.sleep(2)
        held = [each for each in rig.messenger.accepted[len(heard) :] if each.notices]
        await Holds(store.database, SystemClock()).resume(by="drill")
        await rig.let_time_pass(store)
        await victim.stop()
        again = [each for each in rig.messenger.accepted[len(heard) :] if each.notices]
        verdict = await rig.judge(store)
        row = rig.enter("O1 saved and put back", store, seed, PEOPLE + PRESSES, verdict)
        row.check(
            seed,
            all_entries_of_before_are_there=before <= entered.keys(),
            one_effect_each=all(count == 1 for count in entered.values()),
            held_until_somebody_has_looked=not held,
            marked_as_repeats=all(each.copy > 1 for each in again),
            within_15_minutes=took < 15 * 60,
        )


@pytest.mark.faults
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_nothing_is_missing_from_a_backup_under_load(
    rig: Rig, dialect: str, tmp_path: Path
) -> None:
    for seed in seeds(rounds(5)):
        await drill(rig, dialect, tmp_path / f"{seed}.backup", seed)
