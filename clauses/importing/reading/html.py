"""Reads the text of a web page: blocks as lines, tables as tables, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from clauses.importing.reading.container import refuse_entities
from clauses.importing.reading.content import (
    Block,
    Content,
    DocumentRefused,
    Merged,
    Omission,
    Table,
    Unread,
)
from clauses.importing.reading.markers import article_marker
from clauses.importing.reading.page_styles import PageStyles, is_struck
from clauses.importing.reading.source_text import Decoded, decode

_PROGRAMS = frozenset(
    [
        "script",
        "style",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "video",
        "audio",
        "canvas",
        "link",
        "meta",
    ]
)
"""Elements without text for readers."""

_TEXTS = f".//text()[not(ancestor::*[{' or '.join(f'self::{tag}' for tag in sorted(_PROGRAMS))}])]"
"""Path to the text for readers in an element."""

_LEFT_OUT = {
    "noscript": Unread.HIDDEN,
    "template": Unread.HIDDEN,
    "datalist": Unread.HIDDEN,
    "nav": Unread.NAVIGATION,
    "header": Unread.NAVIGATION,
    "footer": Unread.NAVIGATION,
    "aside": Unread.NAVIGATION,
    "button": Unread.NAVIGATION,
    "select": Unread.NAVIGATION,
    "textarea": Unread.NAVIGATION,
    "rp": Unread.READING,
    "rt": Unread.READING,
    "del": Unread.DELETED,
    "s": Unread.DELETED,
    "strike": Unread.DELETED,
}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_GB = ("gb2312", "gbk", "gb18030")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_SENTENCE = re.compile(r"[\u4e00-\u9fff][。；]")
"""What is commented out and more than a note to a programmer."""

_FEWEST_ARTICLES = 2
"""A cell in which this many articles begin is a part of the page, not of a table."""


def read_html(data: bytes) -> Content:
    """Read a page; what is not shown, and navigation, is left out and named.

    Raises:
        DocumentRefused: ``entities``, ``broken``, or as :func:`clauses.importing.reading.source_text.decode`.
    """
    if b"<!ENTITY" in data.upper():
        refuse_entities(data)
    decoded = _decoded(data)
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentRefused("broken") from error
    page = _Page(PageStyles(root))
    blocks = tuple(page.blocks(root))
    return Content("html", blocks, decoded.encoding, tuple(page.left_out))


def _decoded(data: bytes) -> Decoded:
    """By the encoding that the page declares, if it fits, else as any other text."""
    found = _CHARSET.search(data[:4_000])
    name = found[1].decode("ascii").lower() if found else ""
    try:
        if name in _GB:
            return Decoded(data.decode("gb18030"), "gb18030")
        if name in ("big5", "utf-8"):
            return Decoded(data.decode(name).removeprefix("\ufeff"), name)
    except UnicodeDecodeError:
        pass
    return decode(data)


class _Page:
    def __init__(self, styles: PageStyles) -> None:
        self._styles = styles
        self._count = 0
        self.left_out: list[Omission] = []

    def blocks(self, root: lxml.html.HtmlElement) -> Iterator[Block]:
        """Every block of the page; what was left out is known after the last of them."""
        for block in self._blocks(root):
            self._count += 1
            yield block

    def _blocks(self, element: lxml.html.HtmlElement) -> Iterator[Block]:
        """Lines and tables in order: text runs on until a block begins or ends."""
        line = ""
        for piece in self._pieces(element):
            if isinstance(piece, str):
                line += piece
                continue
            if text := _SPACES.sub(" ", line).strip(" "):
                yield text
            line = ""
            if piece is not None:
                yield piece

    def _pieces(self, element: lxml.html.HtmlElement) -> Iterator[Block | None]:
        """Stretches of text and tables; None where a line ends."""
        yield element.text or ""
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else "script"
            if child.tag is etree.Comment and _SENTENCE.search(child.text or ""):
                self.left_out.append(Omission(self._count, Unread.HIDDEN, child.text))
            if tag in _PROGRAMS:
                pass
            elif (reason := self._reason(child)) is not None:
                self._leave_out(reason, child)
                if tag in _BLOCKS:
                    yield None
            elif tag == "table" and self._is_table(child):
                yield from self._table(child)
            elif tag == "br":
                yield None
            elif tag in _BLOCKS:
                yield None
                yield from self._pieces(child)
                yield None
            else:
                yield from self._pieces(child)
            yield child.tail or ""
        if element.tag in ("body", "html", "td", "th"):
            yield None

    def _reason(self, element: lxml.html.HtmlElement) -> Unread | None:
        if (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or (element.tag == "dialog" and element.get("open") is None)
            or self._styles.hide(element)
        ):
            return Unread.HIDDEN
        if is_struck(element):
            return Unread.DELETED
        if element.tag == "header" and element.xpath(".//h1"):
            return None
        return _LEFT_OUT.get(element.tag)

    def _leave_out(self, reason: Unread, element: lxml.html.HtmlElement) -> None:
        words = " ".join(element.xpath(_TEXTS))
        if words.strip():
            self.left_out.append(Omission(self._count, reason, words))

    def _is_table(self, element: lxml.html.HtmlElement) -> bool:
        """More than one column, no table inside and no articles in a cell: others lay out a page."""
        rows = element.xpath(".//tr")
        widest = max((len(row.xpath("./td | ./th")) for row in rows), default=0)
        if widest < 2 or element.xpath(".//table"):
            return False
        peek = _Page(self._styles)
        return not any(
            sum(article_marker(line) is not None for line in peek.cell(cell).split("\n"))
            >= _FEWEST_ARTICLES
            for cell in element.xpath(".//td | .//th")
        )

    def _table(self, element: lxml.html.HtmlElement) -> Iterator[Block | None]:
        for caption in element.xpath("./caption"):
            yield None
            yield from self._pieces(caption)
        grid: list[tuple[int, list[str]]] = []
        merged: list[Merged] = []
        covered: dict[int, int] = {}  # column -> rows that a cell above still covers
        for number, row in enumerate(element.xpath(".//tr")):
            if (reason := self._reason(row)) is not None:
                self._leave_out(reason, row)
                continue
            cells: list[str] = []
            for cell in row.xpath("./td | ./th"):
                _pass_covered(cells, covered)
                if (reason := self._reason(cell)) is not None:
                    self._leave_out(reason, cell)
                    continue
                down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
                if down > 1 or across > 1:
                    left = len(cells)
                    merged.append(Merged(number, left, number + down - 1, left + across - 1))
                words = self.cell(cell)
                for offset in range(across):
                    covered[len(cells)] = down - 1
                    cells.append("" if offset else words)
            _pass_covered(cells, covered)
            grid.append((number + 1, cells))
        yield None
        yield Table.of(grid, merged)

    def cell(self, cell: lxml.html.HtmlElement) -> str:
        """The lines of a cell."""
        return "\n".join(block for block in self._blocks(cell) if isinstance(block, str))


def _pass_covered(cells: list[str], covered: dict[int, int]) -> None:
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append("")


def _span(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdecimal() and int(value) else 1
