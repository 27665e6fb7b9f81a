"""Keeps to the messenger's limits over any window, not just on average.

A bucket that fills up while idle lets twice the limit through at once; here the instants of the last
messages themselves are kept. What counts is when a message arrives, which nobody here sees: the
answer proves that it has by then, and the quickest answer of late tells how much of the time is the
same for all. An instant kept is therefore that of the answer, less the quickest answer's time: a
message that was slower than others on its way keeps its place for longer.

See https://core.telegram.org/bots/faq, "My bot is hitting limits".
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from scheduler.address import Address

_SWEEP_EVERY = 1000
_RENEW_EVERY = 500
_TELLING = 50
_SOON = 0.02
"""When to ask again where an answer under way decides."""

_AHEAD_SECONDS = 0.06
"""A reminder is taken in hand this long before its turn: entering it is done when the turn comes."""

_SPREAD_SECONDS = 0.12
_SPREAD_FASTER = 1.1
"""Reminders are spread over the second, a little faster than the limit, so that an answer to a
person never waits for the whole window to pass."""


@dataclass(frozen=True)
class Limits:
    """Numbers of messages that may go out within a window; the windows are in seconds.

    Telegram allows 30, 1 and 20. ``group_gap`` is kept between reminders only: an answer in the group
    then waits no longer than this. ``apart``: that one chat is full says nothing about another.
    """

    overall: int = 30
    overall_window: float = 1.01
    chat_window: float = 1.01
    group: int = 20
    group_window: float = 60.05
    group_gap: float = 3.0
    apart: bool = False


@dataclass(slots=True)
class _Recent:
    """Recent messages to one chat; of a group, every instant that counts."""

    instants: deque[float] | None
    last: float = -math.inf
    under_way: int = 0
    turn_at: float = -math.inf


class Pacer:
    """Says when the next message to a chat may go out; time comes from ``monotonic``, in seconds.

    Who was granted a message says when it has ended, or that it was not sent.
    """

    def __init__(self, monotonic: Callable[[], float], limits: Limits | None = None) -> None:
        self._monotonic = monotonic
        self._limits = limits or Limits()
        self._under_way = 0
        self._overall: deque[float] = deque()
        self._chats: dict[Address, _Recent] = {}
        self._pauses: dict[Address, float] = {}
        self._halted_until = -math.inf
        self._spread_until = -math.inf
        self._answers_waiting = 0
        self._quickest = self._quickest_before = math.inf
        self._ends = 0

    def now(self) -> float:
        """The seconds by which it goes."""
        return self._monotonic()

    def take(self, chat: Address, *, group: bool, answer: bool = False) -> float:
        """Take the right to send one message; ``answer``: to somebody who waits for it.

        An answer goes out at once, a reminder when :meth:`until_turn` is over.

        Returns:
            0.0 when it was granted. Otherwise nothing was taken, and asking again makes sense
            after this many seconds.
        """
        wait = max(self.wait(answer=answer), self._chat_wait(chat, group=group, answer=answer))
        if wait > 0:
            return wait
        ready = self._ready(answer=answer)
        self._under_way += 1
        recent = self._chats.get(chat)
        if recent is None:
            instants = deque[float](maxlen=self._limits.group) if group else None
            recent = self._chats[chat] = _Recent(instants)
        recent.under_way += 1
        if not answer:
            recent.turn_at = ready
            rate = self._limits.overall * _SPREAD_FASTER / self._limits.overall_window
            earliest = self._monotonic() - _SPREAD_SECONDS
            self._spread_until = max(self._spread_until, earliest) + 1 / rate
        return 0.0

    def until_turn(self, chat: Address) -> float:
        """Seconds until the reminder that was granted to this chat is to go out."""
        return max(0.0, self._chats[chat].turn_at - self._monotonic())

    def wait(self, *, answer: bool = False) -> float:
        """Seconds until a message to a chat without a limit of its own may be taken; 0.0: now."""
        ahead = 0.0 if answer else _AHEAD_SECONDS
        ready = max(self._halted_until, self._ready(answer=answer) - ahead)
        return max(0.0, ready - self._monotonic())

    def _ready(self, *, answer: bool) -> float:
        """The instant at which the next message may go out; not before ``_SOON`` if unknown."""
        now = self._monotonic()
        ready = self._halted_until if answer else max(self._halted_until, self._spread_until)
        while self._overall and self._overall[0] + self._limits.overall_window <= now:
            self._overall.popleft()
        ahead = 0 if answer else self._answers_waiting
        last = self._under_way + len(self._overall) + ahead - self._limits.overall
        if last >= len(self._overall):
            return max(ready, now + _SOON + (0.0 if answer else _AHEAD_SECONDS))
        if last >= 0:  # this one has to leave the window, with all before it
            ready = max(ready, self._overall[last] + self._limits.overall_window)
        return ready

    def ended(self, chat: Address, *, took: float | None = None) -> None:
        """The message that was granted has arrived, or may have; ``took``: seconds to its receipt."""
        now = self._monotonic()
        if took is not None:
            self._quickest = min(self._quickest, took)
        quickest = min(self._quickest, self._quickest_before)
        # The first ones wait for connections, and say little about how quick the way can be.
        at = now - quickest if self._ends >= _TELLING and quickest < math.inf else now
        self._under_way -= 1
        self._overall.append(max(at, self._overall[-1]) if self._overall else at)
        recent = self._chats[chat]
        recent.under_way -= 1
        recent.last = at
        if recent.instants is not None:
            recent.instants.append(at)
        self._ends += 1
        if self._ends % _RENEW_EVERY == 0:
            self._quickest_before, self._quickest = self._quickest, math.inf
        if self._ends % _SWEEP_EVERY == 0:
            self._sweep(now)

    def unused(self, chat: Address) -> None:
        """Take a grant back: nothing was sent, for certain."""
        self._under_way -= 1
        self._chats[chat].under_way -= 1

    @contextmanager
    def answer_waiting(self) -> Iterator[None]:
        """Keep the next place in the window for an answer, before all reminders."""
        self._answers_waiting += 1
        try:
            yield
        finally:
            self._answers_waiting -= 1

    def refuse(self, chat: Address, wait: timedelta) -> None:
        """The messenger asked for a pause: of this chat, or of all when another chat pauses already."""
        now = self._monotonic()
        until = now + wait.total_seconds()
        others = any(end > now for other, end in self._pauses.items() if other != chat)
        self._pauses[chat] = max(until, self._pauses.get(chat, until))
        if others and not self._limits.apart:
            self._halted_until = max(self._halted_until, until)

    def halt(self, wait: timedelta) -> None:
        """Nothing goes out for a while."""
        self._halted_until = max(self._halted_until, self._monotonic() + wait.total_seconds())

    @property
    def halted(self) -> bool:
        """Whether nothing at all may go out at present."""
        return self._halted_until > self._monotonic()

    def _chat_wait(self, chat: Address, *, group: bool, answer: bool) -> float:
        now, limits = self._monotonic(), self._limits
        ready = self._pauses.get(chat, -math.inf)
        recent = self._chats.get(chat)
        if recent is None:
            return max(0.0, ready - now)
        if recent.under_way:
            return max(ready - now, _SOON)
        gap = limits.group_gap if group and not answer else limits.chat_window
        ready = max(ready, recent.last + gap)
        if recent.instants is not None and len(recent.instants) == limits.group:
            ready = max(ready, recent.instants[0] + limits.group_window)
        return max(0.0, ready - now)

    def _sweep(self, now: float) -> None:
        self._pauses = {chat: end for chat, end in self._pauses.items() if end > now}
        window = self._limits.chat_window
        group_window = self._limits.group_window
        self._chats = {
            chat: recent
            for chat, recent in self._chats.items()
            if recent.under_way
            or recent.last + (window if recent.instants is None else group_window) > now
        }
