"""A breaker for one channel: so many permanent failures at once that they are not to be believed.

One chat that is gone says something about the chat. Many at once say something about us: the data
of another bot, a token of the test bot, a fault on the messenger's side.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from scheduler.address import Address
from scheduler.delivery.ports import NotSent, Undeliverable
from scheduler.planning.notices import UndeliverableReason

FEWEST = 5
"""Chats that must have failed within :data:`WINDOW`, and more of them than were reached."""

WINDOW = timedelta(hours=1)

BELIEVED_FOR = timedelta(hours=1)
"""After operators have looked and resumed, permanent failures count as such for this long."""

_REMEMBERED = 40


class Disbelieved(NotSent):
    """A permanent failure that came with too many others; ``since``: seconds since the first of them."""

    def __init__(self, detail: str, *, since: timedelta) -> None:
        super().__init__(detail)
        self.since = since


@dataclass(frozen=True)
class _Ended:
    at: float
    address: Address
    reached: bool


_OF_THE_CHAT = (
    UndeliverableReason.SILENCED,
    UndeliverableReason.TOPIC_GONE,
    UndeliverableReason.REJECTED,
)


class Breaker:
    """Judges permanent failures by what else ended of late; in memory, anew after a restart."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._recent: deque[_Ended] = deque(maxlen=_REMEMBERED)
        self._tripped = False
        self._held = False
        self._believed_until = 0.0

    def reached(self, address: Address) -> None:
        """A message arrived at this address."""
        self._recent.append(_Ended(self._monotonic(), address, reached=True))

    def judge(self, address: Address, failure: Undeliverable) -> Undeliverable | Disbelieved:
        """The failure itself, or that it is not to be believed.

        A chat where the bot is and may not write, or whose topic is gone, says nothing about us: its
        owner decides that.
        """
        if failure.reason in _OF_THE_CHAT:
            return failure
        now = self._monotonic()
        self._recent.append(_Ended(now, address, reached=False))
        if now < self._believed_until:
            return failure
        recent = [each for each in self._recent if now - each.at <= WINDOW.total_seconds()]
        failed = [each for each in recent if not each.reached]
        chats = {each.address for each in failed}
        reached = {each.address for each in recent if each.reached} - chats
        self._tripped = self._tripped or (len(chats) >= FEWEST and len(chats) > len(reached))
        if not self._tripped:
            return failure
        first = min(each.at for each in failed)
        return Disbelieved(failure.detail, since=timedelta(seconds=now - first))

    def held(self) -> None:
        """The hold is on record: when sending goes on, it was an operator's word."""
        self._held = self._tripped

    def resumed(self) -> None:
        """Sending goes on; if it was held by this breaker, operators have looked."""
        if self._held:
            self._tripped = self._held = False
            self._recent.clear()
            self._believed_until = self._monotonic() + BELIEVED_FOR.total_seconds()
