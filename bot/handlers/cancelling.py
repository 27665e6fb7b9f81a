"""Ending a dialogue: ``/cancel``, and the button under a question."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.duties import CloseButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.views.screen import Screen


async def cancel(update: Update, context: DutyContext) -> None:
    """End the dialogue, and say whether there was one."""
    t = await context.texts_for(update)
    ended = await end_dialogue(update, context)
    await say(update, Screen(t("cancelled" if ended else "nothing-to-cancel")))


async def close(update: Update, context: DutyContext, _: CloseButton) -> None:
    """End the dialogue; the question gives way, since without its buttons it would mislead."""
    t = await context.texts_for(update)
    await end_dialogue(update, context)
    await show(update, Screen(t("cancelled")))


HANDLERS = [pressed(CloseButton, close)]
