"""The board as a picture for a phone: sums, then red, then yellow, never more rows than are read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Texts
from bot.views.board.text import shown_lines
from bot.views.board.words import as_of, left_words, scope_name, span_name, who
from bot.views.duties.names import item_name
from bot.views.pictures.canvas import DARK, LIGHT, Canvas
from bot.views.pictures.measure import width
from clauses.library import Library
from scheduler.board.standing import ItemStanding
from scheduler.board.values import Board, BoardLine
from scheduler.planning.lamps import Lamp

_WIDE = 1080
_LEFT, _RIGHT = 48, 1032
_ROW = 92

_LAMPS = {
    Lamp.RED: ItemStanding.OVERDUE,
    Lamp.YELLOW: ItemStanding.NEAR,
    Lamp.GREEN: ItemStanding.IN_TIME,
    Lamp.WHITE: ItemStanding.OPEN,
    Lamp.BLUE: ItemStanding.EXCUSED,
}
"""The lamp that stands for all of a colour."""


def board_picture(board: Board, library: Library, t: Texts, *, dark: bool = False) -> Canvas:
    """Draw it; as high as its rows need."""
    canvas = Canvas(_WIDE, 0, t.locale, DARK if dark else LIGHT)
    room = _RIGHT - _LEFT
    canvas.text(_LEFT, 100, scope_name(board, t), 54, strong=True, room=room)
    day, time = as_of(board, t)
    period = span_name(board.period, t)
    canvas.text(
        _LEFT,
        156,
        t.plain("picture-as-of", period=period, day=day, time=time),
        34,
        "muted",
        room=room,
    )
    y = _sums(canvas, board, t, 196)
    red, yellow = shown_lines(board)
    for lamp, rows in ((Lamp.RED, red), (Lamp.YELLOW, yellow)):
        if board.count(lamp):
            y = _list(canvas, board, lamp, rows, library, t, y)
    foot = t.plain("picture-foot", waiting=board.to_confirm, vacancies=board.vacancies)
    canvas.text(_LEFT, y + 28, foot, 29, "muted", room=room)
    canvas.high = int(y + 60)
    return canvas


def _sums(canvas: Canvas, board: Board, t: Texts, top: float) -> float:
    """The numbers in two rows of three boxes; where the boxes end."""
    numbers: list[tuple[Lamp | None, int]] = [
        *((lamp, board.count(lamp)) for lamp in _LAMPS),
        (None, board.total),
    ]
    places = ((48, 300), (364, 300), (680, 352), (48, 300), (364, 428), (808, 224))
    for place, ((lamp, count), (x, wide)) in enumerate(zip(numbers, places, strict=True)):
        y = top + 112 * (place // 3)
        near = lamp in (Lamp.RED, Lamp.YELLOW)
        canvas.box(x, y, wide, 96, f"{lamp.value}_wash" if lamp and near else "card")
        ink = f"{lamp.value}_text" if lamp and near else "ink"
        inset = 24
        if lamp is not None:
            canvas.lamp(x + 42, y + 48, 19, _LAMPS[lamp])
            inset = 74
        number = str(count)
        canvas.text(x + wide - 24, y + 65, number, 50, ink, anchor="end", strong=True)
        room = wide - inset - 24 - width(number, 50) - 12
        word = t.plain(f"picture-{lamp.value if lamp else 'total'}")
        # A smaller word rather than a cut one.
        size = min(34.0, 34.0 * room / max(width(word, 34), 1))
        canvas.text(x + inset, y + 60, word, size, ink)
    return top + 232


def _list(
    canvas: Canvas,
    board: Board,
    lamp: Lamp,
    rows: Sequence[BoardLine],
    library: Library,
    t: Texts,
    y: float,
) -> float:
    count, wide = board.count(lamp), _RIGHT - _LEFT
    canvas.box(_LEFT, y, wide, 72 + _ROW * len(rows) + 10, "card")
    canvas.lamp(_LEFT + 42, y + 42, 19, _LAMPS[lamp])
    word = t.plain(f"picture-{lamp.value}")
    heading = t.plain("picture-heading", word=word, count=count)
    if len(rows) < count:
        heading = t.plain("picture-heading-first", word=word, count=count, shown=len(rows))
    canvas.text(_LEFT + 76, y + 54, heading, 34, f"{lamp.value}_text", strong=True)
    y += 72
    for line in rows:
        canvas.line(_LEFT + 24, y, _RIGHT - 24, y)
        days = _days(line, t)
        ink = f"{lamp.value}_text"
        canvas.text(_RIGHT - 24, y + 44, days, 34, ink, anchor="end", strong=True)
        canvas.text(_LEFT + 24, y + 44, line.unit.name, 36, room=wide - 72 - width(days, 34))
        item = item_name(line.occurrence, library, t, today=board.today)
        said = t.plain("picture-line", item=item, who=_who(line, t))
        canvas.text(_LEFT + 24, y + 80, said, 29, "muted", room=wide - 48)
        y += _ROW
    return y + 26


def _who(line: BoardLine, t: Texts) -> str:
    return t.plain("picture-seat-vacant") if line.vacant else who(line, t)


def _days(line: BoardLine, t: Texts) -> str:
    if line.standing is ItemStanding.NOT_DONE:
        return t.plain("picture-not-done")
    if line.standing is ItemStanding.OVERDUE:
        days = -line.workdays_left
        return t.plain("picture-over", days=days) if days > 0 else t.plain("board-over-just")
    return left_words(line.workdays_left, t)
