"""The source of time, and the machine that keeps it. Nothing else in the project reads the real time."""

from __future__ import annotations

import platform
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4

_NAME_LENGTH = 64
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """Tells the time as an aware UTC datetime."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        ...


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)


def uptime() -> float:
    """Seconds that also run while the machine sleeps, where it can tell; only differences count.

    Nobody can set it, unlike the time of day: it measures how long something took.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


@cache
def machine_name() -> str:
    """The machine's own name, cut to 64 characters."""
    return platform.node()[:_NAME_LENGTH] or "machine"


@cache
def instance_name() -> str:
    """This process and no other: the machine's name, and signs made up anew at each start; 64 at most."""
    return f"{machine_name()[: _NAME_LENGTH - 9]} {uuid4().hex[:8]}"


@cache
def boot_id() -> str:
    """Another one after each start of the machine; empty where it cannot be told."""
    try:
        return _BOOT_ID.read_text("ascii").strip()[:36]
    except OSError:
        return ""


class ShiftedClock:
    """A clock that runs on from wherever it is set; the local messenger's clock.

    It advances as ``base`` does, so that things still happen by themselves.
    """

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._shift = timedelta()
        self._leapt = timedelta()

    def now(self) -> datetime:
        """The present instant of this clock, UTC."""
        return self._base.now() + self._shift

    def set(self, instant: datetime) -> None:
        """Let it be ``instant`` (aware) now; both directions are allowed."""
        self._leapt += max(instant - self.now(), timedelta())
        self._shift = instant.astimezone(UTC) - self._base.now()

    def uptime(self) -> float:
        """:func:`uptime` with every leap ahead; a step back takes nothing away."""
        return uptime() + self._leapt.total_seconds()


class ManualClock:
    """A clock for tests: stands still until advanced."""

    def __init__(self, instant: datetime) -> None:
        self._now = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The present instant of this clock, UTC."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Let ``by`` pass."""
        self._now += by

    def set(self, instant: datetime) -> None:
        """Let it be ``instant`` (aware) now."""
        self._now = instant.astimezone(UTC)
