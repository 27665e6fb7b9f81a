"""Reads a rhythm in words: 每季度最后一个周五前, by the 5th of each month."""

from __future__ import annotations

import re

from clauses.characters.script import simplified_by_character
from clauses.rhythms import chinese, english
from clauses.rhythms.readings import NotARhythm, RhythmReading

LONGEST = 60
"""Characters; what is longer is no rhythm."""

_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)}
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDINGS = " 。.，,；;"


def read_rhythm(words: str) -> RhythmReading:
    """The rhythm that the words state, and nothing else.

    Script, width of digits, case and spaces do not matter.

    Raises:
        UnclearRhythm: it cannot be read for certain; the kind says why.
    """
    text = compact(words).strip(_ENDINGS)
    if not text or len(text) > LONGEST:
        raise NotARhythm(words)
    if is_chinese(text):
        return chinese.read(in_place(text))
    return english.read(text.casefold())


def compact(words: str) -> str:
    """Without spaces in Chinese, with single ones elsewhere."""
    return ("" if is_chinese(words) else " ").join(words.split())


def in_place(text: str) -> str:
    """Simplified, with narrow digits; every character stays at its place."""
    return simplified_by_character(text).translate(_NARROW)


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None
