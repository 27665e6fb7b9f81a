"""What the bot tells about itself: name, descriptions, commands, menu button."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.messenger.api.methods.sending import known_chat
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.world import objects
from bot.messenger.world.commands import checked_commands, scope_key
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json

NAME_CHARACTERS = 64
DESCRIPTION_CHARACTERS = 512
SHORT_DESCRIPTION_CHARACTERS = 120

_MENU_BUTTONS = frozenset({"default", "commands"})


def get_me(messenger: MessengerState, _: Params) -> Json:
    """The bot itself."""
    return objects.me(messenger.world)


def set_my_commands(messenger: MessengerState, params: Params) -> bool:
    """Set one list."""
    commands = checked_commands(params.json("commands", called="commands"))
    messenger.world.bot.commands[_scope(messenger, params)] = commands
    messenger.changed("profile")
    return True


def get_my_commands(messenger: MessengerState, params: Params) -> list[Json]:
    """The list set for exactly this scope and language."""
    return messenger.world.bot.commands.get(_scope(messenger, params), [])


def delete_my_commands(messenger: MessengerState, params: Params) -> bool:
    """Take one list away; the next wider one shows again."""
    messenger.world.bot.commands.pop(_scope(messenger, params), None)
    messenger.changed("profile")
    return True


def set_chat_menu_button(messenger: MessengerState, params: Params) -> bool:
    """Set the button beside the input field, for one private chat or for all."""
    button = params.json("menu_button", called="menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in _MENU_BUTTONS:
        raise bad_request("can't parse menu button: Unsupported type specified")
    if params.has("chat_id"):
        known_chat(messenger, params).menu_button = button
    else:
        messenger.world.bot.menu_button = button
    messenger.changed("profile")
    return True


def get_chat_menu_button(messenger: MessengerState, params: Params) -> Json:
    """That button."""
    if params.has("chat_id"):
        own = known_chat(messenger, params).menu_button
        if own is not None:
            return own
    return messenger.world.bot.menu_button


def set_my_default_administrator_rights(messenger: MessengerState, params: Params) -> bool:
    """The rights that the bot suggests when it is made an administrator."""
    rights = params.json("rights", called="rights") or {}
    key = "channels" if params.flag("for_channels") else "groups"
    messenger.world.bot.admin_rights[key] = rights
    messenger.changed("profile")
    return True


def _scope(messenger: MessengerState, params: Params) -> str:
    scope = params.json("scope", called="BotCommandScope")
    return scope_key(messenger.world, scope, params.text("language_code"))


def _language(params: Params) -> str:
    language = params.text("language_code")
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    return language


def _setter(field: str, table: str, most: int) -> Callable[[MessengerState, Params], bool]:
    def set_text(messenger: MessengerState, params: Params) -> bool:
        language, text = _language(params), params.text(field).strip()
        if len(text) > most:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        texts: dict[str, str] = getattr(messenger.world.bot, table)
        if text:
            texts[language] = text
        else:
            texts.pop(language, None)
        messenger.changed("profile")
        return True

    return set_text


def _getter(field: str, table: str) -> Callable[[MessengerState, Params], Json]:
    def get_text(messenger: MessengerState, params: Params) -> Json:
        texts: dict[str, str] = getattr(messenger.world.bot, table)
        fallback = messenger.world.bot.name if field == "name" else ""
        return {field: texts.get(_language(params)) or texts.get("") or fallback}

    return get_text


METHODS: dict[str, Callable[[MessengerState, Params], object]] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyDefaultAdministratorRights": set_my_default_administrator_rights,
    "setMyName": _setter("name", "names", NAME_CHARACTERS),
    "getMyName": _getter("name", "names"),
    "setMyDescription": _setter("description", "descriptions", DESCRIPTION_CHARACTERS),
    "getMyDescription": _getter("description", "descriptions"),
    "setMyShortDescription": _setter(
        "short_description", "short_descriptions", SHORT_DESCRIPTION_CHARACTERS
    ),
    "getMyShortDescription": _getter("short_description", "short_descriptions"),
}
