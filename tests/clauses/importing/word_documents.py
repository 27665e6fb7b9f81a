"""Word documents written by what is inside their paragraphs and tables."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_BLOCKS = ("<w:p>", "<w:tbl>", "<w:sdt>", "<w:altChunk")
_SPACES = (
    f"{nsdecls('w', 'r')} xmlns:v='urn:schemas-microsoft-com:vml' "
    "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
)


def run(text: str, properties: str = "") -> str:
    """A run with its properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML is its text."""
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word_document(
    *blocks: str, styles: str = "", more: dict[str, str] | None = None, inside: str = ""
) -> bytes:
    """A docx of blocks, a paragraph by what is in it; with further parts by kind.

    ``inside`` is a page that the document holds as a part, referred to nowhere.
    """
    document = docx.Document()
    body = document.element.body
    for block in reversed(blocks):
        block = block if block.startswith(_BLOCKS) else f"<w:p>{block}</w:p>"
        body.insert(0, next(iter(parse_xml(f"<w:body {_SPACES}>{block}</w:body>"))))
    if styles:
        document.styles.element.extend(parse_xml(f"<w:styles {_SPACES}>{styles}</w:styles>"))
    parts = {kind: ("application/xml", content) for kind, content in (more or {}).items()}
    if inside:
        parts["aFChunk"] = ("text/html", inside)
    for kind, (content_type, content) in parts.items():
        part = Part(
            PackURI(f"/word/{kind}.xml"), content_type, content.encode(), document.part.package
        )
        reltype = RELATIONSHIP_TYPE.FOOTNOTES.rpartition("/")[0]
        document.part.relate_to(part, f"{reltype}/{kind}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()
