"""Fetches updates by long polling; each batch is stored before the next request acknowledges it.

The library's own polling acknowledges a batch before its handlers run, loses it when the process is
killed, and never gets past an update that it cannot parse.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot
from telegram.error import Conflict

from bot.receiving.retrying import SHORTEST_PAUSE, Retrying
from bot.telegram_api.bot import call
from bot.telegram_api.raw_updates import RawUpdate, id_of
from scheduler.clock import uptime

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
    "poll_answer",
)
"""Asked for in full each time: Telegram remembers the last list, and leaves some out by itself."""

POLL_SECONDS = 30
_READ_MARGIN_SECONDS = 10.0
"""The answer to a long poll may come this much later than its end."""


class Polling:
    """``store`` makes a batch durable; ``stopping`` ends a long poll at once."""

    def __init__(
        self,
        bot: Bot,
        store: Callable[[Sequence[RawUpdate]], Awaitable[None]],
        retrying: Retrying,
        stopping: asyncio.Event,
        *,
        seconds: int = POLL_SECONDS,
    ) -> None:
        self._bot = bot
        self._store = store
        self._retrying = retrying
        self._stopping = stopping
        self._seconds = seconds
        self._offset: int | None = None
        """The id to ask for next, which acknowledges all updates before it."""
        self.room = asyncio.Event()
        """Set while the inbox has room for what would be fetched."""
        self.conflict = ""
        self.conflict_at: float | None = None
        """Telegram's last words on another program that fetches the updates of this bot; the uptime."""
        self.asked_at = uptime()
        """The uptime at which Telegram last answered a request for updates; of no use with a webhook."""

    async def run(self) -> None:
        """Fetch one batch after the other until the end."""
        while not self._stopping.is_set():
            await self.room.wait()
            await self._retrying.until_it_works(self._fetch)

    async def _fetch(self) -> None:
        began = uptime()
        asking = asyncio.create_task(self._ask())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            if not asking.done():
                asking.cancel()
        if not asking.done() or asking.cancelled():
            await asyncio.gather(asking, return_exceptions=True)
            return
        batch = asking.result()
        if not batch and uptime() - began < SHORTEST_PAUSE:
            await self._retrying.pause(SHORTEST_PAUSE)  # the server answers long polls at once
        await self._store(batch)
        ids = [id_ for raw in batch if (id_ := id_of(raw)) is not None]
        if batch and not ids:
            raise ValueError("updates without ids")  # to slow down: they would come at once again
        if ids:
            self._offset = max(ids) + 1

    async def _ask(self) -> list[dict[str, Any]]:
        try:
            answer = await call(
                self._bot,
                "getUpdates",
                {
                    "offset": self._offset,
                    "timeout": self._seconds,
                    "allowed_updates": list(ALLOWED_UPDATES),
                },
                read_timeout=self._seconds + _READ_MARGIN_SECONDS,
            )
        except Conflict as error:
            self.conflict, self.conflict_at = error.message, uptime()
            raise
        if not isinstance(answer, list) or not all(isinstance(raw, dict) for raw in answer):
            raise TypeError("getUpdates answered with something else than updates")
        self.asked_at = uptime()
        return answer
