"""The content of a document as a reader hands it over: lines and tables, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import accumulate, chain
from typing import Any

MAX_BYTES = 10_000_000
MAX_SECONDS = 20
MAX_CHARACTERS = 5_000_000
MAX_ROWS = 5_000


class Unread(StrEnum):
    """The reason why a reader hands on no part of some words."""

    HIDDEN = "hidden"
    """The document does not show them: hidden text, rows, columns, sheets."""
    DELETED = "deleted"
    """Deleted, while changes are tracked."""
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    READING = "reading"
    """The pronunciation over a word."""
    PLACEHOLDER = "placeholder"
    """What an empty form field shows."""
    PAGE_EDGE = "page-edge"
    """Headers, footers, page numbers."""
    NAVIGATION = "navigation"
    """Menus, buttons and the like around the text of a web page."""
    NO_VALUE = "no-value"
    """A formula whose value was not saved; the words are the formula."""
    NO_TEXT = "no-text"
    """A page that is a picture: no words, its number alone."""
    ELSEWHERE = "elsewhere"
    """In a text box over a sheet, or in a document inside the document."""


@dataclass(frozen=True)
class Omission:
    """Words that are in no block. ``number``: the block before them, the row of ``table``, or the page.

    Blocks count from 1; 0 is before the first of them.
    """

    number: int
    reason: Unread
    text: str
    table: str = ""


@dataclass(frozen=True)
class Merged:
    """A cell that covers several: rows and columns from 0, all four included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Table:
    """Rows of cells as text; no row is empty. A merged cell stands once, the rest of it is empty.

    ``numbers`` are those that the document gives to the rows, from 1; ``name`` is that of a sheet,
    empty for a table in a text. ``merged`` counts the rows that are kept.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    name: str = ""
    merged: tuple[Merged, ...] = ()

    @classmethod
    def of(
        cls, grid: Iterable[tuple[int, Sequence[str]]], merged: Iterable[Merged], name: str = ""
    ) -> Table:
        """The rows that have anything in them, by their numbers; ``merged`` counts from 0 as they do from 1."""
        kept = [(number, tuple(row)) for number, row in grid if any(row)]
        place = {number - 1: at for at, (number, _) in enumerate(kept)}
        found = []
        for cell in merged:
            rows = [place[row] for row in range(cell.top, cell.bottom + 1) if row in place]
            if rows and (len(rows) > 1 or cell.right > cell.left):
                found.append(Merged(rows[0], cell.left, rows[-1], cell.right))
        numbers = tuple(number for number, _ in kept)
        return cls(tuple(row for _, row in kept), numbers, name, tuple(found))

    def filled(self) -> tuple[tuple[str, ...], ...]:
        """The rows with the words of each merged cell in every cell that it covers."""
        rows = [list(row) for row in self.rows]
        for cell in self.merged:
            first = self.rows[cell.top]
            words = first[cell.left] if cell.left < len(first) else ""
            for row in rows[cell.top : cell.bottom + 1]:
                row.extend([""] * (cell.right + 1 - len(row)))
                for column in range(cell.left, cell.right + 1):
                    row[column] = row[column] or words
        return tuple(map(tuple, rows))


Block = str | Table
"""A paragraph or heading without line ends, or a table."""


@dataclass(frozen=True)
class Content:
    """A document as read. ``encoding`` is empty where the format settles it.

    Whatever the document has is in ``blocks`` or in ``left_out``, but for programs and styles.
    """

    kind: str
    blocks: tuple[Block, ...]
    encoding: str = ""
    left_out: tuple[Omission, ...] = ()

    @property
    def tables(self) -> Iterator[Table]:
        """The tables alone."""
        return (block for block in self.blocks if isinstance(block, Table))


class DocumentRefused(Exception):
    """A document cannot be read. ``reason`` is a stable code, ``details`` name what was found."""

    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


def checked(content: Content) -> Content:
    """The content with line feeds as its only line ends, unless it is empty or too much.

    Raises:
        DocumentRefused: ``empty``, ``too-much-text`` or ``too-many-rows``.
    """
    lines = [tuple(_in_lines(block)) for block in content.blocks]
    places = [0, *accumulate(map(len, lines))]
    content = replace(
        content,
        blocks=tuple(chain.from_iterable(lines)),
        left_out=tuple(_renumbered(each, content.kind, places) for each in content.left_out),
    )
    rows = sum(len(table.rows) for table in content.tables)
    if rows > MAX_ROWS:
        raise DocumentRefused("too-many-rows", limit=MAX_ROWS)
    texts = [block for block in content.blocks if isinstance(block, str)]
    cells = [cell for table in content.tables for row in table.rows for cell in row]
    characters = sum(map(len, texts)) + sum(map(len, cells))
    if characters > MAX_CHARACTERS:
        raise DocumentRefused("too-much-text", limit=MAX_CHARACTERS)
    if not any(text.strip() for text in (*texts, *cells)):
        raise DocumentRefused("empty")
    return content


def _in_lines(block: Block) -> Iterator[Block]:
    """Split at form feeds, U+2028 and the like too, which would break a line of a pack's file."""
    if isinstance(block, str):
        yield from block.splitlines() or [""]
    else:
        rows = (tuple("\n".join(cell.splitlines()) for cell in row) for row in block.rows)
        yield replace(block, rows=tuple(rows))


def _renumbered(omission: Omission, kind: str, places: Sequence[int]) -> Omission:
    """By lines, where it is numbered by blocks; and on one line."""
    number = omission.number
    if not omission.table and kind in ("docx", "html"):
        number = places[min(number, len(places) - 1)]
    return replace(omission, number=number, text=" ".join(omission.text.split()))


def as_json(content: Content) -> dict[str, Any]:
    """The content as plain values for :func:`from_json`."""
    return {
        "kind": content.kind,
        "encoding": content.encoding,
        "blocks": [block if isinstance(block, str) else asdict(block) for block in content.blocks],
        "left_out": [asdict(each) for each in content.left_out],
    }


def from_json(values: dict[str, Any]) -> Content:
    """Read what :func:`as_json` wrote."""
    return Content(
        kind=values["kind"],
        encoding=values["encoding"],
        blocks=tuple(
            block if isinstance(block, str) else _table(block) for block in values["blocks"]
        ),
        left_out=tuple(
            Omission(**{**each, "reason": Unread(each["reason"])}) for each in values["left_out"]
        ),
    )


def _table(values: dict[str, Any]) -> Table:
    return Table(
        rows=tuple(map(tuple, values["rows"])),
        numbers=tuple(values["numbers"]),
        name=values["name"],
        merged=tuple(Merged(**each) for each in values["merged"]),
    )
