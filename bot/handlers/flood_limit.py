"""Before anything else: does this person or group ask too much at present?"""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.conversation.context import GROUP_TYPES, DutyContext
from bot.conversation.flood_limit import Floodgate, Verdict
from bot.handlers.routes import acknowledge
from bot.handlers.screens import say
from bot.views.screen import Screen
from scheduler.roster.model import TelegramId

_ASKING = ("/ask", "/clause")


def gate(floodgate: Floodgate) -> TypeHandler[Update, DutyContext, None]:
    """Lets updates through to the other handlers, or ends them with a word to the person."""

    async def guard(update: Update, context: DutyContext) -> None:
        user, chat = update.effective_user, update.effective_chat
        if user is None:
            return
        group = TelegramId(chat.id) if chat is not None and chat.type in GROUP_TYPES else None
        verdict = floodgate.admit(TelegramId(user.id), group, question=_is_question(update))
        if verdict is Verdict.ADMITTED:
            return
        if update.callback_query is not None:
            # Silence would leave the clock on the button.
            t = await context.texts_for(update)
            await acknowledge(update, t.plain("refusal-flood"), alert=verdict is Verdict.REFUSED)
        elif verdict is Verdict.REFUSED and update.effective_message is not None:
            await say(update, Screen((await context.texts_for(update))("refusal-flood")))
        raise ApplicationHandlerStop

    return TypeHandler(Update, guard)


def _is_question(update: Update) -> bool:
    if update.inline_query is not None:
        return True
    text = (update.message.text if update.message is not None else None) or ""
    return bool(text) and (not text.startswith("/") or text.startswith(_ASKING))
