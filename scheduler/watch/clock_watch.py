"""The trust in this machine's clock: it is compared with the machine's uptime, and with other clocks.

A reminder sent years too early cannot be taken back. So a clock that leaps ahead is not believed until
somebody outside (the database's server, the messenger) says the same, and one that is an hour away
from what they say is not believed at all. Being set back does no harm: what was sent is on record.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from scheduler.clock import Clock, boot_id, machine_name, uptime
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts
from scheduler.watch.conditions import Condition
from scheduler.watch.queries.clock_readings import ClockReading, ClockReadings

log = logging.getLogger(__name__)

CHECKED_EVERY = timedelta(seconds=10)
WRITTEN_EVERY = timedelta(seconds=30)
COMPARED_EVERY = timedelta(minutes=10)
COMPARED_AGAIN = timedelta(seconds=20)
"""Others are asked this often while the clock is not trusted."""

WARNED_ABOVE = timedelta(seconds=5)
TOLD_ABOVE = timedelta(seconds=120)
HELD_ABOVE = timedelta(hours=1, minutes=1)
"""An hour, and what the answer may have taken: a clock set wrong by a time zone still sends."""

LEAP = timedelta(hours=24)

Reference = Callable[[], Awaitable[datetime | None]]
"""Asks somebody else for the time (UTC); None when there is no answer at present."""


@dataclass(frozen=True)
class Skew:
    """The time by which this clock is ahead of another (negative: behind), and whose that is."""

    source: str
    by: timedelta

    def __str__(self) -> str:
        return f"{self.by.total_seconds():+.0f} s against {self.source}"


@dataclass(frozen=True)
class _Distrust:
    """``why`` is empty for a clock that is trusted; ``leap`` tells that it leapt ahead."""

    why: str = ""
    leap: bool = False


_TRUSTED = _Distrust()


def skew(source: str, told: datetime, *, asked: datetime, answered: datetime) -> Skew:
    """The least difference that explains an answer of whole seconds, given between two instants."""
    if told > answered:
        return Skew(source, answered - told)
    latest = told + timedelta(seconds=1)
    return Skew(source, max(asked - latest, timedelta()))


class ClockWatch:
    """Watches the clock of one process; call :meth:`check` every ``CHECKED_EVERY``.

    ``references`` are all asked, and the answer that differs most counts: one of them may go by the
    same wrong clock.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        holds: Holds,
        alerts: Alerts,
        *,
        references: Mapping[str, Reference] | None = None,
        monotonic: Callable[[], float] = uptime,
        machine: str | None = None,
        boot: str | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._holds = holds
        self._alerts = alerts
        self._references = dict(references or {})
        self._monotonic = monotonic
        self._machine = machine_name() if machine is None else machine
        # Without an id of the boot, only what this process saw itself compares.
        self._boot = boot or boot_id() or str(uuid4())
        self._last: ClockReading | None = None
        self._started = False
        self._held = False
        self._distrust = _TRUSTED
        self._overruled = False
        self._skew: Skew | None = None
        self._seen: tuple[float, Skew] | None = None
        self._compared_at = -math.inf
        self._written_at = -math.inf
        self._checking = asyncio.Lock()

    @property
    def skew(self) -> Skew | None:
        """The last difference to somebody else's clock; None when nobody has answered."""
        return self._skew

    def sound(self) -> bool:
        """Whether this clock may be acted on at this moment; never before the first check."""
        trusted = self._started and not self._distrust.why
        return trusted and not self._leapt() and not self._was_moved(HELD_ABOVE)

    def saw(self, source: str, told: datetime, *, asked: datetime) -> None:
        """Somebody else's time came along with an answer; counts beside the references."""
        found = skew(source, told, asked=asked, answered=self._clock.now())
        if abs(found.by) > TOLD_ABOVE:
            self._compared_at = -math.inf  # not in ten minutes
        self._seen = self._monotonic(), found

    async def check(self) -> None:
        """Compare, and hold or release the sending; write down what the clocks show when sound."""
        async with self._checking:
            await self._look_up()
            leapt = self._leapt()
            moved = not self._distrust.why and self._was_moved(TOLD_ABOVE)
            if moved or (leapt and not self._distrust.leap):
                self._skew, self._compared_at = None, -math.inf  # found before that
            if self._is_time_to_compare(urgent=leapt or self._held or self._is_off):
                await self._compare()
            await self._act_on(self._judge(leapt=leapt))
            self._started = True
            if not self._distrust.why:
                await self._write_down()

    @property
    def _is_off(self) -> bool:
        return self._skew is not None and abs(self._skew.by) > TOLD_ABOVE

    async def _look_up(self) -> None:
        """Read the last sound reading at first, later whether somebody has lifted our hold."""
        held = any(each.cause is HoldCause.CLOCK for each in await self._holds.current())
        if not self._started:
            async with self._database.read() as session:
                self._last = await ClockReadings(session).of(self._machine)
            await self._holds.forget_dead(HoldCause.CLOCK)
            self._held = held
        elif self._held and not held:
            # They looked: the clock is right as it stands.
            self._held, self._overruled, self._last, self._distrust = False, True, None, _TRUSTED

    def _leapt(self) -> bool:
        """Whether more time has gone by on the clock than on the machine since it was last sound."""
        ahead = self._ahead()
        return ahead is not None and ahead > LEAP

    def _was_moved(self, by: timedelta) -> bool:
        """Whether somebody set the clock, either way, by more than this since it was last sound."""
        last, ahead = self._last, self._ahead()
        if last is None or ahead is None or last.boot != self._boot:
            return False
        return abs(ahead) > by

    def _ahead(self) -> timedelta | None:
        last = self._last
        if last is None:
            return None
        same_boot = last.boot == self._boot
        ran = timedelta(seconds=self._monotonic() - last.uptime) if same_boot else timedelta()
        return self._clock.now() - last.wall - ran

    def _is_time_to_compare(self, *, urgent: bool) -> bool:
        every = COMPARED_AGAIN if urgent else COMPARED_EVERY
        return self._monotonic() - self._compared_at >= every.total_seconds()

    async def _compare(self) -> None:
        self._compared_at = self._monotonic()
        told = await asyncio.gather(
            *(self._ask(source, ask) for source, ask in self._references.items())
        )
        found = [each for each in told if each is not None]
        if self._seen is not None:
            at, seen = self._seen
            if self._compared_at - at < COMPARED_AGAIN.total_seconds():
                found.append(seen)
        self._skew = max(found, key=lambda each: abs(each.by), default=None)
        if self._skew is not None and abs(self._skew.by) > WARNED_ABOVE:
            log.warning("the clock differs", extra={"skew": str(self._skew)})

    async def _ask(self, source: str, ask: Reference) -> Skew | None:
        asked = self._clock.now()
        told = await ask()
        if told is None:
            return None
        return skew(source, told, asked=asked, answered=self._clock.now())

    def _judge(self, *, leapt: bool) -> _Distrust:
        found = self._skew
        if found is None:
            if leapt:
                return _Distrust("the clock leapt ahead by more than a day", leap=True)
            # A leap that was taken back is mended; a difference lasts until somebody denies it.
            return _TRUSTED if self._distrust.leap else self._distrust
        if abs(found.by) <= HELD_ABOVE:
            self._overruled = False
            return _TRUSTED
        return _TRUSTED if self._overruled else _Distrust(str(found), leap=leapt)

    async def _act_on(self, distrust: _Distrust) -> None:
        self._distrust = distrust
        if distrust.why and not self._held:
            await self._holds.hold(HoldCause.CLOCK, distrust.why)
            self._held = True
        elif self._held and not distrust.why:
            await self._holds.release(HoldCause.CLOCK)
            self._held = False
        await self._alerts.set(
            Condition.CLOCK,
            bool(distrust.why) or self._is_off,
            subject=self._holds.instance,
            detail=distrust.why or str(self._skew),
        )

    async def _write_down(self) -> None:
        now = self._monotonic()
        self._last = ClockReading(self._machine, self._boot, now, self._clock.now())
        if now - self._written_at >= WRITTEN_EVERY.total_seconds():
            async with self._database.write() as session:
                await ClockReadings(session).put(self._last)
            self._written_at = now
