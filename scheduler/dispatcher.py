"""Sends what is due: one pass claims, paces, sends and settles until nothing is left.

The rows alone say what is to be done; what this object remembers only saves time. A missed pass, a
kill at any point or a second process lose nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from scheduler.clock import Clock, uptime
from scheduler.db.attempts import Attempt, Attempts
from scheduler.db.engine import Database
from scheduler.db.outbox import Leased, Outbox
from scheduler.lease import DispatcherLease
from scheduler.notices import DeliveryId, NoticeState
from scheduler.outcomes import SETTLED_AFTER, Final, Outcome, after_doubt
from scheduler.pacing import Pacer
from scheduler.ports import Courier, SendingForbidden
from scheduler.references import new_reference
from scheduler.sending import Sender, report
from scheduler.sifting import Sifted, sift
from scheduler.slowing import Brake

CONCURRENT = 4
"""Messages under way at once: so many at most are in doubt after a kill."""

RECIPIENTS_PER_CLAIM = 50
PATIENCE_SECONDS = 2.0
"""A message that has to wait longer for its turn waits in the database."""

log = logging.getLogger(__name__)


class Dispatcher:
    """The one place that sends notices; of several processes only the holder of the lease does."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        clock: Clock,
        *,
        pacer: Pacer | None = None,
        monotonic: Callable[[], float] = uptime,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        sound: Callable[[], bool] = lambda: True,
    ) -> None:
        """``sound`` says whether the clock can be trusted; without that, nothing is sent."""
        self._database = database
        self._clock = clock
        self._pacer = pacer or Pacer(monotonic)
        self._brake = Brake(self._pacer)
        self._sound = sound
        self._lease = DispatcherLease(database, clock, monotonic, sound)
        self._sender = Sender(
            database, courier, clock, self._lease, monotonic=monotonic, sleep=sleep
        )
        self._sleep = sleep
        self._queue: deque[Leased] = deque()
        self._in_hand: set[DeliveryId] = set()
        self._tried = 0
        self._all_claimed = False
        self._passing = asyncio.Lock()
        self._claiming = asyncio.Lock()
        self._stopping = False
        self.forbidden: str | None = None
        """Why the messenger refuses this bot as a whole; nothing is sent until the next start."""

    async def run_once(self) -> int:
        """Send everything that is due, waiting for the messenger's limits in between.

        While sending fails again and again, a pass tries one message only.

        Returns:
            How many tries were made.
        """
        async with self._passing:
            if self.forbidden is not None or self._stopping or not await self._lease.hold():
                return 0
            self._tried = 0
            self._all_claimed = False
            probing = self._brake.probing
            workers = [self._work(once=probing) for _ in range(1 if probing else CONCURRENT)]
            ended = await asyncio.gather(*workers, return_exceptions=True)
            await self._put_back_the_rest()
            for error in ended:
                if error is not None:
                    raise error
            return self._tried

    @property
    def leads(self) -> bool:
        """Whether this process, as far as it knows, is the one that sends."""
        return self._lease.epoch is not None

    async def keep_lease(self) -> bool:
        """Renew the lease during a long pass; call it every few seconds. False: another sends."""
        return not self._stopping and await self._lease.hold()

    async def stop(self) -> None:
        """Begin nothing more, finish what is under way, and let another process take over."""
        self._stopping = True
        async with self._passing:
            await self._lease.release()

    async def _work(self, *, once: bool) -> None:
        while (leased := await self._next()) is not None:
            try:
                await self._send(leased)
            finally:
                self._in_hand.discard(leased.delivery_id)
                self._all_claimed = False  # it may be due again, or something else meanwhile
            if once:
                return

    async def _next(self) -> Leased | None:
        async with self._claiming:
            if not self._queue and not self._all_claimed and self._may_send():
                self._queue.extend(await self._claim())
                self._all_claimed = not self._queue
            return self._queue.popleft() if self._queue and self._may_send() else None

    def _may_send(self) -> bool:
        trusted = self.forbidden is None and self._sound()
        return trusted and not self._stopping and not self._pacer.halted

    async def _send(self, leased: Leased) -> None:
        if not await self._is_its_turn(leased):
            return
        begun = await self._sender.begin(leased)
        if begun is None:
            return
        self._tried += 1
        ended = self._brake.weigh(leased.chat_id, await self._sender.make(begun))
        if isinstance(ended, SendingForbidden):
            self.forbidden = ended.detail
            log.critical("the messenger refuses this bot", extra={"detail": ended.detail})
        await self._sender.settle(begun, ended)

    async def _is_its_turn(self, leased: Leased) -> bool:
        """Wait for the limits while nothing is in doubt; a long wait goes back to the database."""
        while self._may_send():
            wait = self._pacer.take(leased.chat_id, group=leased.to_group)
            if wait == 0:
                return True
            if wait > PATIENCE_SECONDS:
                await self._put_back(leased, wait)
                return False
            await self._sleep(wait)
        await self._put_back(leased)
        return False

    async def _put_back(self, leased: Leased, wait: float = 0) -> None:
        epoch = self._lease.epoch
        if epoch is None:
            return  # whoever holds the lease finds it
        until = self._clock.now() + timedelta(seconds=wait) if wait else None
        async with self._database.write() as session:
            await Outbox(session).put_back(leased.delivery_id, epoch, until)

    async def _put_back_the_rest(self) -> None:
        rest = list(self._queue)
        self._queue.clear()
        self._in_hand.clear()
        for leased in rest:
            await self._put_back(leased)

    async def _claim(self) -> list[Leased]:
        """Take what is due for the recipients who have waited longest; empty when nothing is."""
        leased: list[Leased] = []
        more = True
        while more and not leased:
            async with self._database.write() as session:
                epoch = self._lease.epoch
                if epoch is None or not await self._lease.holds(session):
                    return []
                now = self._clock.now()
                outbox = Outbox(session)
                await outbox.rescue(self._in_hand)
                await self._settle_doubts(Attempts(session), now)
                candidates = await outbox.due(now, recipients=RECIPIENTS_PER_CLAIM)
                sifted = sift(candidates, now)
                await outbox.end(sifted.ended, now)
                await outbox.hold(sifted.held)
                leased = await outbox.lease(
                    sifted.bundles, self._lease.owner, epoch, now, new_reference
                )
            _report_expired(sifted)
            more = bool(candidates)
        self._in_hand.update(each.delivery_id for each in leased)
        return leased

    async def _settle_doubts(self, attempts: Attempts, now: datetime) -> None:
        """Decide about tries that a killed process left behind."""
        doubts: list[Attempt] = await attempts.in_doubt(now, SETTLED_AFTER, self._in_hand)
        for attempt in doubts:
            following = after_doubt(attempt.standing, since=attempt.started_at, now=now)
            await attempts.failed(attempt, Outcome.AMBIGUOUS, following, now, detail="abandoned")
            if isinstance(following, Final):
                report(following, f"delivery {attempt.delivery_id}")


def _report_expired(sifted: Sifted) -> None:
    expired = [id_ for id_, final in sifted.ended if final.state is NoticeState.EXPIRED]
    if expired:
        log.warning("notices expired before they could be sent", extra={"notices": expired})
