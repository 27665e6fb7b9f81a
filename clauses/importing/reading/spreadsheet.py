"""Reads xlsx, xls and ods: every sheet that has anything in it is a table."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from clauses.importing.reading.content import (
    MAX_ROWS,
    Content,
    DocumentRefused,
    Merged,
    Omission,
    Table,
    Unread,
)
from clauses.importing.reading.sheet_notes import NO_NOTES, SheetNotes, sheet_notes

_MOST_CELLS = 6_000_000
"""More than this between the first and the last cell of a sheet is not a table."""

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r\s*=\s*"([A-Z]{1,3})([0-9]{1,7})"[^>/]*>\s*<')


def read_xlsx(data: bytes) -> Content:
    """Read a workbook whose container was checked.

    The size stated in the file is not relied on. Hidden sheets, rows and columns are left out and
    named, as are formulas whose value was not saved.

    Raises:
        DocumentRefused: ``far-cell``, ``too-many-rows``, ``encrypted`` or ``broken``.
    """
    _refuse_far_cells(data)
    return _workbook(data, "xlsx", sheet_notes(data))


def read_xls(data: bytes) -> Content:
    """As :func:`read_xlsx`, the older format."""
    return _workbook(data, "xls")


def read_ods(data: bytes) -> Content:
    """As :func:`read_xlsx`, OpenDocument."""
    return _workbook(data, "ods")


def _workbook(data: bytes, kind: str, notes: Mapping[str, SheetNotes] | None = None) -> Content:
    tables: list[Table] = []
    left_out: list[Omission] = []
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for number, described in enumerate(workbook.sheets_metadata):
            if described.typ is SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_index(number)
                shown = described.visible is SheetVisibleEnum.Visible
                table, omitted = _table(sheet, (notes or {}).get(sheet.name, NO_NOTES), shown=shown)
                tables.append(table)
                left_out += omitted
    except PasswordError as error:
        raise DocumentRefused("encrypted") from error
    except CalamineError as error:
        raise DocumentRefused("broken") from error
    shown_tables = tuple(table for table in tables if table.rows)
    return Content(kind, shown_tables, left_out=tuple(left_out))


def _refuse_far_cells(data: bytes) -> None:
    """The library makes a grid as large as the farthest cell demands, however few there are."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                row, column, farthest = 0, 0, ""
                for found in _CELL.finditer(archive.read(name)):
                    if (at := int(found[2])) > row or _column(found[1]) > column:
                        row, column = max(row, at), max(column, _column(found[1]))
                        farthest = (found[1] + found[2]).decode("ascii")
                if row * column > _MOST_CELLS:
                    raise DocumentRefused("far-cell", cell=farthest)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _table(sheet: CalamineSheet, notes: SheetNotes, *, shown: bool) -> tuple[Table, list[Omission]]:
    grid: list[tuple[int, tuple[str, ...]]] = []
    left_out: list[Omission] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if row.count("") == len(row):
            continue
        cells = tuple(map(_text, row))
        hidden = cells if not shown or number in notes.hidden_rows else ()
        if not hidden and notes.hidden_columns:
            hidden = tuple(words for at, words in enumerate(cells) if at in notes.hidden_columns)
            cells = tuple(
                "" if at in notes.hidden_columns else words for at, words in enumerate(cells)
            )
        elif hidden:
            cells = ()
        if any(hidden):
            words = " ".join(filter(None, hidden))
            left_out.append(Omission(number, Unread.HIDDEN, words, sheet.name))
        if any(cells):
            grid.append((number, cells))
        if len(grid) + len(left_out) > MAX_ROWS:
            raise DocumentRefused("too-many-rows", limit=MAX_ROWS)
    left_out += [
        Omission(number, Unread.NO_VALUE, formula, sheet.name)
        for number, formula in notes.without_value
    ]
    left_out += [
        Omission(number, reason, words, sheet.name) for number, reason, words in notes.beside
    ]
    merged = (
        Merged(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Table.of(grid, merged, sheet.name), left_out


def _text(value: Any) -> str:
    """A cell as people read it: whole numbers without a fraction, dates without a time of 0:00."""
    match value:
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta() | int() | float():
            return str(value)
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()
