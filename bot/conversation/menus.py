"""The command menus: what Telegram offers behind the "/" button, by kind of chat and language."""

from __future__ import annotations

from typing import Any

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.ext import ExtBot

from bot.texts.catalogue import DEFAULT_LOCALE, Texts, texts

_PRIVATE = ("myduties", "done", "register", "clause", "settings", "help", "cancel")
_GROUP = ("ask", "clause", "myduties", "register", "settings", "help")
_OTHER_WORDS_IN_GROUPS = ("myduties", "register", "settings")

# Telegram knows languages by two letters: Traditional Chinese cannot have a menu of its own.
_LANGUAGES = {None: DEFAULT_LOCALE, "en": "en"}


async def set_menus(bot: ExtBot[Any]) -> None:
    """Set every menu; done at each start, since the commands may have changed."""
    for language, locale in _LANGUAGES.items():
        t = texts(locale)
        await bot.set_my_commands(
            [BotCommand(name, t.plain(f"menu-{name}")) for name in _PRIVATE],
            scope=BotCommandScopeAllPrivateChats(),
            language_code=language,
        )
        await bot.set_my_commands(
            [BotCommand(name, _in_groups(name, t)) for name in _GROUP],
            scope=BotCommandScopeAllGroupChats(),
            language_code=language,
        )


def _in_groups(name: str, t: Texts) -> str:
    other = name in _OTHER_WORDS_IN_GROUPS
    return t.plain(f"menu-{name}-group" if other else f"menu-{name}")
