"""Refuses the updates of a person or a group that asks too much at present."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.conversation.addresses import TelegramId
from bot.conversation.chats import group_id
from bot.conversation.commands import Command
from bot.conversation.context import DutyContext
from bot.conversation.flood_limit import FloodLimit, Verdict
from bot.handlers.routes import acknowledge
from bot.handlers.screens import say
from bot.views.screen import Screen


def flood_handler(limit: FloodLimit) -> TypeHandler[Update, DutyContext, None]:
    """Comes before all other handlers; what it refuses reaches none of them."""

    async def check(update: Update, context: DutyContext) -> None:
        user = update.effective_user
        if user is None:
            return
        question = _is_question(update, context.commands)
        verdict = limit.admit(TelegramId(user.id), group_id(update), question=question)
        if verdict is Verdict.ADMITTED:
            return
        if update.callback_query is not None:
            # Silence would leave the clock on the button.
            t = await context.texts_for(update)
            await acknowledge(update, t.plain("refusal-flood"), alert=verdict is Verdict.REFUSED)
        elif verdict is Verdict.REFUSED and update.effective_message is not None:
            await say(update, Screen((await context.texts_for(update))("refusal-flood")))
        raise ApplicationHandlerStop

    return TypeHandler(Update, check)


def _is_question(update: Update, commands: Sequence[Command]) -> bool:
    """Whether it may lead to a search: an inline query, a text, or a command that asks."""
    if update.inline_query is not None:
        return True
    text = (update.message.text if update.message is not None else None) or ""
    if not text.startswith("/"):
        return bool(text)
    name = text.split(maxsplit=1)[0].removeprefix("/").partition("@")[0].lower()
    return any(each.is_question for each in commands if each.name == name)
