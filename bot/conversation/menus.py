"""The command menus: what Telegram offers behind the "/" button, by kind of chat and language."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.conversation.commands import (
    GROUP_ADMINISTRATOR,
    MEMBER,
    OPERATOR,
    PERSON,
    Command,
    Scope,
    shown_in,
)
from bot.texts.catalogue import DEFAULT_LOCALE
from bot.texts.naming import texts_of
from clauses.library import Library

log = logging.getLogger(__name__)

# Telegram shows the narrowest menu that there is, and nothing of the wider ones.
_MENUS = (
    (BotCommandScopeAllPrivateChats(), PERSON),
    (BotCommandScopeAllGroupChats(), MEMBER),
    (BotCommandScopeAllChatAdministrators(), GROUP_ADMINISTRATOR),
)

LANGUAGES = {None: DEFAULT_LOCALE, "en": "en"}
"""Telegram knows languages by two letters: Traditional Chinese cannot have a menu of its own."""


async def set_menus(
    bot: ExtBot[Any], commands: Sequence[Command], operators: Collection[int], library: Library
) -> None:
    """Set every menu; done at each start, since the commands may have changed."""
    for where, scopes in _MENUS:
        await _set(bot, commands, where, scopes, library)
    for operator in operators:
        await set_operator_menu(bot, commands, operator, library)


async def set_operator_menu(
    bot: ExtBot[Any], commands: Sequence[Command], operator: int, library: Library
) -> None:
    """Set the menu of one operator's own chat; without one they see everybody's.

    Telegram refuses it until the operator has written to the bot.
    """
    try:
        await _set(bot, commands, BotCommandScopeChat(operator), OPERATOR, library)
    except TelegramError:
        log.warning("an operator has no menu of their own", extra={"operator": operator})


async def _set(
    bot: ExtBot[Any],
    commands: Sequence[Command],
    where: BotCommandScope,
    scopes: Collection[Scope],
    library: Library,
) -> None:
    for language, locale in LANGUAGES.items():
        t = texts_of(library, locale)
        menu = [BotCommand(name, t.plain(text)) for name, text in shown_in(commands, scopes)]
        await bot.set_my_commands(menu, scope=where, language_code=language)
