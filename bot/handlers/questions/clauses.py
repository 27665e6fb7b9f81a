"""Clauses by number or name, and the clause behind a duty or an answer."""

from __future__ import annotations

import re

from telegram import Update

from bot.conversation.buttons.questions import ClauseButton
from bot.conversation.context import DutyContext
from bot.handlers.questions.questions import LONGEST, after_command, answer_to, screen_of
from bot.handlers.routes import pressed
from bot.handlers.screens import say
from bot.views.questions.statements import clause_screen, former_clause_screen
from bot.views.screen import Screen
from clauses.answering.answer import AnnouncedParts, Answer, Duties, DutiesWithin, StandIn, Status
from clauses.errors import UnknownRef
from clauses.library import Library, Stated
from clauses.model import ClauseRef

_NUMBER = re.compile(r"\d{1,4}")


async def look_up(update: Update, context: DutyContext) -> None:
    """``/clause`` with an id, a number, or words."""
    wanted = after_command(update)
    t = await context.texts_for(update)
    library = context.services.library
    if not wanted:
        await say(update, Screen(t("clause-empty")))
    elif (stated := stated_as(wanted, library)) is not None:
        await say(update, clause_screen(stated, library, t))
    elif (former := await context.services.former_clauses.called(wanted)) is not None:
        await say(update, former_clause_screen(former, t))
    elif len(wanted) > LONGEST:
        await say(update, Screen(t("question-too-long", limit=LONGEST)))
    else:
        number = _NUMBER.fullmatch(wanted)
        answer = await answer_to(update, context, f"第{wanted}条" if number else wanted)
        main = _one_clause(answer)
        if main is None:
            screen = await screen_of(update, context, answer, wanted)
        else:
            screen = clause_screen(main, library, t)
        await say(update, screen)


async def explain(update: Update, context: DutyContext, button: ClauseButton) -> None:
    """Show the clause in a message of its own."""
    library = context.services.library
    t = await context.texts_for(update)
    if (stated := library.find(button.ref)) is not None:
        screen = clause_screen(stated, library, t)
    elif (former := await context.services.former_clauses.find(button.ref)) is not None:
        screen = former_clause_screen(former, t)
    else:
        raise UnknownRef(str(button.ref))
    await say(update, screen)


def stated_as(text: str, library: Library) -> Stated | None:
    """The statement of this id, in full or without its pack; case does not matter."""
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


def _one_clause(answer: Answer) -> Stated | None:
    """The statement to show in full, when the words led to just one."""
    if (
        answer.status is not Status.ANSWERED
        or answer.parts
        or isinstance(answer.fact, Duties | DutiesWithin | StandIn | AnnouncedParts)
    ):
        return None
    return answer.main


HANDLERS = [pressed(ClauseButton, explain)]
