"""Joins a python-telegram-bot Application to the messenger, and feeds it updates without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import HTTPXRequest

from bot.messenger.api.bot_api import BASE_FILE_URL, BASE_URL
from bot.messenger.messenger import Messenger


def connection(messenger: Messenger) -> dict[str, Any]:
    """Arguments for making a bot that talks to this messenger."""
    return {
        "token": messenger.token,
        "base_url": BASE_URL,
        "base_file_url": BASE_FILE_URL,
        "request": _request(messenger),
        "get_updates_request": _request(messenger),
    }


def joined(builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any], messenger: Messenger) -> Any:
    """The builder with PTB's own bot, joined to this messenger."""
    return builder.bot(ExtBot(**connection(messenger)))


class Driver:
    """Takes updates through getUpdates and lets an initialised Application handle them.

    ``settle`` suits :attr:`~bot.messenger.world.state.MessengerState.settle`. It handles one update after
    the other; with ``together``, those that wait at the same time concurrently.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        *,
        together: bool = False,
        allowed_updates: Sequence[str] = tuple(Update.ALL_TYPES),
    ) -> None:
        self._application = application
        self._allowed_updates = allowed_updates
        self._together = together
        self._offset = 0

    async def settle(self) -> None:
        """Return once no update is left."""
        while batch := await self._fetch():
            if self._together:
                await asyncio.gather(*map(self._application.process_update, batch))
            else:
                for update in batch:
                    await self._application.process_update(update)

    async def _fetch(self) -> tuple[Update, ...]:
        batch: tuple[Update, ...] = await self._application.bot.get_updates(
            offset=self._offset, timeout=0, allowed_updates=self._allowed_updates
        )
        if batch:
            self._offset = batch[-1].update_id + 1
        return batch


def _request(messenger: Messenger) -> HTTPXRequest:
    return HTTPXRequest(httpx_kwargs={"transport": messenger.api.transport()})
