"""Reads the text layer of a PDF: running heads and page numbers dropped, lines joined to paragraphs."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clauses.importing.reading.content import Content, DocumentRefused, Omission, Unread
from clauses.importing.reading.markers import begins_unit
from clauses.importing.reading.page_columns import (
    FULL,
    Character,
    PageLine,
    gutter_of,
    lines_in_order,
)
from clauses.importing.reading.wrapping import ENDS, joined
from clauses.words import WordTable

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
"""Folders in which the library looks for fonts on Linux."""

_MOST_PAGES = 2_000
_FEWEST_CHARACTERS = 5
"""A document with fewer characters on a page than this is a scan with at most a stamp of text."""

_FEWEST_BESIDE_A_PICTURE = 40
"""Characters of a page that has the text of the picture which covers it."""

_PAGE_NUMBER = WordTable("importing.toml", "pages").pattern("page-number")
_EDGE_LINES = 2
_REPEATED = 0.5
"""A line at the edge of more than this share of the pages is a running head or foot."""

_SENTENCE_ENDS = ("。", "；")
"""What a running head does not end with, though a sentence of the text may come again there."""

_FULL_LINE = 0.6
"""Share of the width of a page that a full line reaches at least."""

_SLACK = 2.5
"""Most characters that a full line may lack at its end, because of punctuation."""


def read_pdf(data: bytes) -> Content:
    """Read every page, two columns one after the other; pages without text are named.

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
        raw = [_lines(document[number]) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise DocumentRefused("broken") from error
    gutters = [gutter for page in raw if (gutter := gutter_of(page)) is not None]
    hint = median(gutters) if gutters else None
    kept, left_out = _without_running_lines([lines_in_order(page, hint=hint) for page in raw])
    characters = sum(len(line.text) for page in kept for line in page)
    if characters < _FEWEST_CHARACTERS * max(1, len(kept)):
        raise DocumentRefused("no-text-layer")
    left_out += [
        Omission(at, Unread.NO_TEXT, "")
        for at, page in enumerate(kept, start=1)
        if not page or _is_pictured(document[at - 1], page)
    ]
    lines = [line for page in kept for line in page]
    width = max(document.get_page_size(number)[0] for number in range(len(document)))
    return Content("pdf", tuple(_paragraphs(lines, width)), left_out=tuple(left_out))


def _is_pictured(page: pdfium.PdfPage, lines: Sequence[PageLine]) -> bool:
    """Whether a page is a picture with a stamp or a heading of text on it."""
    if sum(len(line.text) for line in lines) >= _FEWEST_BESIDE_A_PICTURE:
        return False
    width, height = page.get_size()
    boxes = (each.get_bounds() for each in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]))
    areas = [(right - left) * (top - bottom) for left, bottom, right, top in boxes]
    return bool(max(areas, default=0.0) > width * height / 2)


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


def _lines(page: pdfium.PdfPage) -> list[list[Character]]:
    """Lines as the library puts them, which follows the content of the page."""
    text = page.get_textpage()
    lines: list[list[Character]] = [[]]
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character in ("\r", "\n", "\r\n", ""):
            lines.append([])
            continue
        # A hyphen that a break put in comes as U+FFFE or U+0002.
        shown = "" if character in ("\ufffe", "\x02") else character
        wide = character.strip() or character == "\u3000"
        box = text.get_charbox(index, loose=True) if wide else None
        lines[-1].append(Character(shown, box))
    return lines


def _without_running_lines(
    pages: list[list[PageLine]],
) -> tuple[list[list[PageLine]], list[Omission]]:
    def key(line: PageLine) -> str:
        return re.sub("[0-9]+", "0", re.sub(r"\s", "", line.text))

    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({key(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])})
    many = max(2, len(pages) * _REPEATED)
    kept: list[list[PageLine]] = []
    left_out: list[Omission] = []
    for number, page in enumerate(pages, start=1):
        kept.append([])
        for at, line in enumerate(page):
            at_edge = at < _EDGE_LINES or at >= len(page) - _EDGE_LINES
            sentence = line.text.endswith(_SENTENCE_ENDS)
            running = (
                not sentence
                and len(pages) > 1
                and edges[key(line)] > many - 1
                and edges[key(line)] > 1
            )
            if at_edge and (_PAGE_NUMBER.fullmatch(line.text) or running):
                left_out.append(Omission(number, Unread.PAGE_EDGE, line.text))
                continue
            kept[-1].append(line)
    return kept, left_out


def _paragraphs(lines: Sequence[PageLine], width: float) -> Iterator[str]:
    """Join each line to the one before unless that ended early or this one is set in."""
    columns = {line.column for line in lines}
    margins = {column: _Margins.of(lines, column, width) for column in columns}
    paragraph = ""
    before: PageLine | None = None
    for line in lines:
        if before is not None and _begins(line, before, margins):
            yield paragraph
            paragraph = ""
        paragraph = joined(paragraph, line.text)
        before = line
    if before is not None:
        yield paragraph


@dataclass(frozen=True)
class _Margins:
    """Margins of a column. ``one_reaches_right``: a single line does, so that it need not be full."""

    left: float
    right: float
    one_reaches_right: bool

    @classmethod
    def of(cls, lines: Sequence[PageLine], column: int, width: float) -> _Margins:
        """Of the lines of a column; on a page ``width`` wide, short lines alone make no margin."""
        own = [line for line in lines if line.column == column]
        lefts = Counter(round(line.left) for line in own)
        # Of a column that is mostly set in, few lines may be at the margin; of a page, one may stray.
        often = 0 if column != FULL else 1
        left = min((at for at, count in lefts.items() if count > often), default=min(lefts))
        right = max(line.right for line in own)
        if column == FULL and right < width * _FULL_LINE:
            right = width
        reaching = sum(line.right >= right - line.size * _SLACK for line in own)
        return cls(left, right, reaching == 1)


def _begins(line: PageLine, before: PageLine, margins: Mapping[int, _Margins]) -> bool:
    left, column = margins[line.column].left, margins[before.column]
    ended_early = before.right < column.right - before.size * _SLACK
    set_in = line.left > left + line.size
    other_size = abs(line.size - before.size) > before.size * 0.2
    ended = before.text.endswith(tuple(ENDS))
    new_unit = ended and (column.one_reaches_right or begins_unit(line.text))
    return ended_early or set_in or other_size or new_unit
