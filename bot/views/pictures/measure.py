"""How wide a text is, by the font that draws it.

Only the two tables that say so are read, from a collection of 19 MB.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from bot.drawing.font import FONT_FILE

_SIMPLIFIED = 2
"""Which face of the collection; the others have other forms of the same widths."""

_WHOLE_UNICODE = 12


@dataclass(frozen=True)
class _Font:
    """Ranges of characters with their first glyphs, and the advance of each glyph."""

    starts: list[int]
    ranges: list[tuple[int, int, int]]
    advances: array[int]
    em: int

    def advance(self, sign: str) -> int:
        code = ord(sign)
        place = bisect_right(self.starts, code) - 1
        glyph = 0
        if place >= 0:
            first, last, start = self.ranges[place]
            glyph = start + code - first if code <= last else 0
        return self.advances[min(glyph, len(self.advances) - 1)]


def width(text: str, size: float) -> float:
    """Width of the text in pixels."""
    font = _font()
    return sum(map(font.advance, text)) * size / font.em


def shortened(text: str, size: float, room: float, tail: int = 5) -> str:
    """Cut in the middle where it is too wide: the beginning names a unit, the end says what it is."""
    if width(text, size) <= room:
        return text
    for kept in range(min(tail, len(text) - 1), -1, -1):
        end = text[len(text) - kept :]
        for head in range(len(text) - kept - 1, 1, -1):
            short = f"{text[:head].rstrip()}…{end}"
            if width(short, size) <= room:
                return short
    return "…"


@lru_cache(maxsize=1)
def _font() -> _Font:
    with FONT_FILE.open("rb") as file:
        file.seek(12 + 4 * _SIMPLIFIED)
        (face,) = struct.unpack(">I", file.read(4))
        file.seek(face)
        _, count = struct.unpack(">IH", file.read(6))
        file.seek(face + 12)
        entries = [struct.unpack(">4sIII", file.read(16)) for _ in range(count)]
        places = {name: (offset, length) for name, _, offset, length in entries}
        head = _table(file, places[b"head"])
        (em,) = struct.unpack_from(">H", head, 18)
        (metrics,) = struct.unpack_from(">H", _table(file, places[b"hhea"]), 34)
        pairs = struct.unpack_from(f">{2 * metrics}H", _table(file, places[b"hmtx"]))
        ranges = _ranges(_table(file, places[b"cmap"]))
    return _Font([first for first, _, _ in ranges], ranges, array("H", pairs[::2]), em)


def _table(file: BinaryIO, place: tuple[int, int]) -> bytes:
    file.seek(place[0])
    return file.read(place[1])


def _ranges(cmap: bytes) -> list[tuple[int, int, int]]:
    (tables,) = struct.unpack_from(">H", cmap, 2)
    for number in range(tables):
        (offset,) = struct.unpack_from(">I", cmap, 8 + 8 * number)
        form, _, _, _, groups = struct.unpack_from(">HHIII", cmap, offset)
        if form == _WHOLE_UNICODE:
            return [
                struct.unpack_from(">III", cmap, offset + 16 + 12 * group)
                for group in range(groups)
            ]
    raise ValueError("the font has no table of all characters")
