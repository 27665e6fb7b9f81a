"""Processor time of starts: an answer on the command line, and the program until it polls."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.config import PREFIX
from tests.bench.delivery import processes, server
from tests.bench.delivery.processes import ROOT
from tests.bench.fresh import in_fresh_process

_ROUNDS = 5
_QUESTION = "支部大会多久开一次"


def importing() -> float:
    """Seconds to import what every bot of the library over aiohttp imports; the least of several."""
    return min(_cpu_of("-c", "import telegram.ext, aiohttp") for _ in range(_ROUNDS))


def asking() -> float:
    """Seconds of ``dutybot ask`` when an earlier one has left what it worked out of the packs."""
    with TemporaryDirectory() as folder:
        command = ("-m", "bot", "ask", _QUESTION)
        return min(_cpu_of(*command, data=folder) for _ in range(1 + _ROUNDS))


def polling(url: str) -> float:
    """Seconds of ``dutybot run`` until it asks for updates, likewise not the first time."""
    in_fresh_process("tests.bench.delivery.updates:fill", url, "1")
    with TemporaryDirectory() as folder, server.running() as address:
        return min(_until_polling(address, url, Path(folder)) for _ in range(1 + _ROUNDS))


def _until_polling(address: str, url: str, data: Path) -> float:
    with processes.ours(address, url, data=data) as running:
        return running.cpu_seconds()


def _cpu_of(*arguments: str, data: str = "") -> float:
    environment = os.environ | {"PYTHONPATH": str(ROOT), f"{PREFIX}DATA_DIR": data}
    before = _cpu_of_children()
    subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        cwd=data or None,
        capture_output=True,
        check=True,
    )
    return _cpu_of_children() - before


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
