"""Tells the kind of a document by its bytes; the name only tells csv from text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from clauses.importing.reading.container import BROKEN_ZIP
from clauses.importing.reading.content import DocumentRefused

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_HEAD_BYTES = 2_000
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype\s+html|!doctype|[a-z][a-z0-9:]*)",
    re.S | re.I,
)
_HTML_ROOTS = (b"html div body head title meta p table section article main span h1 h2 h3").split()


def kind_of(data: bytes, name: str) -> str:
    """One of docx, xlsx, xls, ods, pdf, html, csv, txt.

    Raises:
        DocumentRefused: with the kind that cannot be read (``doc``, ``rtf``, ``odt``, ``picture`` …) as
            the reason.
    """
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        raise DocumentRefused("rtf")
    if data.startswith(_PICTURES):
        raise DocumentRefused("picture")
    if data.startswith(_ARCHIVES):
        raise DocumentRefused("archive")
    return _text(data, name)


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except BROKEN_ZIP as error:
        raise DocumentRefused("broken") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if b"opendocument" in mimetype:
        if b"spreadsheet" in mimetype:
            return "ods"
        raise DocumentRefused("odt")
    raise DocumentRefused("archive")


def _compound(data: bytes) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise DocumentRefused("encrypted")
    if has("WordDocument"):
        raise DocumentRefused("doc")
    if has("Workbook") or has("Book"):
        return "xls"
    raise DocumentRefused("not-text")


def _text(data: bytes, name: str) -> str:
    head = data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    if found := _MARKUP.match(head):
        root = found[1].lower().removeprefix(b"!doctype").strip()
        if root in _HTML_ROOTS:
            return "html"
        raise DocumentRefused("markup", root=root.decode("ascii", "replace") or "?")
    return "csv" if PurePath(name).suffix.lower() in (".csv", ".tsv") else "txt"
