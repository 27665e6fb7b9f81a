from __future__ import annotations

import os
import socket
from datetime import timedelta

import pytest

from bot.operating.supervisor import READY, tell, watchdog


@pytest.fixture
def systemd(tmp_path):
    """The socket of a supervisor, and the environment that names it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        path = str(tmp_path / "notify")
        listening.bind(path)
        listening.setblocking(False)
        yield listening, {"NOTIFY_SOCKET": path}


def test_a_word_arrives(systemd):
    listening, environment = systemd
    tell(READY, environment)
    assert listening.recv(100) == b"READY=1"


def test_a_name_that_is_no_file_is_understood():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0dutybot-test-{os.getpid()}")
        tell(READY, {"NOTIFY_SOCKET": f"@dutybot-test-{os.getpid()}"})
        assert listening.recv(100) == b"READY=1"


def test_without_a_supervisor_nothing_is_said(tmp_path, caplog):
    tell(READY, {})
    assert caplog.records == []
    tell(READY, {"NOTIFY_SOCKET": str(tmp_path / "nobody")})
    assert "could not be told" in caplog.text


async def test_the_watchdog_is_fed_only_while_the_work_goes_on(systemd):
    listening, environment = systemd
    hanging = False
    beat = watchdog(lambda: hanging, {**environment, "WATCHDOG_USEC": "90000000"})
    assert beat.every == timedelta(seconds=30)

    await beat.act()
    assert listening.recv(100) == b"WATCHDOG=1"
    hanging = True
    await beat.act()
    with pytest.raises(BlockingIOError):
        listening.recv(100)


@pytest.mark.parametrize(
    "environment", [{}, {"WATCHDOG_USEC": "1", "WATCHDOG_PID": "1"}, {"WATCHDOG_USEC": "x"}]
)
def test_nobody_waits_for_the_watchdog(environment):
    assert watchdog(lambda: False, environment) is None
