"""Putting a screen into the chat: as a new message, or in place of the one whose button was pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.conversation.addresses import TelegramId
from bot.conversation.chats import is_private, topic
from bot.telegram_api.bot import call
from bot.views.layout import parts
from bot.views.screen import Screen

_NO_PREVIEW = '{"is_disabled":true}'

_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited")


async def say(update: Update, screen: Screen) -> None:
    """Answer with a new message; a long text becomes several, the buttons under the last one.

    In a group it is a reply to the message that asked, and stays in its topic.
    """
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    thread_id = topic(update)
    asked = None if is_private(update) else update.message
    bot, texts = chat.get_bot(), parts(screen.text)
    for number, text in enumerate(texts, start=1):
        place: dict[str, Any] = {
            "chat_id": chat.id,
            "message_thread_id": thread_id,
            "reply_parameters": (
                ReplyParameters(asked.message_id, allow_sending_without_reply=True)
                if asked is not None and number == 1
                else None
            ),
        }
        last = screen if number == len(texts) else None
        await call(bot, "sendMessage", place | _shown(text, last))


async def send(bot: Bot, chat: TelegramId, screen: Screen) -> None:
    """Put it into another chat than that of the update, in which it is not waited for."""
    await call(bot, "sendMessage", {"chat_id": chat} | _shown(screen.text, screen))


async def show(update: Update, screen: Screen) -> bool:
    """Put the screen in place of the message whose button was pressed; False: it showed that already.

    It is a new message when nothing was pressed, the old message is gone, or the text is too long
    for one.
    """
    query = update.callback_query
    texts = parts(screen.text)
    if query is None or not isinstance(query.message, Message) or len(texts) > 1:
        await say(update, screen)
        return True
    place = {"chat_id": query.message.chat.id, "message_id": query.message.message_id}
    try:
        await call(query.get_bot(), "editMessageText", place | _shown(texts[0], screen))
    except BadRequest as error:
        reason = error.message.lower()
        if any(gone in reason for gone in _GONE):
            await say(update, screen)
        elif _UNCHANGED in reason:
            return False
        else:
            raise
    return True


async def take_away_pressed(query: CallbackQuery, opened: Callable[[str], str]) -> bool:
    """Take the button that was pressed from its message; False: it was taken away before.

    ``opened`` takes the seals from the other buttons: the bot seals what it sends.
    """
    if not isinstance(query.message, Message) or query.message.reply_markup is None:
        return False
    left = [
        [_opened_button(each, opened) for each in row if each.callback_data != query.data]
        for row in query.message.reply_markup.inline_keyboard
    ]
    try:
        await query.edit_message_reply_markup(InlineKeyboardMarkup([row for row in left if row]))
    except BadRequest as error:
        if _UNCHANGED not in error.message.lower():
            raise
        return False
    return True


def _opened_button(
    button: InlineKeyboardButton, opened: Callable[[str], str]
) -> InlineKeyboardButton:
    if not isinstance(button.callback_data, str):
        return button
    return InlineKeyboardButton(button.text, callback_data=opened(button.callback_data))


def _shown(text: str, buttons: Screen | None) -> dict[str, Any]:
    """A text with the buttons of a screen, as the bot takes them; nobody reads the message that comes of it."""
    return {
        "text": text,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": buttons,
    }
