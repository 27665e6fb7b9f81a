"""Lines that a web page, an official account or an office adds before and after a text."""

from __future__ import annotations

from collections.abc import Sequence

from clauses.importing.reading.wrapping import ENDS
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "furniture")
_LINE = _WORDS.pattern("line")
_AFTER_THE_TEXT = _WORDS.pattern("after-the-text")
_LONGEST = 60
"""Most characters of a line that may follow the text without being any of it."""


def is_furniture(line: str) -> bool:
    """Whether a line, in Simplified, is nothing else than furniture; only sound outside the body."""
    return _LINE.fullmatch(line.strip()) is not None


def end_of_text(lines: Sequence[str]) -> int:
    """The number of lines, in Simplified, that are left when the furniture at the end is taken away."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or is_furniture(lines[end - 1])):
        end -= 1
    for at in range(end):
        if _AFTER_THE_TEXT.fullmatch(lines[at].strip()) and not any(map(_is_text, lines[at:end])):
            return at
    return end


def _is_text(line: str) -> bool:
    """Whether a line may be some of the text: a long one, or one that ends a sentence."""
    bare = line.strip()
    return len(bare) > _LONGEST or (bare.endswith(tuple(ENDS)) and not is_furniture(bare))
