"""Telegram's ids, and the addresses that stand for them outside this package."""

from __future__ import annotations

from typing import NewType

from scheduler.address import Address

TelegramId = NewType("TelegramId", int)
"""A Telegram user or chat id, up to 52 significant bits; never to be taken for one of ours."""

TopicId = NewType("TopicId", int)
"""A topic of a forum: Telegram's ``message_thread_id``, which counts within the chat."""

TELEGRAM = "telegram"
"""The channel of Telegram's addresses."""


def telegram(id_: int, topic: TopicId | None = None) -> Address:
    """The address of a Telegram user or chat, or of a topic of that chat."""
    return Address(TELEGRAM, str(id_) if topic is None else f"{id_}/{topic}")


def telegram_id(address: Address) -> TelegramId:
    """The user or chat at an address of Telegram; of a topic, its chat."""
    return TelegramId(int(address.chat.id))


def topic_of(address: Address) -> TopicId | None:
    """The topic at an address of Telegram; None where it is a whole chat."""
    return TopicId(int(address.part)) if address.part else None
