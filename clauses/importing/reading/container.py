"""Looks into a zipped document before anything parses it: how much is in it, and no entities."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from clauses.importing.reading.content import DocumentRefused

MAX_ENTRIES = 1_000
MAX_UNPACKED_BYTES = 50_000_000
MAX_RATIO = 100
_SMALL = 1_000_000
"""Unpacked bytes up to which any ratio is allowed."""

_XML = (".xml", ".rels", ".vml")
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<|$)")
_DECLARED = re.compile(rb"[^<]*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"gb2312", b"gbk")
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""Errors of the library over a damaged zip file: ``RuntimeError`` where it is packed in a way that
it does not know or asks for a password, ``ValueError`` where numbers in it make no sense.
"""


def check_container(data: bytes) -> None:
    """Refuse a file that unpacks to too much, declares entities, or is damaged.

    The directory is looked at before anything is unpacked; then each part is unpacked in turn,
    which also shows whether the directory told the truth.

    Raises:
        DocumentRefused: ``too-many-entries``, ``bomb``, ``entities``, ``encrypted`` or ``broken``.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_sizes(archive.infolist())
            for entry in archive.infolist():
                part = archive.read(entry)
                if entry.filename.lower().endswith(_XML):
                    refuse_entities(part)
    except BROKEN_ZIP as error:
        raise DocumentRefused("broken") from error


def refuse_entities(xml: bytes) -> None:
    """Refuse XML with a document type or entities, in whatever encoding it is.

    Raises:
        DocumentRefused: ``entities``.
    """
    # In UTF-16 and UTF-32 every second byte or more is null.
    plain = xml.replace(b"\0", b"")
    if _ENTITIES.search(plain):
        raise DocumentRefused("entities")
    # In any other encoding the search would be blind.
    if not _BEGINNING.match(plain):
        raise DocumentRefused("broken")
    declared = _DECLARED.match(plain)
    if declared and declared[1].lower() not in _ENCODINGS:
        raise DocumentRefused("broken")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise DocumentRefused("too-many-entries", entries=len(entries), limit=MAX_ENTRIES)
    if any(entry.flag_bits & 1 for entry in entries):
        raise DocumentRefused("encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    tight = any(entry.file_size > max(_SMALL, entry.compress_size * MAX_RATIO) for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES or tight:
        raise DocumentRefused(
            "bomb", size=round(unpacked / 1_000_000), limit=MAX_UNPACKED_BYTES // 1_000_000
        )
