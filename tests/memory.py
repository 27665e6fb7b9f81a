"""The memory of a process, as Linux tells it."""

from __future__ import annotations

from pathlib import Path


def memory_mib(process_id: int | str = "self") -> tuple[float, float]:
    """What the process holds now, and the most that it has held since its program began, in MiB.

    ``resource.getrusage`` would tell of more: its most is that of the process which started this one,
    where that held more.
    """
    status = Path(f"/proc/{process_id}/status").read_text("ascii")
    found = dict(line.split(":", 1) for line in status.splitlines())
    return _mib(found["VmRSS"]), _mib(found["VmHWM"])


def _mib(held: str) -> float:
    kilobytes, _ = held.split()
    return int(kilobytes) / 1024
