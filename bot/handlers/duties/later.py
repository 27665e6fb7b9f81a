"""Being reminded again on another day."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons import LaterButton, LaterOnButton, LaterOtherButton
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.typed_days import read_day
from bot.handlers.confirmations import note_arrival
from bot.handlers.duties.item import opened
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.views.duties import later as views
from bot.views.duties.day_question import unclear_day
from bot.views.screen import Screen
from scheduler.inbox.dialogues import Dialogue
from scheduler.ledger.postponement import latest_day
from scheduler.planning.occurrences import OccurrenceId

_DAY_STEP = "later-day"


async def ask_when(update: Update, context: DutyContext, button: LaterButton) -> None:
    """Ask for the day of the next reminder; nothing is put off yet."""
    await note_arrival(update, context)
    await end_dialogue(update, context)
    occurrence, today = await opened(update, context, button.occurrence_id)
    library, t = context.services.library, await context.texts_for(update)
    screen = views.ask_when(occurrence, library, t, today=today, anew=button.anew)
    await (say if button.anew else show)(update, screen)


async def take_day(update: Update, context: DutyContext, button: LaterOnButton) -> None:
    """Put it off to the day that was pressed."""
    await show(update, await _put_off(update, context, button.occurrence_id, button.day))


async def ask_other_day(update: Update, context: DutyContext, button: LaterOtherButton) -> None:
    """Ask for the day in writing."""
    occurrence, today = await opened(update, context, button.occurrence_id)
    await expect(update, context, _DAY_STEP, {"occurrence_id": occurrence.id})
    t = await context.texts_for(update)
    await show(update, views.type_day(occurrence, context.services.library, t, today=today))


async def take_typed_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Put it off to the day that was typed; one that is not understood or allowed is asked again."""
    occurrence_id = OccurrenceId(dialogue.payload["occurrence_id"])
    occurrence, today = await opened(update, context, occurrence_id)
    last = latest_day(occurrence, today)
    day = read_day(written(update), today=today, first=today, last=last)
    if day is None:
        await say(update, unclear_day(await context.texts_for(update), today=today))
        return
    async with context.services.transaction():
        screen = await _put_off(update, context, occurrence_id, day)
        await end_dialogue(update, context)
    await say(update, screen)


async def _put_off(
    update: Update, context: DutyContext, occurrence_id: OccurrenceId, day: date
) -> Screen:
    services = context.services
    person = await context.person(update)
    postponed = await services.postponement.postpone(occurrence_id, by=person.id, until=day)
    today = postponed.occurrence.organisation.today(services.clock.now())
    t = await context.texts_for(update)
    return views.put_off(postponed, day, services.library, t, today=today)


HANDLERS = [
    pressed(LaterButton, ask_when),
    pressed(LaterOnButton, take_day),
    pressed(LaterOtherButton, ask_other_day),
]

STEPS = {_DAY_STEP: take_typed_day}
