"""PTB's bot, which seals every button that it sends and follows groups that have moved.

Only here is PTB's private ``_post`` named, through which all its methods go. Its public ways parse a
result as a whole, in longer than the call takes, and fail on a batch of updates for one bad one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated
from telegram.ext import ExtBot

from bot.conversation.addresses import TelegramId, telegram, telegram_id
from bot.conversation.sealing import Seal
from scheduler.address import Address

_LAST_BASIC_GROUP = -1_000_000_000_000
"""Ids of supergroups are below this; a supergroup never moves."""

GONE = "Message to edit not found"
"""Telegram's words about a missing message; the messages of the old chat are not in the new one."""


class GroupIds(Protocol):
    """Knows the groups that became supergroups: ``scheduler.membership.groups``."""

    async def now_at(self, address: Address) -> Address:
        """The present address of the group."""
        ...

    async def moved(self, old: Address, new: Address) -> None:
        """The messenger says that the group has another id."""
        ...


class DutyBot(ExtBot[None]):
    """Seals the buttons of a message for the chat that it goes to; all else is PTB's.

    Calls for a group that has moved go to its present id, once :meth:`follow` was called. ``connection``
    is what PTB's own bot takes: token, addresses, HTTP clients, rate limiter.
    """

    def __init__(self, seal: Seal, **connection: Any) -> None:
        super().__init__(**connection)
        self._seal = seal
        self._moves: GroupIds | None = None

    def follow(self, moves: GroupIds) -> None:
        """Look up in ``moves``, from now on, where a group is."""
        self._moves = moves

    async def _post(self, endpoint: str, data: Any = None, **options: Any) -> Any:
        chat_id = data.get("chat_id") if data else None
        if self._moves is None or not isinstance(chat_id, int):
            return await self._post_there(endpoint, data, **options)
        if not _LAST_BASIC_GROUP < chat_id < 0:
            return await self._post_there(endpoint, data, **options)
        old = telegram(chat_id)
        new = await self._moves.now_at(old)
        if new == old:
            try:
                return await self._post_there(endpoint, data, **options)
            except ChatMigrated as error:
                new = telegram(error.new_chat_id)
                await self._moves.moved(old, new)
        return await self._post_there(endpoint, _redirected(data, telegram_id(new)), **options)

    async def _post_there(self, endpoint: str, data: Any, **options: Any) -> Any:
        # All methods come through here, before defaults and limits; PTB's own button cache replaces
        # the data of buttons in the same place.
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
        sealed = self._seal.sealed(button.callback_data, chat_id)
        return InlineKeyboardButton(button.text, callback_data=sealed)


async def call(bot: Bot, method: str, fields: dict[str, Any], **timeouts: Any) -> Any:
    """Call a method of the Bot API; the result as it came, not parsed. Timeouts are in seconds."""
    return await bot._post(method, fields, **timeouts)


def _redirected(data: Mapping[str, Any], new: TelegramId) -> dict[str, Any]:
    """The same call for the new chat, in which messages have other numbers."""
    if "message_id" in data:
        raise BadRequest(GONE)
    return {
        **{key: each for key, each in data.items() if key != "reply_parameters"},
        "chat_id": new,
    }
