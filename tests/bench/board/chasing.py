"""The chasing pass over a province: how long it takes, and how long it holds the loop at a stretch."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass

from clauses.library import Library
from scheduler.chasing.chaser import Chaser
from scheduler.clock import Clock
from scheduler.store.engine import Database

_BEAT_SECONDS = 0.001


@dataclass
class Loop:
    """The longest stretch, in CPU milliseconds of its thread, for which the loop served nobody else."""

    held_ms: float = 0.0

    async def watch(self) -> None:
        """Beat until it is cancelled."""
        while True:
            began = time.thread_time()
            await asyncio.sleep(_BEAT_SECONDS)
            self.held_ms = max(self.held_ms, (time.thread_time() - began) * 1000)


async def chased(database: Database, library: Library, clock: Clock) -> dict[str, float]:
    """Go through all that is late for the first time, which is the most that a pass can meet."""
    loop = Loop()
    watching = asyncio.create_task(loop.watch())
    await asyncio.sleep(0)
    began, spent = time.perf_counter(), time.process_time()
    told = await Chaser(database, library, clock).run_now()
    took, spent = time.perf_counter() - began, time.process_time() - spent
    watching.cancel()
    assert told
    return {
        "chased": told,
        "chasing_s": took,
        "chasing_cpu_s": spent,
        "chasing_held_ms": loop.held_ms,
        "chasing_load": os.getloadavg()[0],
    }
