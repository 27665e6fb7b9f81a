"""``/board`` in the private chat: numbers, the lists behind them, the cards of items."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.board import (
    BoardButton,
    BoardChoiceButton,
    BoardItemButton,
    BoardListButton,
    BoardSpan,
    BoardVacantButton,
)
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import Texts
from bot.views.board import lists, text
from bot.views.board.card import card_rows, card_screen
from bot.views.screen import Screen
from bot.views.shared_buttons import my_duties_button
from scheduler.board.values import Board, Listing
from scheduler.roster.model import OrganisationId, PersonId


async def show_board(update: Update, context: DutyContext) -> None:
    """Answer ``/board``: the present quarter of the first organisation that somebody manages."""
    person, t = await context.person(update), await context.texts_for(update)
    services = context.services
    roots = await services.boards.managed_roots(person.id)
    if not roots:
        await say(update, Screen(t("board-nowhere"), ((my_duties_button(t),),)))
        return
    period = BoardSpan.QUARTER.around(roots[0].today(services.clock.now()))
    board = await services.boards.of(roots[0].id, period, *text.wanted(), by=person.id)
    await say(update, await _screen(board, person.id, context, t))


async def open_board(update: Update, context: DutyContext, button: BoardButton) -> None:
    """Show the board of a unit and a period."""
    await end_dialogue(update, context)
    board = await read(update, context, button.organisation_id, button, *text.wanted())
    person, t = await context.person(update), await context.texts_for(update)
    await show(update, await _screen(board, person.id, context, t))


async def _screen(board: Board, by: PersonId, context: DutyContext, t: Texts) -> Screen:
    boards, library = context.services.boards, context.services.library
    earlier, owing = await boards.owed_before(board, by=by), await boards.owing(board, by=by)
    return text.board_screen(board, library, t, earlier=earlier, owing=owing)


async def open_list(update: Update, context: DutyContext, button: BoardListButton) -> None:
    """Show the items behind a number."""
    listed, page = button.listed, button.page
    wanted = lists.wanted(listed, page)
    board = await read(update, context, button.organisation_id, button, wanted)
    last = lists.within(page, listed.count_on(board))
    if page > last:
        page, wanted = last, lists.wanted(listed, last)
        board = await read(update, context, button.organisation_id, button, wanted)
    t, library = await context.texts_for(update), context.services.library
    await show(update, lists.list_screen(board, listed, page, library, t))


async def open_vacant(update: Update, context: DutyContext, button: BoardVacantButton) -> None:
    """Show the posts that nobody holds."""
    board = await read(update, context, button.organisation_id, button)
    t = await context.texts_for(update)
    await show(update, lists.vacant_screen(board, button.page, context.services.library, t))


async def choose(update: Update, context: DutyContext, button: BoardChoiceButton) -> None:
    """Offer other periods, the units below, the one above, and others that are managed."""
    board = await read(update, context, button.organisation_id, button)
    person, t = await context.person(update), await context.texts_for(update)
    roots = await context.services.boards.managed_roots(person.id)
    here = board.organisation
    is_root = any(each.id == here.id for each in roots)
    above = None
    if not is_root and here.parent_id is not None:
        above = await context.services.registration.organisation(here.parent_id, person.id)
    others = [each for each in roots if is_root and each.id != here.id]
    await show(update, lists.choice_screen(board, button.page, above, others, t))


async def open_item(update: Update, context: DutyContext, button: BoardItemButton) -> None:
    """Show the card of an item."""
    person, t = await context.person(update), await context.texts_for(update)
    card = await context.services.board_cards.get(button.occurrence_id, person.id)
    back = BoardListButton(
        button.organisation_id, button.span, button.start, button.listed, button.page
    )
    rows = card_rows(card, back, t)
    await show(update, card_screen(card, context.services.library, t, rows))


_Place = BoardButton | BoardListButton | BoardVacantButton | BoardChoiceButton


async def read(
    update: Update,
    context: DutyContext,
    organisation_id: OrganisationId,
    place: _Place,
    *listings: Listing,
) -> Board:
    """The board that a button is about, as this person may see it."""
    person = await context.person(update)
    period = place.span.around(place.start)
    return await context.services.boards.of(organisation_id, period, *listings, by=person.id)


HANDLERS = [
    pressed(BoardButton, open_board),
    pressed(BoardListButton, open_list),
    pressed(BoardItemButton, open_item),
    pressed(BoardVacantButton, open_vacant),
    pressed(BoardChoiceButton, choose),
]
