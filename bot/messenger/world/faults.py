"""Faults on order: what the next calls of the bot meet instead of an answer."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.messenger.errors import ApiError

ANY = "*"


@dataclass
class Barrier:
    """Holds a call back: ``reached`` is set when it has come, ``opened`` lets it go on."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class RefusedCall:
    """The call is answered with an error and does nothing."""

    error: ApiError


@dataclass(frozen=True)
class GarbledCall:
    """The answer is these bytes; ``delivered`` says whether the call took effect."""

    status: int
    body: bytes
    delivered: bool


@dataclass(frozen=True)
class TimedOutCall:
    """No answer comes; ``delivered`` says whether the call took effect."""

    delivered: bool


@dataclass(frozen=True)
class DroppedCall:
    """The connection breaks off; ``delivered`` says whether the call took effect."""

    delivered: bool


@dataclass(frozen=True)
class DelayedCall:
    """The call waits at a gate and then goes on as usual."""

    gate: Barrier


Fault = RefusedCall | GarbledCall | TimedOutCall | DroppedCall | DelayedCall


class Faults:
    """Ordered faults, first in first out per method; ``"*"`` stands for any method.

    Method names are as in the Bot API, in any case. A timeout and a broken connection can be told
    apart only in process (ASGITransport), where they raise httpx's own exceptions at once; over a
    real socket both become a bare 500.
    """

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def fail_next(
        self,
        method: str,
        code: int,
        description: str,
        parameters: Mapping[str, int] | None = None,
        *,
        times: int = 1,
    ) -> None:
        """The next calls get this error, such as 429 with ``{"retry_after": 3}``."""
        for _ in range(times):
            self._order(method, RefusedCall(ApiError(code, description, parameters)))

    def garble_next(
        self,
        method: str,
        *,
        status: int = 502,
        body: bytes = b"<html><body>502 Bad Gateway</body></html>",
        delivered: bool = False,
    ) -> None:
        """The next call gets an answer that is none."""
        self._order(method, GarbledCall(status, body, delivered))

    def time_out_next(self, method: str, *, delivered: bool) -> None:
        """The next call never gets an answer; the bot sees its read timeout."""
        self._order(method, TimedOutCall(delivered))

    def drop_next(self, method: str, *, delivered: bool) -> None:
        """The next call's connection breaks off."""
        self._order(method, DroppedCall(delivered))

    def hold_next(self, method: str) -> Barrier:
        """The next call waits until the gate is opened."""
        gate = Barrier()
        self._order(method, DelayedCall(gate))
        return gate

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, which is then used up."""
        for key in (method.lower(), ANY):
            if self._ordered[key]:
                return self._ordered[key].popleft()
        return None

    def _order(self, method: str, fault: Fault) -> None:
        self._ordered[method.lower()].append(fault)
