"""How far a file is, in the message under which it was asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable

from telegram import Bot
from telegram.error import TelegramError

from bot.conversation.addresses import telegram_id
from bot.texts.catalogue import Html
from bot.texts.naming import texts_of
from bot.views.closing.exports import ended_text, progress_text
from clauses.library import Library
from scheduler.closing.exports import ExportState, FileTask

SHOWN_EVERY_SECONDS = 3.0

log = logging.getLogger(__name__)


class ChatProgress:
    """Edits the message; one that cannot be edited is let be."""

    def __init__(self, bot: Bot, library: Library, monotonic: Callable[[], float]) -> None:
        self._bot = bot
        self._library = library
        self._monotonic = monotonic
        self._shown_at = float("-inf")

    async def show(self, task: FileTask, done: int, total: int) -> None:
        """Show how many items are in, now and then."""
        if self._monotonic() - self._shown_at < SHOWN_EVERY_SECONDS:
            return
        self._shown_at = self._monotonic()
        t = texts_of(self._library, task.person.locale)
        await self._edit(task, progress_text(task.organisation, task.export, t, done, total))

    async def end(self, task: FileTask, state: ExportState) -> None:
        """Show how it ended."""
        self._shown_at = float("-inf")
        t = texts_of(self._library, task.person.locale)
        await self._edit(task, ended_text(task.organisation, task.export, state, t))

    async def _edit(self, task: FileTask, text: Html) -> None:
        if task.export.message_id is None:
            return
        try:
            await self._bot.edit_message_text(
                text,
                chat_id=telegram_id(task.person.address),
                message_id=task.export.message_id,
                parse_mode="HTML",
            )
        except TelegramError:
            log.info("progress could not be shown", exc_info=True)
