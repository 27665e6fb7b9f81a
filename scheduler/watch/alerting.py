"""Records what is wrong: told once, again each day while it lasts, and its end.

Alerts do not go the way of reminders: they are told also while nothing else is sent. Of several
processes the one that claims an alert tells it; one that is killed meanwhile leaves it to the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.clock import Clock
from scheduler.planning.workdays import PUBLISHED_FROM_MONTH
from scheduler.store.engine import Database
from scheduler.watch.alerts import Alert
from scheduler.watch.conditions import Condition, Finder, Found
from scheduler.watch.queries.alerts import DETAIL_LENGTH, AlertBook

REPEATED_AFTER = timedelta(days=1)
"""An alert that lasts is told again after this."""

RARELY_AFTER = timedelta(days=30)
"""The same for what is only asked for: next year's calendar, before it becomes urgent."""

_URGENT_FROM = (12, 15)
_ZONE = ZoneInfo("Asia/Shanghai")

OVER_AFTER = timedelta(minutes=2)
"""An alert that stays away for this long is over; one that comes back before has never ended."""

TELLING_LASTS = timedelta(seconds=60)
"""A process that claimed an alert and has not told it by then leaves it to the others."""


class Alerts:
    """Records what is wrong and what is no longer, and hands out what is to be told."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def raise_(
        self, condition: Condition, *, subject: str = "", detail: str = "", count: int = 1
    ) -> None:
        """Open an alert. Doing so again changes detail and count, and is not told anew."""
        async with self._database.write() as session:
            await AlertBook(session).open(
                condition,
                subject,
                detail=detail,
                count=count,
                now=self._clock.now(),
                over_after=OVER_AFTER,
            )

    async def end(self, condition: Condition, *, subject: str = "") -> None:
        """End an alert; harmless when there is none."""
        async with self._database.read() as session:
            if not await AlertBook(session).is_open(condition, subject):
                return
        async with self._database.write() as session:
            await AlertBook(session).close(condition, subject, self._clock.now())

    async def set(
        self,
        condition: Condition,
        wrong: bool,  # noqa: FBT001 - it is the finding itself
        *,
        subject: str = "",
        detail: str = "",
        count: int = 1,
    ) -> None:
        """Raise it when ``wrong``, else end it."""
        if wrong:
            await self.raise_(condition, subject=subject, detail=detail, count=count)
        else:
            await self.end(condition, subject=subject)

    async def replace(self, finder: Finder, found: Iterable[Found]) -> None:
        """Raise all that a finder finds now, and end its other alerts."""
        now = {(each.condition, each.subject): each for each in found}
        stood = {
            (each.condition, each.subject): each
            for each in await self.open()
            if each.condition.found_by is finder
        }
        for (condition, subject), each in now.items():
            known = stood.get((condition, subject))
            kept = each.detail[:DETAIL_LENGTH]
            if known is None or (known.detail, known.count) != (kept, each.count):
                await self.raise_(condition, subject=subject, detail=each.detail, count=each.count)
        for condition, subject in stood.keys() - now.keys():
            await self.end(condition, subject=subject)

    async def open(self) -> Sequence[Alert]:
        """The open alerts, oldest first."""
        async with self._database.read() as session:
            return await AlertBook(session).all_open()

    async def claim(self) -> Sequence[Alert]:
        """The alerts to be told now; call :meth:`told` when that was done."""
        now = self._clock.now()
        async with self._database.read() as session:
            if not await AlertBook(session).waiting(now, _repeated_after(now), OVER_AFTER):
                return ()
        async with self._database.write() as session:
            return await AlertBook(session).claim(
                now, _repeated_after(now), OVER_AFTER, until=now + TELLING_LASTS
            )

    async def told(self, alerts: Sequence[Alert]) -> None:
        """Note that the operators know of these."""
        async with self._database.write() as session:
            await AlertBook(session).told(alerts, self._clock.now())


def _repeated_after(now: datetime) -> dict[Condition, timedelta]:
    after = dict.fromkeys(Condition, REPEATED_AFTER)
    today = now.astimezone(_ZONE)
    if today.month >= PUBLISHED_FROM_MONTH and (today.month, today.day) < _URGENT_FROM:
        after[Condition.CALENDAR] = RARELY_AFTER
    return after
