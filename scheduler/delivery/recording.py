"""Record the ends of attempts, with the consequences for notices, people and groups."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.delivery.breaker import Disbelieved
from scheduler.delivery.holds import HoldCause, hold_in
from scheduler.delivery.outcomes import (
    SETTLED_AFTER,
    Final,
    Outcome,
    after,
    after_ambiguous,
    outcome_of,
)
from scheduler.delivery.ports import ChatMoved, DeliveryFailure, Receipt, Undeliverable
from scheduler.delivery.queries.attempts import Attempt, Attempts
from scheduler.delivery.requeue import put_back
from scheduler.membership import group_moves
from scheduler.membership.unreached import Unreached
from scheduler.planning.notices import DeliveryId, NoticeState, Parcel
from scheduler.roster.model import Group
from scheduler.roster.queries.groups import GroupBook
from scheduler.store.engine import Database

_PAUSES = (0.5, 2.0)

_MARGIN = timedelta(seconds=5)
"""An attempt is settled a little after its channel learned of its end."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """An attempt on record; ``checked_at`` is the uptime at which the lease was still held."""

    attempt: Attempt
    parcel: Parcel
    checked_at: float


Ended = tuple[Sending, Receipt | DeliveryFailure]
"""An attempt, and what came of it."""

Ending = tuple[Final, str, str]
"""A message that ended for good without a receipt, its reference, and the detail."""


class Recorder:
    """Steps of the sender's transaction; and transactions of its own where that one failed."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep

    async def record_later(self, ended: Sequence[Ended], error: Exception) -> None:
        """Ask a database that failed again for a while; what it never takes stays ambiguous."""
        _report_unrecorded(ended, error)
        for pause in _PAUSES:
            await self._sleep(pause)
            try:
                async with self._database.write() as session:
                    finals = await self.record(session, ended)
                return report(finals)
            except SQLAlchemyError as again:
                _report_unrecorded(ended, again)
        async with self._database.write() as session:
            finals = await self.record(session, ended)
        return report(finals)

    async def record(self, session: AsyncSession, ended: Sequence[Ended]) -> list[Ending]:
        """Record the ends of attempts; those that ended for good without a receipt come back."""
        if not ended:
            return []
        now = self._clock.now()
        attempts = Attempts(session)
        await attempts.arrived(
            [(each.attempt, how) for each, how in ended if isinstance(how, Receipt)], now
        )
        finals: list[Ending] = []
        for sending, failure in ended:
            recipient = sending.parcel.recipient
            if isinstance(failure, Receipt):
                if isinstance(recipient, Group) and recipient.silent:
                    await GroupBook(session).hear(recipient.id)
                continue
            following = after(failure, sending.attempt.standing, self._ended_at(sending))
            settled = await attempts.failed(
                sending.attempt, outcome_of(failure), following, now, detail=failure.detail
            )
            if settled and isinstance(failure, Undeliverable):
                await Unreached(session, now).after(failure.reason, recipient)
            if isinstance(failure, ChatMoved):
                await group_moves.follow(
                    session,
                    sending.parcel.address,
                    failure.now_at,
                    now,
                )
            if settled and isinstance(following, Final):
                finals.append((following, sending.parcel.reference, failure.detail))
        # Last: what ended in this very batch before there were too many is taken back as well.
        await self._disbelieve(session, [how for _, how in ended if isinstance(how, Disbelieved)])
        return finals

    async def _disbelieve(self, session: AsyncSession, failures: Sequence[Disbelieved]) -> None:
        """Hold the sending, and take back what had ended before there were too many."""
        if not failures:
            return
        now = self._clock.now()
        since = now - max(each.since for each in failures) - _MARGIN
        if await hold_in(session, HoldCause.REFUSALS, failures[0].detail, now):
            await put_back(session, now, since=since)

    async def abandon(self, session: AsyncSession, in_hand: Collection[DeliveryId]) -> list[Ending]:
        """Attempts that killed processes left behind count as ambiguous, but for those ``in_hand``."""
        now = self._clock.now()
        attempts, finals = Attempts(session), []
        for attempt in await attempts.abandoned(now, SETTLED_AFTER, in_hand):
            following = after_ambiguous(attempt.standing, since=attempt.started_at, now=now)
            await attempts.failed(attempt, Outcome.AMBIGUOUS, following, now, detail="abandoned")
            if isinstance(following, Final):
                finals.append((following, f"delivery {attempt.delivery_id}", ""))
        return finals

    def _ended_at(self, sending: Sending) -> datetime:
        """By the clock of its beginning: should it have leapt since, the next attempt would be far off."""
        took = max(0.0, self._monotonic() - sending.checked_at)
        return sending.attempt.started_at + timedelta(seconds=took)


def report(finals: Sequence[Ending]) -> None:
    """Log messages that ended without a receipt: never in silence."""
    for final, reference, detail in finals:
        log.log(
            logging.WARNING if final.state is NoticeState.UNKNOWN else logging.INFO,
            "message ended without a receipt",
            extra={
                "reference": reference,
                "state": final.state.value,
                "reason": str(final.reason),
                "detail": detail,
            },
        )


def _report_unrecorded(ended: Sequence[Ended], error: Exception) -> None:
    log.warning(
        "outcomes not recorded yet",
        extra={
            "references": [sending.parcel.reference for sending, _ in ended],
            "error": repr(error),
        },
    )
