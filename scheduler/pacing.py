"""Keeps to the messenger's limits over any window, not just on average.

A bucket that fills up while idle lets twice the limit through at once; here the instants of the last
messages themselves are kept. See https://core.telegram.org/bots/faq, "My bot is hitting limits".
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from scheduler.roster import TelegramId

_SWEEP_EVERY = 1000


@dataclass(frozen=True)
class Limits:
    """How many messages may go out within a window; the windows are in seconds.

    Telegram allows 30, 1 and 20. The margins are for what travels faster than what went before it.
    """

    overall: int = 28
    overall_window: float = 1.0
    chat_window: float = 1.05
    group: int = 20
    group_window: float = 60.05


class Pacer:
    """Says when the next message to a chat may go out; time comes from ``monotonic``, in seconds."""

    def __init__(self, monotonic: Callable[[], float], limits: Limits | None = None) -> None:
        self._monotonic = monotonic
        self._limits = limits or Limits()
        self._overall: deque[float] = deque(maxlen=self._limits.overall)
        self._chats: dict[TelegramId, float] = {}
        self._groups: dict[TelegramId, deque[float]] = {}
        self._pauses: dict[TelegramId, float] = {}
        self._halted_until = -math.inf
        self._takes = 0

    def take(self, chat: TelegramId, *, group: bool) -> float:
        """Take the right to send one message now.

        Returns:
            0.0 when it was granted. Otherwise nothing was taken, and asking again makes sense
            after this many seconds.
        """
        now = self._monotonic()
        ready = self._ready_at(chat, group=group)
        if ready > now:
            return ready - now
        self._overall.append(now)
        self._chats[chat] = now
        if group:
            recent = self._groups.setdefault(chat, deque(maxlen=self._limits.group))
            recent.append(now)
        self._takes += 1
        if self._takes % _SWEEP_EVERY == 0:
            self._sweep(now)
        return 0.0

    def refuse(self, chat: TelegramId, wait: timedelta) -> None:
        """The messenger asked for a pause: of this chat, or of all when another chat pauses already."""
        now = self._monotonic()
        until = now + wait.total_seconds()
        others = any(end > now for other, end in self._pauses.items() if other != chat)
        self._pauses[chat] = max(until, self._pauses.get(chat, until))
        if others:
            self._halted_until = max(self._halted_until, until)

    def halt(self, wait: timedelta) -> None:
        """Nothing goes out for a while."""
        self._halted_until = max(self._halted_until, self._monotonic() + wait.total_seconds())

    @property
    def halted(self) -> bool:
        """Whether nothing at all may go out at present."""
        return self._halted_until > self._monotonic()

    def _ready_at(self, chat: TelegramId, *, group: bool) -> float:
        limits = self._limits
        ready = max(self._halted_until, self._pauses.get(chat, -math.inf))
        if len(self._overall) == limits.overall:
            ready = max(ready, self._overall[0] + limits.overall_window)
        if chat in self._chats:
            ready = max(ready, self._chats[chat] + limits.chat_window)
        recent = self._groups.get(chat) if group else None
        if recent is not None and len(recent) == limits.group:
            ready = max(ready, recent[0] + limits.group_window)
        return ready

    def _sweep(self, now: float) -> None:
        limits = self._limits
        self._pauses = {chat: end for chat, end in self._pauses.items() if end > now}
        self._chats = {
            chat: at for chat, at in self._chats.items() if at + limits.chat_window > now
        }
        self._groups = {
            chat: recent
            for chat, recent in self._groups.items()
            if recent[-1] + limits.group_window > now
        }
