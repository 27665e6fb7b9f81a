"""Looks whether the database is whole: for a moment at the start, wholly in the background.

Damage holds the sending, for all processes: what is read may be wrong, and what is written may be
gone. Somebody has to mend it and then resume.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from scheduler.clock import uptime
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.store.engine import Database
from scheduler.store.trouble import is_database_trouble

LOOKED_EVERY = timedelta(seconds=10)
"""For damage that some statement has met."""

EXAMINED_EVERY = timedelta(days=1)
"""For damage that nobody has met yet."""

log = logging.getLogger(__name__)


class Integrity:
    """Call :meth:`look` every ``LOOKED_EVERY``."""

    def __init__(
        self, database: Database, holds: Holds, *, monotonic: Callable[[], float] = uptime
    ) -> None:
        self._database = database
        self._holds = holds
        self._monotonic = monotonic
        self._examined_at: float | None = None
        self._held = False

    async def look(self) -> None:
        """Hold the sending when there is damage; look for it when it is time to."""
        if not self._database.damage and self._is_time_to_examine():
            await self._database.examine()
            self._examined_at = self._monotonic()
        if self._database.damage and not self._held:
            await self._hold()

    def _is_time_to_examine(self) -> bool:
        last = self._examined_at
        return last is None or self._monotonic() - last >= EXAMINED_EVERY.total_seconds()

    async def _hold(self) -> None:
        log.critical("the database is damaged", extra={"detail": self._database.damage})
        try:
            await self._holds.hold(HoldCause.DAMAGE, self._database.damage)
        except Exception as error:
            if not is_database_trouble(error):
                raise
            # This process sends nothing in any case.
            log.warning("the hold could not be put on record", exc_info=True)
        self._held = True
