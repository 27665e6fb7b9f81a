"""A file of named runs of bytes, either whole and for this key, or as if it were not there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

log = logging.getLogger(__name__)

_MAGIC = b"dutybot cache\n"
_KEPT = 4
"""Number of files that stay: of the packs and programs used last."""


class Cache:
    """The files of a folder, one for each key. A folder that cannot be used keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> dict[str, bytes] | None:
        """The values kept under this key; None when there are none or the file is damaged."""
        try:
            content = self._file(key).read_bytes()
        except OSError:
            return None
        try:
            return _unpacked(content, key)
        except (ValueError, KeyError, TypeError, AttributeError):
            log.info("the cache is damaged and is made anew", extra={"file": str(self._file(key))})
            return None

    def write(self, key: str, parts: Mapping[str, bytes]) -> None:
        """Keep these for the next start, in place of the oldest; no error if that cannot be."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(self._file(key), _packed(parts, key))
            self._forget_the_oldest()
        except OSError as error:
            log.info("the cache cannot be written", extra={"reason": str(error)})

    def _file(self, key: str) -> Path:
        return self._folder / f"packs-{key}.cache"

    def _forget_the_oldest(self) -> None:
        files = sorted(self._folder.glob("packs-*.cache"), key=lambda file: -file.stat().st_mtime)
        for file in files[_KEPT:]:
            file.unlink(missing_ok=True)


def _packed(parts: Mapping[str, bytes], key: str) -> bytes:
    body = b"".join(parts.values())
    header = {
        "key": key,
        "sum": hashlib.sha256(body).hexdigest(),
        "parts": {name: len(part) for name, part in parts.items()},
    }
    return _MAGIC + json.dumps(header).encode() + b"\n" + body


def _unpacked(content: bytes, key: str) -> dict[str, bytes]:
    if not content.startswith(_MAGIC):
        raise ValueError("no cache of this program")
    line, _, body = content[len(_MAGIC) :].partition(b"\n")
    header = json.loads(line)
    if header["key"] != key or header["sum"] != hashlib.sha256(body).hexdigest():
        raise ValueError("not whole, or of another key")
    parts, at = {}, 0
    for name, length in header["parts"].items():
        parts[name] = body[at : at + length]
        at += length
    return parts


def _write_whole(file: Path, content: bytes) -> None:
    """Put the content there at once: a reader meanwhile sees the former file, or none."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".packs-")
    try:
        with os.fdopen(descriptor, "wb") as draft:
            draft.write(content)
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
