"""Reads the text layer of a PDF: running heads and page numbers dropped, lines joined to paragraphs."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clauses.importing.reading.content import Content, DocumentRefused
from clauses.importing.reading.markers import begins_unit
from clauses.importing.reading.wrapping import ENDS, joined
from clauses.words import WordTable

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
"""Folders in which the library looks for fonts on Linux."""

_MOST_PAGES = 2_000
_FEWEST_CHARACTERS = 5
"""A document with fewer characters on a page than this is a scan with at most a stamp of text."""

_PAGE_NUMBER = WordTable("importing.toml", "pages").pattern("page-number")
_EDGE_LINES = 2
_REPEATED = 0.5
"""A line at the edge of more than this share of the pages is a running head or foot."""

_SLACK = 2.5
"""Most characters that a full line may lack at its end, because of punctuation."""


@dataclass(frozen=True)
class _Line:
    text: str
    left: float
    right: float
    size: float


def read_pdf(data: bytes) -> Content:
    """Read every page.

    Raises:
        DocumentRefused: ``no-text-layer``, ``encrypted``, ``too-many-pages``, ``no-fonts`` (the library would
            drop text in silence) or ``broken``.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise DocumentRefused(
            "encrypted" if "password" in str(error).lower() else "broken"
        ) from error
    if len(document) > _MOST_PAGES:
        raise DocumentRefused("too-many-pages", limit=_MOST_PAGES)
    try:
        if not _system_has_fonts() and _lacks_a_font(document):
            raise DocumentRefused("no-fonts")
        pages = [list(_lines(document[number])) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise DocumentRefused("broken") from error
    characters = sum(len(line.text) for page in pages for line in page)
    if characters < _FEWEST_CHARACTERS * max(1, len(pages)):
        raise DocumentRefused("no-text-layer")
    return Content("pdf", tuple(_paragraphs(_without_running_lines(pages))))


def _system_has_fonts() -> bool:
    return not sys.platform.startswith("linux") or any(
        path.suffix.lower() in (".ttf", ".ttc", ".otf", ".pfb")
        for folder in FONT_FOLDERS
        for path in Path(folder).rglob("*")
    )


def _lacks_a_font(document: pdfium.PdfDocument) -> bool:
    """Whether any text is set in a font that the file does not bring along."""
    return any(
        not pdfium_c.FPDFFont_GetIsEmbedded(pdfium_c.FPDFTextObj_GetFont(text.raw))
        for number in range(len(document))
        for text in document[number].get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT])
    )


def _lines(page: pdfium.PdfPage) -> Iterator[_Line]:
    """Lines as the library puts them, which follows the content of the page."""
    text = page.get_textpage()
    count = text.count_chars()
    characters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(count):
        character = text.get_text_range(index, 1)
        if character in ("\r", "\n", "\r\n", ""):
            if line := _line(characters, boxes):
                yield line
            characters, boxes = [], []
            continue
        # A hyphen that a break put in comes as U+FFFE or U+0002.
        characters.append("" if character in ("\ufffe", "\x02") else character)
        if character.strip():
            boxes.append(text.get_charbox(index, loose=True))
    if line := _line(characters, boxes):
        yield line


def _line(characters: list[str], boxes: list[tuple[float, float, float, float]]) -> _Line | None:
    text = "".join(characters).strip()
    if not text or not boxes:
        return None
    size = max(top - bottom for _, bottom, _, top in boxes)
    return _Line(text, boxes[0][0], boxes[-1][2], size)


def _without_running_lines(pages: list[list[_Line]]) -> list[_Line]:
    def key(line: _Line) -> str:
        return re.sub("[0-9]+", "0", re.sub(r"\s", "", line.text))

    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({key(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])})
    many = max(2, len(pages) * _REPEATED)
    kept: list[_Line] = []
    for page in pages:
        for at, line in enumerate(page):
            at_edge = at < _EDGE_LINES or at >= len(page) - _EDGE_LINES
            running = len(pages) > 1 and edges[key(line)] > many - 1 and edges[key(line)] > 1
            if at_edge and (_PAGE_NUMBER.fullmatch(line.text) or running):
                continue
            kept.append(line)
    return kept


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Join each line to the one before unless that ended early or this one is set in."""
    if not lines:
        return
    margins = Counter(round(line.left) for line in lines)
    left = min((at for at, count in margins.items() if count > 1), default=min(margins))
    right = max(line.right for line in lines)
    paragraph = ""
    before: _Line | None = None
    for line in lines:
        if before is not None and _begins(line, before, left=left, right=right):
            yield paragraph
            paragraph = ""
        paragraph = joined(paragraph, line.text)
        before = line
    yield paragraph


def _begins(line: _Line, before: _Line, *, left: float, right: float) -> bool:
    ended_early = before.right < right - before.size * _SLACK
    set_in = line.left > left + line.size
    other_size = abs(line.size - before.size) > before.size * 0.2
    ended = before.text.endswith(tuple(ENDS))
    return ended_early or set_in or other_size or (ended and begins_unit(line.text))
