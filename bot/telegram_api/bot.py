"""PTB's bot, which seals every button that it sends and follows groups that have moved.

Only here is PTB's private ``_post`` named, through which all its methods go. Its public ways parse a
result as a whole, in longer than the call takes, and fail on a batch of updates for one bad one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Protocol

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.conversation.addresses import TelegramId, telegram, telegram_id
from bot.conversation.sealing import Seal
from bot.telegram_api.markup import is_markup_refused, without_markup
from bot.views.screen import Screen, keyboard_json
from scheduler.address import Address

_LAST_BASIC_GROUP = -1_000_000_000_000
"""Ids of supergroups are below this; a supergroup never moves."""

GONE = "Message to edit not found"
"""Telegram's words about a missing message; the messages of the old chat are not in the new one."""

_UPGRADED = "upgraded to a supergroup"
_NOT_READY = ("chat not found", "not a member")
"""Telegram's words about a supergroup in the moment in which it comes into being."""

PAUSE_SECONDS = 1.0
MOST_PAUSES = 3

log = logging.getLogger(__name__)


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
    is what PTB's own bot takes: token, addresses, HTTP clients, rate limiter. What is refused for its
    markup goes out once more as plain text.
    """

    def __init__(
        self,
        seal: Seal,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        **connection: Any,
    ) -> None:
        super().__init__(**connection)
        self._seal = seal
        self._sleep = sleep
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
            except (BadRequest, Forbidden) as error:
                # In the moment of the move Telegram does not always say where to.
                new = await self._moved_meanwhile(self._moves, old, error)
                if new == old:
                    raise
        return await self._post_anew(endpoint, _redirected(data, telegram_id(new)), **options)

    async def _moved_meanwhile(self, moves: GroupIds, old: Address, error: Exception) -> Address:
        """Where the group is, once the news of its move is in; the same place when there is none."""
        new = await moves.now_at(old)
        for _ in range(MOST_PAUSES if _UPGRADED in str(error).lower() else 0):
            if new != old:
                break
            await self._sleep(PAUSE_SECONDS)
            new = await moves.now_at(old)
        return new

    async def _post_anew(self, endpoint: str, data: Any, **options: Any) -> Any:
        """Call for a supergroup that may only just have come into being."""
        for pauses_left in reversed(range(MOST_PAUSES + 1)):
            try:
                return await self._post_there(endpoint, data, **options)
            except (BadRequest, Forbidden) as error:
                said = error.message.lower()
                if not pauses_left or not any(each in said for each in _NOT_READY):
                    raise
                await self._sleep(PAUSE_SECONDS)
        raise AssertionError  # the last attempt has returned or raised

    async def _post_there(self, endpoint: str, data: Any, **options: Any) -> Any:
        # All methods come through here, before defaults and limits; PTB's own button cache replaces
        # the data of buttons in the same place.
        markup = data.get("reply_markup") if data else None
        if isinstance(markup, InlineKeyboardMarkup):
            data = {**data, "reply_markup": self._sealed(markup, TelegramId(data["chat_id"]))}
        elif isinstance(markup, Screen):
            sealed = partial(self._seal.sealed, chat_id=TelegramId(data["chat_id"]))
            data = {**data, "reply_markup": keyboard_json(markup, sealed)}
        try:
            return await super()._post(endpoint, data, **options)
        except BadRequest as error:
            plain = without_markup(data or {})
            if plain is None or not is_markup_refused(error):
                raise
            log.exception("the markup of a message was refused", extra={"endpoint": endpoint})
        return await super()._post(endpoint, plain, **options)

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
    """Call a method of the Bot API; the result as it came, not parsed. Timeouts are in seconds.

    A :class:`Screen` as ``reply_markup`` stands for its buttons.
    """
    return await bot._post(method, fields, **timeouts)


def _redirected(data: Mapping[str, Any], new: TelegramId) -> dict[str, Any]:
    """The same call for the new chat, in which messages have other numbers."""
    if "message_id" in data:
        raise BadRequest(GONE)
    return {
        **{key: each for key, each in data.items() if key != "reply_parameters"},
        "chat_id": new,
    }
