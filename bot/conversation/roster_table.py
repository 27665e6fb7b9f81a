"""Reading a roster: columns by their titles in any of the languages, cells as words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Any

from bot.conversation.addresses import telegram
from bot.conversation.cells import unguarded
from bot.conversation.trials import Channels
from bot.texts.catalogue import LOCALES, texts
from clauses.characters.folding import fold
from clauses.importing.reading.content import Content, Omission, Table, Unread
from scheduler.roster.names import typed_name
from scheduler.rosters.model import Fault, RosterLine, compared

_TITLE_WITHIN = 10
"""The titles stand in one of the first so many rows: there may be a heading above them."""

_DAY = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?:\D.*)?", re.DOTALL)
_PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ID = re.compile(r"([1-9]\d{3,15})(?:\.0+)?")


_CELL = re.compile(r"([A-Z]{1,3})\d+: =")
"""How a formula is named that was left out."""

_UNKNOWN = "?"
"""Stands for a mailbox that cannot be kept, or not be opened any more."""


class RosterColumn(StrEnum):
    """The columns of a roster, in the order in which they are given out."""

    ORGANISATION = "organisation"
    POST = "post"
    NAME = "name"
    ID = "id"
    MAIL = "mail"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class NotRead:
    """What stands in the file and not in the table: rows, hidden ``columns``, sheets by name.

    Rows are hidden, or have nothing but formulas whose values were not saved.
    """

    rows: int = 0
    columns: bool = False
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterTable:
    """The rows under the titles; ``columns`` says what each cell is, None for what is not read.

    In a column of ``unsaved`` there are formulas whose values were not saved: what is empty there may
    be one of them.
    """

    titles: tuple[str, ...]
    columns: tuple[RosterColumn | None, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    unsaved: tuple[RosterColumn, ...] = ()
    not_read: NotRead = NotRead()

    def to_payload(self, channels: Channels | None) -> dict[str, Any]:
        """As JSON values, for the dialogue; mailboxes under lock, or not at all without ``channels``."""
        rows = self._with_mail(_unknown if channels is None else channels.lock)
        return {
            "titles": list(self.titles),
            "columns": [None if each is None else each.value for each in self.columns],
            "rows": [[number, list(cells)] for number, cells in rows],
            "unsaved": [each.value for each in self.unsaved],
            "not_read": asdict(self.not_read),
        }

    @classmethod
    def from_payload(cls, payload: dict[str, Any], channels: Channels | None) -> RosterTable:
        """From the dialogue."""
        table = cls(
            tuple(payload["titles"]),
            tuple(None if each is None else RosterColumn(each) for each in payload["columns"]),
            tuple((number, tuple(cells)) for number, cells in payload["rows"]),
            tuple(map(RosterColumn, payload.get("unsaved", ()))),
            NotRead(**payload.get("not_read", {})),
        )
        return (
            table if channels is None else replace(table, rows=table._with_mail(channels.mailbox))
        )

    def _with_mail(
        self, turned: Callable[[str], str | None]
    ) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The rows, each mailbox turned into something else."""
        mail = {at for at, each in enumerate(self.columns) if each is RosterColumn.MAIL}
        return tuple(
            (
                number,
                tuple(
                    turned(cell) or _UNKNOWN if cell and at in mail else cell
                    for at, cell in enumerate(cells)
                ),
            )
            for number, cells in self.rows
        )

    def lines(self, channels: Channels | None) -> list[RosterLine]:
        """The rows as lines of a roster; what cannot be read is a fault of its line.

        Without ``channels`` nobody can be reached by mail.
        """
        return [self._line(number, cells, channels) for number, cells in self.rows]

    def _line(self, number: int, cells: tuple[str, ...], channels: Channels | None) -> RosterLine:
        said = dict.fromkeys(RosterColumn, "")
        for column, cell in zip(self.columns, cells, strict=False):
            if column is not None:
                said[column] = unguarded(cell).strip()
        faults = [Fault.NO_VALUE for column in self.unsaved if not said[column]]
        first = _day(said[RosterColumn.FIRST], faults)
        until = said[RosterColumn.LAST]
        last = None if compared(until) in _no_ends() else _day(until, faults)
        id_ = unicodedata.normalize("NFKC", said[RosterColumn.ID])
        found = _ID.fullmatch(id_)
        if id_ and found is None:
            faults.append(Fault.BAD_ID)
        name = typed_name(said[RosterColumn.NAME])
        mailbox, mail = None, said[RosterColumn.MAIL]
        if mail and channels is None:
            faults.append(Fault.NO_MAIL)
        elif mail and channels is not None:
            mailbox = channels.mailbox_of(mail, name)
            faults += [Fault.BAD_MAIL] if mailbox is None else []
        return RosterLine(
            number,
            cells,
            said[RosterColumn.ORGANISATION],
            said[RosterColumn.POST],
            name,
            None if found is None else telegram(int(found[1])),
            first,
            last,
            tuple(dict.fromkeys(faults)),
            mailbox,
        )


