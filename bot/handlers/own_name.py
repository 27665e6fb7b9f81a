"""A command with another bot's name may be one with the bot's own new name."""

from __future__ import annotations

from collections.abc import Callable

from telegram import MessageEntity, Update
from telegram.ext import TypeHandler

from bot.conversation.context import DutyContext
from bot.telegram_api.own_name import learn_own_name

LEAST_SECONDS = 60.0
"""Between two questions: the commands may really be another bot's."""


def own_name_handler(uptime: Callable[[], float]) -> TypeHandler[Update, DutyContext, None]:
    """Comes before the commands, and asks for the bot's name when one bears a name that is not known."""
    asked_at: float | None = None

    async def check(update: Update, context: DutyContext) -> None:
        nonlocal asked_at
        name = _addressed(update)
        if name is None or name.lower() == context.bot.username.lower():
            return
        now = uptime()
        if asked_at is None or now - asked_at >= LEAST_SECONDS:
            asked_at = now
            await learn_own_name(context.bot)

    return TypeHandler(Update, check)


def _addressed(update: Update) -> str | None:
    """The name after the ``@`` of a command; None when there is no command, or no name in it."""
    message = update.message
    if message is None or message.text is None or not message.entities:
        return None
    first = message.entities[0]
    if first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    return message.text[: first.length].partition("@")[2] or None
