"""What lies behind the numbers of the board: items to open, vacant posts, other periods and units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.conversation.buttons.board import (
    BoardButton,
    BoardChoiceButton,
    BoardItemButton,
    BoardList,
    BoardListButton,
    BoardSpan,
    BoardVacantButton,
)
from bot.conversation.buttons.units import SeatsButton
from bot.texts.catalogue import Texts
from bot.views.board.text import back_to_board, board_scope, list_message
from bot.views.board.words import days_words, shortened_name, span_name, who
from bot.views.days import short_period
from bot.views.duties.names import BUTTON_CELLS, clipped, item_name, seat_name, width
from bot.views.layout import lines, paragraphs
from bot.views.screen import Button, Screen
from clauses.cadence import Per
from clauses.library import Library
from scheduler.board.values import Board, BoardLine, BoardUnit, Listing
from scheduler.periods import Period
from scheduler.roster.model import Organisation

PER_PAGE = 8
_UNIT_CELLS = 8
"""At least so much of a unit's name stands on a button."""


def wanted(listed: BoardList, page: int) -> Listing:
    """The lines of one page."""
    return listed.listing(PER_PAGE, page * PER_PAGE)


def within(page: int, count: int) -> int:
    """The page, or the last one: what was listed when a button was made may be less by now."""
    return min(page, max(0, count - 1) // PER_PAGE)


def list_screen(board: Board, listed: BoardList, page: int, library: Library, t: Texts) -> Screen:
    """One page of the items behind a number, each on a button."""
    count = listed.count_on(board)
    place = board.organisation.id, BoardSpan.of(board.period), board.period.start
    heading = t.plain(list_message(listed), count=count)
    text = lines(
        t(
            "board-list-title",
            heading=heading,
            period=short_period(board.period, t, today=board.today),
        ),
        t("board-list-hint") if board.lines else t("board-list-none"),
    )
    rows = [
        (
            Button(
                _label(line, board, library, t),
                BoardItemButton(line.occurrence.id, *place, listed, page).pack(),
            ),
        )
        for line in board.lines
    ]
    steps = _steps(page, count, t, lambda to: BoardListButton(*place, listed, to).pack())
    return Screen(text, (*rows, (back_to_board(board, t), *steps)))


def vacant_screen(board: Board, page: int, library: Library, t: Texts) -> Screen:
    """One page of the posts that nobody holds, by organisation; each leads to its posts."""
    vacant = [(unit, post) for unit in board.units for post in unit.vacant]
    page = within(page, len(vacant))
    shown = vacant[page * PER_PAGE : (page + 1) * PER_PAGE]
    place = board.organisation.id, BoardSpan.of(board.period), board.period.start
    rows = [
        (
            Button(
                shortened_name(seat_name(_organisation(unit, board), post, library), BUTTON_CELLS),
                SeatsButton(unit.id).pack(),
            ),
        )
        for unit, post in shown
    ]
    text = lines(
        t("board-vacant-title", count=len(vacant)),
        t("board-vacant-hint") if shown else t("board-vacant-none"),
    )
    steps = _steps(page, len(vacant), t, lambda to: BoardVacantButton(*place, to).pack())
    return Screen(text, (*rows, (back_to_board(board, t), *steps)))


def choice_screen(
    board: Board,
    page: int,
    above: Organisation | None,
    others: Sequence[Organisation],
    t: Texts,
) -> Screen:
    """Choose another period, or one of the units directly below.

    ``above`` is the one over it, where the reader manages that too; ``others`` are those beside it
    that the reader manages besides.
    """
    id_, span, start = board.organisation.id, BoardSpan.of(board.period), board.period.start
    periods = []
    for each in BoardSpan:
        now = each.around(board.today)
        before = each.around(now.start - timedelta(days=1))
        periods.append(
            tuple(
                Button(_period_label(period, board, t), BoardButton(id_, each, period.start).pack())
                for period in (before, now)
            )
        )
    places = [(each.id, each.name) for each in board.units if each.depth == 1]
    places += [(each.id, each.name) for each in others]
    page = within(page, len(places))
    shown = places[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = [
        (
            Button(
                t.plain("board-choice-unit", organisation=shortened_name(name, BUTTON_CELLS)),
                BoardButton(to, span, start).pack(),
            ),
        )
        for to, name in shown
    ]
    if above is not None:
        label = t.plain("board-choice-up", organisation=shortened_name(above.name, BUTTON_CELLS))
        rows.insert(0, (Button(label, BoardButton(above.id, span, start).pack()),))
    steps = _steps(page, len(places), t, lambda to: BoardChoiceButton(id_, span, start, to).pack())
    text = paragraphs(t("board-choice-title"), t("board-unit", unit=board_scope(board, t)))
    return Screen(text, (*periods, *rows, (back_to_board(board, t), *steps)))


def _period_label(period: Period, board: Board, t: Texts) -> str:
    yearly = period.per is Per.YEAR
    name = span_name(period, t) if yearly else short_period(period, t, today=board.today)
    return t.plain("settings-chosen", label=name) if period == board.period else name


def _label(line: BoardLine, board: Board, library: Library, t: Texts) -> str:
    """Unit, item and days: the item as far as there is room beside the beginning of the unit's name.

    Of what each holder owes alone the holder in place of the unit: else several would read alike.
    """
    said = days_words(line, t)
    alone = line.occurrence.holder_id is not None and bool(line.holders)
    place = who(line, t) if alone else line.unit.name
    message = "board-list-item" if said else "board-list-item-plain"
    fields = {"days": said} if said else {}
    if len(board.units) == 1 and not alone:
        room = BUTTON_CELLS - width(said) - 1
        item = item_name(line.occurrence, library, t, today=board.today, cells=room)
        return f"{item} {said}".strip()
    room = BUTTON_CELLS - width(t.plain(message, unit="", item="", **fields))
    own = room - min(width(place), _UNIT_CELLS)
    item = item_name(line.occurrence, library, t, today=board.today, cells=own)
    unit = clipped(place, room - width(item))
    return t.plain(message, unit=unit, item=item, **fields)


def _steps(page: int, count: int, t: Texts, packed: Callable[[int], str]) -> list[Button]:
    """To the page before and after, with the place between them; nothing where one page is all."""
    pages = max(1, -(-count // PER_PAGE))
    if pages == 1:
        return []
    steps = []
    if page > 0:
        steps.append(Button(t.plain("duties-previous"), packed(page - 1)))
    steps.append(Button(t.plain("board-page", page=page + 1, pages=pages), packed(page)))
    if page + 1 < pages:
        steps.append(Button(t.plain("duties-next"), packed(page + 1)))
    return steps


def _organisation(unit: BoardUnit, board: Board) -> Organisation:
    return replace(board.organisation, id=unit.id, name=unit.name, body=unit.body)
