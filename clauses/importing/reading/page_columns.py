"""The order in which the lines of a page are read: of two columns of text, the left one first.

A line of the page's content may run over both columns. Cells of a table are no columns of text: they
are shorter, or of unlike widths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor
from statistics import median

FULL, LEFT, RIGHT = 0, 1, 2
"""Columns of a line: over the whole page, left, right."""

_GAP = 0.8
"""Least space between two pieces of a line, in sizes of its characters."""

_FEWEST_LINES = 3
"""Least number of lines that stand beside each other."""

_SHORTEST = 8
"""Least width of the lines of a column, in sizes of their characters."""

_MOST_UNLIKE = 1.8
"""Most by which one column may be wider than the other."""

_MOST_PLACES = 40
"""Most places looked at for the left edge of the right column, the commonest ones."""

_MOST_ACROSS = 0.5
"""Most lines over both columns (titles), as a share of all."""


@dataclass(frozen=True)
class PageLine:
    """A line, or its piece in one column; places in points from the left and from the bottom."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    column: int = FULL


@dataclass(frozen=True)
class Character:
    """A character with its box; a space has none, but for a full-width one."""

    text: str
    box: tuple[float, float, float, float] | None


def lines_in_order(lines: Sequence[Sequence[Character]]) -> list[PageLine]:
    """The lines of a page as they are read, each with its column; without columns, as they come."""
    pieces = [piece for line in lines for piece in _pieces(line)]
    gutter = _gutter(pieces)
    if gutter is None:
        return [line for characters in lines if (line := _line(characters)) is not None]
    return _by_columns(pieces, gutter)


def _by_columns(pieces: list[PageLine], gutter: float) -> list[PageLine]:
    ordered: list[PageLine] = []
    columns: dict[int, list[PageLine]] = {LEFT: [], RIGHT: []}

    def close() -> None:
        for column in columns.values():
            ordered.extend(column)
            column.clear()

    for piece in sorted(pieces, key=lambda each: (-round(each.bottom), each.left)):
        column = _column(piece, gutter)
        if column == FULL:
            close()
            ordered.append(piece)
        else:
            columns[column].append(replace(piece, column=column))
    close()
    return ordered


def _gutter(pieces: Sequence[PageLine]) -> float | None:
    """The place that most lines stand left and right of, if these are columns of text."""
    begins = Counter(floor(piece.left) for piece in pieces)
    places = [place for place, _ in begins.most_common(_MOST_PLACES)]
    place = max(places, key=lambda each: _beside(pieces, each), default=0)
    if _beside(pieces, place) < _FEWEST_LINES:
        return None
    left = [piece for piece in pieces if _column(piece, place) == LEFT]
    right = [piece for piece in pieces if _column(piece, place) == RIGHT]
    across = len(pieces) - len(left) - len(right)
    widths = [
        median((each.right - each.left) / each.size for each in side) for side in (left, right)
    ]
    if min(widths) < _SHORTEST or max(widths) > min(widths) * _MOST_UNLIKE:
        return None
    return place if across <= len(pieces) * _MOST_ACROSS else None


def _beside(pieces: Sequence[PageLine], place: float) -> int:
    """The number of heights at which pieces stand on both sides of a place."""
    heights = {
        side: {round(each.bottom) for each in pieces if _column(each, place) == side}
        for side in (LEFT, RIGHT)
    }
    return len(heights[LEFT] & heights[RIGHT])


def _column(piece: PageLine, place: float) -> int:
    if piece.right <= place:
        return LEFT
    return RIGHT if piece.left >= place else FULL


def _pieces(characters: Sequence[Character]) -> list[PageLine]:
    """A line cut where it has a gap."""
    pieces: list[list[Character]] = [[]]
    end: float | None = None
    for character in characters:
        if character.box is not None:
            left, bottom, right, top = character.box
            if end is not None and left - end > (top - bottom) * _GAP:
                pieces.append([])
            end = right
        pieces[-1].append(character)
    return [line for piece in pieces if (line := _line(piece)) is not None]


def _line(characters: Sequence[Character]) -> PageLine | None:
    text = "".join(character.text for character in characters).strip()
    boxes = [each.box for each in characters if each.box is not None and each.text.strip()]
    if not text or not boxes:
        return None
    size = max(top - bottom for _, bottom, _, top in boxes)
    bottom = median(bottom for _, bottom, _, _ in boxes)
    return PageLine(text, boxes[0][0], boxes[-1][2], bottom, size or 1.0)
