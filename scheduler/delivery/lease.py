"""The right to send: this process has it as long as it keeps its lease."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.delivery.queries.lease import Leases
from scheduler.store.engine import Database

LIFE = timedelta(seconds=15)
RENEWAL_SECONDS = 5.0


class DispatcherLease:
    """The lease as one process sees it, under an owner made up anew at each start.

    A process that starts on SQLite takes the lease over at once: the file is its alone, so whoever
    held it before has been killed; and should a second one run by mistake, the epoch keeps the
    first from sending. On PostgreSQL a new process waits until the lease has run out.

    ``sound`` says whether this machine's clock can be trusted: without that, others shall send.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        monotonic: Callable[[], float],
        sound: Callable[[], bool] = lambda: True,
    ) -> None:
        self._database = database
        self._sound = sound
        self._clock = clock
        self._monotonic = monotonic
        self._by_force = database.dialect == "sqlite"
        self._renewed_at = 0.0
        self._renewed_on = clock.now()
        self._asking = asyncio.Lock()
        self.owner = str(uuid4())
        self.epoch: int | None = None

    async def keep(self) -> bool:
        """Take the lease, or keep it; call it at least every few seconds.

        Returns:
            Whether this process may send. After an error it may not, until it has asked again.
        """
        async with self._asking:
            if not self._sound():
                await self.release()
                return False
            asked_at, asked_on = self._monotonic(), self._clock.now()
            # By both clocks: one can be set ahead, the other may stand still.
            fresh = (
                asked_at - self._renewed_at < RENEWAL_SECONDS
                and timedelta() <= asked_on - self._renewed_on < timedelta(seconds=RENEWAL_SECONDS)
            )
            if self.epoch is not None and fresh:
                return True
            try:
                self.epoch = await self._renew_or_take()
            except BaseException:
                self.epoch = None
                raise
            self._renewed_at, self._renewed_on = asked_at, asked_on
            return self.epoch is not None

    async def kept_in(self, session: AsyncSession) -> bool:
        """Whether this process may send now and until the transaction of ``session`` ends.

        It may not while the sending is held (``scheduler.delivery.holds``), whoever has the lease.
        """
        if self.epoch is None or not self._sound():
            return False
        kept = await Leases(session).is_kept(self.owner, self.epoch, now=self._clock.now())
        if not kept:
            self._renewed_at = -RENEWAL_SECONDS  # ask again instead of trusting the last answer
        return kept

    async def release(self) -> None:
        """Let another process take over without waiting."""
        epoch, self.epoch = self.epoch, None
        if epoch is not None:
            async with self._database.write() as session:
                await Leases(session).give_up(self.owner, epoch, now=self._clock.now())

    async def _renew_or_take(self) -> int | None:
        async with self._database.write() as session:
            leases, now = Leases(session), self._clock.now()
            if self.epoch is not None:
                if await leases.renew(self.owner, self.epoch, now=now, life=LIFE):
                    return self.epoch
                self._by_force = False
            epoch = await leases.take(self.owner, now=now, life=LIFE, by_force=self._by_force)
        self._by_force = False
        return epoch
