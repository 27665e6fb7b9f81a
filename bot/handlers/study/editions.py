"""New editions: those whose duties changed say that they read it, managers see who has not."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.study import EditionReadButton, EditionReadersButton
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import pressed
from bot.handlers.screens import show
from bot.views.study.editions import readers_screen


async def take_read(update: Update, context: DutyContext, button: EditionReadButton) -> str:
    """Note that the person has read it; the message stays, so that it can be read again."""
    person = await context.person(update)
    if not await context.services.editions.mark_read(button.edition_id, person.id):
        raise StaleButton(button.pack())
    return (await context.texts_for(update)).plain("edition-read")


async def show_readers(update: Update, context: DutyContext, button: EditionReadersButton) -> None:
    """Show a manager who has not read the last edition."""
    person, t = await context.person(update), await context.texts_for(update)
    reading = await context.services.editions.reading_in(button.organisation_id, person.id)
    await show(update, readers_screen(button.organisation_id, reading, t))


HANDLERS = [pressed(EditionReadButton, take_read), pressed(EditionReadersButton, show_readers)]
