"""What the library does not tell of an xlsx: hidden rows and columns, formulas without a value."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from clauses.importing.reading.content import DocumentRefused

_ON = ("1", "true")
_MOST_FORMULAS = 200
"""So many formulas without a value are named; the rest of a sheet is like them."""


@dataclass(frozen=True)
class SheetNotes:
    """Of one sheet: rows count from 1, columns from 0; a formula comes with its row, as ``A1: =…``."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: tuple[tuple[int, str], ...] = ()


NO_NOTES = SheetNotes()


def sheet_notes(data: bytes) -> dict[str, SheetNotes]:
    """By the names of the sheets, of a workbook whose container was checked.

    Raises:
        DocumentRefused: ``broken``.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():  # xlsb
                return {}
            return {
                name: _notes(archive.read(part))
                for name, part in _parts(archive)
                if part in archive.namelist()
            }
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise DocumentRefused("broken") from error


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    related = {
        each.get("Id"): each.get("Target", "")
        for each in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        ids = [value for name, value in element.attrib.items() if str(name).endswith("}id")]
        target = related.get(ids[0], "") if ids else ""
        if target:
            yield (
                element.get("name", ""),
                posixpath.normpath(posixpath.join("xl", target)).lstrip("/"),
            )


def _notes(sheet: bytes) -> SheetNotes:
    rows: set[int] = set()
    columns: set[int] = set()
    formulas: list[tuple[int, str]] = []
    number = 0
    for _, element in etree.iterparse(BytesIO(sheet), tag=("{*}row", "{*}col")):
        if etree.QName(element).localname == "col":
            if element.get("hidden") in _ON:
                first, last = int(element.get("min", "0")), int(element.get("max", "0"))
                columns.update(range(first - 1, min(last, 20_000)))
            continue
        number = int(element.get("r", number + 1))
        if element.get("hidden") in _ON:
            rows.add(number)
        elif len(formulas) < _MOST_FORMULAS:
            formulas += [(number, words) for words in _without_value(element)]
        element.clear()
    return SheetNotes(frozenset(rows), frozenset(columns), tuple(formulas))


def _without_value(row: Any) -> Iterator[str]:
    for cell in row.iter("{*}c"):
        formula, value = cell.find("{*}f"), cell.find("{*}v")
        if formula is not None and (value is None or not value.text) and cell.get("t") != "str":
            yield f"{cell.get('r', '')}: ={formula.text or ''}"
