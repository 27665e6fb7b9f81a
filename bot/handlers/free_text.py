"""What people write or send when nothing is awaited from them, and what is no text at all."""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext
from bot.conversation.filters import EDITED, FORWARDED, FRESH, PRIVATE
from bot.conversation.utterances import SMALL_TALK, Utterance, utterance
from bot.handlers import cancelling
from bot.handlers import help as usage
from bot.handlers.duties import my_duties, told
from bot.handlers.people import invites
from bot.handlers.questions import questions
from bot.handlers.screens import say
from bot.handlers.typed import said
from bot.views.screen import Screen


async def take(update: Update, context: DutyContext) -> None:
    """Take a text for what it is: small talk, telling that something was done, or a question.

    A photo or a file is a proof; it is asked of what.
    """
    message = update.effective_message
    if message is None:
        return
    if message.text is None:
        if is_private(update):
            await told.take_file(update, context)
        return
    if await answer_aside(update, context):
        return
    if is_private(update) and await invites.follow_typed(update, context):
        return
    if is_private(update) and await told.take_report(update, context):
        return
    await questions.answer_typed(update, context)


async def answer_aside(update: Update, context: DutyContext) -> bool:
    """Answer what is neither a question about the rules nor an answer; False where it is one of them."""
    kind = utterance(said(update))
    if kind in SMALL_TALK:
        t = await context.texts_for(update)
        await say(update, Screen(t(f"aside-{kind.value}")))
    elif kind is Utterance.HELP:
        await usage.explain(update, context)
    elif kind is Utterance.OWN_DUTIES and is_private(update):
        await my_duties.list_duties(update, context)
    elif kind in (Utterance.GIVE_UP, Utterance.ENOUGH):
        await cancelling.cancel(update, context)
    else:
        return False
    return True


async def refuse_kind(update: Update, context: DutyContext) -> None:
    """Say honestly what is not read: voice, stickers, places, contacts and the like."""
    t = await context.texts_for(update)
    await say(update, Screen(t("only-text")))


async def refuse_forwarded(update: Update, context: DutyContext) -> None:
    """Say that what others wrote is not taken for the words of whoever sends it on."""
    t = await context.texts_for(update)
    await say(update, Screen(t("aside-forwarded")))


async def refuse_edited(update: Update, context: DutyContext) -> None:
    """Say that a message that has been changed is not read again."""
    t = await context.texts_for(update)
    await say(update, Screen(t("aside-edited")))


_OTHER_KINDS = (
    filters.VOICE
    | filters.AUDIO
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.Sticker.ALL
    | filters.LOCATION
    | filters.VENUE
    | filters.CONTACT
    | filters.POLL
    | filters.Dice.ALL
)

HANDLERS = [
    MessageHandler(FRESH & PRIVATE & _OTHER_KINDS, refuse_kind),
    MessageHandler(PRIVATE & FORWARDED & ~filters.COMMAND, refuse_forwarded),
    MessageHandler(PRIVATE & EDITED & ~filters.COMMAND, refuse_edited),
]
