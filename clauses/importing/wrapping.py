"""Lines that a text file broke at a fixed width."""

from __future__ import annotations

from collections.abc import Sequence

ENDS = "。！？；：…!?;:”』」）)】》|"
"""What a paragraph ends with."""

_SHORTEST = 12
_SHARE = 0.3
_NEARLY = 0.8


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether sentences run on from line to line.

    So many lines end in the middle of a sentence, and these are all of about the same length.
    """
    long = [line.strip() for line in lines if len(line.strip()) >= _SHORTEST]
    unfinished = sorted(len(line) for line in long if not line.endswith(tuple(ENDS)))
    if len(unfinished) < max(2, len(long) * _SHARE):
        return False
    middle = unfinished[len(unfinished) // 2]
    near = sum(middle * _NEARLY <= length <= middle / _NEARLY for length in unfinished)
    return near >= len(unfinished) * _NEARLY


def joined(first: str, second: str) -> str:
    """Two pieces of a sentence, with a space only between Latin words."""
    latin = _is_latin(first[-1:]) and _is_latin(second[:1])
    return f"{first} {second}" if latin else first + second


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
