"""The bot's own profile: commands and descriptions."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.world import objects
from bot.messenger.world.commands import checked_commands, scope_key
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json

DESCRIPTION_CHARACTERS = 512
SHORT_DESCRIPTION_CHARACTERS = 120


def get_me(messenger: MessengerState, _: Params) -> Json:
    """The bot itself."""
    return objects.me(messenger.world)


def set_my_commands(messenger: MessengerState, params: Params) -> bool:
    """Set the list for one scope and language."""
    scope = params.json("scope", called="BotCommandScope")
    key = scope_key(messenger.world, scope, params.text("language_code"))
    commands = checked_commands(params.json("commands", called="commands"))
    messenger.world.bot.commands[key] = commands
    messenger.changed("profile")
    return True


def set_my_description(messenger: MessengerState, params: Params) -> bool:
    """Set the text that an empty chat shows, in one language or for all others."""
    texts = messenger.world.bot.descriptions
    return _set_text(messenger, params, "description", texts, DESCRIPTION_CHARACTERS)


def set_my_short_description(messenger: MessengerState, params: Params) -> bool:
    """Set the text of the bot's profile page, likewise."""
    texts = messenger.world.bot.short_descriptions
    return _set_text(messenger, params, "short_description", texts, SHORT_DESCRIPTION_CHARACTERS)


def get_my_short_description(messenger: MessengerState, params: Params) -> Json:
    """The text for a language; that for all others where it has none of its own."""
    texts = messenger.world.bot.short_descriptions
    text = texts.get(params.text("language_code"), texts.get("", ""))
    return {"short_description": text}


def _set_text(
    messenger: MessengerState, params: Params, field: str, texts: dict[str, str], most: int
) -> bool:
    language, text = params.text("language_code"), params.text(field).strip()
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    if len(text) > most:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    messenger.changed("profile")
    return True


METHODS: dict[str, Callable[[MessengerState, Params], object]] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
}
