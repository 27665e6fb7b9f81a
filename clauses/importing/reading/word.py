"""Reads docx: paragraphs with their automatic numbers, and tables, in order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from clauses.importing.reading.content import Block, Content, DocumentRefused, Table
from clauses.importing.reading.numbering import Numbering

_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_LEFT_OUT = frozenset(
    [
        *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr")),
        # A text box comes twice, once for old programs.
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
_AROUND = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
)
_BROKEN = (OpcError, KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError)


def read_docx(data: bytes) -> Content:
    """Read a document whose container was checked: inserted text counts, deleted text does not.

    Headers, footers, footnotes and comments are left out.

    Raises:
        DocumentRefused: ``broken``.
    """
    try:
        document = docx.Document(BytesIO(data))
        blocks = tuple(_Body(_numbering(document)).blocks(document.element.body))
    except _BROKEN as error:
        raise DocumentRefused("broken") from error
    return Content("docx", blocks)


def _numbering(document: Any) -> Numbering:
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        part = None
    return Numbering(part, document.styles.element)


class _Body:
    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in _AROUND:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        text = "".join(_text(paragraph))
        label = self._numbering.label(paragraph) if text.strip() else ""
        yield from (label + text).split("\n")
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag in _LEFT_OUT for above in box.iterancestors()):
                yield from (block for block in self.blocks(box) if isinstance(block, str))

    def _table(self, table: Any) -> Iterator[Block]:
        rows: list[tuple[str, ...]] = []
        for row in _rows(table):
            cells: list[str] = []
            for cell in _cells(row):
                merged, width = _merged(cell)
                texts = list(self.blocks(cell))
                lines = [each for each in texts if isinstance(each, str) and each.strip()]
                for inner in texts:
                    if isinstance(inner, Table):
                        lines += [" ".join(filter(None, inner_row)) for inner_row in inner.rows]
                cells += ["" if merged else "\n".join(lines), *[""] * (width - 1)]
            rows.append(tuple(cells))
        if all(len(row) == 1 for row in rows):  # one column only frames a text
            for (text,) in rows:
                yield from text.split("\n")
            return
        numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
        yield Table(tuple(row for _, row in numbered), tuple(number for number, _ in numbered))


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        elif child.tag not in _LEFT_OUT and child.tag != qn("w:txbxContent"):
            yield from _text(child)


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


def _merged(cell: Any) -> tuple[bool, int]:
    """Whether the cell continues the one above, and how many columns it covers."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return False, 1
    down, across = properties.find(qn("w:vMerge")), properties.find(qn("w:gridSpan"))
    continues = down is not None and down.get(qn("w:val"), "continue") == "continue"
    width = across.get(qn("w:val"), "1") if across is not None else "1"
    return continues, max(1, min(int(width), 100))
