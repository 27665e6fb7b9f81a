"""Wakes the planner and the dispatcher. Holds no state that matters: a missed tick loses nothing."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from scheduler.clock import SystemClock, uptime

PLANNER_EVERY = timedelta(seconds=60)
DISPATCHER_EVERY = timedelta(seconds=1)
LEASE_EVERY = timedelta(seconds=5)
HANGS_AFTER = timedelta(minutes=10)
"""Planning many organisations for the first time takes minutes."""

WATCH_EVERY = timedelta(seconds=10)
STOP_WITHIN = timedelta(seconds=7)

_FAILING_FROM = 2
"""A pass that fails once may have met a busy database."""

_MACHINE = SystemClock()
"""APScheduler runs by the machine's time, whatever clock the program goes by."""

log = logging.getLogger(__name__)


class PlanningPass(Protocol):
    """The planner, as the ticker needs it."""

    async def run(self) -> object:
        """One planning pass."""
        ...


class SendingPass(Protocol):
    """The dispatcher, as the ticker needs it."""

    async def run_once(self) -> int:
        """Send what is due."""
        ...

    async def keep_lease(self) -> bool:
        """Keep the right to send; False: it is another's, or the pass under way hangs."""
        ...

    async def stop(self) -> None:
        """Begin nothing more and finish what is under way."""
        ...


@dataclass
class Beat:
    """Something done again and again, never twice at the same time.

    ``began_at`` is the uptime at which the one under way began, and ``ended_at`` that at which it last went through without an error; ``error`` is how it
    failed since, and ``failures`` how often in a row. It is first done ``first_after`` the start.
    """

    name: str
    every: timedelta
    act: Callable[[], Awaitable[object]]
    running: asyncio.Lock = field(default_factory=asyncio.Lock)
    began_at: float | None = None
    ended_at: float | None = None
    error: Exception | None = None
    failures: int = 0
    first_after: timedelta = timedelta()


class Ticker:
    """The planner every minute, the dispatcher every second, and further chores.

    An error is logged and counted in ``failures`` by the name of the beat; the next tick comes all
    the same.
    """

    def __init__(
        self,
        planner: PlanningPass,
        dispatcher: SendingPass,
        *,
        chores: Sequence[Beat] = (),
        monotonic: Callable[[], float] = uptime,
    ) -> None:
        self._dispatcher = dispatcher
        self._monotonic = monotonic
        self._planner = planner
        self._plan = Beat("planner", PLANNER_EVERY, self._plan_if_leading)
        self._send = Beat("dispatcher", DISPATCHER_EVERY, dispatcher.run_once)
        lease = Beat("lease", LEASE_EVERY, dispatcher.keep_lease)
        self._beats: tuple[Beat, ...] = (self._plan, self._send, lease, *chores)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._watch: asyncio.Task[None] | None = None
        self._stopping = False
        self.failures: Counter[str] = Counter()

    def add(self, *chores: Beat) -> None:
        """Do these as well; before the start."""
        self._beats += chores

    def start(self) -> None:
        """Begin to tick, each beat at once; needs a running loop."""
        for beat in self._beats:
            beat.ended_at = self._monotonic()
            self._scheduler.add_job(
                self._tick,
                _Every(beat.every),
                args=[beat],
                id=beat.name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                next_run_time=_MACHINE.now() + beat.first_after,
            )
        self._scheduler.start()
        self._watch = asyncio.create_task(self._keep_watch(), name="ticker watch")

    async def stop(self, within: timedelta = STOP_WITHIN) -> None:
        """Tick no more and let what is under way finish; what takes longer is cancelled."""
        self._stopping = True
        watch, self._watch = self._watch, None
        if watch is None:
            return
        watch.cancel()
        self._scheduler.pause()
        try:
            async with asyncio.timeout(within.total_seconds()):
                await self._dispatcher.stop()
                for beat in self._beats:
                    async with beat.running:
                        pass
        except TimeoutError:
            log.warning("stopped in the middle of work")
        except Exception:
            log.exception("stopping failed")
        # Only now: the library cancels running jobs, whatever it is told to wait for.
        self._scheduler.shutdown(wait=False)
        await asyncio.gather(watch, return_exceptions=True)

    async def wake(self) -> None:
        """Plan and send at once: the clock was moved, or there is something new to tell.

        Returns when both have gone through, which can take as long as the messages that are due.
        """
        for beat in (self._plan, self._send):
            async with beat.running:
                await self._act(beat)

    def states(self) -> Mapping[str, Exception | None]:
        """Error of each beat that failed twice in a row or more; None for one that goes through."""
        return {
            beat.name: beat.error if beat.failures >= _FAILING_FROM else None
            for beat in self._beats
        }

    def silent_for(self) -> timedelta:
        """Time since planning or sending last went through, whichever is longer ago.

        A pass that is still at work, and keeps its lease, counts as going through.
        """
        now = self._monotonic()
        return timedelta(
            seconds=max(now - (beat.ended_at or now) for beat in (self._plan, self._send))
        )

    def hangs(self) -> bool:
        """Whether planning or sending has been at work for longer than anything takes."""
        now, most = self._monotonic(), HANGS_AFTER.total_seconds()
        return any(
            beat.began_at is not None and now - beat.began_at > most
            for beat in (self._plan, self._send)
        )

    @asynccontextmanager
    async def stillness(self) -> AsyncIterator[None]:
        """Within this block no beat is at work, and none begins."""
        async with AsyncExitStack() as stack:
            for beat in self._beats:
                await stack.enter_async_context(beat.running)
            yield

    async def _plan_if_leading(self) -> None:
        """Of several processes the one that sends also plans."""
        if await self._dispatcher.keep_lease():
            await self._planner.run()

    async def _tick(self, beat: Beat) -> None:
        if beat.running.locked():
            return
        async with beat.running:
            await self._act(beat)

    async def _act(self, beat: Beat) -> None:
        if self._stopping:
            return
        beat.began_at = self._monotonic()
        try:
            done = await beat.act()
        except Exception as error:
            beat.began_at = None
            self.failures[beat.name] += 1
            beat.error, beat.failures = error, beat.failures + 1
            log.exception("a pass failed", extra={"pass": beat.name})
            return
        beat.began_at = None
        beat.ended_at, beat.error, beat.failures = self._monotonic(), None, 0
        if beat.name == "lease" and done and self._send.began_at is not None:
            self._send.ended_at = self._send.began_at = beat.ended_at  # it gets on with a long pass

    async def _keep_watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_EVERY.total_seconds())
            self.mend_after_clock_change()

    def mend_after_clock_change(self) -> None:
        """Run at once whatever a clock that was set back would keep waiting.

        APScheduler remembers the next run by the time of day.
        """
        now = _MACHINE.now()
        for beat in self._beats:
            job = self._scheduler.get_job(beat.name)
            if job is not None and job.next_run_time > now + 2 * beat.every:
                job.modify(next_run_time=now)


class _Every(BaseTrigger):  # type: ignore[misc]
    """From now on, whatever came before: a leap of years is not made up for second by second."""

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """The next run."""
        return now + self._interval
