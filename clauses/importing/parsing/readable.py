"""Text as the patterns for duties read it."""

from __future__ import annotations

from clauses.characters.numerals import numeral_value
from clauses.characters.script import simplified_by_character

_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)}


def readable(text: str) -> str:
    """Simplified, with narrow digits; every character stays at its place."""
    return simplified_by_character(text).translate(_NARROW)


def least_value(numeral: str) -> int | None:
    """The value of a number; of two neighbours (两三次) the smaller one."""
    value = numeral_value(numeral)
    if value is None and len(numeral) == 2:
        first, second = map(numeral_value, numeral)
        return first if first is not None and second == first + 1 else None
    return value
