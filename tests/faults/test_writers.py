"""Eight processes write into one SQLite file, beside the running program; nobody is told that it is locked."""

from __future__ import annotations

import asyncio
import sys

import pytest
from sqlalchemy import text

from bot.texts.catalogue import LOCALES, texts
from tests.faults.rig import ROOT, Rig, rounds, seeds
from tests.faults.test_receiving import WEBHOOK, post, press
from tests.patience import until

WRITERS = 8
PRESSES = 100


@pytest.mark.faults
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_eight_writers_lose_no_change_and_lock_nobody_out(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    times = rounds(10_000) // WRITERS
    async with rig.new_store(dialect) as store:
        async with store.database.write() as session:
            await session.execute(text("CREATE TABLE tally (n INTEGER NOT NULL)"))
            await session.execute(text("INSERT INTO tally VALUES (0)"))
        victim = await rig.start(store, **WEBHOOK)
        await victim.until_alive()
        writers = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.faults.writer", store.url, str(times),
                cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            )
            for _ in range(WRITERS)
        ]  # fmt: skip
        writing = asyncio.gather(*(writer.communicate() for writer in writers))
        acknowledged = 0
        for number in range(1, PRESSES + 1):
            acknowledged += await post(victim.port, press(number, number))
        said = [error.decode() for _, error in await writing]
        await until(store.is_drained)
        status = await victim.stop()
        async with store.database.read() as session:
            counted = await session.scalar(text("SELECT n FROM tally"))
        busy = {texts(locale).plain("refusal-busy") for locale in LOCALES}
        row = rig.enter("B2 eight writers", store, seed, times * WRITERS, await rig.judge(store))
        row.check(
            seed,
            no_writer_failed=not any(said),
            no_change_lost=counted == times * WRITERS,
            all_acknowledged=acknowledged == PRESSES,
            all_entered=await store.entered() == dict.fromkeys(range(1, PRESSES + 1), 1),
            everybody_answered=len(rig.messenger.said) >= PRESSES,
            nobody_told_to_wait=busy.isdisjoint(rig.messenger.said),
            ended_well=status == 0,
        )
