"""``/help``."""

from __future__ import annotations

from telegram import Update

from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext
from bot.handlers.screens import say
from bot.views.help import group_help, private_help


async def explain(update: Update, context: DutyContext) -> None:
    """Say what can be done here, and by whom it is read."""
    t = await context.texts_for(update)
    commands, username = context.commands, context.bot.username
    if is_private(update):
        operator = context.is_operator(update)
        await say(update, private_help(commands, t, bot_username=username, operator=operator))
    else:
        await say(update, group_help(commands, t, bot_username=username))
