"""Records what is wrong: told once, again each day while it lasts, and its end.

Alerts do not go the way of reminders: they are told also while nothing else is sent. Of several
processes the one that claims an alert tells it; one that is killed meanwhile leaves it to the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.clock import Clock
from scheduler.store.engine import Database
from scheduler.watch.alerts import Alert
from scheduler.watch.conditions import Condition, ConditionFinder, ConditionFound
from scheduler.watch.queries.alerts import DETAIL_LENGTH, AlertBook
from scheduler.workdays.calendar import PUBLISHED_FROM_MONTH

REPEATED_AFTER = timedelta(days=1)
"""An alert that lasts is told again after this."""

RARELY_AFTER = timedelta(days=30)
"""The same for what is only asked for: next year's calendar, before it becomes urgent."""

_URGENT_FROM = (12, 15)
_ZONE = ZoneInfo("Asia/Shanghai")

OVER_AFTER = timedelta(minutes=2)
"""An alert that stays away for this long is over; one that comes back before has never ended."""

RENEWED_EVERY = timedelta(minutes=1)
"""An alert that lasts is entered again this often, though nothing about it has changed."""

LAPSES_AFTER = timedelta(minutes=15)
"""An alert that nobody has entered for this long is over: whoever found it is gone."""

TELLING_LASTS = timedelta(seconds=60)
"""A process that claimed an alert and has not told it by then leaves it to the others."""


class Alerts:
    """Records what is wrong and what is no longer, and hands out what is to be told."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._found_here: set[tuple[Condition, str]] = set()

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

    async def end(
        self, condition: Condition, *, subject: str = "", at: datetime | None = None
    ) -> None:
        """End an alert, ``at`` an instant or now; harmless when there is none."""
        async with self._database.read() as session:
            if not await AlertBook(session).is_open(condition, subject):
                return
        async with self._database.write() as session:
            await AlertBook(session).close(condition, subject, at or self._clock.now())

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

    async def replace(self, finder: ConditionFinder, found: Iterable[ConditionFound]) -> None:
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
            if (
                known is None
                or (known.detail, known.count) != (kept, each.count)
                or not self._is_fresh(known)
            ):
                await self.raise_(condition, subject=subject, detail=each.detail, count=each.count)
        if finder is ConditionFinder.PROCESS:
            self._found_here |= now.keys()
        for key in stood.keys() - now.keys():
            if self._is_alone(key):
                await self.end(key[0], subject=key[1])
            elif not self._is_fresh(stood[key], OVER_AFTER):
                await self.end(key[0], subject=key[1], at=stood[key].renewed_at)

    def _is_alone(self, key: tuple[Condition, str]) -> bool:
        """Whether no other process may find it still: each one looks at itself only."""
        if key[0].found_by is not ConditionFinder.PROCESS or self._database.dialect == "sqlite":
            return True
        mine = key in self._found_here
        self._found_here.discard(key)
        return mine

    async def lapse(self) -> None:
        """End the alerts of processes that are gone; each process renews its own."""
        now = self._clock.now()
        if all(self._is_fresh(each, LAPSES_AFTER) for each in await self.open()):
            return
        async with self._database.write() as session:
            await AlertBook(session).lapse(now, LAPSES_AFTER)

    def _is_fresh(self, alert: Alert, within: timedelta = RENEWED_EVERY) -> bool:
        renewed = alert.renewed_at
        return renewed is not None and abs(self._clock.now() - renewed) < within

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
