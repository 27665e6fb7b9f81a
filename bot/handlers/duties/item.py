"""One duty in one period: its screen, and what every question about it begins with."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons.duties import ItemButton
from bot.conversation.buttons.questions import ClauseButton, ItemClauseButton
from bot.conversation.context import DutyContext
from bot.handlers.questions.clauses import explain
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.local_duties import with_rule_button
from bot.views.duties.item import Entered, item_screen
from bot.views.questions.statements import begun_clause_screen
from bot.views.screen import Screen
from scheduler.ledger.wording import former_words
from scheduler.planning.occurrences import Occurrence, OccurrenceId


async def open_item(update: Update, context: DutyContext, button: ItemButton) -> None:
    """Show one duty; whatever was being asked about it is given up."""
    await end_dialogue(update, context)
    await show(update, await item_of(update, context, button.occurrence_id))


async def explain_item(update: Update, context: DutyContext, button: ItemClauseButton) -> None:
    """Show the clause of an item in a message of its own: as it stood when the item began."""
    services, t = context.services, await context.texts_for(update)
    occurrence, _ = await opened(update, context, button.occurrence_id)
    former = former_words(occurrence, services.library)
    if former is None or services.library.find(occurrence.ref) is None:
        await explain(update, context, ClauseButton(occurrence.ref))
    else:
        await say(update, begun_clause_screen(former, occurrence.edition or "", t))


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
        workdays_left=calendar.workdays_until(today, occurrence.deadline),
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


HANDLERS = [pressed(ItemButton, open_item), pressed(ItemClauseButton, explain_item)]
