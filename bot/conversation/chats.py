"""The chat of an update, and the words in it."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType

from bot.conversation.addresses import TelegramId

GROUP_TYPES = (ChatType.GROUP, ChatType.SUPERGROUP)


def is_private(update: Update) -> bool:
    """Whether it comes from somebody's own chat with the bot; an inline query comes from no chat."""
    chat = update.effective_chat
    return chat is not None and chat.type == ChatType.PRIVATE


def group_id(update: Update) -> TelegramId | None:
    """The group that it comes from."""
    chat = update.effective_chat
    return TelegramId(chat.id) if chat is not None and chat.type in GROUP_TYPES else None


def written(update: Update) -> str:
    """The text of the message, "" where there is none; a caption does not count."""
    message = update.effective_message
    return (message.text if message is not None else None) or ""
