"""The past (往期): a year of one's posts, and one item of it."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.entries import PastButton, PastItemButton, PastPickButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import show
from bot.views.duties import history as views
from scheduler.ledger.history import PastYear


async def show_past(update: Update, context: DutyContext, button: PastButton) -> None:
    """Show a year, in place of the screen whose button was pressed."""
    await end_dialogue(update, context)
    past = await _past(update, context, button.year)
    library, t = context.services.library, await context.texts_for(update)
    await show(update, views.year_screen(past, library, t, by_month=button.by_month))


async def pick(update: Update, context: DutyContext, button: PastPickButton) -> None:
    """Show the items of a year by full name."""
    past = await _past(update, context, button.year)
    await show(update, views.pick_screen(past, await context.texts_for(update), page=button.page))


async def open_item(update: Update, context: DutyContext, button: PastItemButton) -> None:
    """Show one item; whatever was being asked is given up."""
    await end_dialogue(update, context)
    services = context.services
    person = await context.person(update)
    opened = await services.history.item(button.occurrence_id, person.id)
    today = opened.item.occurrence.organisation.today(services.clock.now())
    t = await context.texts_for(update)
    await show(update, views.past_item_screen(opened, services.library, t, today=today))


async def _past(update: Update, context: DutyContext, year: int) -> PastYear:
    person = await context.person(update)
    return await context.services.history.of(person, year or None)


HANDLERS = [
    pressed(PastButton, show_past),
    pressed(PastPickButton, pick),
    pressed(PastItemButton, open_item),
]
