"""Reads the text of a web page: blocks as lines, tables as tables, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from clauses.importing.reading.container import refuse_entities
from clauses.importing.reading.content import Block, Content, DocumentRefused, Table
from clauses.importing.reading.source_text import Decoded, decode

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "video",
        "audio",
        "canvas",
        "rp",
        "rt",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
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


def read_html(data: bytes) -> Content:
    """Read a page; scripts, styles, navigation and forms are left out.

    Raises:
        DocumentRefused: ``entities``, ``broken``, or as :func:`clauses.importing.reading.source_text.decode`.
    """
    if b"<!ENTITY" in data.upper():
        refuse_entities(data)
    decoded = _decoded(data)
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentRefused("broken") from error
    blocks = tuple(_blocks(root))
    return Content("html", blocks, decoded.encoding)


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


def _blocks(element: lxml.html.HtmlElement) -> Iterator[Block]:
    """Lines and tables in order: text runs on until a block begins or ends."""
    line = ""
    for piece in _pieces(element):
        if isinstance(piece, str):
            line += piece
            continue
        if text := _SPACES.sub(" ", line).strip(" "):
            yield text
        line = ""
        if piece is not None:
            yield piece


def _pieces(element: lxml.html.HtmlElement) -> Iterator[Block | None]:
    """Stretches of text and tables; None where a line ends."""
    yield element.text or ""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else "script"
        if tag == "table" and _is_table(child):
            yield _table(child)
        elif tag == "br":
            yield None
        elif tag in _BLOCKS:
            yield None
            yield from _pieces(child)
            yield None
        elif tag not in _DROPPED:
            yield from _pieces(child)
        yield child.tail or ""
    if element.tag in ("body", "html", "td", "th"):
        yield None


def _is_table(element: lxml.html.HtmlElement) -> bool:
    """More than one column, and no table inside: other tables only lay out a page."""
    rows = element.xpath(".//tr")
    widest = max((len(row.xpath("./td | ./th")) for row in rows), default=0)
    return widest > 1 and not element.xpath(".//table")


def _table(element: lxml.html.HtmlElement) -> Table:
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    hanging: dict[int, int] = {}  # column -> rows that a cell above still covers
    for number, row in enumerate(element.xpath(".//tr"), start=1):
        cells: list[str] = []

        def pass_covered(cells: list[str] = cells) -> None:
            while hanging.get(len(cells), 0) > 0:
                hanging[len(cells)] -= 1
                cells.append("")

        for cell in row.xpath("./td | ./th"):
            pass_covered()
            down = _span(cell.get("rowspan")) - 1
            for offset in range(_span(cell.get("colspan"))):
                hanging[len(cells)] = down
                cells.append("" if offset else _cell(cell))
        pass_covered()
        if any(cells):
            rows.append(tuple(cells))
            numbers.append(number)
    return Table(tuple(rows), tuple(numbers))


def _cell(cell: lxml.html.HtmlElement) -> str:
    return "\n".join(block for block in _blocks(cell) if isinstance(block, str))


def _span(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdecimal() else 1
