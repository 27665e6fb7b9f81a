"""The program itself, as somebody starts it who has no token: with the messenger in the browser."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.patience import PATIENCE_SECONDS
from tests.running import ROOT

_PATCHED = """
import importlib, json, sys
from bot.conversation import flood_limit
flood_limit.PERSON = flood_limit.Rate(10_000, 10.0)
for name, value in json.loads(sys.argv.pop(1)).items():
    module, _, attribute = name.rpartition(".")
    setattr(importlib.import_module(module), attribute, value)
from bot.__main__ import main
sys.exit(main())
"""
"""As ``python -m bot``, with other values in the modules: nobody taps as fast as a walk does."""


@contextmanager
def running(
    data: Path,
    *packs: Path,
    only: str = "",
    patches: Mapping[str, str] | None = None,
    **settings: str,
) -> Iterator[str]:
    """``dutybot run`` on a free port, with these packs beside the shipped ones; ended as by Ctrl-C.

    ``only`` names the packs that are loaded, of all of them; ``patches`` are values of modules.

    The value is its address. What ``data`` holds from an earlier run goes on, the clock too.
    """
    names = {name: value for name, value in os.environ.items() if not name.startswith("DUTYBOT_")}
    program = subprocess.Popen(
        [sys.executable, "-c", _PATCHED, json.dumps(dict(patches or {})), "run"],
        env={
            **names,
            "DUTYBOT_LISTEN": "127.0.0.1:0",
            "DUTYBOT_DATA_DIR": str(data),
            "DUTYBOT_PACK_DIRS": os.pathsep.join(map(str, packs)),
            "DUTYBOT_PACKS": only,
            **settings,
        },
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        said: list[str] = []  # on a first start, that it reads the packs
        while "http://127.0.0.1:" not in (line := program.stdout.readline()):
            assert line, said
            said.append(line)
        yield "http://" + line.split("http://")[1].strip().rstrip("/")
    finally:
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=PATIENCE_SECONDS)
    assert program.returncode == 0
