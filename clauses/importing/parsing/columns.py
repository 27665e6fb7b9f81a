"""Reads a table of duties by its columns: number, text, subject, cadence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile, zip_longest

from clauses.characters.script import simplified_by_character
from clauses.importing.parsing.articles import Article
from clauses.importing.reading.content import Block, DocumentRefused, Table
from clauses.importing.reading.markers import article_marker
from clauses.importing.reading.wrapping import ENDS
from clauses.words import WordTable


class Column(StrEnum):
    """The kinds of columns that a table can have; only ``TEXT`` is needed."""

    NUMBER = "number"
    TEXT = "text"
    SUBJECT = "subject"
    CADENCE = "cadence"


_HEADERS = WordTable("importing.toml", "columns")
_USUAL = {column: _HEADERS.words(column) for column in Column}
_NOTE = WordTable("importing.toml", "rows").pattern("note")
_PLACES = WordTable("places.toml", "places")
_ROWS_ABOVE = 10
"""Most rows of titles and notes above the header."""

_FEWEST_NAMES = 2
_LONGEST_TITLE = 60
_LONGEST_HEADING = 40
_LONGEST_CHAPTER = 60
_FILLED_IN = re.compile(r"[:：]\s*\S")
"""A row with such a cell (填报单位：…) is no header."""

_OF_HAN = re.compile(r"[\u3400-\u9fff]+")
_NUMBER = re.compile(r"[0-9]{1,4}(?:[.-][0-9]{1,3}){0,3}")


@dataclass(frozen=True)
class Header:
    """The header of a table: its last row in the document and which column holds what.

    Of a header of two rows, a name is that of the lower one, after the upper one's if it has another.
    """

    row: int
    names: tuple[str, ...]
    columns: Mapping[Column, int]
    table: str
    upper_row: int | None = None

    @property
    def first_row(self) -> int:
        """The first of its rows in the document."""
        return self.row if self.upper_row is None else self.upper_row


@dataclass(frozen=True)
class Row:
    """A row of duties. Its article has every other column too, as 责任主体：…, so none is lost.

    ``days`` are the words of further columns that say when, such as 完成时限 beside 频次.
    """

    article: Article
    subject: str
    cadence: str
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowLeftOut:
    """A row in which there is no text of a duty, a header that comes again, or a table without one."""

    row: int
    table: str
    text: str


@dataclass(frozen=True)
class Rows:
    """The tables of a document read by their columns. ``title`` stands above the first header."""

    title: str | None
    headers: tuple[Header, ...]
    rows: tuple[Row, ...]
    left_out: tuple[RowLeftOut, ...]


def parse_columns(text: str) -> dict[Column, str]:
    """Read ``number=条款,text=内容``.

    Raises:
        ValueError: a part is not ``column=header``, or there is no such column.
    """
    named: dict[Column, str] = {}
    for part in filter(None, (part.strip() for part in re.split("[,，]", text))):
        column, equals, header = part.partition("=")
        if not (equals and header.strip()):
            raise ValueError(part)
        named[Column(column.strip())] = header.strip()
    return named


def find_header(table: Table, named: Mapping[Column, str]) -> Header | None:
    """The first of the upper rows that has a column for the text; ``named`` headers come first.

    A header of two rows is told by usual names below other ones.
    """
    filled = table.filled()[: _ROWS_ABOVE + 1]
    for at, row in enumerate(filled[:_ROWS_ABOVE]):
        header = Header(table.numbers[at], row, _columns(row, named), table.name)
        if at + 1 < len(filled) and _is_upper(table, at):
            above = _wide(row, len(filled[at + 1]))
            below = [own or name for name, own in zip_longest(above, filled[at + 1], fillvalue="")]
            columns = _columns(below, named)
            if len(columns) >= len(header.columns) and Column.TEXT in columns:
                names = tuple(map(_both, above, below))
                lower, upper = table.numbers[at + 1], table.numbers[at]
                return Header(lower, names, columns, table.name, upper)
        if Column.TEXT in header.columns and len({*filter(None, map(_plain, row))}) > 1:
            return header
    return None


def _columns(row: Sequence[str], named: Mapping[Column, str]) -> dict[Column, int]:
    """The columns that a row names; nothing when one of the ``named`` headers is missing."""
    cells = [_plain(cell) for cell in row]
    whole, parts = [{cell} for cell in cells], [_parts(cell) for cell in row]
    columns = {
        column: cells.index(_plain(header))
        for column, header in named.items()
        if _plain(header) in cells
    }
    if len(columns) < len(named):
        return {}
    for column, usual in _USUAL.items():
        if column not in named:
            found = next(
                (
                    at
                    for said in (whole, parts)
                    for name in usual
                    for at, names in enumerate(said)
                    if name in names and at not in columns.values()
                ),
                None,
            )
            if found is not None:
                columns[column] = found
    return columns


def _parts(cell: str) -> set[str]:
    """What a name in two languages says in each: 责任人 Owner, on one line or on two."""
    han = "".join(_OF_HAN.findall(cell))
    pieces = (han, _OF_HAN.sub(" ", cell), *cell.split("\n")) if han else cell.split("\n")
    return {_plain(piece) for piece in pieces} - {""}


def _is_upper(table: Table, at: int) -> bool:
    """Whether usual names stand below cells of this row that are none or wide, so that it is half a header."""
    row, below = table.rows[at], table.rows[at + 1]
    names = [cell for cell in row if cell]
    if len(names) < _FEWEST_NAMES or any(_FILLED_IN.search(name) for name in names):
        return False
    usual = {name for listed in _USUAL.values() for name in listed}
    is_usual = [not usual.isdisjoint({_plain(cell), *_parts(cell)}) for cell in below]
    wide = (each for each in table.merged if each.top == at == each.bottom)
    if any(any(is_usual[each.left : each.right + 1]) for each in wide):
        return True
    free = [
        found
        for above, cell, found in zip(_wide(row, len(below)), below, is_usual, strict=False)
        if cell and _plain(above) != _plain(cell)
    ]
    return any(free) and (all(free) or sum(free) > 1)


def _wide(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))


def _both(above: str, below: str) -> str:
    upper, lower = " ".join(above.split()), " ".join(below.split())
    return lower if not upper or upper == lower else f"{upper} {lower}".strip()


def read_rows(tables: Sequence[Table], named: Mapping[Column, str]) -> Rows:
    """The duties of every table that has a header, in order.

    Raises:
        DocumentRefused: ``no-columns`` when no table has one; ``headers`` is what stands in its place.
    """
    headers: list[Header] = []
    rows: list[Row] = []
    left_out: list[RowLeftOut] = []
    title: str | None = None
    for table in tables:
        header = find_header(table, named)
        if header is None and headers and _goes_on(table, headers[-1]):
            found, without = _rows(
                table, replace(headers[-1], row=0), len(headers), {row.article.id for row in rows}
            )
            rows.extend(found)
            left_out.extend(without)
            continue
        if header is None:
            left_out.extend(_left_out(table, table.rows, table.numbers))
            continue
        above = [
            row
            for number, row in zip(table.numbers, table.rows, strict=True)
            if number < header.first_row
        ]
        if not headers and above and sum(map(bool, above[0])) == 1:
            title = " ".join("".join(above.pop(0)).split())
        begin = table.numbers.index(header.first_row) - len(above)
        left_out.extend(_left_out(table, above, table.numbers[begin:]))
        headers.append(header)
        found, without = _rows(table, header, len(headers), {row.article.id for row in rows})
        rows.extend(found)
        left_out.extend(without)
    if not headers:
        shown = next((row for table in tables for row in table.rows if sum(map(bool, row)) > 1), ())
        names = [cell.split("\n")[0][:20] for cell in shown if cell]
        raise DocumentRefused("no-columns", headers="、".join(names) or "—")
    return Rows(title, tuple(headers), tuple(rows), tuple(left_out))


def _goes_on(table: Table, header: Header) -> bool:
    """Whether a table without a header continues the one before: as wide, and its rows are numbered."""
    at = header.columns.get(Column.NUMBER)
    return (
        not table.name
        and at is not None
        and all(len(row) == len(header.names) for row in table.rows)
        and _NUMBER.fullmatch(unicodedata.normalize("NFKC", table.rows[0][at]).strip(" .、"))
        is not None
    )


def title_above(blocks: Sequence[Block]) -> str | None:
    """The first line above the first table, unless it is too long for a title."""
    above = takewhile(lambda block: isinstance(block, str), blocks)
    line = next((str(block).strip() for block in above if str(block).strip()), "")
    return line if 0 < len(line) <= _LONGEST_TITLE else None


def row_text(row: Sequence[str]) -> str:
    """A row as one line."""
    return "　".join(" ".join(cell.split()) for cell in row if cell.strip())


def _left_out(
    table: Table, rows: Sequence[Sequence[str]], numbers: Sequence[int]
) -> list[RowLeftOut]:
    return [
        RowLeftOut(number, table.name, row_text(row))
        for number, row in zip(numbers, rows, strict=False)
    ]


def _rows(
    table: Table, header: Header, series: int, taken: set[str]
) -> tuple[list[Row], list[RowLeftOut]]:
    rows: list[Row] = []
    left_out: list[RowLeftOut] = []
    subject = ""
    section: RowLeftOut | None = None  # a heading, until a row stands below it
    heading = ""
    names = [_plain(name) for name in header.names]
    sections = _sections(table, header)
    for at, (number, row) in enumerate(zip(table.numbers, _values(table, header), strict=True)):
        if number <= header.row:
            continue
        if at in sections or [_plain(cell) for cell in row] == names:
            left_out.extend(filter(None, [section]))
            (line,) = _left_out(table, [table.rows[at]], [number])
            section = line if at in sections else None
            if section is None:
                left_out.append(line)
            heading = line.text if at in sections else heading
            continue
        text = _cell(row, header, Column.TEXT)
        if _NOTE.fullmatch(text) and sum(map(bool, table.rows[at])) == 1:
            left_out.extend(_left_out(table, [table.rows[at]], [number]))
            continue
        # In a list without merged cells, one that is left empty means the same as above.
        subject = " ".join(_cell(row, header, Column.SUBJECT).split()) or subject
        if not text:
            left_out.extend(_left_out(table, [row], [number]))
            continue
        id_, place = _numbered(_cell(row, header, Column.NUMBER), number)
        id_ = id_ if series == 1 else f"s{series}.{id_}"
        id_ = f"{id_}-r{number}" if id_ in taken else id_
        taken.add(id_)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        lines += _other_columns(row, header, subject)
        chapter = " ".join(filter(None, (table.name, heading)))[:_LONGEST_CHAPTER] or None
        article = Article(id_, place, chapter, lines)
        cadence, *days = [*filter(None, _said(row, header)), ""]
        rows.append(Row(article, subject, cadence, tuple(filter(None, days))))
        section = None
    left_out.extend(filter(None, [section]))
    return rows, left_out


def _sections(table: Table, header: Header) -> frozenset[int]:
    """The rows that are one cell over the column of the text and others: a heading of those below."""
    at = header.columns[Column.TEXT]
    return frozenset(
        cell.top
        for cell in table.merged
        if cell.top == cell.bottom
        and cell.left <= at <= cell.right
        and cell.left < cell.right
        and sum(map(bool, table.rows[cell.top])) == 1
        and len(words := row_text(table.rows[cell.top])) <= _LONGEST_HEADING
        and not words.endswith(tuple(ENDS))
    )


def _values(table: Table, header: Header) -> Iterator[tuple[str, ...]]:
    """The rows as they count; a text that runs over other columns says nothing in these."""
    rows = [list(row) for row in table.filled()]
    at = header.columns[Column.TEXT]
    for cell in table.merged:
        if cell.left <= at <= cell.right and cell.left < cell.right:
            for row in rows[cell.top : cell.bottom + 1]:
                for column in {*range(cell.left, cell.right + 1)} - {at}:
                    row[column] = ""
    return map(tuple, rows)


def _said(row: Sequence[str], header: Header) -> Iterator[str]:
    """How often and, in further columns, when."""
    yield _cell(row, header, Column.CADENCE)
    for at, name in enumerate(header.names):
        usual = {_plain(name), _plain(name.rsplit(" ", 1)[-1])} & {*_USUAL[Column.CADENCE]}
        if usual and at not in header.columns.values() and at < len(row):
            yield " ".join(row[at].split())


def _other_columns(row: Sequence[str], header: Header, subject: str) -> Iterator[str]:
    shown = {header.columns[Column.TEXT], header.columns.get(Column.NUMBER)}
    for at, name in enumerate(header.names):
        value = subject if at == header.columns.get(Column.SUBJECT) else ""
        value = value or (" ".join(row[at].split()) if at < len(row) else "")
        if at not in shown and value:
            yield f"{' '.join(name.split())}：{value}" if name else value


def _numbered(written: str, row: int) -> tuple[str, str]:
    """Id and place: of the article, of the number as written, or of the row."""
    plain = unicodedata.normalize("NFKC", written).strip().strip("（）().、")
    if marker := article_marker(written):
        return marker.id, marker.place
    if _NUMBER.fullmatch(plain):
        return plain, _PLACES.filled("item", plain)
    if found := article_marker(_PLACES.filled("article", plain)):
        return found.id, _PLACES.filled("item", found.number)
    return f"r{row}", _PLACES.filled("row", row)


def _cell(row: Sequence[str], header: Header, column: Column) -> str:
    at = header.columns.get(column)
    return row[at].strip() if at is not None and at < len(row) else ""


def _plain(text: str) -> str:
    """Header words to compare: Simplified, without spaces, marks and what stands in brackets."""
    plain = re.sub(r"[\s:：*]", "", unicodedata.normalize("NFKC", simplified_by_character(text)))
    return re.sub(r"\([^()]*\)$", "", plain).casefold()
