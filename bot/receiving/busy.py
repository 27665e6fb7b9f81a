"""Tells people that the bot is busy, when not even their update could be stored.

Nothing is lost by that: Telegram keeps what was not acknowledged, and sends it again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.conversation.addresses import TelegramId
from bot.telegram_api.raw_updates import RawUpdate, chat_of
from bot.texts.catalogue import locale_for, texts
from scheduler.clock import uptime

QUIET_SECONDS = 60.0
"""A chat is told no more often."""

log = logging.getLogger(__name__)


class BusySign:
    """Answers button presses and private messages, in the language of the sender."""

    def __init__(self, bot: Bot, monotonic: Callable[[], float] = uptime) -> None:
        self._bot = bot
        self._monotonic = monotonic
        self._told: dict[TelegramId, float] = {}

    async def show(self, updates: Sequence[RawUpdate]) -> None:
        """Tell each chat once; a failure is logged, and ends the telling."""
        now = self._monotonic()
        self._told = {chat: at for chat, at in self._told.items() if now - at < QUIET_SECONDS}
        for raw in updates:
            chat = chat_of(raw)
            if chat in self._told:
                continue
            try:
                if await self._tell(raw, chat):
                    self._told[chat] = now
            except TelegramError:
                log.warning("nobody could be told that the bot is busy", exc_info=True)
                return

    async def _tell(self, raw: RawUpdate, chat: TelegramId) -> bool:
        query, message = _part(raw, "callback_query"), _part(raw, "message")
        sender = _part(query or message, "from")
        code = sender.get("language_code")
        text = texts(locale_for(code if isinstance(code, str) else None)).plain("refusal-busy")
        if isinstance(query.get("id"), str):
            return await self._bot.answer_callback_query(query["id"], text)
        if sender.get("id") == chat and sender.get("is_bot") is False:
            return bool(await self._bot.send_message(chat, text))
        return False


def _part(raw: Any, key: str) -> dict[str, Any]:
    found = raw.get(key)
    return found if isinstance(found, dict) else {}