def roster_table(content: Content) -> RosterTable | None:
    """The first table with titles for posts and names; None where there is none."""
    known = _titles()
    for table in content.tables:
        rows = table.filled()
        for at, row in enumerate(rows[:_TITLE_WITHIN]):
            columns = tuple(known.get(compared(cell)) for cell in row)
            if RosterColumn.POST in columns and RosterColumn.NAME in columns:
                below = zip(table.numbers[at + 1 :], rows[at + 1 :], strict=True)
                kept = tuple((number, tuple(cells)) for number, cells in below if _says(cells))
                read = _once(columns)
                left_out = [
                    each
                    for each in content.left_out
                    if each.table == table.name and each.number >= table.numbers[at]
                ]
                return RosterTable(
                    tuple(row),
                    read,
                    kept,
                    _unsaved(read, left_out),
                    _not_read(content, table, left_out),
                )
    return None


def _unsaved(
    columns: Sequence[RosterColumn | None], left_out: Iterable[Omission]
) -> tuple[RosterColumn, ...]:
    """The columns that are read and have formulas whose values were not saved."""
    found = []
    for each in left_out:
        letters = _CELL.match(each.text) if each.reason is Unread.NO_VALUE else None
        if letters is not None:
            found.append(reduce(lambda at, c: at * 26 + ord(c) - ord("A") + 1, letters[1], 0) - 1)
    read = [columns[at] for at in found if at < len(columns)]
    return tuple(dict.fromkeys(each for each in read if each is not None))


def _not_read(content: Content, table: Table, left_out: Sequence[Omission]) -> NotRead:
    hidden = [each for each in left_out if each.reason is Unread.HIDDEN]
    unsaved = [each for each in left_out if each.reason is Unread.NO_VALUE]
    sheets = [each.name for each in content.tables]
    sheets += [each.table for each in content.left_out if each.reason is Unread.HIDDEN]
    return NotRead(
        len({each.number for each in (*hidden, *unsaved)} - {*table.numbers}),
        any(each.number in table.numbers for each in hidden),
        tuple(dict.fromkeys(each for each in sheets if each and each != table.name)),
    )


def _titles() -> dict[str, RosterColumn]:
    return {
        compared(texts(locale).plain(f"roster-column-{column.value}")): column
        for locale in LOCALES
        for column in RosterColumn
    }


def _no_ends() -> set[str]:
    """What people write for the last day where there is none."""
    return {compared(texts(locale).plain("roster-no-end")) for locale in LOCALES}


def _once(columns: Sequence[RosterColumn | None]) -> tuple[RosterColumn | None, ...]:
    """Of two columns with one title the first counts."""
    seen: set[RosterColumn] = set()
    found: list[RosterColumn | None] = []
    for each in columns:
        found.append(None if each in seen else each)
        if each is not None:
            seen.add(each)
    return tuple(found)


def _unknown(_: str) -> str:
    return _UNKNOWN


def _says(cells: Iterable[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _day(text: str, faults: list[Fault]) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text) or _PACKED_DAY.fullmatch(text) or _DAY.fullmatch(fold(text))
    if found is not None:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    faults.append(Fault.BAD_DAY)
    return None
