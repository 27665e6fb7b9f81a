"""Lines that a text file broke at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ENDS = "。！？；：…!?;:”』」）)】》|"
"""Characters that end a paragraph."""

_SHORTEST = 12
_FEWEST = 3
_NEARLY = 0.9
_MOST = 0.8
_SET_IN = re.compile(r"(?:\u3000{1,4}|\t| {2,8})\S")


@dataclass(frozen=True)
class Wrapping:
    """The form of a broken text: ``width`` in characters; ``set_in``: paragraphs are indented."""

    width: int
    set_in: bool

    def runs_on(self, before: str, line: str) -> bool:
        """Whether a line goes on with the paragraph of the line before, both as they stand."""
        if not before.strip():
            return False
        if self.set_in and _SET_IN.match(line):
            return False
        full = len(before.rstrip()) >= self.width * _NEARLY
        ended = before.rstrip().endswith(tuple(ENDS))
        return full if self.set_in else not ended


def wrapping_of(lines: Sequence[str]) -> Wrapping | None:
    """The form in which a text is broken; None when each line is a paragraph.

    In a broken text the lines that end in the middle of a sentence are nearly all as long as the
    longest.
    """
    long = [line.rstrip() for line in lines if len(line.strip()) >= _SHORTEST]
    width = max(map(len, long), default=0)
    unfinished = [len(line) for line in long if not line.endswith(tuple(ENDS))]
    near = sum(length >= width * _NEARLY for length in unfinished)
    if near < max(_FEWEST, len(unfinished) * _MOST):
        return None
    return Wrapping(width, sum(_SET_IN.match(line) is not None for line in lines) >= _FEWEST)


def joined(first: str, second: str) -> str:
    """Two pieces of a sentence, with a space only where a Latin word would run into another."""
    ends = first[-1:] + second[:1]
    words = len(ends) == 2 and ends.isascii() and ends.isalnum() and not ends.isdigit()
    return f"{first} {second}" if words else first + second
