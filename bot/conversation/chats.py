"""The chat of an update, and the words in it."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType

from bot.conversation.addresses import TelegramId, TopicId, telegram
from scheduler.address import Address

GROUP_TYPES = (ChatType.GROUP, ChatType.SUPERGROUP)


def is_private(update: Update) -> bool:
    """Whether it comes from somebody's own chat with the bot; an inline query comes from no chat."""
    chat = update.effective_chat
    return chat is not None and chat.type == ChatType.PRIVATE


def group_id(update: Update) -> TelegramId | None:
    """The group that it comes from."""
    chat = update.effective_chat
    return TelegramId(chat.id) if chat is not None and chat.type in GROUP_TYPES else None


def topic(update: Update) -> TopicId | None:
    """The topic of a forum that it comes from; None in its general topic, and everywhere else.

    The number of a thread alone says nothing: replies outside of forums have one too.
    """
    message = update.effective_message
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    number = message.message_thread_id
    return None if number is None else TopicId(number)


def place(update: Update) -> Address:
    """The chat that it comes from, or the topic of that chat."""
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    return telegram(chat.id, topic(update))


def written(update: Update) -> str:
    """The text of the message, "" where there is none; a caption does not count."""
    message = update.effective_message
    return (message.text if message is not None else None) or ""
