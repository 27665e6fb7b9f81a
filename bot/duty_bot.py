"""PTB's bot, with a seal on every button that it sends."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot

from bot.sealing import Seal
from scheduler.roster import TelegramId


class DutyBot(ExtBot[None]):
    """Seals the buttons of a message for the chat that it goes to; all else is PTB's.

    ``connection`` is what PTB's own bot takes: token, addresses, HTTP clients, rate limiter.
    """

    def __init__(self, seal: Seal, **connection: Any) -> None:
        super().__init__(**connection)
        with self._unfrozen():
            self.seal = seal

    async def _post(self, endpoint: str, data: Any = None, **options: Any) -> Any:
        # The one way that all methods share, before defaults and limits; PTB's own button cache
        # replaces what buttons carry in the same place.
        markup = data.get("reply_markup") if data else None
        if isinstance(markup, InlineKeyboardMarkup):
            data = {**data, "reply_markup": self._sealed(markup, TelegramId(data["chat_id"]))}
        return await super()._post(endpoint, data, **options)

    def _sealed(self, markup: InlineKeyboardMarkup, chat_id: TelegramId) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup(
            [
                [self._sealed_button(button, chat_id) for button in row]
                for row in markup.inline_keyboard
            ]
        )

    def _sealed_button(
        self, button: InlineKeyboardButton, chat_id: TelegramId
    ) -> InlineKeyboardButton:
        if not isinstance(button.callback_data, str):
            return button
        sealed = self.seal.sealed(button.callback_data, chat_id)
        return InlineKeyboardButton(button.text, callback_data=sealed)
