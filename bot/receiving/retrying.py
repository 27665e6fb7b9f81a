"""Repeats what failed, slower and slower, until it works or the program ends."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram.error import Conflict, RetryAfter

from scheduler.store.trouble import will_pass

SHORTEST_PAUSE = 1.0
_DATABASE_PAUSE = 2.0
_CONFLICT_PAUSE = 10.0
_LONGEST_PAUSE = 60.0

log = logging.getLogger(__name__)


class Retrying:
    """``stopping`` ends every pause and every repetition."""

    def __init__(
        self, stopping: asyncio.Event, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._stopping = stopping
        self._sleep = sleep

    async def until_it_works(self, step: Callable[[], Awaitable[None]]) -> None:
        """Repeat a step until it works or the end comes; a row of failures is logged once."""
        failures = 0
        while not self._stopping.is_set():
            try:
                await step()
            except Exception as error:
                failures += 1
                if failures == 1:
                    log.exception("no updates at present")
                await self.pause(_pause_after(error, failures))
            else:
                if failures:
                    log.info("updates again", extra={"failures": failures})
                return

    async def pause(self, seconds: float) -> None:
        """Wait, but no longer than until the end comes."""
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({sleeping, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (sleeping, stopping):
            task.cancel()
        await asyncio.gather(sleeping, stopping, return_exceptions=True)


def _pause_after(error: Exception, failures: int) -> float:
    """Seconds to wait: as told, or doubling up to a minute, a little by chance."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        return max(SHORTEST_PAUSE, seconds)
    first = _CONFLICT_PAUSE if isinstance(error, Conflict) else SHORTEST_PAUSE
    most = _DATABASE_PAUSE if will_pass(error) else _LONGEST_PAUSE
    longest = min(most, first * (1 << min(failures - 1, 10)))
    return longest * random.uniform(0.5, 1)  # noqa: S311 - not a secret
