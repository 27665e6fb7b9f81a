"""Steps of sending: select what is due and allowed, enter an attempt at it, make the attempt.

The order is what bounds the doubt. A killed process leaves either a message that was never begun,
or one whose attempt is on record and which was on its way for one request at most.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.delivery.breaker import Disbelieved
from scheduler.delivery.channels import Channel
from scheduler.delivery.lease import DispatcherLease
from scheduler.delivery.outcomes import FAULT_WAIT, RELEASED_WAIT, EndReason, OwnFault, Released
from scheduler.delivery.ports import Ambiguous, DeliveryFailure, Receipt
from scheduler.delivery.queries.attempts import Attempts
from scheduler.delivery.queries.due_notices import due_notices
from scheduler.delivery.queries.outbox import Outbox
from scheduler.delivery.queries.parcels import Parcels
from scheduler.delivery.recording import Ended, Ending, Recorder, Sending, report
from scheduler.delivery.selection import Bundle, select_due
from scheduler.inbox.queries.updates import Updates
from scheduler.planning.notices import DeliveryId, NoticeId, NoticeState
from scheduler.roster.model import Group
from scheduler.store.engine import Database
from scheduler.store.trouble import will_pass

FRESH_SECONDS = 2.0
"""An attempt is only made this soon after the lease was checked; a stopped process may wake up late."""

ATTEMPT_SECONDS = 40.0
"""An attempt that has not ended by then is in doubt; before ``SETTLED_AFTER``, and after every limit of a courier."""

RECIPIENTS_PER_PLACE = 4
"""Recipients looked at for each message that may begin: some of them have to wait."""

LOOKED_AFTER_EVERY_SECONDS = 1.0
"""Time between two looks for attempts that a killed process left behind."""

SHORTEST_POSTPONEMENT_SECONDS = 1.0
UNSERVED_SECONDS = 60.0
"""Time that notices wait whose channel this process does not serve."""

log = logging.getLogger(__name__)


@dataclass
class SendingStep:
    """The result of one transaction: attempts begun, whether anything was due, ends for good.

    ``next_turn``: seconds until one of those that had to wait for their chat may be written to, or
    something on a channel that had to wait.
    """

    begun: list[Sending] = field(default_factory=list)
    found: bool = False
    ended: list[Ending] = field(default_factory=list)
    expired: list[NoticeId] = field(default_factory=list)
    next_turn: float = math.inf


class Sender:
    """Takes messages from the outbox through an attempt each."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        lease: DispatcherLease,
        channels: Mapping[str, Channel],
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._lease = lease
        self._channels = channels
        self._monotonic = monotonic
        self._sleep = sleep
        self._recorder = Recorder(database, clock, monotonic=monotonic, sleep=sleep)
        self._looked_after_at = -math.inf

    async def go_on(
        self, ended: Sequence[Ended], *, places: int, in_hand: Collection[DeliveryId]
    ) -> SendingStep:
        """Record how attempts ended, and begin at most ``places`` new ones; in one transaction.

        ``in_hand`` are messages under way in this process, those that ended included. A database
        that fails is asked again for a while to record what ended. What cannot be recorded stays
        ambiguous, and is treated as such later.
        """
        granted: list[Bundle] = []
        step = SendingStep()
        try:
            async with self._database.write() as session:
                finals = await self._recorder.record(session, ended)
                if places:
                    step = await self._begin(session, places, in_hand, granted)
        except BaseException as error:
            self._give_back(granted)
            if not ended or not isinstance(error, Exception):
                raise
            await self._recorder.record_later(ended, error)
            if not isinstance(error, SQLAlchemyError):
                raise
            return SendingStep(found=True)
        for sending, failure in ended:
            if isinstance(failure, Disbelieved):
                self._channels[sending.parcel.address.channel].breaker.held()
        report(finals + step.ended)
        if step.expired:
            log.warning(
                "notices expired before they could be sent", extra={"notices": step.expired}
            )
        return step

    async def send(self, sending: Sending) -> Receipt | DeliveryFailure:
        """Make the attempt at its turn, and tell its channel how it ended.

        Nothing but cancellation is raised.
        """
        channel = self._channels[sending.parcel.address.channel]
        if wait := channel.until_turn(sending.parcel.address):
            await self._sleep(wait)
        started = self._monotonic()
        outcome = await self._outcome(channel, sending)
        took = self._monotonic() - started
        return channel.ended(sending.parcel.address, outcome, took=took)

    async def _outcome(self, channel: Channel, sending: Sending) -> Receipt | DeliveryFailure:
        if self._monotonic() - sending.checked_at >= FRESH_SECONDS:
            return Released(retry_after=RELEASED_WAIT)
        try:
            async with asyncio.timeout(ATTEMPT_SECONDS):
                return await channel.courier.deliver(sending.parcel)
        except TimeoutError:
            return Ambiguous("no end of it")
        except DeliveryFailure as failure:
            return failure
        except Exception as error:
            # A courier turns all that happens once a request may be under way into one of the
            # failures above, so nothing has been sent.
            log.exception("message not sent", extra={"reference": sending.parcel.reference})
            return OwnFault(repr(error), retry_after=None if will_pass(error) else FAULT_WAIT)

    async def _begin(
        self,
        session: AsyncSession,
        places: int,
        in_hand: Collection[DeliveryId],
        granted: list[Bundle],
    ) -> SendingStep:
        """Select what is due and allowed now, and enter an attempt at each message.

        What the channels granted is put into ``granted``, for the caller to give back if the
        transaction fails.
        """
        # The time first: the lease says whether the clock that told it is sound.
        epoch, now = self._lease.epoch, self._clock.now()
        if epoch is None or not await self._lease.kept_in(session):
            return SendingStep()
        for channel in self._channels.values():
            channel.breaker.resumed()
        checked_at = self._monotonic()
        ended: list[Ending] = []
        if checked_at - self._looked_after_at >= LOOKED_AFTER_EVERY_SECONDS:
            self._looked_after_at = checked_at
            ended = await self._recorder.abandon(session, in_hand)
        shut = {name: wait for name, each in self._channels.items() if (wait := each.wait()) > 0}
        due = await due_notices(
            session,
            now,
            recipients=places * RECIPIENTS_PER_PLACE,
            # What is due on others would be looked at again and again, and hide what can go out.
            channels=self._channels.keys() - shut.keys() if shut else None,
        )
        next_turn = min(shut.values(), default=math.inf)
        if not due:
            return SendingStep(ended=ended, next_turn=next_turn)
        selection = select_due(due, now)
        outbox = Outbox(session)
        await outbox.end(selection.ended, now)
        unseen = [
            each for each in selection.bundles if not await self._was_seen(session, each, now)
        ]
        waits = self._take_turns(unseen, places, granted)
        await outbox.postpone(
            selection.postponed
            + [(id_, now + timedelta(seconds=wait)) for id_, wait in waits.items()]
        )
        messages = await outbox.take(granted, now)
        attempts = await Attempts(session).begin(messages, epoch, now)
        parcels = await Parcels(session).pack(messages, now)
        return SendingStep(
            [Sending(*each, checked_at) for each in zip(attempts, parcels, strict=True)],
            found=True,
            ended=ended,
            expired=[id_ for id_, end in selection.ended if end.state is NoticeState.EXPIRED],
            next_turn=min([next_turn, *waits.values()]),
        )

    async def _was_seen(self, session: AsyncSession, bundle: Bundle, now: datetime) -> bool:
        """Whether an earlier copy, of which nobody knew if it arrived, was answered meanwhile."""
        delivery_id = bundle.first.delivery_id
        if delivery_id is None or not bundle.standing.ambiguous:
            return False
        attempts = Attempts(session)
        reference, since = await attempts.first_of(delivery_id)
        chat = bundle.first.recipient.address
        seen = await Updates(session).payload_contains(reference, chat=chat, since=since)
        if seen:
            await attempts.seen(delivery_id, now, EndReason.SEEN)
        return seen

    def _take_turns(
        self, bundles: Sequence[Bundle], places: int, granted: list[Bundle]
    ) -> dict[NoticeId, float]:
        """Fill ``granted`` in order of ``bundles``; seconds to wait for notices that are not to stay.

        Nobody behind them is kept waiting by those who have to wait for a chat of their own, or whose
        channel is not served here. What only waits for its channel stays due.
        """
        waits: dict[NoticeId, float] = {}
        for bundle in bundles:
            if len(granted) == places:
                break
            recipient = bundle.first.recipient
            channel = self._channels.get(recipient.address.channel)
            if channel is None:
                wait = UNSERVED_SECONDS
            else:
                wait = channel.take(recipient.address, group=isinstance(recipient, Group))
                if wait == 0:
                    granted.append(bundle)
                    continue
                if channel.wait() > 0:
                    continue
                wait = max(wait, SHORTEST_POSTPONEMENT_SECONDS)
            waits |= dict.fromkeys((each.id for each in bundle.notices), wait)
        return waits

    def _give_back(self, granted: Sequence[Bundle]) -> None:
        for bundle in granted:
            address = bundle.first.recipient.address
            self._channels[address.channel].unused(address)
