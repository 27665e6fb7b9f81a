"""The board in words: red first, then yellow, of the rest only how many; a button for each number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.conversation.buttons.board import (
    BoardButton,
    BoardChoiceButton,
    BoardList,
    BoardListButton,
    BoardPageButton,
    BoardPictureButton,
    BoardSpan,
    BoardVacantButton,
)
from bot.conversation.buttons.chasing import UrgeButton
from bot.conversation.buttons.closing import StatementButton
from bot.texts.catalogue import Html, Texts
from bot.views.board.words import (
    as_of,
    days_words,
    left_words,
    scope_name,
    shortened_name,
    span_name,
    who,
)
from bot.views.days import short_period
from bot.views.duties.names import LINE_CELLS, clipped, item_name, room_for_duty, width
from bot.views.layout import in_rows, lines, paragraphs
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.board.standing import ItemStanding, under
from scheduler.board.values import Board, BoardLine, EarlierOwed, Listing
from scheduler.planning.lamps import Lamp

MOST_LISTED = 8
"""Items in one message: as many as are read."""

_DUTY_CELLS = 8
"""At least so much of the name of a duty stands in a line."""

_BLUE = {
    ItemStanding.EXCUSED: "board-excused",
    ItemStanding.EXTENDED: "board-extended",
    ItemStanding.VACANT: "board-seats-vacant",
    ItemStanding.UNREACHED: "board-unreached",
}


def wanted() -> tuple[Listing, ...]:
    """The lines that a board in words or as a picture is made with."""
    return tuple(Listing(under(lamp), MOST_LISTED) for lamp in (Lamp.RED, Lamp.YELLOW))


def shown_lines(board: Board) -> tuple[list[BoardLine], list[BoardLine]]:
    """The red and the yellow lines that are shown: together as many as are read, the red first."""
    red = [each for each in board.lines if each.standing.lamp is Lamp.RED][:MOST_LISTED]
    yellow = [each for each in board.lines if each.standing.lamp is Lamp.YELLOW]
    return red, yellow[: MOST_LISTED - len(red)]


def board_screen(
    board: Board,
    library: Library,
    t: Texts,
    *,
    earlier: EarlierOwed | None = None,
    owing: int | None = None,
) -> Screen:
    """The board with its buttons.

    ``earlier`` is a period before, of which something is owed still; ``owing`` how many people can be
    reminded of what is late or near, None where that was not counted.
    """
    day, time = as_of(board, t)
    head = lines(
        t("board-title", period=span_name(board.period, t)),
        t(
            "board-scope" if len(board.units) > 1 else "board-scope-alone",
            organisation=board.organisation.name,
        ),
        t("board-as-of", day=day, time=time),
    )
    red, yellow = shown_lines(board)
    quiet = t("board-all-green") if not (red or yellow or board.count(Lamp.RED)) else None
    text = paragraphs(
        head,
        lines(*_red(board, red, library, t)) if red else None,
        lines(*_yellow(board, yellow, library, t)) if board.count(Lamp.YELLOW) else None,
        (quiet if board.total else t("board-empty")),
        lines(*_sums(board, t)),
        None if earlier is None else t("board-earlier", **_earlier(earlier, board, t)),
    )
    owed = bool(earlier or board.count_of(each for each in ItemStanding if each.is_owed))
    rows = list(_rows(board, owing if owed else 0, t))
    if earlier is not None:
        before = BoardButton(
            board.organisation.id, BoardSpan.of(board.period), earlier.period.start
        ).pack()
        message = "board-button-earlier" if earlier.overdue else "board-button-earlier-near"
        label = t.plain(message, **_earlier(earlier, board, t))
        rows.insert(0, (Button(label, before),))
    return Screen(text, tuple(rows))


def _earlier(earlier: EarlierOwed, board: Board, t: Texts) -> dict[str, object]:
    counts = {"board-earlier-overdue": earlier.overdue, "board-earlier-near": earlier.near}
    parts = [t.plain(message, count=count) for message, count in counts.items() if count]
    return {
        "period": short_period(earlier.period, t, today=board.today),
        "parts": t.plain("list-comma").join(parts),
        "count": earlier.overdue or earlier.near,
    }


def _red(board: Board, shown: Sequence[BoardLine], library: Library, t: Texts) -> Iterator[Html]:
    yield _heading(t.plain("board-red", count=board.count(Lamp.RED)), board, Lamp.RED, shown, t)
    yield from _by_unit(board, shown, library, t, days=True)


def _yellow(board: Board, shown: Sequence[BoardLine], library: Library, t: Texts) -> Iterator[Html]:
    heading = t.plain("board-yellow", count=board.count(Lamp.YELLOW))
    same = len({each.workdays_left for each in shown}) == 1
    if not shown:
        yield t("board-group", heading=heading)
        return
    said = left_words(shown[0].workdays_left, t) if same else None
    yield _heading(heading, board, Lamp.YELLOW, shown, t, days=said)
    one_line = [_one_line(board, each, library, t) for each in shown]
    if same and all(one_line):
        yield from (each for each in one_line if each is not None)
    else:
        yield from _by_unit(board, shown, library, t, days=not same)


def _heading(
    heading: str,
    board: Board,
    lamp: Lamp,
    shown: Sequence[BoardLine],
    t: Texts,
    *,
    days: str | None = None,
) -> Html:
    if len(shown) < board.count(lamp):
        heading = t.plain("board-first", heading=heading, count=len(shown))
    if days is not None:
        heading = t.plain("board-same-days", heading=heading, days=days)
    return t("board-group", heading=heading)


def _one_line(board: Board, line: BoardLine, library: Library, t: Texts) -> Html | None:
    """Unit, item and holder in one line; None where they do not fit."""
    fields = {
        "unit": line.unit.name,
        "item": item_name(line.occurrence, library, t, today=board.today),
        "who": who(line, t),
    }
    if width(t.plain("board-one-line", **fields)) > LINE_CELLS:
        return None
    return t("board-one-line", **fields)


def _by_unit(
    board: Board, shown: Sequence[BoardLine], library: Library, t: Texts, *, days: bool
) -> Iterator[Html]:
    for unit, group in groupby(shown, lambda line: line.unit):
        yield t("board-unit", unit=shortened_name(unit.name, LINE_CELLS))
        for line in group:
            yield _item_line(board, line, library, t, days=days)


def _item_line(board: Board, line: BoardLine, library: Library, t: Texts, *, days: bool) -> Html:
    """What is owed stays legible beside the longest names, even where the line becomes longer by it."""
    fields = {"who": clipped(who(line, t), LINE_CELLS // 2)}
    message, said = "board-line", days_words(line, t) if days else ""
    if said:
        message, fields = "board-line-days", {**fields, "days": said}
    room = LINE_CELLS - width(t.plain(message, item="", **fields))
    least = _DUTY_CELLS - room_for_duty(line.occurrence, t, board.today, 0)
    cells = max(room, least)
    item = item_name(line.occurrence, library, t, today=board.today, cells=cells)
    return t(message, item=item, **fields)


def _sums(board: Board, t: Texts) -> Iterator[Html]:
    if board.to_confirm:
        waiting = {"count": board.count(Lamp.GREEN), "waiting": board.to_confirm}
        yield t("board-green-waiting", **waiting)
    else:
        yield t("board-green", count=board.count(Lamp.GREEN))
    yield t("board-white", count=board.count(Lamp.WHITE))
    counts = board.counts
    blue = [t.plain(_BLUE[each], count=counts[each]) for each in _BLUE if counts[each]]
    if blue:
        yield t("board-blue", parts=t.plain("board-blue-joint").join(blue))
    if board.vacancies:
        yield t("board-total-vacancies", total=board.total, vacancies=board.vacancies)
    else:
        yield t("board-total", total=board.total)
    yield t("board-note")


def _rows(board: Board, owing: int | None, t: Texts) -> Iterator[tuple[Button, ...]]:
    place = board.organisation.id, BoardSpan.of(board.period), board.period.start
    numbers = [
        Button(t.plain(list_message(each), count=count), BoardListButton(*place, each, 0).pack())
        for each in BoardList
        if (count := each.count_on(board))
    ]
    if board.vacancies:
        label = t.plain("board-button-vacant", count=board.vacancies)
        numbers.append(Button(label, BoardVacantButton(*place, 0).pack()))
    yield from in_rows(numbers, 3)
    if owing != 0:
        label = t.plain("urge-button") if owing is None else t.plain("board-urge", count=owing)
        yield (Button(label, UrgeButton(board.organisation.id).pack()),)
    yield (
        Button(t.plain("board-button-choose"), BoardChoiceButton(*place, 0).pack()),
        Button(t.plain("board-button-picture"), BoardPictureButton(*place, dark=False).pack()),
        Button(t.plain("board-button-page"), BoardPageButton(board.organisation.id).pack()),
    )
    statement = StatementButton(
        board.organisation.id, board.period.per.value, board.period.start
    ).pack()
    yield (Button(t.plain("board-statement"), statement),)


def list_message(listed: BoardList) -> str:
    """The message of the button that opens a list, which is its heading too."""
    return f"board-button-{'waiting' if listed.lamp is None else listed.lamp.value}"


def back_to_board(board: Board, t: Texts) -> Button:
    """Show this board again."""
    place = board.organisation.id, BoardSpan.of(board.period), board.period.start
    return Button(t.plain("board-button-back"), BoardButton(*place).pack())


def board_scope(board: Board, t: Texts) -> str:
    """Unit and period in a few words."""
    return t.plain(
        "board-choice-now",
        organisation=scope_name(board, t),
        period=span_name(board.period, t),
    )
