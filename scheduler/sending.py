"""A try at each of some messages: enter them, make them, settle them; a transaction for each step.

The order is what bounds the doubt. A killed process leaves either a message that was never begun,
or one whose try is on record and which was on its way for one request at most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
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
from scheduler.notices import DeliveryId, NoticeState, Parcel
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
from scheduler.sifting import Candidate, Sifted, sift

FRESH_SECONDS = 2.0
"""A try is only made this soon after the lease was checked; a stopped process may wake up late."""

_SETTLING_PAUSES = (0.5, 2.0)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Begun:
    """A try that is on record; ``checked_at`` is the uptime at which the lease was still held."""

    leased: Leased
    attempt: Attempt
    parcel: Parcel
    checked_at: float


Ended = tuple[Begun, Receipt | DeliveryFailure]
"""A try, and what came of it."""


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

    async def begin(self, leased: Sequence[Leased]) -> list[Begun]:
        """Enter a try at each message, with what is to be said as it stands now.

        Returns:
            Without those of which there is nothing left to say, or not by this process.
        """
        async with self._database.write() as session:
            epoch = self._lease.epoch
            if epoch is None or not await self._lease.holds(session):
                return []
            now = self._clock.now()
            outbox, attempts = Outbox(session), Attempts(session)
            candidates = await outbox.leased([each.delivery_id for each in leased], epoch, now)
            sifted = sift(candidates, now)
            await outbox.end(sifted.ended, now)
            await outbox.hold(sifted.held)
            going = _going(candidates, sifted)
            packed = await Parcels(session).pack(
                [(each, going[each.delivery_id]) for each in leased if each.delivery_id in going],
                now,
            )
            parcels: list[Parcel] = []
            for parcel in packed:
                if parcel.copy > 1 and await self._was_seen(session, parcel):
                    await attempts.seen(parcel.delivery_id, now, Reason.SEEN)
                else:
                    parcels.append(parcel)
            entered = await attempts.begin(
                {parcel.delivery_id: going[parcel.delivery_id] for parcel in parcels}, epoch, now
            )
            checked_at = self._monotonic()
        by_id = {each.delivery_id: each for each in leased}
        return [
            Begun(by_id[parcel.delivery_id], attempt, parcel, checked_at)
            for attempt, parcel in zip(entered, parcels, strict=True)
        ]

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

    async def settle(self, ended: Sequence[Ended]) -> None:
        """Put on record how tries ended; a database that fails is asked again for a while.

        What cannot be recorded stays in doubt, and is treated as such later.
        """
        for pause in _SETTLING_PAUSES:
            try:
                return await self._settle(ended)
            except SQLAlchemyError as error:
                log.warning(
                    "outcomes not recorded yet",
                    extra={
                        "references": [begun.parcel.reference for begun, _ in ended],
                        "error": repr(error),
                    },
                )
                await self._sleep(pause)
        return await self._settle(ended)

    async def _settle(self, ended: Sequence[Ended]) -> None:
        receipts: list[tuple[Attempt, Receipt]] = []
        failures: list[tuple[Begun, DeliveryFailure]] = []
        for begun, how in ended:
            if isinstance(how, Receipt):
                receipts.append((begun.attempt, how))
            else:
                failures.append((begun, how))
                if isinstance(how, ChatMoved):
                    groups = Groups(self._database, self._clock)
                    await groups.moved(begun.parcel.chat_id, how.new_id)
        now = self._clock.now()
        finals: list[tuple[Final, Begun, DeliveryFailure]] = []
        async with self._database.write() as session:
            attempts = Attempts(session)
            await attempts.arrived(receipts, now)
            for begun, failure in failures:
                following = after(failure, begun.attempt.standing, now)
                settled = await attempts.failed(
                    begun.attempt, outcome_of(failure), following, now, detail=failure.detail
                )
                if settled and _is_lost(failure):
                    await Outbox(session).lose(begun.parcel.recipient, now)
                if settled and isinstance(following, Final):
                    finals.append((following, begun, failure))
        for final, begun, failure in finals:
            report(final, begun.parcel.reference, failure.detail)

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


def _going(candidates: Sequence[Candidate], sifted: Sifted) -> dict[DeliveryId, list[Candidate]]:
    """What goes out now, by message."""
    staying = {each for bundle in sifted.bundles for each in bundle.notice_ids}
    going: dict[DeliveryId, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.id in staying and candidate.delivery_id is not None:
            going.setdefault(candidate.delivery_id, []).append(candidate)
    return going


def _is_lost(failure: DeliveryFailure) -> bool:
    """Whether the failure is about the chat rather than about this one message."""
    return isinstance(failure, Undeliverable) and failure.reason is not UndeliverableReason.REFUSED
