"""A clerk sees what is open in an organisation, and enters it for those who owe it."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.people import ClerkUnitButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import show
from bot.views.people import entering as views
from bot.views.screen import Screen


async def with_units(update: Update, context: DutyContext, screen: Screen) -> Screen:
    """The screen, with the organisations for which this person enters."""
    person = await context.person(update)
    places = await context.services.entering.places(person.id)
    return views.with_units(screen, places, await context.texts_for(update)) if places else screen


async def only_clerk(update: Update, context: DutyContext) -> Screen | None:
    """What somebody without a post is shown who enters for others; None to anybody else."""
    person = await context.person(update)
    places = await context.services.entering.places(person.id)
    if not places:
        return None
    t = await context.texts_for(update)
    return views.with_units(views.only_clerk(t), places, t)


async def list_items(update: Update, context: DutyContext, button: ClerkUnitButton) -> None:
    """Show what is open in an organisation."""
    await end_dialogue(update, context)
    person, services = await context.person(update), context.services
    organisation, items = await services.entering.open_items(person.id, button.organisation_id)
    t = await context.texts_for(update)
    screen = views.unit_items(organisation, items, button.page, services.library, t)
    await show(update, screen)


HANDLERS = [pressed(ClerkUnitButton, list_items)]
