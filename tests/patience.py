"""Waiting in tests: for an event and not for a time, so that no test depends on the speed of a machine.

A wait ends as soon as its event comes. Patience ends only the waits whose event never comes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 0.01


async def until(condition: Callable[[], Awaitable[T]], patience: float = PATIENCE_SECONDS) -> T:
    """The first true value of ``condition``, which other tasks or processes make true.

    Raises:
        TimeoutError: it has not become true.
    """
    async with asyncio.timeout(patience):
        while not (value := await condition()):  # noqa: ASYNC110 - nothing else tells of it
            await asyncio.sleep(_LOOK_SECONDS)
    return value


def wait_until(condition: Callable[[], T]) -> T:
    """As :func:`until`, for threads and processes.

    Raises:
        TimeoutError: it has not become true.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError(condition)
        time.sleep(_LOOK_SECONDS)
    return value
