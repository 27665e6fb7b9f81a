"""Telegram's published limits for sending, applied strictly when a test switches them on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from math import ceil

from bot.messenger.errors import too_many_requests

ALL_PER_SECOND = 30
GROUP_PER_MINUTE = 20
CHAT_PER_SECOND = 1


class FloodLimits:
    """At most 30 messages in any second, one a second in a chat, 20 in any minute in a group."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._sent: defaultdict[int | None, deque[float]] = defaultdict(deque)

    def take(self, chat_id: int) -> None:
        """Count one message to this chat.

        Raises:
            ApiError: 429, one of the limits is reached; nothing is counted.
        """
        now = self._elapsed()
        windows: list[tuple[int | None, int, float]] = [
            (None, ALL_PER_SECOND, 1.0),
            (chat_id, CHAT_PER_SECOND, 1.0),
        ]
        if chat_id < 0:
            windows[1] = (chat_id, GROUP_PER_MINUTE, 60.0)
        for key, most, seconds in windows:
            sent = self._sent[key]
            while sent and now - sent[0] >= seconds:
                sent.popleft()
            if len(sent) >= most:
                raise too_many_requests(max(1, ceil(seconds - (now - sent[0]))))
        for key, _, _ in windows:
            self._sent[key].append(now)
