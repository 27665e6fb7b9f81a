"""Lists of commands that the bot set, by scope and language, and the list that a person sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.messenger.errors import bad_request
from bot.messenger.world.world import Chat, Json, Persona, World

MOST = 100
NAME_CHARACTERS = 32
DESCRIPTION_CHARACTERS = 256

_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SCOPES = frozenset(
    [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
)


def scope_key(world: World, scope: object, language: str) -> str:
    """The key of a list in the bot's profile.

    Raises:
        ApiError: 400, an unknown scope, chat or language; languages are two letters, so one list
            ``zh`` serves both scripts.
    """
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    if scope is None:
        scope = {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: Object expected")
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    parts = [str(kind)]
    if kind in {"chat", "chat_administrators", "chat_member"}:
        chat = world.chats.get(_number(scope.get("chat_id")))
        if chat is None:
            raise bad_request("chat not found")
        if chat.is_private and kind != "chat":
            raise bad_request("can't use specified scope in private chats")
        parts.append(str(chat.id))
    if kind == "chat_member":
        user_id = _number(scope.get("user_id"))
        if user_id not in world.people:
            raise bad_request("invalid user_id specified")
        parts.append(str(user_id))
    return ":".join([*parts, language])


def checked_commands(raw: object) -> list[Json]:
    """The commands of setMyCommands, trimmed and without their slash.

    Raises:
        ApiError: 400, a limit is broken.
    """
    if not isinstance(raw, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(raw) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_checked(item) for item in raw]


def commands_for(world: World, chat: Chat, person: Persona) -> list[Json]:
    """The list that Telegram's apps show this person in this chat."""
    language = person.language_code.split("-")[0]
    for scope in _scopes_by_precedence(chat, person):
        for key in (f"{scope}:{language}", f"{scope}:"):
            if key in world.bot.commands:
                return world.bot.commands[key]
    return []


def _scopes_by_precedence(chat: Chat, person: Persona) -> Iterator[str]:
    if chat.is_private:
        yield f"chat:{chat.id}"
        yield "all_private_chats"
    else:
        yield f"chat_member:{chat.id}:{person.id}"
        if chat.is_run_by(person.id):
            yield f"chat_administrators:{chat.id}"
        yield f"chat:{chat.id}"
        if chat.is_run_by(person.id):
            yield "all_chat_administrators"
        yield "all_group_chats"
    yield "default"


def _checked(item: object) -> Json:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(item.get("command") or "").strip().removeprefix("/")
    description = str(item.get("description") or "").strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > NAME_CHARACTERS:
        raise bad_request(f"command length must not exceed {NAME_CHARACTERS}")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > DESCRIPTION_CHARACTERS:
        raise bad_request(f"command description length must not exceed {DESCRIPTION_CHARACTERS}")
    return {"command": name, "description": description}


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0
