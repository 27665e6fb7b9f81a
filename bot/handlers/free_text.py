"""What people write or send when nothing is awaited from them, and what is no text at all."""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext
from bot.conversation.filters import EDITED, FORWARDED, FRESH, PRIVATE
from bot.conversation.reports import done_alone
from bot.conversation.utterances import SMALL_TALK, Utterance, utterance
from bot.handlers import cancelling
from bot.handlers import help as usage
from bot.handlers.board.board import show_board
from bot.handlers.duties import completion, my_duties, told
from bot.handlers.people import invites
from bot.handlers.questions import questions
from bot.handlers.registering import registration
from bot.handlers.screens import say
from bot.handlers.typed import said
from bot.handlers.units import own_duties
from bot.views.screen import Screen
from bot.views.shared_buttons import my_duties_button


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
    if is_private(update) and await _take_done(update, context):
        return
    if await answer_aside(update, context):
        return
    if is_private(update):
        if await invites.follow_typed(update, context):
            return
        if await own_duties.take_statement(update, context):
            return
        if await told.take_report(update, context):
            return
    if message.text.strip().isdecimal():
        t = await context.texts_for(update)
        await say(update, Screen(t("aside-number")))
        return
    await questions.answer_typed(update, context)


async def _take_done(update: Update, context: DutyContext) -> bool:
    """Something was done, or a day, and nothing else: which it was is asked."""
    if done_alone(said(update)):
        await completion.list_open(update, context)
        return True
    return await told.take_day(update, context)


async def _show_who_is_behind(update: Update, context: DutyContext) -> None:
    """Show managers their board, and everybody else what they owe themselves."""
    person = await context.person(update)
    if await context.services.boards.managed_roots(person.id):
        await show_board(update, context)
    else:
        await my_duties.list_duties(update, context)


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
    elif kind is Utterance.ENTERING:
        t = await context.texts_for(update)
        await say(update, Screen(t("aside-entering"), ((my_duties_button(t),),)))
    elif kind is Utterance.LEAVING and is_private(update):
        await registration.register(update, context)
    elif kind is Utterance.OTHERS_OPEN and is_private(update):
        await _show_who_is_behind(update, context)
    elif kind in (Utterance.GIVE_UP, Utterance.ENOUGH):
        await cancelling.cancel(update, context)
    else:
        return False
    return True


async def refuse_kind(update: Update, context: DutyContext) -> None:
    """Say honestly what is not read: voice, stickers, places, contacts and whatever else there is."""
    await _refuse(update, context, "only-text")


async def refuse_forwarded(update: Update, context: DutyContext) -> None:
    """Say that what others wrote is not taken for the words of whoever sends it on."""
    await _refuse(update, context, "aside-forwarded")


async def refuse_edited(update: Update, context: DutyContext) -> None:
    """Say that a message that has been changed is not read again."""
    await _refuse(update, context, "aside-edited")


async def _refuse(update: Update, context: DutyContext, why: str) -> None:
    """Say so in one line; of an album once, though it comes as ten messages."""
    message = update.effective_message
    album = message.media_group_id if message is not None else None
    if album is not None and context.memory.refused_album == album:
        return
    context.memory.refused_album = album
    await say(update, Screen((await context.texts_for(update))(why)))


_READ = filters.TEXT | filters.PHOTO | filters.Document.ALL | filters.COMMAND
_NOT_READ = ~_READ & ~filters.StatusUpdate.ALL

_MOVING = filters.LOCATION
"""A place that is followed comes as an edited message every few seconds: nobody has changed a word."""

HANDLERS = [
    MessageHandler(FRESH & PRIVATE & _NOT_READ, refuse_kind),
    MessageHandler(PRIVATE & FORWARDED & ~filters.COMMAND, refuse_forwarded),
    MessageHandler(PRIVATE & EDITED & ~filters.COMMAND & ~_MOVING, refuse_edited),
]
