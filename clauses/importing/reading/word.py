"""Reads docx: paragraphs with their automatic numbers, and tables, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import lxml.html
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from clauses.importing.reading.content import (
    Block,
    Content,
    DocumentRefused,
    Merged,
    Omission,
    Table,
    Unread,
)
from clauses.importing.reading.numbering import Numbering
from clauses.importing.reading.source_text import decode
from clauses.importing.reading.word_text import (
    DELETED_OR_OLD,
    FALLBACK,
    WORDS,
    ParagraphText,
    is_on,
    shows_placeholder,
)

_AROUND = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
)
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
"""Parts with notes, and the element that each note is."""

_BESIDE = {"header": Unread.PAGE_EDGE, "footer": Unread.PAGE_EDGE, "comments": Unread.COMMENT}
_A_DOCUMENT = "aFChunk"
_MOST_COLUMNS = 100
_BROKEN = (OpcError, KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError)


def read_docx(data: bytes) -> Content:
    """Read a document whose container was checked: inserted text counts, deleted text does not.

    Headers, footers, notes, comments, hidden text and placeholders are left out and named.

    Raises:
        DocumentRefused: ``broken``.
    """
    try:
        document = docx.Document(BytesIO(data))
        parts = [
            (related.reltype.rpartition("/")[2], related.target_part)
            for related in document.part.rels.values()
            if not related.is_external
        ]
        body = _Body(_numbering(document), ParagraphText(document.styles.element, _notes(parts)))
        blocks = tuple(body.blocks(document.element.body))
        left_out = (*_beside(parts), *body.left_out, *body.unused_notes(), *_inside(parts))
    except _BROKEN as error:
        raise DocumentRefused("broken") from error
    return Content("docx", blocks, left_out=left_out)


def _numbering(document: Any) -> Numbering:
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        part = None
    return Numbering(part, document.styles.element)


def _notes(parts: list[tuple[str, Any]]) -> dict[tuple[str, str], str]:
    """The words of each note by its part and id; lines that separate notes have a type and none."""
    return {
        (kind, note.get(qn("w:id"))): words
        for kind, part in parts
        if kind in _NOTES
        for note in parse_xml(part.blob).iter(qn(f"w:{_NOTES[kind]}"))
        if note.get(qn("w:type")) is None and (words := _plain_words(note))
    }


def _beside(parts: list[tuple[str, Any]]) -> Iterator[Omission]:
    """Headers and footers of the pages, and comments."""
    for kind, part in parts:
        if kind in _BESIDE and (words := _plain_words(parse_xml(part.blob))):
            yield Omission(0, _BESIDE[kind], words)


def _inside(parts: list[tuple[str, Any]]) -> Iterator[Omission]:
    """Documents inside the document; what is in a page is told by its words, others by their name."""
    for kind, part in parts:
        if kind == _A_DOCUMENT:
            page = part.content_type.endswith("html")
            words = (
                " ".join(lxml.html.fromstring(decode(part.blob).text).itertext()) if page else ""
            )
            yield Omission(0, Unread.ELSEWHERE, words or str(part.partname))


def _plain_words(element: Any) -> str:
    paragraphs = (
        "".join(text.text or "" for text in paragraph.iter(*WORDS))
        for paragraph in element.iter(qn("w:p"))
    )
    return " ".join(filter(None, map(str.strip, paragraphs)))


class _Body:
    def __init__(self, numbering: Numbering, text: ParagraphText) -> None:
        self._numbering = numbering
        self._text = text
        self._before = ""  # a paragraph whose end is deleted
        self._count = 0
        self.left_out: list[Omission] = []

    def blocks(self, body: Any) -> Iterator[Block]:
        """The blocks of the whole document; what was left out is known after the last of them."""
        for block in self._closed(body):
            self._count += 1
            yield block

    def unused_notes(self) -> Iterator[Omission]:
        """Notes that nothing refers to."""
        for words in self._text.notes.values():
            yield Omission(0, Unread.FOOTNOTE, words)

    def _closed(self, parent: Any) -> Iterator[Block]:
        """The blocks of a part in which a paragraph without an end goes on to its end at most."""
        yield from self._blocks(parent)
        yield from self._ended()

    def _ended(self) -> Iterator[str]:
        """What stands before a table, or at the end of a part, although its end is deleted."""
        if self._before.strip():
            yield from self._before.split("\n")
        self._before = ""

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._ended()
                yield from self._table(child)
            elif child.tag == qn("w:sdt") and shows_placeholder(child):
                self._leave_out(Unread.PLACEHOLDER, _plain_words(child))
            elif child.tag in DELETED_OR_OLD:
                self._leave_out(Unread.DELETED, _plain_words(child))
            elif child.tag in _AROUND:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        shown = self._before
        others: dict[Unread, str] = {}
        for words, reason in self._text.words(paragraph):
            if reason is None:
                shown += words
            else:
                others[reason] = others.get(reason, "") + words
        for reason, words in others.items():
            self._leave_out(reason, words)
        self._before = ""
        if self._text.runs_on(paragraph):
            self._before = shown
        else:
            label = self._numbering.label(paragraph) if shown.strip() else ""
            yield from (label + shown).split("\n")
        for box in _boxes(paragraph):
            if reason := self._text.reason(box):
                self._leave_out(reason, _plain_words(box))
                continue
            before, self._before = self._before, ""
            for block in self._closed(box):
                yield from _lines(block)
            self._before = before

    def _leave_out(self, reason: Unread, words: str) -> None:
        if words.strip():
            self.left_out.append(Omission(self._count, reason, words))

    def _table(self, table: Any) -> Iterator[Block]:
        grid: list[list[str]] = []
        merged: list[Merged] = []
        open_: dict[int, Merged] = {}  # column -> the cell that may go on in the next row
        for number, row in enumerate(_rows(table)):
            if (reason := _reason_of_row(row)) is not None:
                self._leave_out(reason, _plain_words(row))
                grid.append([])
                continue
            cells = [""] * _columns_before(row)
            going_on: dict[int, Merged] = {}
            left = len(cells)
            for cell in _cells(row):
                down, across, width = _merging(cell)
                lines = [
                    line for block in self._closed(cell) for line in _lines(block) if line.strip()
                ]
                if down or across:
                    self._leave_out(Unread.HIDDEN, " ".join(lines))
                if across and left in going_on:
                    begun = going_on[left]
                    merged.remove(begun)
                    going_on[left] = replace(begun, right=begun.right + width)
                else:
                    left = len(cells)
                    above = open_.get(left) if down else None
                    if above:
                        merged.remove(above)
                    top = above.top if above else number
                    going_on[left] = Merged(top, left, number, left + width - 1)
                merged.append(going_on[left])
                cells += ["" if down or across else "\n".join(lines), *[""] * (width - 1)]
            open_ = going_on
            grid.append(cells)
        if all(len(row) <= 1 for row in grid):  # one column only frames a text
            for text in (text for row in grid for text in row):
                yield from text.split("\n")
            return
        yield Table.of(enumerate(grid, start=1), merged)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Its text boxes, each once; those inside a box belong to a paragraph of that."""
    for box in paragraph.iter(qn("w:txbxContent")):
        outer = next(each for each in box.iterancestors() if each.tag in (qn("w:p"), FALLBACK))
        if outer is paragraph:
            yield box


