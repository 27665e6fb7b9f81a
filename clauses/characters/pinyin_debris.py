"""Readings that a web page put in brackets after characters: 機關(guān)黨建.

A bracket goes only when it holds a reading of the character before it, so that 附件(a) and
第三条(da) stay.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

from clauses.characters.script import HAN

_TONED = "āáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
_BRACKET = re.compile(
    rf"(?<=([{HAN}]))[^\S\n]?[（(\[【][^\S\n]?([a-z{_TONED}\u0300-\u030c:]{{1,9}}[0-5]?)[^\S\n]?[)）\]】]",
    re.IGNORECASE,
)


def pinyin_insertions(text: str) -> list[tuple[int, int]]:
    """Start and end of every inserted reading, brackets included, in order.

    Readings are compared without tones: marks, digits and bare letters all count.
    """
    return [found.span() for found in _BRACKET.finditer(text) if _is_reading(found[1], found[2])]


def strip_pinyin_debris(text: str) -> tuple[str, int]:
    """The text without the inserted readings, and how many there were."""
    insertions = pinyin_insertions(text)
    for start, end in reversed(insertions):
        text = text[:start] + text[end:]
    return text, len(insertions)


def _is_reading(character: str, bracket: str) -> bool:
    return toneless(bracket.rstrip("012345")) in readings(character)


@cache
def readings(character: str) -> frozenset[str]:
    """All readings of one character, lower case and without tones; none for what is no Han."""
    return frozenset(map(toneless, toned_readings(character)))


@cache
def toned_readings(character: str) -> tuple[str, ...]:
    """All readings of one character with tone marks, the usual first; none for what is no Han."""
    # The phrase table, which is not needed here, would cost 44 MB; the setting is read on import.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.constants import PINYIN_DICT

    found: str = PINYIN_DICT.get(ord(character), "")
    return tuple(reading for reading in found.split(",") if reading)


def toneless(reading: str) -> str:
    """A reading in lower case without tone; ü, v and u: are all v, since sources write all three."""
    plain = reading.casefold().replace("u:", "v")
    letters = unicodedata.normalize("NFD", plain).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
