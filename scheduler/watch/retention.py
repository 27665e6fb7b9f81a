"""Use case: what was delivered long ago is counted by year and deleted, a little at a time.

Organisations, ledger, evidence, trail and occurrences stay; each occurrence keeps a summary of its reminders
(``scheduler.planning.queries.reminder_summaries``). Counting and deleting are one transaction: a kill
between two slices neither loses nor doubles a count.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from scheduler.clock import Clock
from scheduler.store.engine import Database
from scheduler.watch.queries.retention import ENDS, OldNotices, Place

RUN_EVERY = timedelta(minutes=10)
FIRST_AFTER = timedelta(minutes=5)
"""By then planning has gone through, and what is due after a stop has begun to go out."""

SLICE = 400
"""Notices of one transaction, during which SQLite lets nobody else write."""

SLICES = 40
"""In one pass: 16,000 notices, 2.3 million a day."""

_PAUSE_SECONDS = 0.1


class Retention:
    """Call :meth:`run` every few minutes; ``kept`` is how long a notice stays after its end."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        kept: timedelta,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._kept = kept
        self._sleep = sleep
        self._place = Place(ENDS[0])

    async def run(self) -> int:
        """Go on where the last pass stopped, or begin anew; the number of notices deleted."""
        before = self._clock.now() - self._kept
        deleted = 0
        for _ in range(SLICES):
            async with self._database.survey() as session:
                found = await OldNotices(session).slice(self._place, before, limit=SLICE)
            if found.ids:
                async with self._database.write() as session:
                    deleted += await OldNotices(session).delete(found.ids, before)
                await self._sleep(_PAUSE_SECONDS)
            self._place = found.end or Place(ENDS[0])
            if found.end is None:
                break
        return deleted
