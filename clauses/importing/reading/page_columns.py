"""The order in which the lines of a page are read: of columns of text, the left one first.

A line of the page's content may run over both columns. Cells of a table are no columns of text: they
are shorter, or of unlike widths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor
from statistics import median, quantiles

from clauses.importing.reading.markers import article_marker

FULL, LEFT, RIGHT = 0, 1, 2
"""Columns of a line: over the whole page, left, right. The left column of column n is 2n + 1."""

_GAP = 0.8
"""Least space between two pieces of a line, in sizes of its characters."""

_SPACE = 1.4
"""Most space between two words of one line, likewise; between cells of a table there is more."""

_FEWEST_LINES = 3
"""Least number of lines that stand beside each other, unless units begin on both sides."""

_SHORTEST = 8
"""Least width of the longer lines of a column, in sizes of their characters; a quarter is as long."""

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


def lines_in_order(
    lines: Sequence[Sequence[Character]], *, hint: float | None = None
) -> list[PageLine]:
    """The lines of a page as they are read, each with its column; without columns, as they come.

    ``hint`` is where the columns of other pages of the document meet; it counts where this page has
    too few lines to tell.
    """
    pieces = [piece for line in lines for piece in _pieces(line)]
    gutter = _gutter(pieces)
    if gutter is None and hint is not None and _meets(pieces, hint):
        gutter = hint
    if gutter is None:
        return [line for characters in lines if (line := _line(characters)) is not None]
    return _by_columns(pieces, gutter)


def gutter_of(lines: Sequence[Sequence[Character]]) -> float | None:
    """Where the columns of a page meet, in points from the left; None without columns."""
    return _gutter([piece for line in lines for piece in _pieces(line)])


def _by_columns(pieces: list[PageLine], gutter: float, within: int = FULL) -> list[PageLine]:
    ordered: list[PageLine] = []
    columns: dict[int, list[PageLine]] = {LEFT: [], RIGHT: []}
    pieces = _joined(pieces, gutter)
    top = max(_heights(pieces, gutter, LEFT) & _heights(pieces, gutter, RIGHT), default=0)

    def close() -> None:
        for side, own in columns.items():
            column = 2 * within + side
            inner = _gutter(own)
            if inner is None:
                ordered.extend(replace(piece, column=column) for piece in own)
            else:
                ordered.extend(_by_columns(own, inner, column))
            own.clear()

    for piece in sorted(pieces, key=lambda each: (-round(each.bottom), each.left)):
        column = _column(piece, gutter)
        # A title above the columns may end before the right one begins.
        if column == FULL or (column == LEFT and round(piece.bottom) > top):
            close()
            ordered.append(replace(piece, column=within))
        else:
            columns[column].append(piece)
    close()
    return ordered


def _gutter(pieces: Sequence[PageLine]) -> float | None:
    """The place that most lines stand left and right of, if these are columns of text."""
    begins = Counter(floor(piece.left) for piece in pieces)
    places = [place for place, _ in begins.most_common(_MOST_PLACES)]
    place = max(places, key=lambda each: (_beside(pieces, each), -_across(pieces, each)), default=0)
    if _begins_units(pieces, place):
        return place
    if _beside(pieces, place) < _FEWEST_LINES:
        return None
    pieces = _joined(pieces, place)
    left = [piece for piece in pieces if _column(piece, place) == LEFT]
    right = [piece for piece in pieces if _column(piece, place) == RIGHT]
    widths = [
        quantiles([(each.right - each.left) / each.size for each in side])[-1]
        for side in (left, right)
    ]
    if min(widths) < _SHORTEST or max(widths) > min(widths) * _MOST_UNLIKE:
        return None
    return place if _across(pieces, place) <= len(pieces) * _MOST_ACROSS else None


def _across(pieces: Sequence[PageLine], place: float) -> int:
    """The number of pieces that run over a place."""
    return sum(_column(piece, place) == FULL for piece in pieces)


def _joined(pieces: Sequence[PageLine], place: float) -> list[PageLine]:
    """The pieces at one side of a place made one line, where no more than a space is between them."""
    joined: list[PageLine] = []
    for piece in sorted(pieces, key=lambda each: (-round(each.bottom), each.left)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and _is_close(before, piece)
            and _column(before, place) == _column(piece, place)
        ):
            joined[-1] = replace(before, text=f"{before.text} {piece.text}", right=piece.right)
        else:
            joined.append(piece)
    return joined


def _beside(pieces: Sequence[PageLine], place: float) -> int:
    """The number of heights at which pieces stand on both sides of a place."""
    return len(_heights(pieces, place, LEFT) & _heights(pieces, place, RIGHT))


def _heights(pieces: Sequence[PageLine], place: float, side: int) -> set[int]:
    return {round(each.bottom) for each in pieces if _column(each, place) == side}


def _meets(pieces: Sequence[PageLine], place: float) -> bool:
    """Whether columns may meet at a place: lines stand beside each other, and none runs over it."""
    return _beside(pieces, place) > 0 and all(_column(each, place) != FULL for each in pieces)


def _begins_units(pieces: Sequence[PageLine], place: float) -> bool:
    """Whether articles begin at both sides of a place, and not on a line of what stands left."""
    starts = [piece for piece in pieces if article_marker(piece.text) is not None]
    left = [piece for piece in starts if _column(piece, place) == LEFT]
    right = [
        piece
        for piece in starts
        if _column(piece, place) == RIGHT
        and not any(_is_close(before, piece) for before in pieces if before is not piece)
    ]
    return bool(left and right) and _beside(pieces, place) > 0


def _is_close(before: PageLine, piece: PageLine) -> bool:
    """Whether no more than a space is between two pieces of one line."""
    return (
        round(before.bottom) == round(piece.bottom)
        and 0 <= piece.left - before.right <= piece.size * _SPACE
    )


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
