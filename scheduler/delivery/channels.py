"""A way to people: who carries the messages, its limits, and how it is doing at present."""

from __future__ import annotations

import logging
import math
from collections.abc import Awaitable, Callable
from datetime import timedelta

from scheduler.address import Address
from scheduler.clock import uptime
from scheduler.delivery.breaker import Breaker
from scheduler.delivery.outcomes import OwnFault, Released, backoff
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.delivery.ports import (
    Ambiguous,
    ChatMoved,
    Courier,
    DeliveryFailure,
    NotSent,
    Receipt,
    SendingForbidden,
    Undeliverable,
)

_PROBED_EVERY_SECONDS = 20.0

_LONGEST_HALT = timedelta(seconds=30)

_FIRST_REFUSAL = timedelta(minutes=1)
_LONGEST_REFUSAL = timedelta(minutes=30)
"""A token that was withdrawn costs two calls an hour; a passing refusal, a minute."""

log = logging.getLogger(__name__)


class Channel:
    """Grants the right to send, and learns from how attempts end.

    While sending fails, an outage is to cost a few attempts and not all of them: a pass then tries
    one message, and everything waits for a while after each further failure. Limits are those of a
    chat, whatever part of it a message is for.
    """

    def __init__(
        self,
        name: str,
        courier: Courier,
        *,
        pacer: Pacer | None = None,
        monotonic: Callable[[], float] = uptime,
        probe: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """``name`` is the channel of the addresses that it serves.

        ``probe`` asks the other end for anything, and raises when there is no answer.
        """
        self.name = name
        self.courier = courier
        self.pacer = pacer or Pacer(monotonic, Limits())
        self.breaker = Breaker(monotonic)
        self.forbidden: str | None = None
        """Why the channel shuts this bot out as a whole; asked again after growing gaps."""
        self._refusals = 0
        self._shut_until = -math.inf
        self.failing_since: float | None = None
        """The uptime since which nothing has got through; None while something does."""
        self.failed_at = -math.inf
        """The uptime of the last failure to get through."""
        self._monotonic = monotonic
        self._probe = probe
        self._probed_at = -math.inf
        self._failures = 0
        self._floods = 0
        self._left: float = math.inf

    @property
    def failed_for(self) -> float:
        """Seconds from the first failure to the last, while nothing gets through; else 0."""
        return 0.0 if self.failing_since is None else self.failed_at - self.failing_since

    def begin_pass(self) -> None:
        """After two failures in a row, or a refusal, one message is tried in a pass before the others."""
        self._left = 1 if self._failures > 1 or self.forbidden is not None else math.inf

    @property
    def shut(self) -> bool:
        """Whether the channel has shut this bot out, and is not to be asked again yet."""
        return self._monotonic() < self._shut_until

    def wait(self) -> float:
        """Seconds until some message may go out; infinite when none may in this pass."""
        if self.shut or self._left == 0 or self.pacer.halted:
            return math.inf
        return self.pacer.wait()

    def take(self, address: Address, *, group: bool) -> float:
        """Take the right to send one message: 0.0 when granted, else the seconds to wait.

        Whoever was granted one sends after :meth:`until_turn`, and calls :meth:`ended` or
        :meth:`unused`.
        """
        wait = self.wait() or self.pacer.take(address.chat, group=group)
        if wait == 0:
            self._left -= 1
        return wait

    def until_turn(self, address: Address) -> float:
        """Seconds until the message that was granted to this address is to go out."""
        return self.pacer.until_turn(address.chat)

    def unused(self, address: Address) -> None:
        """Take a grant back: nothing was sent, for certain."""
        self._left += 1
        self.pacer.unused(address.chat)

    def ended(
        self, address: Address, outcome: Receipt | DeliveryFailure, *, took: float
    ) -> Receipt | DeliveryFailure:
        """Learn from an attempt that took ``took`` seconds, and judge it.

        ``NotSent`` comes back with its wait, ``Undeliverable`` perhaps as ``Disbelieved``.
        """
        if isinstance(outcome, Released):
            self.unused(address)
            return outcome
        self._note_way(outcome, took)
        self.pacer.ended(address.chat, took=took if isinstance(outcome, Receipt) else None)
        match outcome:
            case OwnFault():
                pass  # says nothing about the channel
            case NotSent(chat_only=True):
                self._floods += 1
                wait = outcome.retry_after or backoff(self._floods)
                self.pacer.refuse(address.chat, wait)
                return NotSent(outcome.detail, retry_after=wait, chat_only=True)
            case NotSent():
                wait = max(self._halt(), outcome.retry_after or timedelta())
                self.pacer.halt(wait)
                return NotSent(outcome.detail, retry_after=wait)
            case Ambiguous():
                self.pacer.halt(self._halt())
            case Receipt():
                self._let_in()
                self._failures = self._floods = 0
                self.breaker.reached(address)
            case Undeliverable():
                self._let_in()
                self._failures = 0
                return self.breaker.judge(address, outcome)
            case ChatMoved():
                self._failures = 0
            case SendingForbidden():
                self._shut_out(outcome.detail)
        return outcome

    def _shut_out(self, detail: str) -> None:
        gap = min(_LONGEST_REFUSAL, _FIRST_REFUSAL * (1 << min(self._refusals, 10)))
        self.forbidden = detail
        self._refusals += 1
        self._shut_until = self._monotonic() + gap.total_seconds()
        log.critical(
            "the messenger refuses this bot",
            extra={"channel": self.name, "detail": detail, "again_in": gap.total_seconds()},
        )

    def _let_in(self) -> None:
        self.forbidden = None
        self._refusals = 0

    async def probe_if_failing(self) -> None:
        """See now and then whether the way is open again, where nothing is sent that would show it."""
        now = self._monotonic()
        if self._probe is None or self.failing_since is None:
            return
        if now - self._probed_at < _PROBED_EVERY_SECONDS:
            return
        self._probed_at = now
        try:
            await self._probe()
        except Exception as error:  # noqa: BLE001 - whatever it is, there was no answer
            self.failed_at = self._monotonic()
            log.info("still no way", extra={"channel": self.name, "error": repr(error)})
        else:
            self.failing_since, self._failures = None, 0

    def _note_way(self, outcome: Receipt | DeliveryFailure, took: float) -> None:
        match outcome:
            case OwnFault():
                pass
            case NotSent(chat_only=False) | Ambiguous():
                self.failed_at = self._monotonic()
                if self.failing_since is None:
                    self.failing_since = self.failed_at - took
            case _:
                self.failing_since = None

    def _halt(self) -> timedelta:
        """No halt after the first failure, then 1 s, doubled up to half a minute."""
        self._failures += 1
        if self._failures == 1:
            return timedelta()
        return min(_LONGEST_HALT, timedelta(seconds=1 << min(self._failures - 2, 10)))
