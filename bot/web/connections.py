"""The connections of the web server: so many, and none that keeps the server waiting for long."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


@dataclass(frozen=True)
class ConnectionLimits:
    """What one connection, and all together, may take."""

    header_seconds: float = 10.0
    """From when a connection is made, or was last answered, until a request's header is there."""
    body_seconds: float = 20.0
    """From then until its body is."""
    idle_seconds: int = 5
    """An answered connection of which nothing more comes ends after this."""
    connections: int = 100
    """Telegram itself uses 40; twice as many with what is just being accepted still leave a program of
    256 descriptors enough of them."""
    backlog: int = 32
    """The most that are accepted in one go, before any of them is looked at."""


class BoundedProtocol(H11Protocol):
    """The library's protocol, which by itself waits for ever for a request that never ends.

    When there are too many connections, that which has kept the server waiting for longest goes: a
    whole request (a health check) is answered however many are half open. When all have a request that
    is being answered, the new one goes.
    """

    limits = ConnectionLimits()

    _waits_for: type[object] | None = None
    """``h11.IDLE``: a header; ``h11.SEND_BODY``: the rest of a body; None: nothing."""
    _waits_since = 0.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(  # type: ignore[override]  # the library narrows it in the same way
        self, transport: asyncio.Transport
    ) -> None:
        """Make room for it first."""
        super().connection_made(transport)
        self._look()
        if len(self.connections) > self.limits.connections:
            self._longest_waiting().drop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        super().connection_lost(exc)
        self._wait_for(None)

    def handle_events(self) -> None:
        """Go through what has come, then see what is still to come."""
        super().handle_events()
        self._look()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._look()

    def drop(self) -> None:
        """End it without another word, and count it no longer."""
        self.connections.discard(self)
        self._wait_for(None)
        self.transport.abort()

    def _look(self) -> None:
        state = self.conn.their_state
        self._wait_for(state if state in (h11.IDLE, h11.SEND_BODY) else None)

    def _wait_for(self, awaited: type[object] | None) -> None:
        """Begin to wait, or go on as before: a byte now and then gives no more time."""
        if awaited is self._waits_for:
            return
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._waits_for = awaited
        if awaited is None or self.transport.is_closing():
            return
        seconds = self.limits.header_seconds if awaited is h11.IDLE else self.limits.body_seconds
        self._waits_since = self.loop.time()
        self._deadline = self.loop.call_later(seconds, self.drop)

    def _longest_waiting(self) -> BoundedProtocol:
        waiting = [
            each
            for each in self.connections
            if isinstance(each, BoundedProtocol) and each._waits_for is not None
        ]
        return min(waiting, key=lambda each: each._waits_since, default=self)


def bounded_by(limits: ConnectionLimits) -> type[BoundedProtocol]:
    """The protocol with these limits, as the server takes it."""
    return type("Bounded", (BoundedProtocol,), {"limits": limits})
