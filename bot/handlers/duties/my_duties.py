"""``/myduties``, one duty of the list, and the clause behind a duty or an answer."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType

from bot.conversation.buttons import ALL_POSTS, AgendaButton, ClauseButton, ItemButton
from bot.conversation.context import DutyContext
from bot.handlers.groups import say_private_only
from bot.handlers.routes import command, end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.views.duties.item import Entered, item_screen
from bot.views.duties.my_duties import agenda_screen
from bot.views.questions.answers import clause_screen
from bot.views.screen import Screen
from clauses.errors import UnknownRef
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import AssignmentId


async def list_duties(update: Update, context: DutyContext) -> None:
    """``/myduties``: nobody's duties are shown to a group."""
    chat = update.effective_chat
    if chat is not None and chat.type != ChatType.PRIVATE:
        await say_private_only(update, context)
        return
    await say(update, await _page(update, context, 0, ALL_POSTS))


async def turn(update: Update, context: DutyContext, button: AgendaButton) -> None:
    """Another page, or another post."""
    await show(update, await _page(update, context, button.page, button.assignment_id))


async def open_item(update: Update, context: DutyContext, button: ItemButton) -> None:
    """One duty; whatever was being asked about it is given up."""
    await end_dialogue(update, context)
    await show(update, await item_of(update, context, button.occurrence_id))


async def explain(update: Update, context: DutyContext, button: ClauseButton) -> None:
    """The clause, in a message of its own."""
    library = context.services.library
    stated = library.find(button.ref)
    if stated is None:
        raise UnknownRef(str(button.ref))
    await say(update, clause_screen(stated, library, await context.texts_for(update)))


async def item_of(update: Update, context: DutyContext, occurrence_id: OccurrenceId) -> Screen:
    """The screen of one duty as this person may see it."""
    services = context.services
    person = await context.person(update)
    t = await context.texts_for(update)
    occurrence = await services.completions.occurrence(occurrence_id, person.id)
    entered = [
        Entered(entry, len(await services.completions.evidence(entry.id, person.id)))
        for entry in await services.completions.entries(occurrence_id, person.id)
    ]
    today = occurrence.organisation.today(services.clock.now())
    return item_screen(occurrence, entered, services.library, t, today=today)


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


HANDLERS = [
    command("myduties", list_duties),
    pressed(AgendaButton, turn),
    pressed(ItemButton, open_item),
    pressed(ClauseButton, explain),
]
