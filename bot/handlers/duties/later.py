"""Being reminded again on another day."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons import LaterButton, LaterOnButton, LaterOtherButton
from bot.conversation.context import DutyContext
from bot.conversation.local_days import today_of
from bot.conversation.typed_days import read_day
from bot.handlers.confirmations import note_arrival
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.views.duties import later as views
from bot.views.duties.completion import unclear_day
from bot.views.screen import Screen
from scheduler.inbox.dialogues import Dialogue
from scheduler.planning.occurrences import OccurrenceId

_DAY_STEP = "later-day"


async def ask_when(update: Update, context: DutyContext, button: LaterButton) -> None:
    """The button "later": changes nothing yet."""
    await note_arrival(update, context)
    await end_dialogue(update, context)
    services = context.services
    person = await context.person(update)
    occurrence = await services.completions.occurrence(button.occurrence_id, person.id)
    today = today_of(occurrence.organisation, services.clock)
    t = await context.texts_for(update)
    screen = views.ask_when(occurrence, services.library, t, today=today, anew=button.anew)
    await (say if button.anew else show)(update, screen)


async def take_day(update: Update, context: DutyContext, button: LaterOnButton) -> None:
    """The day was pressed."""
    await show(update, await _put_off(update, context, button.occurrence_id, button.day))


async def ask_other_day(update: Update, context: DutyContext, button: LaterOtherButton) -> None:
    """Another day, to be typed."""
    services = context.services
    person = await context.person(update)
    occurrence = await services.completions.occurrence(button.occurrence_id, person.id)
    await expect(update, context, _DAY_STEP, {"occurrence_id": occurrence.id})
    today = today_of(occurrence.organisation, services.clock)
    t = await context.texts_for(update)
    await show(update, views.type_later_day(occurrence, services.library, t, today=today))


async def type_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """The day was typed; one that is not understood or not allowed is asked for again."""
    services = context.services
    message = update.effective_message
    person = await context.person(update)
    occurrence_id = OccurrenceId(dialogue.payload["occurrence_id"])
    occurrence = await services.completions.occurrence(occurrence_id, person.id)
    today = today_of(occurrence.organisation, services.clock)
    day = read_day(
        (message.text if message else None) or "",
        today=today,
        first=today,
        last=views.latest_day(occurrence, today),
    )
    if day is None:
        t = await context.texts_for(update)
        await say(update, unclear_day(t, today=today))
        return
    async with services.transaction():
        screen = await _put_off(update, context, occurrence_id, day)
        await end_dialogue(update, context)
    await say(update, screen)


async def _put_off(
    update: Update, context: DutyContext, occurrence_id: OccurrenceId, day: date
) -> Screen:
    services = context.services
    person = await context.person(update)
    postponed = await services.postponement.postpone(occurrence_id, by=person.id, until=day)
    today = today_of(postponed.occurrence.organisation, services.clock)
    t = await context.texts_for(update)
    return views.put_off(postponed, day, services.library, t, today=today)


HANDLERS = [
    pressed(LaterButton, ask_when),
    pressed(LaterOnButton, take_day),
    pressed(LaterOtherButton, ask_other_day),
]

STEPS = {_DAY_STEP: type_day}
