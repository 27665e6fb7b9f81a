"""Sheets of very many rows: a row is written whole, in a fraction of the time that cell by cell takes.

XlsxWriter makes an object of every cell and looks at each of its letters several times; a province's
year has eight million of them. What stands here is what it writes in ``constant_memory``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_767
"""UTF-16 units that a cell takes."""

_FIRST_DAY = date(1899, 12, 30)
_DAY_SECONDS = 86_400
_COLUMNS = tuple(map(xl_col_to_name, range(64)))

Cell = str | int | date | None
"""A datetime is a wall time without zone."""


class RowSheet(Worksheet):  # type: ignore[misc]
    """For a workbook in ``constant_memory``. Text is text: never a formula, a number or a link."""

    def shape(self, text: Any, day: Any, moment: Any) -> None:
        """The formats of text and numbers, of days, and of moments."""
        shapes = Shapes(*(each._get_xf_index() for each in (text, day, moment)))
        self._written = lru_cache(maxsize=10_000)(partial(_written, shapes))

    def write_whole(self, row: int, cells: Sequence[Cell]) -> None:
        """Write a row, counted from 0, below those that are written; None and "" stay empty."""
        self._check_dimensions(row, len(cells) - 1)
        self._write_single_row(row)
        number, written = row + 1, self._written
        said = [
            f'<c r="{column}{number}{rest}'
            for column, cell in zip(_COLUMNS, cells, strict=False)
            if (rest := written(cell))
        ]
        self.fh.write(f'<row r="{number}">{"".join(said)}</row>')


class Shapes(NamedTuple):
    """The places of formats in the workbook."""

    text: int
    day: int
    moment: int


def _written(shapes: Shapes, cell: Cell) -> str:
    """What stands in the file after the place of a cell; "" where there is nothing in it."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return f'" s="{shapes.text}" t="inlineStr">{_inline(cell)}</c>'
    if isinstance(cell, datetime):
        seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
        number = (cell.date() - _FIRST_DAY).days + seconds / _DAY_SECONDS
        return f'" s="{shapes.moment}"><v>{number:.16G}</v></c>'
    if isinstance(cell, date):
        return f'" s="{shapes.day}"><v>{(cell - _FIRST_DAY).days}</v></c>'
    return f'" s="{shapes.text}"><v>{cell}</v></c>'


def _inline(text: str) -> str:
    kept = text[:_LONGEST_TEXT] if len(text) > _LONGEST_TEXT else text
    escaped = escape(Worksheet._escape_control_characters(kept))
    space = ' xml:space="preserve"' if kept != kept.strip() else ""
    return f"<is><t{space}>{escaped}</t></is>"
