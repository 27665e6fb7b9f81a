"""Text, photos and files that are no command: the answer that is waited for, else a question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.conversation.addresses import telegram
from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext
from bot.conversation.filters import FRESH
from bot.handlers import settings
from bot.handlers.duties import completion, entry, evidence, later, several
from bot.handlers.questions import questions
from bot.handlers.registering import posts, registration
from bot.handlers.screens import say
from bot.handlers.units import events, facts, local_duties, seats
from bot.views.screen import Screen
from scheduler.inbox.dialogues import Dialogue

TakesInput = Callable[[Update, DutyContext, Dialogue], Awaitable[None]]

STEPS: Mapping[str, TakesInput] = {
    **registration.STEPS,
    **posts.STEPS,
    **completion.STEPS,
    **several.STEPS,
    **evidence.STEPS,
    **entry.STEPS,
    **later.STEPS,
    **questions.STEPS,
    **facts.STEPS,
    **local_duties.STEPS,
    **events.STEPS,
    **seats.STEPS,
    **settings.STEPS,
}
"""By the step of a dialogue, what takes the input. A refusal leaves the dialogue open."""

_FILES = filters.PHOTO | filters.Document.ALL


async def take(update: Update, context: DutyContext) -> None:
    """Continue the dialogue; without one, text is a question in private or in reply to the bot."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None or user is None or message is None:
        return
    dialogue = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    if dialogue is not None and dialogue.step in STEPS:
        await STEPS[dialogue.step](update, context, dialogue)
    elif not is_private(update) and not _is_reply_to(context.bot.id, update):
        return
    elif message.text is not None:
        await questions.answer_typed(update, context)
    else:
        t = await context.texts_for(update)
        await say(update, Screen(t("only-text")))


def _is_reply_to(bot_id: int, update: Update) -> bool:
    message = update.effective_message
    replied = message.reply_to_message if message else None
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id


HANDLERS = [MessageHandler(FRESH & (filters.TEXT & ~filters.COMMAND | _FILES), take)]
