"""A try at each of some messages: enter them, make them, settle them; a transaction for each step.

The order is what bounds the doubt. A killed process leaves either a message that was never begun,
or one whose try is on record and which was on its way for one request at most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.delivery.lease import DispatcherLease
from scheduler.delivery.outcomes import (
    FAULT_WAIT,
    RELEASED_WAIT,
    EndReason,
    Final,
    OwnFault,
    Released,
    after,
    outcome_of,
)
from scheduler.delivery.ports import ChatMoved, Courier, DeliveryFailure, Receipt, Undeliverable
from scheduler.delivery.queries.attempts import Attempt, Attempts
from scheduler.delivery.queries.outbox import Leased, Outbox
from scheduler.delivery.queries.parcels import Parcels
from scheduler.delivery.selection import Candidate, Selection, select_due
from scheduler.inbox.queries.updates import Updates
from scheduler.membership import group_moves
from scheduler.membership.unreached import Unreached
from scheduler.planning.notices import DeliveryId, NoticeState, Parcel
from scheduler.roster.model import Group
from scheduler.roster.queries.groups import GroupBook
from scheduler.store.engine import Database

FRESH_SECONDS = 2.0
"""A try is only made this soon after the lease was checked; a stopped process may wake up late."""

RECENT = timedelta(seconds=1)
"""What was read this long ago at most is not read again, unless a try has failed since: that may
change what others are to do. Less than the messenger itself may take."""

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

_Ending = tuple[Final, str, str]
"""A message that ended for good, its reference, and the detail."""


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
        self._failed_at: datetime | None = None

    async def go_on(self, ended: Sequence[Ended], leased: Sequence[Leased]) -> list[Begun]:
        """Put on record how tries ended, and enter the next ones; both in one transaction.

        A database that fails is asked again for a while to record what ended. What cannot be
        recorded stays in doubt, and is treated as such later.

        Returns:
            Without those of which there is nothing left to say, or not by this process.
        """
        if not ended and not leased:
            return []
        try:
            return await self._go_on(ended, leased)
        except Exception as error:
            if not ended:
                raise
            _report_unrecorded(ended, error)
            await self._settle(ended)
            if not isinstance(error, SQLAlchemyError):
                raise
            return []  # the database answers again: what was leased is soon found to be left over

    async def _go_on(self, ended: Sequence[Ended], leased: Sequence[Leased]) -> list[Begun]:
        async with self._database.write() as session:
            finals = await self._record(session, ended)
            entered = await self._enter(session, leased) if leased else []
            checked_at = self._monotonic()
        _report(finals)
        by_id = {each.delivery_id: each for each in leased}
        return [
            Begun(by_id[parcel.delivery_id], attempt, parcel, checked_at)
            for attempt, parcel in entered
        ]

    async def _enter(
        self, session: AsyncSession, leased: Sequence[Leased]
    ) -> list[tuple[Attempt, Parcel]]:
        """Enter a try at each message, with what is to be said as it stands now."""
        # The time first: the lease says whether the clock that told it is sound.
        epoch, now = self._lease.epoch, self._clock.now()
        if epoch is None or not await self._lease.holds(session):
            return []
        going = await self._going(session, leased, epoch, now)
        for each in leased:
            repeats = any(notice.ambiguous_attempts for notice in going.get(each.delivery_id, ()))
            if repeats and await self._was_seen(session, each):
                del going[each.delivery_id]
                await Attempts(session).seen(each.delivery_id, now, EndReason.SEEN)
        entered = await Attempts(session).begin(going, epoch, now)
        by_id = {each.delivery_id: each for each in leased}
        parcels = await Parcels(session).pack(
            [(by_id[attempt.delivery_id], notices) for attempt, notices in entered], now
        )
        return [(attempt, parcel) for (attempt, _), parcel in zip(entered, parcels, strict=True)]

    async def _going(
        self, session: AsyncSession, leased: Sequence[Leased], epoch: int, now: datetime
    ) -> dict[DeliveryId, Sequence[Candidate]]:
        """What goes out now, by message: as it was read a moment ago, or read again."""
        going: dict[DeliveryId, Sequence[Candidate]] = {}
        older = []
        for each in leased:
            recent = timedelta() <= now - each.read_at < RECENT
            if recent and (self._failed_at is None or each.read_at > self._failed_at):
                going[each.delivery_id] = each.notices
            else:
                older.append(each.delivery_id)
        if older:
            outbox = Outbox(session)
            candidates = await outbox.leased(older, epoch, now)
            sifted = select_due(candidates, now)
            await outbox.end(sifted.ended, now)
            await outbox.hold(sifted.held)
            going.update(_going(candidates, sifted))
        return going

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
            return OwnFault(repr(error), retry_after=FAULT_WAIT)

    async def _settle(self, ended: Sequence[Ended]) -> None:
        for pause in _SETTLING_PAUSES:
            await self._sleep(pause)
            try:
                async with self._database.write() as session:
                    finals = await self._record(session, ended)
                return _report(finals)
            except SQLAlchemyError as error:
                _report_unrecorded(ended, error)
        async with self._database.write() as session:
            finals = await self._record(session, ended)
        return _report(finals)

    async def _record(self, session: AsyncSession, ended: Sequence[Ended]) -> list[_Ending]:
        """How tries ended; those that ended for good without a receipt come back."""
        if not ended:
            return []
        now = self._clock.now()
        attempts = Attempts(session)
        await attempts.arrived(
            [(begun.attempt, how) for begun, how in ended if isinstance(how, Receipt)], now
        )
        finals: list[_Ending] = []
        for begun, failure in ended:
            recipient = begun.parcel.recipient
            if isinstance(failure, Receipt):
                if isinstance(recipient, Group) and recipient.silent:
                    await GroupBook(session).hear(recipient.id)
                continue
            self._failed_at = now
            following = after(failure, begun.attempt.standing, self._ended_at(begun))
            settled = await attempts.failed(
                begun.attempt, outcome_of(failure), following, now, detail=failure.detail
            )
            if settled and isinstance(failure, Undeliverable):
                await Unreached(session, now).after(failure.reason, recipient)
            if isinstance(failure, ChatMoved):
                await group_moves.follow(session, begun.parcel.chat_id, failure.new_id, now)
            if settled and isinstance(following, Final):
                finals.append((following, begun.parcel.reference, failure.detail))
        return finals

    def _ended_at(self, begun: Begun) -> datetime:
        """By the clock of its beginning: should it have leapt since, the next try would be far off."""
        took = max(0.0, self._monotonic() - begun.checked_at)
        return begun.attempt.started_at + timedelta(seconds=took)

    async def _was_seen(self, session: AsyncSession, leased: Leased) -> bool:
        since = await Attempts(session).first_at(leased.delivery_id)
        return since is not None and await Updates(session).payload_contains(
            leased.reference, chat_id=leased.chat_id, since=since
        )


def _report(finals: Sequence[_Ending]) -> None:
    for final, reference, detail in finals:
        report(final, reference, detail)


def _report_unrecorded(ended: Sequence[Ended], error: Exception) -> None:
    log.warning(
        "outcomes not recorded yet",
        extra={
            "references": [begun.parcel.reference for begun, _ in ended],
            "error": repr(error),
        },
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


def _going(candidates: Sequence[Candidate], sifted: Selection) -> dict[DeliveryId, list[Candidate]]:
    """What goes out now, by message."""
    staying = {each for bundle in sifted.bundles for each in bundle.notice_ids}
    going: dict[DeliveryId, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.id in staying and candidate.delivery_id is not None:
            going.setdefault(candidate.delivery_id, []).append(candidate)
    return going
