"""Acts of periods that have ended: nothing is entered before it is said what it will count as."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.context import DutyContext
from bot.handlers.duties import evidence
from bot.handlers.duties.item import opened
from bot.views.duties import late as views
from bot.views.screen import Screen
from scheduler.planning.occurrences import Occurrence, OccurrenceId


async def question(
    update: Update,
    context: DutyContext,
    occurrence_id: OccurrenceId,
    day: date,
    *,
    reminder_id: int = 0,
) -> Screen | None:
    """What to ask before an act of ``day`` is entered; None where there is nothing to ask.

    A day before the period, or one that has not come, is for the use case to refuse.
    """
    occurrence, today = await opened(update, context, occurrence_id)
    if not occurrence.asks(day, today):
        return None
    return await ask(update, context, occurrence, day, reminder_id=reminder_id)


async def ask(
    update: Update,
    context: DutyContext,
    occurrence: Occurrence,
    day: date,
    *,
    reminder_id: int = 0,
) -> Screen:
    """Ask what the act is to count as; a dialogue is over then."""
    await evidence.end_unless_waiting(update, context)
    today = occurrence.organisation.today(context.services.clock.now())
    library, t = context.services.library, await context.texts_for(update)
    if occurrence.counts(day):
        return views.ask_to_fill_in(
            occurrence, day, library, t, today=today, reminder_id=reminder_id
        )
    person = await context.person(update)
    other = await context.services.completions.in_whose_period(occurrence.id, day, person.id)
    return views.ask_which_period(
        occurrence, other, day, library, t, today=today, reminder_id=reminder_id
    )
