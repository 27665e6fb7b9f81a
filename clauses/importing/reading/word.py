"""Reads docx: paragraphs with their automatic numbers, and tables, in order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
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
from clauses.importing.reading.word_text import (
    DELETED_OR_OLD,
    ParagraphText,
    shows_placeholder,
)

_AROUND = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
)
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
"""Parts with notes, and the element that each note is."""

_BESIDE = {"header": Unread.PAGE_EDGE, "footer": Unread.PAGE_EDGE, "comments": Unread.COMMENT}
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
        left_out = (*_beside(parts), *body.left_out, *body.unused_notes())
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


def _plain_words(element: Any) -> str:
    paragraphs = (
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
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
        for block in self._blocks(body):
            self._count += 1
            yield block
        if self._before.strip():
            yield from self._before.split("\n")

    def unused_notes(self) -> Iterator[Omission]:
        """Notes that nothing refers to."""
        for words in self._text.notes.values():
            yield Omission(0, Unread.FOOTNOTE, words)

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
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
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag in DELETED_OR_OLD for above in box.iterancestors()):
                for block in self._blocks(box):
                    yield from _lines(block)

    def _leave_out(self, reason: Unread, words: str) -> None:
        if words.strip():
            self.left_out.append(Omission(self._count, reason, words))

    def _table(self, table: Any) -> Iterator[Block]:
        grid: list[list[str]] = []
        merged: list[Merged] = []
        open_: dict[int, Merged] = {}  # column -> the cell that may go on in the next row
        for number, row in enumerate(_rows(table)):
            cells: list[str] = []
            going_on: dict[int, Merged] = {}
            for cell in _cells(row):
                continues, width = _merging(cell)
                left = len(cells)
                lines = [
                    line for block in self._blocks(cell) for line in _lines(block) if line.strip()
                ]
                if continues:
                    self._leave_out(Unread.HIDDEN, " ".join(lines))
                above = open_.get(left) if continues else None
                top = above.top if above else number
                going_on[left] = Merged(top, left, number, left + width - 1)
                if above:
                    merged.remove(above)
                merged.append(going_on[left])
                cells += ["" if continues else "\n".join(lines), *[""] * (width - 1)]
            open_ = going_on
            grid.append(cells)
        if all(len(row) == 1 for row in grid):  # one column only frames a text
            for (text,) in grid:
                yield from text.split("\n")
            return
        yield Table.of(enumerate(grid, start=1), merged)


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


def _merging(cell: Any) -> tuple[bool, int]:
    """Whether the cell continues the one above, and how many columns it covers."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return False, 1
    down, across = properties.find(qn("w:vMerge")), properties.find(qn("w:gridSpan"))
    continues = down is not None and down.get(qn("w:val"), "continue") == "continue"
    width = across.get(qn("w:val"), "1") if across is not None else "1"
    return continues, max(1, min(int(width), 100))
