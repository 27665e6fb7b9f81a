"""The Bot API's methods, one file per subject; names in lower case, as Telegram compares them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.messenger.api.methods import chats, media, messages, polls, profile, queries, receiving
from bot.messenger.api.params import Params
from bot.messenger.world.state import MessengerState

Method = Callable[[MessengerState, Params], object | Awaitable[object]]

METHODS: dict[str, Method] = {
    name.lower(): method
    for subject in (receiving, messages, media, polls, queries, chats, profile)
    for name, method in subject.METHODS.items()
}
