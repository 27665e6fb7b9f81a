"""Commands and buttons that no other handler takes."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.conversation.context import DutyContext
from bot.conversation.filters import ANONYMOUS_COMMAND, FRESH, PRIVATE
from bot.handlers.routes import acknowledge
from bot.handlers.screens import say
from bot.views.screen import Screen


async def refuse_unknown(update: Update, context: DutyContext) -> None:
    """Say that there is no such command; not in a group, where it may be another bot's."""
    t = await context.texts_for(update)
    await say(update, Screen(t("unknown-command")))


async def refuse_anonymous(update: Update, context: DutyContext) -> None:
    """Refuse an administrator who hides: there is nobody whose rights could be checked."""
    t = await context.texts_for(update)
    await say(update, Screen(t("group-anonymous")))


async def refuse_button(update: Update, context: DutyContext) -> None:
    """Refuse a button of no known form; unanswered it would show a clock for ever."""
    t = await context.texts_for(update)
    await acknowledge(update, t.plain("refusal-stale-button"), alert=True)


HANDLERS = [
    MessageHandler(ANONYMOUS_COMMAND, refuse_anonymous),
    MessageHandler(FRESH & PRIVATE & filters.COMMAND, refuse_unknown),
    CallbackQueryHandler(refuse_button),
]
