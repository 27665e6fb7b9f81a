"""Slips of operators, with the real program: what it says, and that nothing is lost or sent twice."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.clock import SystemClock
from scheduler.store.engine import Database
from scheduler.watch.installation import Installations
from tests.running import answered, ended, free, said_address

pytestmark = pytest.mark.faults

Run = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def run(start, bot_api) -> Run:
    """``dutybot run`` with the bot's token; the process and its address."""
    api_address, api = bot_api

    def begun(**settings: str) -> tuple[subprocess.Popen[str], str]:
        address = free()
        given = {"TOKEN": api.messenger.token, "API_URL": api_address, "TIME_URL": api_address}
        return start(**{**given, "LISTEN": address, **settings}), f"http://{address}"

    return begun


def lived(run: Run, **settings: str) -> None:
    """One run that came up and ended in good order."""
    program, address = run(**settings)
    answered(address, "/readyz", 200)
    _, errors = ended(program, signal.SIGTERM)
    assert program.returncode == 0, errors


def belongs(file: Path, owner: str) -> None:
    async def claim() -> None:
        database = Database.open(f"sqlite+aiosqlite:///{file}")
        await database.migrate()
        await Installations(database, SystemClock()).claim(owner, "ab" * 32)
        await database.close()

    asyncio.run(claim())


def remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


@pytest.mark.experiment("O1 another bot's token")
def test_the_token_of_another_bot_over_the_data(run, data):
    lived(run)
    before = (data / "dutybot.db").read_bytes()
    program, _ = run(TOKEN="999999:" + "A" * 35)
    _, errors = ended(program)
    assert program.returncode == 1
    assert "telegram:999999" in errors
    assert "hand-over" in errors
    assert (data / "dutybot.db").read_bytes() == before


@pytest.mark.experiment("O2 no token")
def test_a_lost_env_file_over_the_data(run, start, data):
    lived(run)
    before = (data / "dutybot.db").read_bytes()
    program = start()
    said_address(program)
    ended(program, signal.SIGTERM)
    assert (data / "dutybot.db").read_bytes() == before
    assert (data / "messenger.db").exists()
    lived(run)


@pytest.mark.experiment("O3 folders swapped")
def test_the_folder_of_another_bot(run, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    belongs(other / "dutybot.db", "telegram:999999")
    program, _ = run(DATA_DIR=str(other))
    _, errors = ended(program)
    assert program.returncode == 1
    assert "telegram:999999" in errors


@pytest.mark.experiment("O4 last week's disk")
def test_a_snapshot_of_last_week_is_put_back(run, start, data, tmp_path):
    lived(run)
    shutil.copy(data / "dutybot.db", tmp_path / "last-week.db")
    lived(run)
    remove(data / "dutybot.db")
    shutil.copy(tmp_path / "last-week.db", data / "dutybot.db")

    program, address = run()
    assert "copy" in answered(address, "/readyz", 503)
    resumed = start("resume", TOKEN="1:" + "A" * 35)
    ended(resumed)
    assert resumed.returncode == 0
    assert answered(address, "/readyz", 200)
    ended(program, signal.SIGTERM)


@pytest.mark.experiment("O5 old server runs on")
def test_the_old_server_is_left_running(run, start, data, tmp_path):
    old, old_address = run()
    answered(old_address, "/readyz", 200)
    moved = tmp_path / "moved"
    moved.mkdir()
    saved = start("backup", str(tmp_path / "saved"), TOKEN="1:" + "A" * 35)
    ended(saved)
    shutil.copy(tmp_path / "saved", moved / "dutybot.db")

    new, new_address = run(DATA_DIR=str(moved))

    # Where both poll, Telegram tells each of the other before the generation does.
    for address in (old_address, new_address):
        said = answered(address, "/readyz", 503)
        assert "conflict" in said or "copy" in said
    for program in (old, new):
        ended(program, signal.SIGTERM)


@pytest.mark.experiment("O6 mistyped database")
def test_an_empty_database_in_place_of_the_real_one(run, tmp_path):
    lived(run)
    mistyped = tmp_path / "datta"
    program, address = run(DATA_DIR=str(mistyped))
    assert "copy" in answered(address, "/readyz", 503)
    ended(program, signal.SIGTERM)


@pytest.mark.experiment("O7 zone of the host")
def test_the_time_zone_of_the_host_changes_nothing(start, monkeypatch):
    plans = []
    for zone in ("UTC", "Asia/Shanghai", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        asked = ("--post", "机关党委书记", "--from", "2027-01-01", "--to", "2027-03-31", "--json")
        printed, _ = ended(start("plan", *asked))
        plans.append(printed)
    assert plans[0].strip()
    assert plans[0] == plans[1] == plans[2]


@pytest.mark.experiment("O8 half a backup")
def test_half_a_backup_is_not_put_back(run, start, data, tmp_path):
    lived(run)
    token = {"TOKEN": "1:" + "A" * 35}
    ended(start("backup", str(tmp_path / "saved"), **token))
    whole = (tmp_path / "saved").read_bytes()
    (tmp_path / "saved").write_bytes(whole[: len(whole) // 2])
    before = (data / "dutybot.db").read_bytes()
    restored = start("restore", str(tmp_path / "saved"), "--force", **token)
    _, errors = ended(restored)
    assert restored.returncode == 1, errors
    assert (data / "dutybot.db").read_bytes() == before
    assert list(data.glob("*.part*")) == []
    lived(run)


@pytest.mark.experiment("O9 older program")
def test_an_older_program_on_a_newer_database(run, data):
    lived(run)
    with closing(sqlite3.connect(data / "dutybot.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    program, _ = run()
    _, errors = ended(program)
    assert program.returncode == 1
    assert "9999" in errors


@pytest.mark.experiment("O10 log left behind")
def test_a_backup_is_copied_over_the_file_while_its_log_stays(run, start, data, tmp_path):
    lived(run)
    ended(start("backup", str(tmp_path / "saved"), TOKEN="1:" + "A" * 35))
    program, address = run()
    answered(address, "/readyz", 200)
    program.kill()
    program.wait()
    shutil.copy(tmp_path / "saved", data / "dutybot.db")
    later = time.time() + 60
    os.utime(data / "dutybot.db", (later, later))

    program, _ = run()
    _, errors = ended(program)
    assert program.returncode == 1
    assert "restore" in errors
    ended(start("restore", str(tmp_path / "saved"), "--force", TOKEN="1:" + "A" * 35))
    program, address = run()
    assert "restore" in answered(address, "/readyz", 503)
    ended(program, signal.SIGTERM)


@pytest.mark.experiment("O11 restore over a frozen one")
def test_a_restore_over_a_program_that_stands_still(run, start, tmp_path):
    program, address = run()
    answered(address, "/readyz", 200)
    token = {"TOKEN": "1:" + "A" * 35}
    ended(start("backup", str(tmp_path / "saved"), **token))
    program.send_signal(signal.SIGSTOP)
    try:
        restored = start("restore", str(tmp_path / "saved"), "--force", **token)
        ended(restored)
        assert restored.returncode == 1
    finally:
        program.send_signal(signal.SIGCONT)
    ended(program, signal.SIGTERM)
