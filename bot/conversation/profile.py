"""The bot's profile: what an empty chat and the bot's own page say of it."""

from __future__ import annotations

from typing import Any

from telegram.ext import ExtBot

from bot.conversation.menus import LANGUAGES
from bot.texts.naming import texts_of
from clauses.library import Library


async def set_profile(bot: ExtBot[Any], library: Library) -> None:
    """Set description and short description in each language; done at each start, since packs change."""
    for language, locale in LANGUAGES.items():
        t = texts_of(library, locale)
        await bot.set_my_description(t.plain("profile"), language_code=language)
        await bot.set_my_short_description(t.plain("profile-short"), language_code=language)
