"""One try at one message: enter it, make it, settle it. Each step is a transaction of its own.

The order is what bounds the doubt. A killed process leaves either a message that was never begun,
or one whose try is on record and which was on its way for one request at most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.db.attempts import Attempt, Attempts
from scheduler.db.engine import Database
from scheduler.db.inbox import Updates
from scheduler.db.outbox import Leased, Outbox
from scheduler.db.parcels import Parcels
from scheduler.groups import Groups
from scheduler.lease import DispatcherLease
from scheduler.notices import NoticeState, Parcel
from scheduler.outcomes import (
    FAULT_WAIT,
    RELEASED_WAIT,
    Fault,
    Final,
    Reason,
    Released,
    after,
    outcome_of,
)
from scheduler.ports import (
    ChatMoved,
    Courier,
    DeliveryFailure,
    Receipt,
    Undeliverable,
    UndeliverableReason,
)
from scheduler.sifting import sift

FRESH_SECONDS = 2.0
"""A try is only made this soon after the lease was checked; a stopped process may wake up late."""

_SETTLING_PAUSES = (0.5, 2.0)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Begun:
    """A try that is on record; ``checked_at`` is the uptime at which the lease was still held."""

    attempt: Attempt
    parcel: Parcel
    checked_at: float


class Sender:
    """Takes leased messages through a try each."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        clock: Clock,
        lease: DispatcherLease,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._lease = lease
        self._monotonic = monotonic
        self._sleep = sleep

    async def begin(self, leased: Leased) -> Begun | None:
        """Enter a try, with what is to be said as it stands now.

        Returns:
            None when there is nothing left to say, or not by this process.
        """
        delivery_id = leased.delivery_id
        async with self._database.write() as session:
            epoch = self._lease.epoch
            if epoch is None or not await self._lease.holds(session):
                return None
            now = self._clock.now()
            outbox = Outbox(session)
            candidates = await outbox.leased(delivery_id, epoch, now)
            sifted = sift(candidates, now)
            await outbox.end(sifted.ended, now)
            await outbox.hold(sifted.held)
            staying = {each for bundle in sifted.bundles for each in bundle.notice_ids}
            going = [each for each in candidates if each.id in staying]
            if not going:
                return None
            parcel = await Parcels(session).pack(leased, going, now)
            if parcel.copy > 1 and await self._was_seen(session, parcel):
                await Attempts(session).seen(delivery_id, now, Reason.SEEN)
                return None
            attempt = await Attempts(session).begin(delivery_id, going, epoch, now)
            checked_at = self._monotonic()
        return Begun(attempt, parcel, checked_at)

    async def make(self, begun: Begun) -> Receipt | DeliveryFailure:
        """Make the try. Nothing but cancellation is raised."""
        if self._monotonic() - begun.checked_at >= FRESH_SECONDS:
            return Released(retry_after=RELEASED_WAIT)
        try:
            return await self._courier.deliver(begun.parcel)
        except DeliveryFailure as failure:
            return failure
        except Exception as error:
            # A courier turns all that happens once a request may be under way into one of the
            # failures above, so nothing has been sent.
            log.exception("message not sent", extra={"reference": begun.parcel.reference})
            return Fault(repr(error), retry_after=FAULT_WAIT)

    async def settle(self, begun: Begun, ended: Receipt | DeliveryFailure) -> None:
        """Put on record how the try ended; a database that fails is asked again for a while.

        What cannot be recorded stays in doubt, and is treated as such later.
        """
        for pause in _SETTLING_PAUSES:
            try:
                return await self._settle(begun, ended)
            except SQLAlchemyError as error:
                log.warning(
                    "outcome not recorded yet",
                    extra={"reference": begun.parcel.reference, "error": repr(error)},
                )
                await self._sleep(pause)
        return await self._settle(begun, ended)

    async def _settle(self, begun: Begun, ended: Receipt | DeliveryFailure) -> None:
        now, attempt, parcel = self._clock.now(), begun.attempt, begun.parcel
        if isinstance(ended, Receipt):
            async with self._database.write() as session:
                await Attempts(session).arrived(attempt, ended, now)
            return
        if isinstance(ended, ChatMoved):
            await Groups(self._database, self._clock).moved(parcel.chat_id, ended.new_id)
        following = after(ended, attempt.standing, now)
        async with self._database.write() as session:
            settled = await Attempts(session).failed(
                attempt, outcome_of(ended), following, now, detail=ended.detail
            )
            if settled and _is_lost(ended):
                await Outbox(session).lose(parcel.recipient, now)
        if settled and isinstance(following, Final):
            report(following, parcel.reference, ended.detail)

    async def _was_seen(self, session: AsyncSession, parcel: Parcel) -> bool:
        since = await Attempts(session).first_at(parcel.delivery_id)
        return since is not None and await Updates(session).mentions(
            parcel.reference, chat_id=parcel.chat_id, since=since
        )


def report(final: Final, reference: str, detail: str = "") -> None:
    """Log a message that ended without a receipt: never in silence."""
    level = logging.WARNING if final.state is NoticeState.UNKNOWN else logging.INFO
    log.log(
        level,
        "message ended without a receipt",
        extra={
            "reference": reference,
            "state": final.state.value,
            "reason": str(final.reason),
            "detail": detail,
        },
    )


def _is_lost(failure: DeliveryFailure) -> bool:
    """Whether the failure is about the chat rather than about this one message."""
    return isinstance(failure, Undeliverable) and failure.reason is not UndeliverableReason.REFUSED
