"""Changes, as open pages are told of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

Json = dict[str, Any]


class Changes:
    """Changes for all listeners; a slow listener misses nothing, it only lags."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json | None]] = set()
        self._is_closed = False

    def publish(self, kind: str, **details: object) -> None:
        """Tell all listeners."""
        for queue in self._listeners:
            queue.put_nowait({"kind": kind, **details})

    async def listen(self, quiet_seconds: float) -> AsyncIterator[Json | None]:
        """Every change from now on; None after each ``quiet_seconds`` without one. Ends on close."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            while not self._is_closed:
                try:
                    change = await asyncio.wait_for(queue.get(), quiet_seconds)
                except TimeoutError:
                    yield None
                    continue
                if change is None:
                    return
                yield change
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """End every listener, so that the web server can stop."""
        self._is_closed = True
        for queue in self._listeners:
            queue.put_nowait(None)
