"""Telegram's ids as addresses, and back."""

from __future__ import annotations

from scheduler.address import Address
from scheduler.roster.model import TELEGRAM, TelegramId


def telegram(id_: int) -> Address:
    """The address of a Telegram user or chat."""
    return Address(TELEGRAM, str(id_))


def telegram_id(address: Address) -> TelegramId:
    """The user or chat at an address of Telegram."""
    return TelegramId(int(address.id))
