"""The child process that reads one document: ``python -m clauses.importing.reading.child NAME``.

The document comes on the standard input, the answer goes to the standard output as one JSON object:
the content, or the reason why it is refused. The process limits itself before it looks at a byte,
and once the reader is there it can open no file and no connection, nor write anything.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
from collections.abc import Callable
from contextlib import suppress

from clauses.importing.reading.container import check_container
from clauses.importing.reading.content import (
    MAX_BYTES,
    MAX_SECONDS,
    Content,
    DocumentRefused,
    as_json,
    checked,
)
from clauses.importing.reading.kinds import kind_of

MEMORY_BYTES = 512 * 1024 * 1024

_READERS = {
    "txt": ("text", "read_text"),
    "csv": ("text", "read_csv"),
    "html": ("html", "read_html"),
    "docx": ("word", "read_docx"),
    "xlsx": ("spreadsheet", "read_xlsx"),
    "xls": ("spreadsheet", "read_xls"),
    "ods": ("spreadsheet", "read_ods"),
    "pdf": ("pdf", "read_pdf"),
}
_CODECS = ("utf_8", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be", "gb18030", "big5", "cp437")


def main() -> None:
    """Read the document; print its content or the reason why it is refused."""
    _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    _limit(resource.RLIMIT_CPU, MAX_SECONDS)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        answer = as_json(checked(_read(sys.stdin.buffer.read(MAX_BYTES + 1), sys.argv[1])))
    except DocumentRefused as refused:
        answer = {"refused": refused.reason, "details": refused.details}
    except (MemoryError, RecursionError):
        answer = {"refused": "too-heavy", "details": {}}
    json.dump(answer, sys.stdout)


def _read(data: bytes, name: str) -> Content:
    if len(data) > MAX_BYTES:
        raise DocumentRefused("too-large", limit=MAX_BYTES // 1_000_000)
    if not data.strip():
        raise DocumentRefused("empty")
    kind = kind_of(data, name)
    if kind in ("docx", "xlsx", "ods"):
        check_container(data)
    reader = _reader(kind)
    if kind != "pdf":  # PDFium opens fonts; without any it drops text whose font is not embedded
        _limit(resource.RLIMIT_NOFILE, 0)
    return reader(data)


def _reader(kind: str) -> Callable[[bytes], Content]:
    for codec in _CODECS:
        "".encode(codec)
    module, function = _READERS[kind]
    reader: Callable[[bytes], Content] = getattr(
        importlib.import_module(f"clauses.importing.reading.{module}"), function
    )
    return reader


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with suppress(ValueError):  # macOS cannot limit the memory; the time is limited there too
        resource.setrlimit(which, (value, value))


if __name__ == "__main__":
    main()
