"""Runs a measurement in a process of its own, so that neither memory nor caches are shared.

Such a process runs this module: ``python -m tests.bench.fresh module:function …``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from typing import Any

from tests.memory import memory_mib


class MeasurementFailed(Exception):
    """The process ended with an error; the text is the end of its output."""


def in_fresh_process(target: str, *arguments: str) -> dict[str, Any]:
    """Call ``module:function`` with these strings in a new interpreter.

    Returns:
        The result of the function (a JSON object), with ``peak_mb``: the most memory that the
        process held, in MiB.

    Raises:
        MeasurementFailed: it raised.
    """
    command = [sys.executable, "-m", "tests.bench.fresh", target, *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise MeasurementFailed(ended.stderr[-2000:])
    result: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return result


def _main() -> None:
    module, _, function = sys.argv[1].partition(":")
    result = getattr(import_module(module), function)(*sys.argv[2:])
    _, peak = memory_mib()
    sys.stdout.write(json.dumps({**result, "peak_mb": peak}) + "\n")


if __name__ == "__main__":
    _main()
