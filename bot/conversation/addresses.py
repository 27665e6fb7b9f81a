"""Telegram's ids, and the addresses that stand for them outside this package."""

from __future__ import annotations

from typing import NewType

from scheduler.address import Address

TelegramId = NewType("TelegramId", int)
"""A Telegram user or chat id, up to 52 significant bits; never to be taken for one of ours."""

TELEGRAM = "telegram"
"""The channel of Telegram's addresses."""


def telegram(id_: int) -> Address:
    """The address of a Telegram user or chat."""
    return Address(TELEGRAM, str(id_))


def telegram_id(address: Address) -> TelegramId:
    """The user or chat at an address of Telegram."""
    return TelegramId(int(address.id))
