"""Garbled answers on order, which the next calls of the bot get instead of being carried out."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass


@dataclass(frozen=True)
class GarbledAnswer:
    """Status and body of an HTTP answer that is none of the Bot API."""

    status: int
    body: bytes


class Faults:
    """Ordered answers, first in first out per method; method names in any case."""

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[GarbledAnswer]] = defaultdict(deque)

    def garble_next(self, method: str, *, status: int, body: bytes) -> None:
        """The next call of this method gets this answer."""
        self._ordered[method.lower()].append(GarbledAnswer(status, body))

    def take(self, method: str) -> GarbledAnswer | None:
        """The answer ordered for this call, which is then used up."""
        ordered = self._ordered[method.lower()]
        return ordered.popleft() if ordered else None
