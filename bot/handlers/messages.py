"""Text, photos and files that are no command: the answer that is awaited, else what they are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.conversation.addresses import telegram
from bot.conversation.chats import is_private, written
from bot.conversation.context import DutyContext
from bot.conversation.filters import FRESH
from bot.conversation.utterances import SMALL_TALK, Utterance, asks, utterance
from bot.handlers import cancelling, free_text, settings
from bot.handlers.channels import by_mail, mailbox, robots
from bot.handlers.closing import checklists, reliefs, reviewing
from bot.handlers.duties import entry, evidence, held_on, later, told
from bot.handlers.operating import pack_editions, workdays
from bot.handlers.people import handover, invites, rosters, standing_in
from bot.handlers.questions import open_questions, questions
from bot.handlers.registering import posts, registration
from bot.handlers.routes import end_dialogue
from bot.handlers.screens import say
from bot.handlers.typed import NotUnderstood
from bot.handlers.units import (
    events,
    facts,
    list_files,
    list_posts,
    local_duties,
    own_duties,
    own_lists,
    reorganising,
    seats,
)
from bot.views.duties.day_question import in_writing
from bot.views.screen import Screen
from scheduler.errors import (
    NotAssigned,
    NotManager,
    UnknownAssignment,
    UnknownEntry,
    UnknownEvent,
    UnknownOccurrence,
    UnknownRelief,
    UnknownSeat,
)
from scheduler.inbox.dialogues import Dialogue

TakesInput = Callable[[Update, DutyContext, Dialogue], Awaitable[None]]

STEPS: Mapping[str, TakesInput] = {
    **registration.STEPS,
    **posts.STEPS,
    **held_on.STEPS,
    **told.STEPS,
    **evidence.STEPS,
    **entry.STEPS,
    **later.STEPS,
    **questions.STEPS,
    **open_questions.STEPS,
    **facts.STEPS,
    **local_duties.STEPS,
    **own_duties.STEPS,
    **list_files.STEPS,
    **list_posts.STEPS,
    **own_lists.STEPS,
    **events.STEPS,
    **reorganising.STEPS,
    **seats.STEPS,
    **reviewing.STEPS,
    **reliefs.STEPS,
    **checklists.STEPS,
    **invites.STEPS,
    **handover.STEPS,
    **standing_in.STEPS,
    **rosters.STEPS,
    **settings.STEPS,
    **workdays.STEPS,
    **pack_editions.STEPS,
    **robots.STEPS,
    **mailbox.STEPS,
    **by_mail.STEPS,
}
"""By the step of a dialogue, what takes the input. A refusal leaves the dialogue open, as a rule."""

_NO_MORE_THEIRS = (
    NotManager,
    NotAssigned,
    UnknownAssignment,
    UnknownEntry,
    UnknownEvent,
    UnknownOccurrence,
    UnknownRelief,
    UnknownSeat,
)
"""Refusals of whatever is written: what was begun is no business of this person any more."""

ASKED_AGAIN: Mapping[str, Callable[[Update, DutyContext, Dialogue], Awaitable[Screen]]] = {
    **held_on.ASKED_AGAIN,
    **told.ASKED_AGAIN,
    **evidence.ASKED_AGAIN,
}
"""How a step asks again, where it does so in words of its own."""

ANY_WORDS = frozenset(
    {
        evidence.STEP,
        entry.NOTE_STEP,
        registration.STEP,
        local_duties.STEP,
        invites.NAME_STEP,
        reorganising.NAME_STEP,
        reorganising.PARENT_STEP,
    }
)
"""Steps that would take any text: what is clearly something else is taken for that first."""

_NAMES = frozenset(
    {registration.STEP, reorganising.NAME_STEP, reorganising.PARENT_STEP, invites.NAME_STEP}
)
"""Of these, the steps that take a name: signs alone are a bad one."""

_NO_MORE = (Utterance.ENOUGH, Utterance.GIVE_UP)
"""What is recorded is not given up by that: there is nothing more to add."""

_FILES = filters.PHOTO | filters.Document.ALL


async def take(update: Update, context: DutyContext) -> None:
    """Continue the dialogue; without one, private texts and replies to the bot are taken as such.

    What is awaited may be a day, a name, a note: a text is read as that first. Only what cannot be
    that is a question of its own, which is answered before the dialogue goes on.
    """
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return
    dialogue = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    if dialogue is not None and dialogue.step in STEPS:
        await _continue(update, context, dialogue)
    elif is_private(update) or _is_reply_to(context.bot.id, update):
        await free_text.take(update, context)


async def _continue(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    text = written(update)
    if dialogue.step in ANY_WORDS and text:
        if dialogue.step == evidence.STEP and utterance(text) in _NO_MORE:
            await evidence.finish_typed(update, context)
            return
        if await _aside(update, context, dialogue, text):
            return
    elif text and utterance(text) is Utterance.GIVE_UP:
        # No reason, no name and no day: nobody means it as one.
        await cancelling.cancel(update, context)
        return
    try:
        await STEPS[dialogue.step](update, context, dialogue)
    except NotUnderstood as refusal:
        if refusal.meant or not (
            (is_private(update) and await told.take_report(update, context))
            or await _aside(update, context, dialogue, text)
        ):
            again = ASKED_AGAIN.get(dialogue.step, _asked_again)
            rows = (await again(update, context, dialogue)).rows
            await say(update, Screen(refusal.screen.text, rows))
    except _NO_MORE_THEIRS:
        await end_dialogue(update, context)
        raise


async def _aside(update: Update, context: DutyContext, dialogue: Dialogue, text: str) -> bool:
    """Answer what is no answer to the dialogue, and ask again; False where it may be one."""
    kind = utterance(text)
    if kind is Utterance.SIGNS and dialogue.step in _NAMES:
        return False
    if kind is Utterance.GIVE_UP:
        await cancelling.cancel(update, context)
        return True
    if kind is None and asks(text):
        await questions.answer_typed(update, context)
    elif kind in (None, Utterance.ENOUGH) or not await free_text.answer_aside(update, context):
        return False
    if kind not in SMALL_TALK:
        again = ASKED_AGAIN.get(dialogue.step, _asked_again)
        await say(update, await again(update, context, dialogue))
    return True


async def _asked_again(update: Update, context: DutyContext, _: Dialogue) -> Screen:
    t = await context.texts_for(update)
    return in_writing(t("again-waiting"), t)


def _is_reply_to(bot_id: int, update: Update) -> bool:
    message = update.effective_message
    replied = message.reply_to_message if message else None
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id


HANDLERS = [MessageHandler(FRESH & (filters.TEXT & ~filters.COMMAND | _FILES), take)]
