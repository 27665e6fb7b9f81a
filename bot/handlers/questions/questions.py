"""Questions in plain words, and clauses by number or name: in private and in groups."""

from __future__ import annotations

import re
from datetime import timedelta

from telegram import Update
from telegram.constants import ChatType

from bot.conversation.context import DutyContext
from bot.handlers.routes import command, end_dialogue, expect
from bot.handlers.screens import say
from bot.views.questions.answers import answer_screen, clause_screen
from bot.views.screen import Screen
from clauses.answering.answer import Answer, Duties, Status
from clauses.library import Library, Stated
from clauses.model import ClauseRef, PostId
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.model import TelegramId

LONGEST = 1000
"""Characters in a question; what is longer is not one."""

FOLLOW_UP = timedelta(minutes=10)
"""How long a question may leave out what the one before it named."""

_STEP = "question"
_NUMBER = re.compile(r"\d{1,4}")


async def ask(update: Update, context: DutyContext) -> None:
    """``/ask`` with a question; without one the next text is taken for it."""
    question = _after_command(update)
    if question:
        await _answer(update, context, question)
        return
    chat = update.effective_chat
    private = chat is not None and chat.type == ChatType.PRIVATE
    await expect(update, context, _STEP, {})
    t = await context.texts_for(update)
    await say(update, Screen(t("help-ask-empty-private" if private else "help-ask-empty")))


async def clause(update: Update, context: DutyContext) -> None:
    """``/clause`` with an id, a number, or words."""
    wanted = _after_command(update)
    t = await context.texts_for(update)
    library = context.services.library
    if not wanted:
        await say(update, Screen(t("help-clause-empty")))
    elif (stated := stated_as(wanted, library)) is not None:
        await say(update, clause_screen(stated, library, t))
    elif len(wanted) > LONGEST:
        await say(update, Screen(t("help-question-too-long", limit=LONGEST)))
    else:
        number = _NUMBER.fullmatch(wanted)
        answer = await answer_to(update, context, f"第{wanted}条" if number else wanted)
        main = _one_clause(answer)
        screen = answer_screen(answer, t) if main is None else clause_screen(main, library, t)
        await say(update, screen)


async def answer_typed(update: Update, context: DutyContext) -> None:
    """A text that continues no dialogue is a question."""
    message = update.effective_message
    if message is not None and message.text:
        await _answer(update, context, message.text)


async def take_question(update: Update, context: DutyContext, _: Dialogue) -> None:
    """The text after an empty ``/ask``."""
    await end_dialogue(update, context)
    await answer_typed(update, context)


async def answer_to(
    update: Update, context: DutyContext, question: str, *, after: str | None = None
) -> Answer:
    """Answer for whoever wrote; nobody is made known to the roster by asking."""
    services = context.services
    posts: list[PostId] = []
    user = update.effective_user
    person = await services.registration.find_person(TelegramId(user.id)) if user else None
    if person is not None:
        known = {post.id for post in services.library.posts()}
        held = await services.registration.assignments_of(person.id)
        posts = [assignment.post for assignment in held if assignment.post in known]
    answer = services.answers.answer(question, asker_posts=posts, after=after)
    services.answered[answer.status.value] += 1
    return answer


def stated_as(text: str, library: Library) -> Stated | None:
    """What has this id, in full or without its pack; upper and lower case are the same."""
    wanted = text.strip().casefold()
    for pack in library.packs:
        entries: tuple[Stated, ...] = (
            *pack.clauses,
            *pack.questions,
            *pack.corrections,
            *pack.standards,
            *pack.distinctions,
        )
        for entry in entries:
            if wanted in (str(entry.ref).casefold(), entry.ref.local.casefold()):
                return entry
    named_pack, _, local = wanted.rpartition(":")
    places = [ClauseRef(p.id, local) for p in library.packs if named_pack in ("", p.id)]
    return next((found for ref in places if (found := library.find(ref)) is not None), None)


async def _answer(update: Update, context: DutyContext, question: str) -> None:
    t = await context.texts_for(update)
    if len(question) > LONGEST:
        await say(update, Screen(t("help-question-too-long", limit=LONGEST)))
        return
    now = context.services.clock.now()
    memory = context.memory
    recent = memory.asked_at is not None and timedelta() <= now - memory.asked_at <= FOLLOW_UP
    after = memory.question if recent else None
    answer = await answer_to(update, context, question, after=after)
    memory.question, memory.asked_at = question, now
    await say(update, answer_screen(answer, t))


def _one_clause(answer: Answer) -> Stated | None:
    """The statement to show in full, when the words led to just one."""
    if answer.status is not Status.ANSWERED or isinstance(answer.fact, Duties):
        return None
    return answer.main


def _after_command(update: Update) -> str:
    message = update.effective_message
    _, *rest = ((message.text if message else None) or "").split(maxsplit=1)
    return rest[0].strip() if rest else ""


HANDLERS = [command("ask", ask), command("clause", clause)]

STEPS = {_STEP: take_question}
