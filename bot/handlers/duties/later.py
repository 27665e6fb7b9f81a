"""Being reminded again in some hours or on another day."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from bot.conversation.buttons.duties import (
    LaterButton,
    LaterMonthButton,
    LaterOnButton,
    LaterOtherButton,
    SnoozeButton,
    SnoozeByButton,
)
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.conversation.scopes import ItemScope
from bot.handlers.confirmations import is_pushed, note_arrival
from bot.handlers.duties.item import opened
from bot.handlers.duties.scopes import items_of
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import typed_day
from bot.views.duties import later as views
from bot.views.duties.several import nothing_open
from bot.views.screen import Screen
from scheduler.errors import TooLate
from scheduler.inbox.dialogues import Dialogue
from scheduler.ledger.postponement import latest_day
from scheduler.ledger.wording import is_known
from scheduler.planning.occurrences import Occurrence, OccurrenceId

_DAY_STEP = "later-day"


async def ask_when(update: Update, context: DutyContext, button: LaterButton) -> None:
    """Ask when to remind again of one item: a button of an older message."""
    scope = ItemScope(occurrence_id=button.occurrence_id).pack()
    await ask_how_long(update, context, SnoozeButton(scope))


async def ask_how_long(update: Update, context: DutyContext, button: SnoozeButton) -> None:
    """Ask when to remind again; nothing is put off yet."""
    await note_arrival(update, context)
    await end_dialogue(update, context)
    services = context.services
    person, t = await context.person(update), await context.texts_for(update)
    found = await _open_items(update, context, button.scope)
    alone = ItemScope.unpack(button.scope).occurrence_id
    if not found and alone is not None:
        found = [(await opened(update, context, alone))[0]]
    if not found:
        screen = nothing_open(t)
    else:
        scope = button.scope if len(found) > 1 else ItemScope(occurrence_id=found[0].id).pack()
        screen = views.ask_how_long(
            found,
            scope,
            services.library,
            t,
            quiet_hours=person.quiet_hours,
            now=services.clock.now(),
        )
    await (say if is_pushed(update) else show)(update, screen)


async def snooze(update: Update, context: DutyContext, button: SnoozeByButton) -> None:
    """Put all of them off by hours, or (0) until tomorrow."""
    services = context.services
    person, t = await context.person(update), await context.texts_for(update)
    now = services.clock.now()
    found = await _open_items(update, context, button.scope)
    ids = [each.id for each in found]
    wait = timedelta(hours=button.hours)
    async with services.transaction():
        if button.hours:
            postponed = await services.postponement.postpone_by(ids, by=person.id, wait=wait)
        else:
            postponed = await services.postponement.postpone_to_tomorrow(ids, by=person.id)
    screen = views.snoozed(
        postponed,
        services.library,
        t,
        wanted=now + wait if button.hours else None,
        quiet_hours=person.quiet_hours,
        now=now,
    )
    await show(update, screen)


async def take_day(update: Update, context: DutyContext, button: LaterOnButton) -> None:
    """Put it off to the day that was pressed."""
    async with context.services.transaction():
        screen = await _put_off(update, context, button.occurrence_id, button.day)
        await end_dialogue(update, context)
    await show(update, screen)


async def ask_other_day(update: Update, context: DutyContext, button: LaterOtherButton) -> None:
    """Ask for the day: on the buttons of a month, or in writing."""
    occurrence, today = await opened(update, context, button.occurrence_id)
    await expect(update, context, _DAY_STEP, {"occurrence_id": occurrence.id})
    t, library = await context.texts_for(update), context.services.library
    await show(update, views.other_day(occurrence, today, library, t, today=today))


async def turn(update: Update, context: DutyContext, button: LaterMonthButton) -> None:
    """Show another month."""
    occurrence, today = await opened(update, context, button.occurrence_id)
    t, library = await context.texts_for(update), context.services.library
    await show(update, views.other_day(occurrence, button.month, library, t, today=today))


async def take_typed_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show the day that was typed; one that is not understood or allowed is asked again."""
    occurrence_id = OccurrenceId(dialogue.payload["occurrence_id"])
    occurrence, today = await opened(update, context, occurrence_id)
    day = await typed_day(update, context, DayAsked.EVENT, today=today)
    if not today <= day <= (latest := latest_day(occurrence, today)):
        raise TooLate(day, latest)
    t, library = await context.texts_for(update), context.services.library
    await say(update, views.confirm_day(occurrence, day, library, t, today=today))


async def _put_off(
    update: Update, context: DutyContext, occurrence_id: OccurrenceId, day: date
) -> Screen:
    services = context.services
    person = await context.person(update)
    postponed = await services.postponement.postpone(occurrence_id, by=person.id, until=day)
    today = postponed.occurrence.organisation.today(services.clock.now())
    t = await context.texts_for(update)
    return views.put_off(postponed, services.library, t, today=today)


async def _open_items(update: Update, context: DutyContext, scope: str) -> list[Occurrence]:
    services = context.services
    person = await context.person(update)
    ids = await items_of(update, context, scope)
    choices = await services.several.choices(ids, by=person.id, day=date.max)
    return [each.occurrence for each in choices if is_known(each.occurrence, services.library)]


HANDLERS = [
    pressed(SnoozeButton, ask_how_long),
    pressed(SnoozeByButton, snooze),
    pressed(LaterButton, ask_when),
    pressed(LaterOnButton, take_day),
    pressed(LaterOtherButton, ask_other_day),
    pressed(LaterMonthButton, turn),
]

STEPS = {_DAY_STEP: take_typed_day}
