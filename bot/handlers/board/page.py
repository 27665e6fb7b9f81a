"""The way from the chat to the page: a link for one use, or a Mini App."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.board import BoardPageButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import say
from bot.views.board.page import no_address, way_in


async def open_page(update: Update, context: DutyContext, button: BoardPageButton) -> None:
    """Give a link that opens the board once; without an address say how to get one."""
    person, t = await context.person(update), await context.texts_for(update)
    services = context.services
    link = await services.visits.invite(person.id, button.organisation_id)
    if services.public_url is None:
        await say(update, no_address(t))
    else:
        await say(update, way_in(services.public_url, link, t))


HANDLERS = [pressed(BoardPageButton, open_page)]
