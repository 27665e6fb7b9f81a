"""One duty in one period: its screen, and what every question about it begins with."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons import ItemButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import show
from bot.handlers.units.local_duties import with_rule_button
from bot.views.duties.item import Entered, item_screen
from bot.views.screen import Screen
from scheduler.planning.occurrences import Occurrence, OccurrenceId


async def open_item(update: Update, context: DutyContext, button: ItemButton) -> None:
    """Show one duty; whatever was being asked about it is given up."""
    await end_dialogue(update, context)
    await show(update, await item_of(update, context, button.occurrence_id))


async def item_of(update: Update, context: DutyContext, occurrence_id: OccurrenceId) -> Screen:
    """The screen of one duty as this person may see it; raises as :func:`opened`."""
    completions = context.services.completions
    person = await context.person(update)
    occurrence, today = await opened(update, context, occurrence_id)
    entered = [
        Entered(entry, len(await completions.evidence(entry.id, person.id)))
        for entry in await completions.entries(occurrence_id, person.id)
    ]
    t = await context.texts_for(update)
    calendar = await context.services.agenda.calendar()
    held = await context.services.registration.assignments_of(person.id)
    screen = item_screen(
        occurrence,
        entered,
        context.services.library,
        t,
        today=today,
        workdays_left=calendar.workdays_until(today, occurrence.due_on),
        seat=len(held) != 1,
        unreviewable=await context.services.reviewing.unreviewable(
            occurrence, [each.entry for each in entered]
        ),
    )
    return await with_rule_button(update, context, screen, occurrence)


async def opened(
    update: Update, context: DutyContext, occurrence_id: OccurrenceId
) -> tuple[Occurrence, date]:
    """The occurrence, and which day it is where it is owed.

    Raises:
        UnknownOccurrence: there is none, or it is none of this person's business.
    """
    services = context.services
    person = await context.person(update)
    occurrence = await services.completions.occurrence(occurrence_id, person.id)
    return occurrence, occurrence.organisation.today(services.clock.now())


HANDLERS = [pressed(ItemButton, open_item)]
