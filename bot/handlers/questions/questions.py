"""Questions in plain words: in private and in groups."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update

from bot.conversation.addresses import telegram
from bot.conversation.chats import is_private, written
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, expect
from bot.handlers.screens import say
from bot.handlers.units import own_duties
from bot.views.questions.answers import answer_screen
from bot.views.questions.open_questions import with_no_help
from bot.views.questions.own_items import with_own_items
from bot.views.questions.statements import former_clause_screen
from bot.views.screen import Screen
from clauses.answering.answer import Answer, Status
from clauses.answering.replying.own_state import asks_own_state, duties_behind
from clauses.model import PostId
from scheduler.errors import NotRegistered
from scheduler.inbox.dialogues import Dialogue
from scheduler.ledger.agenda import Section
from scheduler.questions.open_questions import WhyOpen

LONGEST = 1000
"""Characters in a question; a longer text is not taken for one."""

FOLLOW_UP = timedelta(minutes=10)
"""How long a question may leave out what the one before it named."""

_STEP = "question"


async def ask(update: Update, context: DutyContext) -> None:
    """``/ask`` with a question; without one the next text is taken for it."""
    question = after_command(update)
    if question:
        await _answer(update, context, question)
        return
    await expect(update, context, _STEP, {})
    t = await context.texts_for(update)
    await say(
        update, Screen(t("question-empty-private" if is_private(update) else "question-empty"))
    )


async def answer_typed(update: Update, context: DutyContext) -> None:
    """Answer a text that continues no dialogue."""
    question = written(update)
    if question:
        await _answer(update, context, question)


async def take_question(update: Update, context: DutyContext, _: Dialogue) -> None:
    """Answer the text after an empty ``/ask``."""
    await end_dialogue(update, context)
    await answer_typed(update, context)


async def answer_to(
    update: Update, context: DutyContext, question: str, *, after: str | None = None
) -> Answer:
    """Answer whoever wrote; nobody is entered in the roster for asking."""
    services = context.services
    posts: list[PostId] = []
    user = update.effective_user
    person = await services.registration.find_person(telegram(user.id)) if user else None
    if person is not None:
        known = {post.id for post in services.library.posts()}
        held = await services.registration.assignments_of(person.id)
        posts = [assignment.post for assignment in held if assignment.post in known]
    today = services.clock.now().astimezone(services.zone).date()
    answer = await services.questions.given(question)
    if answer is None:
        answer = services.answers.answer(question, asker_posts=posts, after=after, today=today)
    services.answered[answer.status.value] += 1
    return answer


async def screen_of(update: Update, context: DutyContext, answer: Answer, question: str) -> Screen:
    """The answer or, where no pack has one, the clause that once had."""
    t = await context.texts_for(update)
    if answer.status is not Status.ANSWERED:
        own = await own_duties.answer(update, context, question)
        if own is not None:
            return own
    if answer.status in (Status.NOT_LOADED, Status.NEAREST):
        former = await context.services.former_clauses.named_in(question)
        if former is not None:
            return former_clause_screen(former, t)
    return answer_screen(answer, t)


def after_command(update: Update) -> str:
    """The words after the command, "" where there are none."""
    _, *rest = written(update).split(maxsplit=1)
    return rest[0].strip() if rest else ""


async def _answer(update: Update, context: DutyContext, question: str) -> None:
    t = await context.texts_for(update)
    if len(question) > LONGEST:
        await say(update, Screen(t("question-too-long", limit=LONGEST)))
        return
    now = context.services.clock.now()
    memory = context.memory
    recent = memory.asked_at is not None and timedelta() <= now - memory.asked_at <= FOLLOW_UP
    after = memory.question if recent else None
    answer = await answer_to(update, context, question, after=after)
    memory.question, memory.asked_at = question, now
    screen = await screen_of(update, context, answer, question)
    if is_private(update) and asks_own_state(answer):
        screen = await _with_own(update, context, answer, screen)
    if answer.status is Status.OUT_OF_SCOPE:
        on = now.astimezone(context.services.zone).date()
        await context.services.questions.note(question, WhyOpen.NOT_FOUND, on)
    elif is_private(update):
        screen = with_no_help(screen, update.update_id, t)
    await say(update, screen)


async def _with_own(update: Update, context: DutyContext, answer: Answer, screen: Screen) -> Screen:
    """With the date and state of the asker's own items that the answer is about, if there are any."""
    services = context.services
    user = update.effective_user
    person = await services.registration.find_person(telegram(user.id)) if user else None
    if person is None:
        return screen
    try:
        agenda = await services.agenda.of(person)
    except NotRegistered:
        return screen
    refs = duties_behind(answer, services.library)
    items = [
        each.occurrence
        for each in agenda.items
        if each.occurrence is not None
        and each.clause.ref in refs
        and each.section is not Section.COMING
    ]
    if not items:
        return screen
    today = items[0].organisation.today(services.clock.now())
    t = await context.texts_for(update)
    return with_own_items(screen, items, services.library, agenda.calendar, t, today=today)


STEPS = {_STEP: take_question}
