"""Sends what is due: one pass claims, paces, sends and settles until nothing is left.

The rows alone say what is to be done; what this object remembers only saves time. A missed pass, a
kill at any point or a second process lose nothing.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock, uptime
from scheduler.delivery.lease import DispatcherLease
from scheduler.delivery.outcomes import SETTLED_AFTER, Final, Outcome, Released, after_ambiguous
from scheduler.delivery.pacing import Pacer
from scheduler.delivery.ports import Courier, Receipt, SendingForbidden
from scheduler.delivery.queries.attempts import Attempts
from scheduler.delivery.queries.outbox import Leased, Outbox
from scheduler.delivery.references import new_reference
from scheduler.delivery.selection import Selection, select_due
from scheduler.delivery.sender import Begun, Ended, Sender, report
from scheduler.delivery.slowing import Brake
from scheduler.planning.notices import DeliveryId, NoticeState
from scheduler.store.engine import Database

CONCURRENT = 4
"""Messages under way at once, unless set otherwise: so many at most are in doubt after a kill."""

RECIPIENTS_PER_CLAIM = 50
"""More where more is under way at once."""

PATIENCE_SECONDS = 2.0
"""A message that has to wait longer for its turn waits in the database."""

LINGER_SECONDS = 0.01

LOOK_AFTER_SECONDS = 5.0
"""How often, during a pass, what killed processes left behind is looked for."""

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
        concurrent: int = CONCURRENT,
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
        self._concurrent = concurrent
        self._per_claim = max(RECIPIENTS_PER_CLAIM, 4 * concurrent)
        self._monotonic = monotonic
        self._sleep = sleep
        self._queue: deque[Leased] = deque()
        self._in_hand: set[DeliveryId] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._ended: list[Ended] = []
        self._broken: BaseException | None = None
        self._news = asyncio.Event()
        self._tried = 0
        self._all_claimed = False
        self._looked_after_at = -math.inf
        self._passing = asyncio.Lock()
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
            self._looked_after_at = -math.inf
            self._broken = None
            try:
                await self._pass_through()
            finally:
                await self._put_back_the_rest()
            if self._broken is not None:
                raise self._broken
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

    async def _pass_through(self) -> None:
        try:
            await self._pass(most=1 if self._brake.probing else None)
        except asyncio.CancelledError:
            for task in self._under_way:
                task.cancel()
            raise
        finally:
            while self._under_way:
                await self._something_ends(within=math.inf)
            await self._go_on(self._take_ended(), [])

    async def _pass(self, *, most: int | None) -> None:
        """Go on until nothing is due or may be sent; ``most`` limits the tries."""
        while self._broken is None:
            await self._linger()
            wait = await self._step(most)
            if wait == 0 or (self._ended and not self._under_way):
                continue
            if self._under_way:
                await self._something_ends(within=wait)
            elif wait == math.inf:
                return
            else:
                await self._sleep(wait)

    async def _step(self, most: int | None) -> float:
        """Settle what has ended, and begin with as many messages as places and limits allow.

        Returns:
            After how many seconds more could be begun; infinite when there is nothing else to send.
        """
        ended = self._take_ended()
        # What ends from here on is in doubt until the next step, and still counts as under way.
        places = self._concurrent - len(self._under_way)
        if most is not None:
            places = min(places, most - self._tried)
        sending = places > 0 and self._may_send()
        paced = self._pacer.wait() if sending and self._queue else 0.0
        turns: list[Leased] = []
        later: dict[DeliveryId, float] = {}
        next_turn = math.inf
        if sending and paced == 0:
            turns, later, next_turn = self._take_turns(places)
        await self._go_on(ended, turns)
        await self._put_back(later)
        if turns:
            return 0
        if not sending or paced > 0:
            return paced or math.inf
        if not self._all_claimed:
            claimed = await self._claim()
            self._all_claimed = not claimed
            self._queue.extend(claimed)
            return 0
        return next_turn

    async def _go_on(self, ended: list[Ended], turns: list[Leased]) -> None:
        begun: list[Begun] = []
        try:
            begun = await self._sender.go_on(ended, turns)
        finally:
            self._in_hand.difference_update(each.attempt.delivery_id for each, _ in ended)
            entered = {each.attempt.delivery_id for each in begun}
            for leased in turns:
                if leased.delivery_id not in entered:
                    self._pacer.unused(leased.chat_id)
                    self._in_hand.discard(leased.delivery_id)
        self._tried += len(begun)
        for each in begun:
            self._under_way.add(asyncio.create_task(self._try(each)))

    def _take_turns(self, places: int) -> tuple[list[Leased], dict[DeliveryId, float], float]:
        """Those in the queue who may be written to now; who has to wait long; the next turn.

        Who has to wait for a chat of their own keeps nobody behind them waiting.
        """
        turns: list[Leased] = []
        later: dict[DeliveryId, float] = {}
        waiting: list[Leased] = []
        next_turn = math.inf
        while self._queue and len(turns) < places:
            leased = self._queue.popleft()
            wait = self._pacer.take(leased.chat_id, group=leased.to_group)
            if wait == 0:
                turns.append(leased)
            elif wait > PATIENCE_SECONDS:
                later[leased.delivery_id] = wait
            else:
                waiting.append(leased)
                next_turn = min(next_turn, wait)
                if self._pacer.wait() > 0:
                    break
        self._queue.extendleft(reversed(waiting))
        return turns, later, next_turn

    async def _try(self, begun: Begun) -> None:
        chat, started = begun.leased.chat_id, self._monotonic()
        try:
            ended = await self._sender.make(begun)
        except BaseException as error:  # noqa: BLE001 - the pass raises it
            self._pacer.ended(chat)
            self._broken = error
        else:
            if isinstance(ended, Released):
                self._pacer.unused(chat)
            else:
                took = self._monotonic() - started if isinstance(ended, Receipt) else None
                self._pacer.ended(chat, took=took)
            ended = self._brake.weigh(chat, ended)
            if isinstance(ended, SendingForbidden):
                self.forbidden = ended.detail
                log.critical("the messenger refuses this bot", extra={"detail": ended.detail})
            self._ended.append((begun, ended))
        finally:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - it is one
            self._under_way.discard(task)
            self._news.set()

    async def _linger(self) -> None:
        """A transaction is worth more for several: wait a moment until half of the tries ended."""
        try:
            async with asyncio.timeout(LINGER_SECONDS):
                while len(self._under_way) * 2 > self._concurrent:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return

    async def _something_ends(self, *, within: float) -> None:
        """Wait for a try to end, or for ``within`` seconds."""
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

    def _take_ended(self) -> list[Ended]:
        ended, self._ended = self._ended, []
        if ended:
            self._all_claimed = False  # it may be due again, or something else meanwhile
        return ended

    def _may_send(self) -> bool:
        trusted = self.forbidden is None and self._sound()
        return trusted and not self._stopping and not self._pacer.halted

    async def _put_back(self, waits: Mapping[DeliveryId, float]) -> None:
        """Let these be due again, after so many seconds each."""
        epoch, now = self._lease.epoch, self._clock.now()
        if epoch is None or not waits:
            return  # whoever holds the lease finds them
        until = {
            id_: now + timedelta(seconds=wait) if wait else None for id_, wait in waits.items()
        }
        async with self._database.write() as session:
            await Outbox(session).put_back(until, epoch)
        self._in_hand.difference_update(waits)

    async def _put_back_the_rest(self) -> None:
        rest = [leased.delivery_id for leased in self._queue]
        self._queue.clear()
        await self._put_back(dict.fromkeys(rest, 0.0))
        self._in_hand.clear()

    async def _claim(self) -> list[Leased]:
        """Take what is due for the recipients who have waited longest; empty when nothing is."""
        leased: list[Leased] = []
        more = True
        while more and not leased:
            async with self._database.write() as session:
                # The time first: the lease says whether the clock that told it is sound.
                epoch, now = self._lease.epoch, self._clock.now()
                if epoch is None or not await self._lease.holds(session):
                    return []
                outbox = Outbox(session)
                await self._look_after(session, now)
                candidates = await outbox.due(now, recipients=self._per_claim)
                sifted = select_due(candidates, now)
                await outbox.end(sifted.ended, now)
                await outbox.hold(sifted.held)
                leased = await outbox.lease(
                    sifted.bundles, candidates, self._lease.owner, epoch, now, new_reference
                )
            _report_expired(sifted)
            more = bool(candidates)
        self._in_hand.update(each.delivery_id for each in leased)
        return leased

    async def _look_after(self, session: AsyncSession, now: datetime) -> None:
        """Take up what killed processes left: leased again, and decided about where in doubt."""
        at = self._monotonic()
        if at - self._looked_after_at < LOOK_AFTER_SECONDS:
            return
        self._looked_after_at = at
        await Outbox(session).rescue(self._in_hand)
        attempts = Attempts(session)
        for attempt in await attempts.in_doubt(now, SETTLED_AFTER, self._in_hand):
            following = after_ambiguous(attempt.standing, since=attempt.started_at, now=now)
            await attempts.failed(attempt, Outcome.AMBIGUOUS, following, now, detail="abandoned")
            if isinstance(following, Final):
                report(following, f"delivery {attempt.delivery_id}")


def _report_expired(sifted: Selection) -> None:
    expired = [id_ for id_, final in sifted.ended if final.state is NoticeState.EXPIRED]
    if expired:
        log.warning("notices expired before they could be sent", extra={"notices": expired})
