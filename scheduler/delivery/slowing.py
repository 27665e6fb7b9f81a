"""Slows the sending down while it fails, so that an outage costs a few tries and not all of them."""

from __future__ import annotations

from datetime import timedelta

from scheduler.delivery.outcomes import OwnFault, Released, backoff
from scheduler.delivery.pacing import Pacer
from scheduler.delivery.ports import (
    Ambiguous,
    ChatMoved,
    DeliveryFailure,
    NotSent,
    Receipt,
    Undeliverable,
)
from scheduler.roster.model import TelegramId

_LONGEST_HALT = timedelta(seconds=30)


class Brake:
    """Watches how tries end, and pauses one chat or all of them."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self._failures = 0
        self._floods = 0

    @property
    def probing(self) -> bool:
        """Whether the last tries failed one after another: try one message before the others."""
        return self._failures > 1

    def weigh(
        self, chat: TelegramId, ended: Receipt | DeliveryFailure
    ) -> Receipt | DeliveryFailure:
        """Take note of how a try ended; a ``NotSent`` comes back with the time to wait in it."""
        match ended:
            case OwnFault() | Released():
                pass  # says nothing about the messenger
            case NotSent(chat_only=True):
                self._floods += 1
                wait = ended.retry_after or backoff(self._floods)
                self._pacer.refuse(chat, wait)
                return NotSent(ended.detail, retry_after=wait, chat_only=True)
            case NotSent():
                wait = max(self._halt(), ended.retry_after or timedelta())
                self._pacer.halt(wait)
                return NotSent(ended.detail, retry_after=wait)
            case Ambiguous():
                self._pacer.halt(self._halt())
            case Receipt():
                self._failures = self._floods = 0
            case Undeliverable() | ChatMoved():
                self._failures = 0
        return ended

    def _halt(self) -> timedelta:
        """Nothing after the first failure, then 1 s, doubled up to half a minute."""
        self._failures += 1
        if self._failures == 1:
            return timedelta()
        return min(_LONGEST_HALT, timedelta(seconds=1 << min(self._failures - 2, 10)))
