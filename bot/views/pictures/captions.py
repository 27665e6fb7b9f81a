"""What stands under a picture: period, unit, and the two numbers that matter."""

from __future__ import annotations

from bot.conversation.buttons.board import BoardPictureButton, BoardSpan, YearPictureButton
from bot.texts.catalogue import Html, Texts
from bot.views.board.words import scope_name, span_name
from bot.views.screen import Button
from scheduler.board.values import Board
from scheduler.board.year import YearGrid
from scheduler.planning.lamps import Lamp

_Rows = tuple[tuple[Button, ...], ...]


def board_caption(board: Board, t: Texts) -> Html:
    """Of a board, also of a whole year."""
    return t(
        "picture-caption",
        organisation=scope_name(board, t),
        period=span_name(board.period, t),
        red=board.count(Lamp.RED),
        yellow=board.count(Lamp.YELLOW),
    )


def year_caption(grid: YearGrid, t: Texts) -> Html:
    """Of the year."""
    return board_caption(grid.board, t)


def board_rows(board: Board, t: Texts, *, dark: bool) -> _Rows:
    """The same in other colours, and the year."""
    id_, start = board.organisation.id, board.period.start
    other = BoardPictureButton(id_, BoardSpan.of(board.period), start, dark=not dark)
    year = YearPictureButton(id_, start, dark=dark)
    return (
        (
            Button(_other(t, dark=dark), other.pack()),
            Button(t.plain("picture-year-button"), year.pack()),
        ),
    )


def year_rows(grid: YearGrid, t: Texts, *, dark: bool) -> _Rows:
    """The same in other colours."""
    other = YearPictureButton(grid.board.organisation.id, grid.board.period.start, dark=not dark)
    return ((Button(_other(t, dark=dark), other.pack()),),)


def _other(t: Texts, *, dark: bool) -> str:
    return t.plain("picture-light-button" if dark else "picture-dark-button")
