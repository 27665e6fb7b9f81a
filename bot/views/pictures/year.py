"""The year as a picture: units by months, A4 landscape in proportion while the units fit."""

from __future__ import annotations

from bot.texts.catalogue import Texts
from bot.views.board.words import as_of
from bot.views.pictures.canvas import DARK, LIGHT, Canvas
from bot.views.pictures.measure import width
from scheduler.board.standing import ItemStanding
from scheduler.board.year import MONTHS, Cell, YearGrid
from scheduler.planning.lamps import Lamp

MOST_UNITS = 40

_WIDE, _LEFT, _RIGHT = 1684, 52, 1632
_ROW, _FIRST_ROW = 78, 256
_COLUMN, _FIRST_COLUMN = 93, 550

_LEGEND: tuple[tuple[ItemStanding | None, str, str], ...] = (
    (ItemStanding.OVERDUE, "1", "red"),
    (ItemStanding.NEAR, "1", "yellow"),
    (ItemStanding.IN_TIME, "", "in-time"),
    (ItemStanding.LATE, "", "late"),
    (ItemStanding.OPEN, "", "open"),
    (None, "", "none"),
    (ItemStanding.EXCUSED, "excused", "excused"),
    (ItemStanding.EXTENDED, "extended", "extended"),
    (ItemStanding.VACANT, "vacant", "vacant"),
    (ItemStanding.UNREACHED, "unreached", "unreached"),
)
_SIGNED = {ItemStanding.EXCUSED, ItemStanding.EXTENDED, ItemStanding.VACANT, ItemStanding.UNREACHED}


def year_picture(grid: YearGrid, t: Texts, *, dark: bool = False) -> Canvas:
    """Draw it; of very many units the first in the order of the tree."""
    canvas = Canvas(_WIDE, 0, t.locale, (DARK if dark else LIGHT) | {})
    canvas.colours = canvas.colours | {"page": canvas.colours["card"]}
    board = grid.board
    units = board.units[:MOST_UNITS]
    title = t.plain("picture-year-title", organisation=board.organisation.name, year=grid.year)
    canvas.text(_LEFT, 96, title, 52, strong=True, room=_RIGHT - _LEFT)
    day, _ = as_of(board, t)
    note = t.plain("picture-year-note", day=day)
    canvas.text(_LEFT, 144, note, 32, "muted", room=_RIGHT - _LEFT)
    bottom = _FIRST_ROW + _ROW * len(units)
    for month in MONTHS:
        _month(canvas, grid, month, bottom, t)
    for row, unit in enumerate(units):
        y = _FIRST_ROW + _ROW * row
        canvas.line(_LEFT, y, _RIGHT, y)
        indent = 22 * min(unit.depth - 1, 4) if unit.depth > 1 else 0
        room = _FIRST_COLUMN - _COLUMN / 2 - _LEFT - indent - 16
        canvas.text(_LEFT + indent, y + 51, unit.name, 35, room=room)
        cells = grid.cells.get(unit.id, (None,) * len(MONTHS))
        for month, cell in zip(MONTHS, cells, strict=True):
            _cell(canvas, _FIRST_COLUMN + _COLUMN * (month - 1), y + _ROW / 2, cell, t)
    canvas.line(_LEFT, bottom, _RIGHT, bottom)
    y = bottom + 54
    if len(units) < len(board.units):
        said = t.plain("picture-first-units", shown=len(units), count=len(board.units))
        canvas.text(_LEFT, y, said, 30, "muted")
        y += 52
    canvas.high = int(_legend(canvas, y, t) + 48)
    return canvas


def _month(canvas: Canvas, grid: YearGrid, month: int, bottom: float, t: Texts) -> None:
    x, today = _FIRST_COLUMN + _COLUMN * (month - 1), grid.board.today
    present = (today.year, today.month) == (grid.year, month)
    if present:
        canvas.box(x - 44, 186, 88, bottom - 186, "now", 14)
    canvas.text(
        x,
        232,
        t.plain("picture-month", month=month),
        34,
        "ink" if present else "muted",
        anchor="middle",
        strong=present,
    )


def _cell(canvas: Canvas, x: float, y: float, cell: Cell | None, t: Texts) -> None:
    if cell is None:
        canvas.dash(x, y, 26)
        return
    canvas.lamp(x, y, 26, cell.standing, sign_of(cell, t))


def sign_of(cell: Cell, t: Texts) -> str:
    """What stands in the lamp: how many are red or yellow, or why it is blue."""
    if cell.standing.lamp in (Lamp.RED, Lamp.YELLOW):
        return str(cell.count) if cell.count < 100 else "99+"
    return t.plain(f"picture-sign-{cell.standing.value}") if cell.standing in _SIGNED else ""


def _legend(canvas: Canvas, y: float, t: Texts) -> float:
    x = float(_LEFT)
    for standing, sign, name in _LEGEND:
        word = t.plain(f"picture-legend-{name}")
        wide = 46 + width(word, 30) + 38
        if x + wide > _RIGHT + 38:
            x, y = float(_LEFT), y + 52
        if standing is None:
            canvas.dash(x + 18, y - 10, 18)
        else:
            shown = t.plain(f"picture-sign-{sign}") if standing in _SIGNED else sign
            canvas.lamp(x + 18, y - 10, 18, standing, shown)
        canvas.text(x + 46, y, word, 30)
        x += wide
    return y
