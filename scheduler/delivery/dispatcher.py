"""Sends what is due: one pass selects, begins, sends and records until nothing is left.

The rows alone say what is to be done; what this object remembers only saves time. A missed pass, a
kill at any point or a second process lose nothing.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

from scheduler.clock import Clock, uptime
from scheduler.delivery.channels import Channel
from scheduler.delivery.fitness import Fitness
from scheduler.delivery.lease import DispatcherLease
from scheduler.delivery.recording import Ended, Sending
from scheduler.delivery.sender import Sender, SendingStep
from scheduler.store.engine import Database

log = logging.getLogger(__name__)

CONCURRENT = 4
"""Messages under way at once, unless set otherwise: the most that are ambiguous after a kill."""

PATIENCE_SECONDS = 2.0
"""A pass waits this long at most for a chat's next turn."""

LINGER_SECONDS = 0.01
"""A transaction is worth more for several: wait a moment until half of the attempts ended."""

GATHER_SECONDS = 0.03
"""While a channel's limit decides, messages begin this far apart, several in one transaction."""


class PassStalled(Exception):
    """A pass got no further and was given up; the next one begins anew."""


class Dispatcher:
    """The one place that sends notices; of several processes only the holder of the lease does."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        channels: Iterable[Channel],
        *,
        concurrent: int = CONCURRENT,
        monotonic: Callable[[], float] = uptime,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        sound: Callable[[], bool] = lambda: True,
    ) -> None:
        """``sound`` says whether the clock can be trusted; without that, nothing is sent."""
        self._channels = {each.name: each for each in channels}
        self._sound = sound
        self._lease = DispatcherLease(database, clock, monotonic, sound)
        self._sender = Sender(
            database, clock, self._lease, self._channels, monotonic=monotonic, sleep=sleep
        )
        self._fitness = Fitness(
            self._channels.values(), monotonic, shared=database.dialect == "postgresql"
        )
        self._concurrent = concurrent
        self._monotonic = monotonic
        self._sleep = sleep
        self._under_way: dict[asyncio.Task[None], Sending] = {}
        self._ended: list[Ended] = []
        self._broken: BaseException | None = None
        self._news = asyncio.Event()
        self._passing = asyncio.Lock()
        self._pass_task: asyncio.Task[int] | None = None
        self._stopping = False

    @property
    def forbidden(self) -> str | None:
        """Why nothing can be sent at all; None while some channel accepts this bot."""
        reasons = [each.forbidden for each in self._channels.values()]
        return None if None in reasons else "; ".join(str(reason) for reason in reasons)

    @property
    def leads(self) -> bool:
        """Whether this process, as far as it knows, is the one that sends."""
        return self._lease.epoch is not None

    @property
    def cut_off_for(self) -> float:
        """Seconds from the first failure to the last, while nothing gets through on any channel."""
        return min(each.failed_for for each in self._channels.values())

    async def run_once(self) -> int:
        """Send everything that is due, waiting for the channels' limits in between.

        While sending on a channel fails again and again, a pass tries one message there.

        Returns:
            How many attempts were made.

        Raises:
            PassStalled: it hung, and :meth:`keep_lease` gave it up.
        """
        async with self._passing:
            if all(each.shut for each in self._channels.values()) or not await self.keep_lease():
                for channel in self._channels.values():
                    await channel.probe_if_failing()
                return 0
            self._broken = None
            for channel in self._channels.values():
                channel.begin_pass()
            attempts = await self._watched(self._pass_through())
            if self._broken is not None:
                raise self._broken
            return attempts

    async def keep_lease(self) -> bool:
        """Renew the lease during a long pass; call it every few seconds. False: another sends.

        A process whose pass hangs, or that gets nothing through while others could, gives it up.
        """
        if self._stopping:
            return False
        fitness = self._fitness
        fitness.look(passing=self._pass_task is not None)
        if fitness.stalled:
            await self._give_up("a pass hangs")
            if self._pass_task is not None:
                self._pass_task.cancel()
            return False
        if fitness.aside:
            return False
        if self.leads and fitness.cut_off:
            await self._give_up("nothing gets through from here")
            return False
        led = self.leads
        if not await self._lease.keep():
            return False
        if not led:
            fitness.took_over()
        return True

    async def _give_up(self, why: str) -> None:
        if self.leads:
            log.error("the lease is left to others", extra={"reason": why})
        self._fitness.stand_aside()
        await self._lease.release()

    async def _watched(self, passing: Coroutine[Any, Any, int]) -> int:
        """A pass in a task of its own, which can be given up."""
        self._fitness.moved()
        task = self._pass_task = asyncio.create_task(passing, name="pass")
        try:
            return await task
        except asyncio.CancelledError:
            if self._fitness.stalled:
                raise PassStalled from None
            raise
        finally:
            self._pass_task = None

    async def stop(self) -> None:
        """Begin nothing more, finish what is under way, and let another process take over."""
        self._stopping = True
        async with self._passing:
            await self._lease.release()

    async def _pass_through(self) -> int:
        try:
            return await self._pass()
        except asyncio.CancelledError:
            for task in self._under_way:
                task.cancel()
            raise
        finally:
            while self._under_way:
                await self._something_ends(within=math.inf)
            await self._step(places=0)

    async def _pass(self) -> int:
        """Go on until nothing is due, or nothing may be sent; how many attempts were begun."""
        attempts = 0
        turn_at = math.inf
        while self._broken is None:
            self._fitness.moved()
            await self._linger()
            limit = self._limit()
            places = self._concurrent - len(self._under_way) if limit == 0 else 0
            step = await self._step(places=places)
            attempts += len(step.begun)
            turn_at = min(turn_at, self._monotonic() + step.next_turn)
            if step.found or (self._ended and not self._under_way):
                continue
            if limit not in (0, math.inf):
                await self._sleep(max(limit, GATHER_SECONDS))
            elif self._under_way:
                await self._something_ends(within=self._until(turn_at))
            elif limit == math.inf or self._until(turn_at) == math.inf:
                return attempts
            else:
                await self._sleep(self._until(turn_at))
                turn_at = math.inf
        return attempts

    def _limit(self) -> float:
        """Seconds until some channel may send; infinite when nothing may begin in this pass."""
        if self._stopping or not self._sound():
            return math.inf
        return min(each.wait() for each in self._channels.values())

    def _until(self, turn_at: float) -> float:
        """Seconds until a chat's turn; infinite when it is not worth the wait."""
        wait = turn_at - self._monotonic()
        return max(0.0, wait) if wait <= PATIENCE_SECONDS else math.inf

    async def _step(self, *, places: int) -> SendingStep:
        """One transaction: record what has ended, and begin as much as places and limits allow."""
        ended, self._ended = self._ended, []
        if not ended and places <= 0:
            return SendingStep()
        under_way = [*self._under_way.values(), *(sending for sending, _ in ended)]
        step = await self._sender.go_on(
            ended,
            places=max(0, places),
            in_hand={each.attempt.delivery_id for each in under_way},
        )
        for sending in step.begun:
            self._under_way[asyncio.create_task(self._send(sending))] = sending
        return step

    async def _send(self, sending: Sending) -> None:
        try:
            outcome = await self._sender.send(sending)
            self._ended.append((sending, outcome))
        except BaseException as error:  # noqa: BLE001 - the pass raises it
            self._broken = error
        finally:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - it is one
            del self._under_way[task]
            self._news.set()

    async def _linger(self) -> None:
        try:
            async with asyncio.timeout(LINGER_SECONDS):
                while len(self._under_way) * 2 > self._concurrent:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return

    async def _something_ends(self, *, within: float) -> None:
        """Wait for an attempt to end, or for ``within`` seconds."""
        if within == math.inf:
            await self._news.wait()
        elif not self._news.is_set():
            waits = [
                asyncio.ensure_future(self._news.wait()),
                asyncio.ensure_future(self._sleep(within)),
            ]
            try:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for each in waits:
                    each.cancel()
                await asyncio.gather(*waits, return_exceptions=True)
        self._news.clear()
