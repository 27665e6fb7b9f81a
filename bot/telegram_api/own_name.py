"""The bot's own user name, which @BotFather changes without a word to the bot."""

from __future__ import annotations

import logging
from datetime import timedelta

from telegram import Bot
from telegram.error import TelegramError

LEARNT_EVERY = timedelta(minutes=10)

log = logging.getLogger(__name__)


async def learn_own_name(bot: Bot) -> None:
    """Ask Telegram for the name; what cannot be found out stays as it was."""
    try:
        await bot.get_me()
    except (TelegramError, LookupError, TypeError, ValueError, AttributeError) as error:
        log.warning("the bot cannot ask for its own name", extra={"reason": repr(error)})
