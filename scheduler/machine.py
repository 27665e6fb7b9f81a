"""Which machine this is, and since when it has been running."""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path

_LENGTH = 64
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@cache
def machine_name() -> str:
    """The machine's own name, cut to 64 characters."""
    return platform.node()[:_LENGTH] or "machine"


@cache
def boot_id() -> str:
    """Another one after each start of the machine; empty where it cannot be told."""
    try:
        return _BOOT_ID.read_text("ascii").strip()[:36]
    except OSError:
        return ""
