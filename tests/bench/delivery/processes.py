"""The real program and the bot beside it, each as a process of its own."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from tempfile import TemporaryDirectory

from bot.config import PREFIX
from tests.bench.delivery.bare import TOKEN
from tests.bench.delivery.server import order
from tests.bench.fresh import MeasurementFailed
from tests.memory import memory_mib

SECRET = "s" * 40
_ROOT = Path(__file__).parents[3]
_STARTED_WITHIN = 120.0
_ENDED_WITHIN = 20.0
_LOOK_SECONDS = 0.05
_REST_LOOK_SECONDS = 0.5
_REST_SHARE = 0.1


@dataclass(frozen=True)
class Running:
    """A process at work; ``port`` is that of its webhook, 0 when it polls."""

    process: Popen[bytes]
    port: int

    def memory_mb(self) -> tuple[float, float]:
        """Memory that it holds now, and the most that it held, in MiB (Linux only)."""
        return memory_mib(self.process.pid)

    def cpu_seconds(self) -> float:
        """Processor time that it has used (Linux only)."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def until_at_rest(self) -> None:
        """Wait until it is idle after its start."""
        before = -1.0
        for _ in _looks(self.process, every=_REST_LOOK_SECONDS):
            used = self.cpu_seconds()
            if before >= 0 and used - before < _REST_SHARE * _REST_LOOK_SECONDS:
                return
            before = used


@contextmanager
def ours(
    address: str, url: str, *, webhook: bool = False, unlimited: bool = True
) -> Iterator[Running]:
    """``dutybot run`` with this Bot API and this database, whose tables exist."""
    port = _free_port()
    with TemporaryDirectory() as folder:
        own = {
            "TOKEN": TOKEN,
            "API_URL": address,
            "DATABASE_URL": url,
            "DATA_DIR": folder,
            "LISTEN": f"127.0.0.1:{port}",
            "LOG_LEVEL": "error",
        }
        if unlimited:
            own["SEND_LIMIT"] = "1000000"
        if webhook:
            own |= {"WEBHOOK_URL": "https://bench.invalid/telegram", "WEBHOOK_SECRET": SECRET}
        with _started(["-m", "bot", "run"], Path(folder), own) as process:
            if webhook:
                _until_listening(process, port)
            else:
                _until_polling(process, address)
            yield Running(process, port if webhook else 0)


@contextmanager
def bare_echo(address: str, concurrent: int, *, webhook: bool = False) -> Iterator[Running]:
    """The echo bot, ready to answer."""
    port = _free_port() if webhook else 0
    command = ["-m", "tests.bench.delivery.bare_echo", address, str(concurrent), str(port)]
    with TemporaryDirectory() as folder, _started(command, Path(folder), {}) as process:
        if webhook:
            _until_listening(process, port)
        else:
            _until_polling(process, address)
        yield Running(process, port)


@contextmanager
def _started(arguments: list[str], folder: Path, own: dict[str, str]) -> Iterator[Popen[bytes]]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    inherited["PYTHONPATH"] = str(_ROOT)  # for the echo bot, which is not installed
    environment = inherited | {PREFIX + name: value for name, value in own.items()}
    log = folder / "output.log"
    with log.open("wb") as output:
        process = Popen(
            [sys.executable, *arguments], cwd=folder, env=environment, stdout=output, stderr=output
        )
        try:
            yield process
        except MeasurementFailed as error:
            raise MeasurementFailed(f"{error}\n{log.read_text()[-2000:]}") from error
        finally:
            _end(process)


def _end(process: Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_ENDED_WITHIN)
    except TimeoutExpired:
        process.kill()
        process.wait()


def _until_listening(process: Popen[bytes], port: int) -> None:
    # It may still be starting: requests wait until it has.
    for _ in _looks(process):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return


def _until_polling(process: Popen[bytes], address: str) -> None:
    before = order(address, "progress")["calls"].get("getUpdates", 0)
    for _ in _looks(process):
        if order(address, "progress")["calls"].get("getUpdates", 0) > before:
            return


def _looks(process: Popen[bytes], every: float = _LOOK_SECONDS) -> Iterator[None]:
    end = time.monotonic() + _STARTED_WITHIN
    while process.poll() is None and time.monotonic() < end:
        yield
        time.sleep(every)
    raise MeasurementFailed(f"not ready: exit status {process.returncode}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
