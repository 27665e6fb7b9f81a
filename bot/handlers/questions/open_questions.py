"""``/admin questions``: what nobody could answer, and what an operator says to it."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.conversation.addresses import TelegramId, telegram
from bot.conversation.buttons.operators import (
    OpenQuestionAct,
    OpenQuestionButton,
    OpenQuestionsButton,
    PointToButton,
)
from bot.conversation.buttons.questions import NoHelpButton
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.handlers.questions.clauses import stated_as
from bot.handlers.questions.questions import LONGEST, after_command
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show, take_away_pressed
from bot.handlers.typed import NotUnderstood
from bot.views.questions import open_questions as views
from clauses.answering.answer import Status
from scheduler.inbox.dialogues import Dialogue
from scheduler.questions.open_questions import OpenQuestionId, WhyOpen

_POINT_STEP, _ANSWER_STEP, _SOURCE_STEP = "open-point", "open-answer", "open-source"

_SHORTEST, _LONGEST_SOURCE = 2, 300


async def list_open(update: Update, context: DutyContext) -> None:
    """The list; whoever calls has seen that it is an operator."""
    t = await context.texts_for(update)
    await say(update, views.open_list(await context.services.questions.groups(), t))


async def list_again(update: Update, context: DutyContext, button: OpenQuestionsButton) -> None:
    """The list in place of what was shown."""
    context.operator(update, button.pack())
    t = await context.texts_for(update)
    await show(update, views.open_list(await context.services.questions.groups(), t))


async def note_no_help(update: Update, context: DutyContext, button: NoHelpButton) -> str:
    """Put the question of that update on the list, once for an answer; the note says so."""
    t, chat = await context.texts_for(update), update.effective_chat
    query = update.callback_query
    questions = context.services.questions
    if chat is None or query is None:
        return t.plain("question-too-old")
    payload = await questions.asked_in(button.update_id, telegram(chat.id))
    asked = Update.de_json(payload, context.bot) if payload else None
    if asked is None:
        return t.plain("question-too-old")
    words = after_command(asked) if written(asked).startswith("/") else written(asked)
    opened = partial(context.seal.opened, chat_id=TelegramId(chat.id), update_id=update.update_id)
    if words and await take_away_pressed(query, opened):
        now = context.services.clock.now()
        on = now.astimezone(context.services.zone).date()
        await questions.note(words[:LONGEST], WhyOpen.NO_HELP, on)
    return t.plain("question-noted")


async def act_on_question(update: Update, context: DutyContext, button: OpenQuestionButton) -> None:
    """Show a group, ask for what is to be written, or settle it."""
    operator = context.operator(update, button.pack())
    questions, id_ = context.services.questions, button.question_id
    t = await context.texts_for(update)
    match button.act:
        case OpenQuestionAct.SHOW:
            await show(update, views.open_group(await questions.group(id_), t))
        case OpenQuestionAct.POINT:
            await expect(update, context, _POINT_STEP, {"question": id_})
            await show(update, views.ask_in_writing("open-ask-clause", t))
        case OpenQuestionAct.WRITE:
            await expect(update, context, _ANSWER_STEP, {"question": id_})
            await show(update, views.ask_in_writing("open-ask-answer", t))
        case OpenQuestionAct.NEXT_DOOR:
            await questions.call_next_door(id_, operator=operator)
            await show(update, views.settled(t))
        case OpenQuestionAct.IGNORE:
            await questions.pass_over(id_)
            await show(update, views.settled(t))


async def take_clause(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """A clause was named, by id or in words: show what is meant."""
    services, t = context.services, await context.texts_for(update)
    words = written(update)
    stated = stated_as(words, services.library)
    if stated is None and (found := services.answers.answer(words)).status is Status.ANSWERED:
        stated = found.main
    if stated is None:
        raise NotUnderstood(views.ask_in_writing("open-no-clause", t))
    group = await services.questions.group(OpenQuestionId(dialogue.payload["question"]))
    await say(update, views.point_question(group, stated, t))


async def point_to(update: Update, context: DutyContext, button: PointToButton) -> None:
    """That statement answers the group from now on."""
    operator = context.operator(update, button.pack())
    await context.services.questions.point_to(button.question_id, button.ref, operator=operator)
    await end_dialogue(update, context)
    await show(update, views.settled(await context.texts_for(update)))


async def take_answer(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """The answer was written: ask for its source."""
    words, t = written(update), await context.texts_for(update)
    if not _SHORTEST <= len(words) <= LONGEST:
        raise NotUnderstood(views.ask_in_writing("open-ask-answer", t))
    await expect(update, context, _SOURCE_STEP, {**dialogue.payload, "answer": words})
    await say(update, views.ask_in_writing("open-ask-source", t))


async def take_source(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """The source was written: answer the group by both from now on."""
    words, t = written(update), await context.texts_for(update)
    operator = context.operator(update, _SOURCE_STEP)
    if not _SHORTEST <= len(words) <= _LONGEST_SOURCE:
        raise NotUnderstood(views.ask_in_writing("open-ask-source", t))
    id_ = OpenQuestionId(dialogue.payload["question"])
    answer = dialogue.payload["answer"]
    await context.services.questions.write(id_, answer, words, operator=operator)
    await end_dialogue(update, context)
    await say(update, views.settled(t))


HANDLERS = [
    pressed(NoHelpButton, note_no_help),
    pressed(OpenQuestionsButton, list_again),
    pressed(OpenQuestionButton, act_on_question),
    pressed(PointToButton, point_to),
]

STEPS = {_POINT_STEP: take_clause, _ANSWER_STEP: take_answer, _SOURCE_STEP: take_source}
