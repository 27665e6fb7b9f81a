"""The program itself as a process: started with settings of a test, asked over HTTP, ended."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn

from bot.config import ListenAddress
from bot.messenger.api.bot_api import BotApi
from bot.messenger.messenger import Messenger
from bot.web.listening import listen
from clauses.answering.ready import CACHE_FOLDER, ready
from scheduler.clock import SystemClock
from tests.patience import PATIENCE_SECONDS, wait_until

ROOT = Path(__file__).parents[1]

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="session")
def packs_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of packs that were read once, for all starts."""
    folder = tmp_path_factory.mktemp("data")
    ready((), folder)
    return folder / CACHE_FOLDER


@pytest.fixture
def data(tmp_path: Path, packs_read: Path) -> Path:
    """An empty data folder, but for the packs."""
    folder = tmp_path / "data"
    shutil.copytree(packs_read, folder / CACHE_FOLDER)
    return folder


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """``dutybot run``, or another command, with the settings given; killed at the end."""
    programs: list[subprocess.Popen[str]] = []
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DUTYBOT_")}

    def started(*command: str, **settings: str) -> subprocess.Popen[str]:
        given = {"DATA_DIR": str(data), "LISTEN": "127.0.0.1:0", **settings}
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
    listener = listen(ListenAddress("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(api.app, log_level="warning"))
    loop = asyncio.new_event_loop()
    thread = Thread(target=lambda: loop.run_until_complete(server.serve([listener.socket])))
    thread.start()
    yield f"http://{listener.address}", api
    server.should_exit = True
    loop.call_soon_threadsafe(api.messenger.close)  # a poll that a killed program has left
    thread.join()
    loop.close()


def ended(program: subprocess.Popen[str], number: signal.Signals | None = None) -> tuple[str, str]:
    """All that the program has still said, once it has ended, by this signal if there is one."""
    if number is not None:
        program.send_signal(number)
    return program.communicate(timeout=PATIENCE_SECONDS)


def said_address(program: subprocess.Popen[str]) -> str:
    """The address in the next line that the program says."""
    assert program.stdout is not None
    line = program.stdout.readline()
    assert "http://" in line, program.stderr and program.stderr.read()
    return "http://" + line.split("http://")[1].strip().rstrip("/")


def answered(address: str, path: str, status: int) -> str:
    """The answer there with this status, sooner or later."""

    def answer() -> httpx.Response | None:
        try:
            found = httpx.get(f"{address}{path}", timeout=PATIENCE_SECONDS)
        except httpx.TransportError:  # not yet
            return None
        return found if found.status_code == status else None

    return wait_until(answer).text


def leading(address: str) -> str | None:
    """The metrics of a process, once it is the one that sends."""
    metrics = httpx.get(f"{address}/metrics", timeout=PATIENCE_SECONDS).text
    return metrics if "dutybot_process_lease 1.0" in metrics else None


def free() -> str:
    """An address of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"
