"""The program itself: started, asked how it is, stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from bot import wiring
from bot.config import Address, Settings
from bot.messenger.api.bot_api import BotApi
from bot.messenger.messenger import Messenger
from bot.web.listening import listen
from bot.wiring import Program
from scheduler.clock import SystemClock

ROOT = Path(__file__).parents[2]
STOP_SECONDS = 15

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """``dutybot run`` with an empty data folder and the settings given; killed at the end."""
    programs: list[subprocess.Popen[str]] = []
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DUTYBOT_")}

    def started(*command: str, **settings: str) -> subprocess.Popen[str]:
        given = {"DATA_DIR": str(tmp_path / "data"), "LISTEN": "127.0.0.1:0", **settings}
        programs.append(
            subprocess.Popen(
                [sys.executable, "-m", "bot", *(command or ("run",))],
                env={
                    **plain,
                    "LC_ALL": "en_GB.UTF-8",
                    **{f"DUTYBOT_{name}": value for name, value in given.items()},
                },
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return programs[-1]

    yield started
    for program in programs:
        program.kill()
        program.communicate()


@pytest.fixture
def bot_api() -> Iterator[tuple[str, BotApi]]:
    """A Bot API on a real port, with its address."""
    api = Messenger(SystemClock()).api
    listener = listen(Address("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(api.app, log_level="warning"))
    thread = Thread(target=server.run, args=([listener.socket],))
    thread.start()
    yield f"http://{listener.address}", api
    server.should_exit = True
    thread.join()


def said_address(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    for line in program.stdout:
        if "http://" in line:
            return "http://" + line.split("http://")[1].strip().rstrip("/")
    pytest.fail(f"no address was printed; {program.stderr and program.stderr.read()}")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_twice_on_the_same_data_and_ends_cleanly(start, ending):
    for _ in range(2):
        program = start()
        address = said_address(program)
        assert httpx.get(f"{address}/readyz").text == "ready\n"
        assert "messenger" in httpx.get(f"{address}/", follow_redirects=True).text.lower()

        program.send_signal(ending)
        _, errors = program.communicate(timeout=STOP_SECONDS)
        assert program.returncode == 0
        assert "Traceback" not in errors


def test_a_port_in_use_is_said_and_another_one_taken(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        program = start(LISTEN=f"127.0.0.1:{taken}")
        first = program.stdout.readline()
        address = said_address(program)

    assert str(taken) in first
    assert not address.endswith(f":{taken}")
    assert httpx.get(f"{address}/livez").text == "alive\n"


def test_a_second_one_on_the_same_data_is_said(start):
    first = start()
    said_address(first)
    second = start()
    said_address(second)
    first.kill()  # the mark goes with it, whatever way it ends
    first.wait()
    second.send_signal(signal.SIGTERM)
    _, errors = second.communicate(timeout=STOP_SECONDS)
    assert "Another dutybot" in errors

    third = start()
    said_address(third)
    third.send_signal(signal.SIGTERM)
    _, errors = third.communicate(timeout=STOP_SECONDS)
    assert "Another dutybot" not in errors


def test_bad_settings_are_all_said_and_nothing_starts(start):
    program = start(LISTEN="8080", TIME_ZONE="Mars", TOKN="x")
    _, errors = program.communicate(timeout=STOP_SECONDS)

    assert program.returncode == 2
    for name in ("LISTEN", "TIME_ZONE", "TOKN"):
        assert f"DUTYBOT_{name}:" in errors


def test_a_pack_that_does_not_hold_together_stops_the_start(start, tmp_path):
    pack = tmp_path / "broken"
    pack.mkdir()
    (pack / "pack.yaml").write_text("id: other\n", "utf-8")
    program = start(PACK_DIRS=str(pack))
    _, errors = program.communicate(timeout=STOP_SECONDS)

    assert program.returncode == 2
    assert "pack.yaml:1:" in errors


def test_migrate_makes_the_database(start, tmp_path):
    program = start("migrate")
    said, _ = program.communicate(timeout=STOP_SECONDS)

    assert program.returncode == 0
    assert said.strip()
    assert (tmp_path / "data" / "dutybot.db").exists()


def test_with_a_token_it_works_over_real_http(start, bot_api):
    address, api = bot_api
    program = start(TOKEN=api.messenger.token, API_URL=address)
    first = program.stdout.readline()
    program.send_signal(signal.SIGTERM)
    _, errors = program.communicate(timeout=STOP_SECONDS)

    assert "@" in first
    assert program.returncode == 0
    assert {"getMe", "deleteWebhook", "setMyCommands"} <= set(api.calls)
    assert api.messenger.token not in errors


def test_a_foreign_webhook_is_left_alone_until_somebody_says_to_take_the_updates(start, bot_api):
    address, api = bot_api
    telegram = api.messenger.world.bot
    telegram.webhook = {"url": "https://elsewhere.example/telegram"}
    settings = {"TOKEN": api.messenger.token, "API_URL": address, "LISTEN": f"127.0.0.1:{free()}"}
    program = start(**settings)
    assert "@" in program.stdout.readline()
    answer = httpx.get(f"http://{settings['LISTEN']}/readyz")
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=STOP_SECONDS)

    assert answer.status_code == 503
    assert "elsewhere.example" in answer.text
    assert telegram.webhook

    taking = start("take-updates", **settings)
    said, _ = taking.communicate(timeout=STOP_SECONDS)
    assert taking.returncode == 0
    assert "elsewhere.example" in said
    assert not telegram.webhook


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_a_refused_token_ends_the_start_and_is_not_repeated(start, bot_api):
    address, _ = bot_api
    token = "123456789:" + "wrong" * 7
    program = start(TOKEN=token, API_URL=address)
    said, errors = program.communicate(timeout=STOP_SECONDS)

    assert program.returncode == 1
    assert "DUTYBOT_TOKEN" in errors
    assert token not in said + errors


@pytest.mark.parametrize("command", ["run", "hold", "trail"])
def test_a_database_that_cannot_be_used_is_said_in_one_line(start, tmp_path, command):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dutybot.db").write_bytes(b"no database at all" * 100)
    program = start(command)
    _, errors = program.communicate(timeout=STOP_SECONDS)

    assert program.returncode == 1
    assert "not a database" in errors
    assert len(errors.splitlines()) == 1


def test_a_database_that_was_removed_is_no_ready_one(start, tmp_path, bot_api):
    address, api = bot_api
    listening = f"127.0.0.1:{free()}"
    start(TOKEN=api.messenger.token, API_URL=address, LISTEN=listening)
    until(f"http://{listening}", "/readyz", 200)

    (tmp_path / "data" / "dutybot.db").unlink()

    assert "removed" in until(f"http://{listening}", "/readyz", 503)


async def test_answers_that_make_no_sense_are_waited_out_at_the_start(
    bot_api, tmp_path, monkeypatch, caplog
):
    address, api = bot_api
    monkeypatch.setattr(wiring, "RETRY_SECONDS", 0.0)
    for status, body in [(200, b"<html>"), (200, b'{"ok":true}'), (404, b"<html>"), (403, b"{}")]:
        api.messenger.faults.garble_next("getMe", status=status, body=body)
    for method in ("getWebhookInfo", "setMyCommands"):
        api.messenger.faults.garble_next(method, status=200, body=b'{"ok":true}')
    settings = Settings(token=SecretStr(api.messenger.token), api_url=address, data_dir=tmp_path)

    program = Program.build(settings)
    assert await program.start()
    await program.stop()

    assert [record.getMessage() for record in caplog.records if record.name == "bot.wiring"] == [
        *["Telegram cannot be reached yet"] * 4,
        "webhook could not be checked",
        "menus could not be set",
    ]


def until(address: str, path: str, status: int) -> str:
    """What is answered there with this status, sooner or later."""
    deadline = time.monotonic() + STOP_SECONDS
    while True:
        with contextlib.suppress(httpx.TransportError):  # not yet, or not at once on a busy machine
            answer = httpx.get(f"{address}{path}")
            if answer.status_code == status:
                return answer.text
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_it_is_held_looked_at_resumed_and_measured_from_outside(start, bot_api):
    api_address, api = bot_api
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen_at = f"127.0.0.1:{probe.getsockname()[1]}"
    settings = {"TOKEN": api.messenger.token, "API_URL": api_address, "LISTEN": listen_at}
    start(**settings)
    address = f"http://{listen_at}"
    assert until(address, "/readyz", 200) == "ready\n"

    assert start("hold", "moving house", **settings).wait(STOP_SECONDS) == 0
    assert "moving house" in until(address, "/readyz", 503)
    assert "dutybot_held 1.0" in httpx.get(f"{address}/metrics").text
    said, errors = start("doctor", **settings).communicate(timeout=STOP_SECONDS)
    assert "moving house" in said
    assert api.messenger.token not in said + errors

    assert start("resume", **settings).wait(STOP_SECONDS) == 0
    assert until(address, "/readyz", 200) == "ready\n"
    assert "dutybot_process_lease 1.0" in httpx.get(f"{address}/metrics").text
