"""What the library does not tell of an xlsx: what is hidden, without a value, or beside the cells."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from lxml import etree

from clauses.importing.reading.content import DocumentRefused, Unread

_ON = ("1", "true")
_NOTHING = ("0", "0.0")
"""Height of a row, or width of a column, that is as good as hidden."""

_BESIDE = {
    "comments": ("comment", Unread.COMMENT),
    "threadedComment": ("threadedComment", Unread.COMMENT),
    "drawing": ("txBody", Unread.ELSEWHERE),
}
"""Kinds of parts with words beside the cells: the element of each, and why it is left out."""

_FORMAT = re.compile(r'&(?:"[^"]*"|[0-9]+|K[0-9A-F]{6}|[A-Z&])')
"""Font, place and page number in a header."""

_MOST_FORMULAS = 200
"""So many formulas without a value are named; the rest of a sheet is like them."""


@dataclass(frozen=True)
class SheetNotes:
    """Of one sheet: rows count from 1, columns from 0; a formula comes with its row, as ``A1: =…``.

    ``beside`` are words that are in no cell, with their row, 0 where they have none.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: tuple[tuple[int, str], ...] = ()
    beside: tuple[tuple[int, Unread, str], ...] = ()


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
                name: replace(_notes(archive.read(part)), beside=tuple(_beside(archive, part)))
                for name, part in _parts(archive)
                if part in archive.namelist()
            }
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise DocumentRefused("broken") from error


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    related = _related(archive, "xl/workbook.xml")
    for element in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        ids = [value for name, value in element.attrib.items() if str(name).endswith("}id")]
        if ids and ids[0] in related:
            yield element.get("name", ""), related[ids[0]][1]


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Kind and name of each part that a part refers to, by the id of the reference."""
    folder, name = posixpath.split(part)
    references = f"{folder}/_rels/{name}.rels"
    if references not in archive.namelist():
        return {}
    return {
        each.get("Id", ""): (
            each.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/"),
        )
        for each in etree.fromstring(archive.read(references))
        if each.get("TargetMode") != "External"
    }


def _beside(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, Unread, str]]:
    """Headers and footers, comments, and text boxes over the cells."""
    for page_edge in etree.fromstring(archive.read(sheet)).iter("{*}headerFooter"):
        for each in page_edge:
            words = _FORMAT.sub(" ", each.text or "").strip()
            if words:
                yield 0, Unread.PAGE_EDGE, words
    for kind, part in _related(archive, sheet).values():
        if kind in _BESIDE and part in archive.namelist():
            tag, reason = _BESIDE[kind]
            for element in etree.fromstring(archive.read(part)).iter(f"{{*}}{tag}"):
                words = "".join(text.text or "" for text in element.iter("{*}t"))
                row = re.search("[0-9]+", element.get("ref", ""))
                if words.strip():
                    yield int(row[0]) if row else 0, reason, words


def _notes(sheet: bytes) -> SheetNotes:
    rows: set[int] = set()
    columns: set[int] = set()
    formulas: list[tuple[int, str]] = []
    number = 0
    for _, element in etree.iterparse(BytesIO(sheet), tag=("{*}row", "{*}col")):
        if etree.QName(element).localname == "col":
            if element.get("hidden") in _ON or element.get("width") in _NOTHING:
                first, last = int(element.get("min", "0")), int(element.get("max", "0"))
                columns.update(range(first - 1, min(last, 20_000)))
            continue
        number = int(element.get("r", number + 1))
        if element.get("hidden") in _ON or element.get("ht") in _NOTHING:
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