def _lines(block: Block) -> list[str]:
    """A block as lines, as in a cell or a text box; the words of a row stand on one line."""
    if isinstance(block, str):
        return [block]
    return [" ".join(filter(None, row)) for row in block.rows]


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in _AROUND:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in _AROUND:
            yield from _cells(child)


def _reason_of_row(row: Any) -> Unread | None:
    """Why a row is none of the table."""
    properties = row.find(qn("w:trPr"))
    if properties is None:
        return None
    if properties.find(qn("w:del")) is not None:
        return Unread.DELETED
    return Unread.HIDDEN if is_on(properties.find(qn("w:hidden"))) else None


def _columns_before(row: Any) -> int:
    """The number of columns before the first cell of a row."""
    skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return 0 if skipped is None else min(int(skipped.get(qn("w:val"), "0")), _MOST_COLUMNS)


def _merging(cell: Any) -> tuple[bool, bool, int]:
    """Whether the cell continues the one above, or the one before, and how many columns it covers."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return False, False, 1
    down, across = (
        found is not None and found.get(qn("w:val"), "continue") == "continue"
        for found in map(properties.find, (qn("w:vMerge"), qn("w:hMerge")))
    )
    span = properties.find(qn("w:gridSpan"))
    width = int(span.get(qn("w:val"), "1")) if span is not None else 1
    return down, across, max(1, min(width, _MOST_COLUMNS))
