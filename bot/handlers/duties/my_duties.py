"""``/myduties``: what somebody owes, page by page."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons import ALL_POSTS, AgendaButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.handlers.units.facts import with_question
from bot.views.duties.my_duties import agenda_screen
from bot.views.screen import Screen
from scheduler.roster.model import AssignmentId


async def list_duties(update: Update, context: DutyContext) -> None:
    """``/myduties``: the first page, of all posts."""
    screen = await _page(update, context, 0, ALL_POSTS)
    await say(update, await with_question(update, context, screen))


async def turn(update: Update, context: DutyContext, button: AgendaButton) -> None:
    """Show another page, or the duties of another post."""
    await show(update, await _page(update, context, button.page, button.assignment_id))


async def _page(
    update: Update, context: DutyContext, page: int, assignment_id: AssignmentId
) -> Screen:
    services = context.services
    person = await context.person(update)
    agenda = await services.agenda.of(person)
    return agenda_screen(
        agenda,
        services.library,
        await context.texts_for(update),
        now=services.clock.now(),
        page=page,
        assignment_id=assignment_id,
    )


HANDLERS = [pressed(AgendaButton, turn)]
