"""Tells whether a passage is another text whose bytes were read in the wrong way.

The reading that makes sense serves as evidence only; it is never shown as the text.
"""

from __future__ import annotations

from clauses.characters.script import is_han, rarity

_MARGIN = 3  # characters around the suspicious ones that may belong to the passage
_ENOUGH_SHIFTED = 5
_ENOUGH_DECODED = 3


def was_reencoded(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The widest span around ``start`` and ``end`` that makes better sense when read otherwise.

    Tried: UTF-8 read as GBK, Big5 and GBK read as each other, and GBK read from the wrong byte.
    A reading makes sense when all its characters are common; it is asked for only where at least
    one character in three is not, and between Big5 and GBK, where three characters often make sense
    by chance (瑜伽的), only where most are not. None when no span has such a reading.
    """
    for first in range(max(0, start - _MARGIN), start + 1):
        for last in range(min(len(text), end + _MARGIN), end - 1, -1):
            passage = text[first:last]
            if "\n" not in passage and _makes_sense_otherwise(passage):
                return first, last
    return None


def _makes_sense_otherwise(passage: str) -> bool:
    rare = sum(rarity(character) > 0 for character in passage)
    if rare * 3 < len(passage):
        return False
    if (
        _common(passage, "gbk", "utf-8") >= _ENOUGH_DECODED - 1
        or _common(passage, "gbk", "gbk", skip=1) >= _ENOUGH_SHIFTED
    ):
        return True
    return rare * 2 > len(passage) and (
        _common(passage, "gbk", "big5") >= _ENOUGH_DECODED
        or _common(passage, "big5", "gbk") >= _ENOUGH_DECODED
    )


def _common(passage: str, read_as: str, meant: str, *, skip: int = 0) -> int:
    """Number of common characters of the passage when read otherwise; 0 when there is any other."""
    try:
        data = passage.encode(read_as)
    except UnicodeEncodeError:
        return 0
    # A passage may begin and end within a character.
    for begin in (skip,) if skip else range(3):
        for drop in range(3):
            try:
                decoded = data[begin : len(data) - drop].decode(meant)
            except UnicodeDecodeError:
                continue
            han = [character for character in decoded if is_han(character)]
            if len(han) == len(decoded) and not any(map(rarity, han)):
                return len(han)
    return 0
