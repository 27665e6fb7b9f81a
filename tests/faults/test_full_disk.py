"""No room is left on the disk: nothing is sent that cannot be recorded, and the operators hear of it."""

from __future__ import annotations

import asyncio
import json
import os
import random
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from scheduler.store.tables.delivery import AttemptRow
from tests.faults.rig import Rig, latency, seeds
from tests.faults.table import take_over
from tests.patience import until

PEOPLE = 300
OPERATOR = 77
DISK_BYTES = 8_000_000
NO_DISK = 77
FULL_SECONDS = 30
UNDER_WAY = 4


def in_a_name_space(disk: Path, seed: int) -> None:
    """Run this very experiment where ``disk`` is a small one of its own, and take over its lines.

    Nothing of the disk is left, whatever happens. (SQLite looks for a file's true path, so the judge
    has to see the same files as the victim.)
    """
    rows = disk.with_name("rows.json")
    mount = f"mount -t tmpfs -o size={DISK_BYTES} none {shlex.quote(str(disk))} || exit {NO_DISK}"
    run = shlex.join([sys.executable, "-m", "pytest", "-q", "-m", "faults", "--basetemp"])
    command = f'{mount}; exec {run} "$BASE" {shlex.quote(__file__)}'
    ended = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", command],
        env={
            **{name: value for name, value in os.environ.items() if "PYTEST" not in name},
            "FAULT_DISK": str(disk),
            "FAULT_ROWS": str(rows),
            "FAULT_SEED": str(seed),
            "BASE": str(disk.with_name("base")),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode in (NO_DISK, 1) and not rows.exists():
        pytest.skip(f"this machine lets nobody mount a disk of their own: {ended.stderr}")
    take_over(json.loads(rows.read_text()))
    assert ended.returncode == 0, ended.stdout[-3000:]


def fill(ballast: Path) -> None:
    """Until not a byte more can be written."""
    with ballast.open("ab", buffering=0) as file:
        for size in (65536, 512, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


@pytest.mark.faults
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_full_disk_stops_the_sending_until_there_is_room(
    rig: Rig, dialect: str, tmp_path: Path
) -> None:
    (seed,) = seeds(1)
    if "FAULT_DISK" not in os.environ:
        disk = tmp_path / "disk"
        disk.mkdir()
        await asyncio.to_thread(in_a_name_space, disk, seed)
        return
    disk = Path(os.environ["FAULT_DISK"])
    rng = random.Random(seed)
    messenger, loop = rig.messenger, asyncio.get_running_loop()
    async with rig.new_store(dialect, disk) as store:
        messenger.behave = latency(rng, 0.1)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store, OPERATORS=str(OPERATOR))
        some = rng.randint(1, PEOPLE // 2)

        async def some_sent(some: int = some) -> bool:
            return len(messenger.accepted) >= some

        await until(some_sent)
        fill(disk / "ballast")
        full_at = loop.time()
        await asyncio.sleep(3)
        calls = sum(chat != OPERATOR for _, chat in messenger.calls)

        async def told() -> bool:
            return any(each.chat_id == OPERATOR for each in messenger.accepted)

        await until(told)
        told_after = loop.time() - full_at
        await asyncio.sleep(max(0, FULL_SECONDS - told_after))
        more = sum(chat != OPERATOR for _, chat in messenger.calls) - calls
        before = len(messenger.accepted)
        (disk / "ballast").unlink()
        freed_at = loop.time()

        async def goes_on() -> bool:
            return any(each.notices for each in messenger.accepted[before:])

        await until(goes_on, 90)
        recovery = loop.time() - freed_at
        messenger.behave = None
        await rig.let_time_pass(store)
        status = await victim.stop()
        async with store.database.read() as session:
            tries = await session.scalar(select(func.count()).select_from(AttemptRow)) or 0
        verdict = await rig.judge(store)
        row = rig.enter("B3 disk full", store, seed, PEOPLE, verdict)
        row.check(
            seed,
            met_it_in_the_middle=some < PEOPLE and before < PEOPLE,
            nothing_sent_meanwhile=more <= UNDER_WAY,
            each_sent_one_on_record=sum(bool(e.notices) for e in messenger.accepted) <= tries,
            operators_told_within_a_minute=told_after <= 60,
            goes_on_within_a_minute=recovery <= 60,
            ended_well=status == 0,
        )
