"""Reads plain text and csv."""

from __future__ import annotations

import csv
from io import StringIO

from clauses.importing.reading.content import Content, DocumentRefused, Table
from clauses.importing.reading.source_text import decode

_SEPARATORS = ",\t;，；|"
_LONGEST_CELL = 100_000


def read_text(data: bytes) -> Content:
    """Every line of a text file is a block.

    Raises:
        DocumentRefused: see :func:`clauses.importing.reading.source_text.decode`.
    """
    decoded = decode(data)
    return Content("txt", tuple(decoded.text.split("\n")), decoded.encoding)


def read_csv(data: bytes) -> Content:
    """The file is one table; the separator is the one that the first lines have most of.

    Raises:
        DocumentRefused: as :func:`read_text`, and ``broken``.
    """
    decoded = decode(data)
    beginning = decoded.text[:2_000]
    separator = max(_SEPARATORS, key=beginning.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(decoded.text), delimiter=separator)
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    try:
        for number, row in enumerate(reader, start=1):
            if any(cell.strip() for cell in row):
                rows.append(tuple(cell.strip() for cell in row))
                numbers.append(number)
    except csv.Error as error:
        raise DocumentRefused("broken") from error
    return Content("csv", (Table(tuple(rows), tuple(numbers)),), decoded.encoding)
