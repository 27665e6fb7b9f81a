"""``/quiz``: a question as a poll, for oneself or put to a group by its manager."""

from __future__ import annotations

from typing import Any

from telegram import Chat, InputPollOption, Poll, Update
from telegram.error import TelegramError
from telegram.ext import PollAnswerHandler

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.study import GroupQuizButton, QuizAct, QuizButton
from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext
from bot.handlers.groups import managed_group, runs_group, this_group
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.views.screen import Screen, keyboard
from bot.views.study.quiz import (
    QuizPoll,
    group_choice,
    marked_screen,
    progress_screen,
    quiz_poll,
    sure_anew,
)
from scheduler.errors import GroupRightsUnknown, NotGroupAdministrator
from scheduler.roster.model import Group
from scheduler.study.quizzes import AskedQuestion


async def ask_quiz(update: Update, context: DutyContext) -> None:
    """Ask the person a question; in a group, ask its manager how the question is to be put."""
    user = update.effective_user
    if is_private(update):
        await _ask(update, context)
    elif user is not None:
        await _group(update, context)
        await say(update, group_choice(TelegramId(user.id), await context.texts_for(update)))


async def act_on_quiz(update: Update, context: DutyContext, button: QuizButton) -> None:
    """The next question, or how far the person is."""
    quizzes, person = context.services.quizzes, await context.person(update)
    t = await context.texts_for(update)
    match button.act:
        case QuizAct.NEXT:
            await _ask(update, context)
        case QuizAct.ANEW:
            await show(update, sure_anew(t))
        case QuizAct.PROGRESS:
            await show(update, progress_screen(await quizzes.progress(person.id), t))
        case QuizAct.ANEW_SURE:
            await quizzes.begin_anew(person.id)
            await show(update, progress_screen((), t))


async def put_to_group(update: Update, context: DutyContext, button: GroupQuizButton) -> None:
    """Put a question to the group, one a message; what its members choose is not kept."""
    chat, message = update.effective_chat, update.effective_message
    group = await _group(update, context)
    t = context.texts_in(group.locale)
    asked = context.services.quizzes.any_of(update.update_id)
    if asked is None or chat is None:
        await show(update, Screen(t("quiz-none")))
        return
    poll = quiz_poll(
        asked.question, asked.clause, context.services.library, t, seed=str(update.update_id)
    )
    topic = message.message_thread_id if message and message.is_topic_message else None
    # First: Telegram lets only one of two quick presses change the message.
    if not await show(update, Screen(t("quiz-group-put"))):
        return
    try:
        await _send(chat, poll, is_anonymous=not button.named, thread_id=topic)
    except TelegramError:
        await show(update, group_choice(TelegramId(button.owner_id), t))
        raise


async def take_answer(update: Update, context: DutyContext) -> None:
    """Somebody chose an option of a poll of theirs; votes in groups are passed over."""
    answer = update.poll_answer
    if answer is None or answer.user is None or not answer.option_ids:
        return
    person = (await context.meeting(update)).person
    if person is None:
        return
    marked = await context.services.quizzes.answer(answer.poll_id, person.id, answer.option_ids[0])
    if marked is not None:
        screen = marked_screen(marked, context.texts_in(person.locale))
        await context.bot.send_message(
            answer.user.id, screen.text, parse_mode="HTML", reply_markup=keyboard(screen)
        )


async def _group(update: Update, context: DutyContext) -> Group:
    """This group, for its manager, or for its administrator where it is bound to nothing.

    Raises:
        NotManager, NotGroupAdministrator, GroupRightsUnknown: it is somebody else who may.
    """
    await this_group(update, context)
    group = await managed_group(update, context)
    if group.organisation is None and not (runs := await runs_group(update, context)):
        raise GroupRightsUnknown if runs is None else NotGroupAdministrator
    return group


async def _ask(update: Update, context: DutyContext) -> None:
    person = await context.person(update)
    await ask_one(update, context, await context.services.quizzes.next_for(person.id))


async def ask_one(update: Update, context: DutyContext, asked: AskedQuestion | None) -> None:
    """Send this question to the person as a poll; None: there is none."""
    services, person = context.services, await context.person(update)
    t, chat = await context.texts_for(update), update.effective_chat
    if asked is None or chat is None:
        await say(update, Screen(t("quiz-none")))
        return
    poll = quiz_poll(asked.question, asked.clause, services.library, t, seed=str(update.update_id))
    sent = await _send(chat, poll, is_anonymous=False)
    await services.quizzes.sent(sent.id, person.id, asked.question, poll.right)


async def _send(
    chat: Chat, poll: QuizPoll, *, is_anonymous: bool, thread_id: int | None = None
) -> Poll:
    right: list[Any] = [poll.right]  # the library lists the numbers that there may be
    message = await chat.send_poll(
        poll.question,
        [InputPollOption(option) for option in poll.options],
        type=Poll.QUIZ,
        correct_option_ids=right,
        explanation=poll.explanation,
        is_anonymous=is_anonymous,
        message_thread_id=thread_id,
    )
    if message.poll is None:
        raise ValueError("a poll was sent, and none came back")
    return message.poll


HANDLERS = [
    pressed(QuizButton, act_on_quiz),
    pressed(GroupQuizButton, put_to_group),
    PollAnswerHandler(take_answer),
]
