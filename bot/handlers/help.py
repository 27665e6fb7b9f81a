"""``/help``, ``/cancel``, and commands that do not exist."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.conversation.buttons import CloseButton
from bot.conversation.context import DutyContext
from bot.conversation.filters import ANONYMOUS_COMMAND, FRESH, PRIVATE
from bot.handlers.routes import acknowledge, command, end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.views.screen import Screen


async def explain(update: Update, context: DutyContext) -> None:
    """What can be done here: in private, or in a group."""
    t = await context.texts_for(update)
    chat = update.effective_chat
    private = chat is not None and chat.type == ChatType.PRIVATE
    text = t("help-private" if private else "help-group", bot=context.bot.username)
    await say(update, Screen(text))


async def cancel(update: Update, context: DutyContext) -> None:
    """End whatever was being waited for."""
    t = await context.texts_for(update)
    ended = await end_dialogue(update, context)
    await say(update, Screen(t("cancelled" if ended else "nothing-to-cancel")))


async def close(update: Update, context: DutyContext, _: CloseButton) -> None:
    """End it by a button; a question without its buttons would leave people waiting."""
    t = await context.texts_for(update)
    await end_dialogue(update, context)
    await show(update, Screen(t("cancelled")))


async def refuse_unknown(update: Update, context: DutyContext) -> None:
    """A command that there is not; in groups it may be another bot's."""
    t = await context.texts_for(update)
    await say(update, Screen(t("unknown-command")))


async def refuse_anonymous(update: Update, context: DutyContext) -> None:
    """Nobody's rights can be checked who hides."""
    t = await context.texts_for(update)
    await say(update, Screen(t("group-anonymous")))


async def refuse_button(update: Update, context: DutyContext) -> None:
    """A button of no form that there is; unanswered it would show a clock for ever."""
    t = await context.texts_for(update)
    await acknowledge(update, t.plain("refusal-stale-button"), alert=True)


HANDLERS = [
    command("help", explain),
    CommandHandler("cancel", cancel, filters=FRESH),
    pressed(CloseButton, close),
]

LAST_HANDLERS = [
    MessageHandler(ANONYMOUS_COMMAND, refuse_anonymous),
    MessageHandler(FRESH & PRIVATE & filters.COMMAND, refuse_unknown),
    CallbackQueryHandler(refuse_button),
]
"""For what no other handler took."""
