"""The content of a document as a reader hands it over: lines and tables, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

MAX_BYTES = 10_000_000
MAX_SECONDS = 20
MAX_CHARACTERS = 5_000_000
MAX_ROWS = 5_000


@dataclass(frozen=True)
class Table:
    """Rows of cells as text; no row is empty. A merged cell stands once, the rest of it is empty.

    ``numbers`` are those that the document gives to the rows, from 1; ``name`` is that of a sheet,
    empty for a table in a text.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    name: str = ""


Block = str | Table
"""A paragraph or heading without line ends, or a table."""


@dataclass(frozen=True)
class Content:
    """A document as read. ``encoding`` is empty where the format settles it."""

    kind: str
    blocks: tuple[Block, ...]
    encoding: str = ""

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
    content = replace(content, blocks=tuple(_in_lines(content.blocks)))
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


def _in_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """Split at form feeds, U+2028 and the like too, which would break a line of a pack's file."""
    for block in blocks:
        if isinstance(block, str):
            yield from block.splitlines() or [""]
        else:
            rows = (tuple("\n".join(cell.splitlines()) for cell in row) for row in block.rows)
            yield replace(block, rows=tuple(rows))


def as_json(content: Content) -> dict[str, Any]:
    """The content as plain values for :func:`from_json`."""
    return {
        "kind": content.kind,
        "encoding": content.encoding,
        "blocks": [
            block
            if isinstance(block, str)
            else {"name": block.name, "rows": block.rows, "numbers": block.numbers}
            for block in content.blocks
        ],
    }


def from_json(values: dict[str, Any]) -> Content:
    """Read what :func:`as_json` wrote."""
    return Content(
        kind=values["kind"],
        encoding=values["encoding"],
        blocks=tuple(
            block
            if isinstance(block, str)
            else Table(tuple(map(tuple, block["rows"])), tuple(block["numbers"]), block["name"])
            for block in values["blocks"]
        ),
    )
