"""The board and the year as pictures, sent to those who may see them; never to a group."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ParseMode

from bot.conversation.buttons.board import BoardPictureButton, BoardSpan, YearPictureButton
from bot.conversation.context import DutyContext
from bot.drawing.painter import CannotDraw
from bot.handlers.routes import pressed
from bot.texts.catalogue import Html
from bot.views.board import text
from bot.views.pictures.board import board_picture
from bot.views.pictures.canvas import Canvas
from bot.views.pictures.captions import board_caption, board_rows, year_caption, year_rows
from bot.views.pictures.year import year_picture
from bot.views.screen import Button, Screen, keyboard


async def send_board(
    update: Update, context: DutyContext, button: BoardPictureButton
) -> str | None:
    """Send the board of a unit and a period."""
    person, t = await context.person(update), await context.texts_for(update)
    services = context.services
    period = button.span.around(button.start)
    board = await services.boards.of(button.organisation_id, period, *text.wanted(), by=person.id)
    picture = board_picture(board, services.library, t, dark=button.dark)
    rows = board_rows(board, t, dark=button.dark)
    return await _send(update, context, picture, board_caption(board, t), rows)


async def send_year(update: Update, context: DutyContext, button: YearPictureButton) -> str | None:
    """Send the year of a unit."""
    person, t = await context.person(update), await context.texts_for(update)
    year = BoardSpan.YEAR.around(button.start)
    grid = await context.services.board_years.of(button.organisation_id, year, by=person.id)
    picture = year_picture(grid, t, dark=button.dark)
    rows = year_rows(grid, t, dark=button.dark)
    return await _send(update, context, picture, year_caption(grid, t), rows)


async def _send(
    update: Update,
    context: DutyContext,
    picture: Canvas,
    caption: Html,
    rows: tuple[tuple[Button, ...], ...],
) -> str | None:
    chat, t = update.effective_chat, await context.texts_for(update)
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    try:
        drawn = await context.services.painter.draw(picture.svg(), picture.locale)
    except CannotDraw:
        return t.plain("picture-none")
    await chat.send_photo(
        drawn,
        caption=caption,
        parse_mode=ParseMode.HTML,
        filename="board.png",
        reply_markup=keyboard(Screen(caption, rows)),
    )
    return None


HANDLERS = [pressed(BoardPictureButton, send_board), pressed(YearPictureButton, send_year)]
