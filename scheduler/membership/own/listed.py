"""A list of duties from a file: its rows as they are kept, and what they change of the former one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NewType, TypedDict

from clauses.cadence import ONCE_AN_EVENT, OnEvent, Quota
from clauses.loading.writing import cadence_values, dated_of
from clauses.model import Post
from scheduler.planning.coming import ComingDay
from scheduler.planning.own_duties import OwnDutyId
from scheduler.roster.model import Organisation

OwnListId = NewType("OwnListId", int)

LONGEST_NAME, LONGEST_WORDS, LONGEST_TITLE = 60, 200, 120


class ListChange(StrEnum):
    """What a row is beside the list of the same title that counts already."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class ListedDuty:
    """A row. ``quota`` is None where ``said`` could not be read, ``who`` are the words for who owes it.

    ``listed`` is what the file says in place of ``said``, which may have been put right. ``event``: it
    hangs on one. ``asks_first``: of every second week it has to be said which is the first.
    ``own_duty_id`` is what it has become, or what it would take the place of.
    """

    number: str
    name: str
    text: str
    who: str
    said: str
    quota: Quota | None
    owed_by: str
    listed: str = ""
    matched: bool = False
    skipped: bool = False
    own_duty_id: OwnDutyId | None = None
    change: ListChange = ListChange.NEW
    days: tuple[ComingDay, ...] = ()
    asks_first: bool = False
    event: OnEvent | None = None

    @property
    def cadence(self) -> Quota | OnEvent | None:
        """How often, or on which event."""
        return self.event or self.quota

    @property
    def is_read(self) -> bool:
        """Whether it is known when it is owed."""
        return self.quota is not None and not self.asks_first

    @property
    def is_taken(self) -> bool:
        """Whether it is taken with the whole."""
        return self.is_read and not self.skipped


@dataclass(frozen=True)
class OwnList:
    """Rows in the order of the file. ``gone``: names that the former list of this title has beside.

    ``new_posts``: those that the organisation has not, and would have by what is taken.
    """

    id: OwnListId
    organisation: Organisation
    title: str
    rows: tuple[ListedDuty, ...]
    gone: tuple[str, ...]
    confirmed: bool
    today: date
    new_posts: tuple[Post, ...] = ()

    @property
    def to_take(self) -> int:
        """Number of rows that would be taken, changed ones included."""
        return sum(row.is_taken and row.change is not ListChange.SAME for row in self.rows)

    @property
    def named(self) -> dict[str, list[ListedDuty]]:
        """The rows by the words for who owes them, in the order of the file; those without are left out."""
        found: dict[str, list[ListedDuty]] = {}
        for row in self.rows:
            if row.who and not row.skipped:
                found.setdefault(row.who, []).append(row)
        return found


class _Cadence(TypedDict):
    quota: Quota | None
    event: OnEvent | None


def compared(
    rows: Sequence[ListedDuty], old: Sequence[ListedDuty]
) -> tuple[tuple[ListedDuty, ...], tuple[str, ...]]:
    """The rows with what they are beside the old ones, told by name, else by number; the names left."""
    by_name = {each.name: each for each in old}
    by_number = {each.number: each for each in old}
    named = {each.name for each in rows}
    seen: set[OwnDutyId | None] = set()
    told = []
    for each in rows:
        before = by_name.get(each.name)
        if before is None:
            other = by_number.get(each.number)
            before = None if other is None or other.name in named else other
        if before is None or before.own_duty_id in seen:
            told.append(replace(each, own_duty_id=None, change=ListChange.NEW))
            continue
        seen.add(before.own_duty_id)
        if not each.is_read and (each.text, each.listed) == (before.text, before.listed):
            # It was put right then.
            said, cadence = before.said, cadence_fields(before.cadence)
            each = replace(each, said=said, asks_first=before.asks_first, **cadence)
        if before.matched and not each.matched and each.who == before.who:
            each = replace(each, owed_by=before.owed_by, matched=True)
        was = (before.name, before.cadence, before.owed_by)
        same = was == (each.name, each.cadence, each.owed_by)
        change = ListChange.SAME if same else ListChange.CHANGED
        told.append(replace(each, own_duty_id=before.own_duty_id, change=change))
    return tuple(told), tuple(each.name for each in old if each.own_duty_id not in seen)


def row_values(each: ListedDuty) -> dict[str, Any]:
    """A row as it is stored."""
    return {
        "number": each.number,
        "name": each.name,
        "text": each.text,
        "who": each.who,
        "said": each.said,
        "cadence": None if each.cadence is None else cadence_values(each.cadence),
        "asks_first": each.asks_first,
        "owed_by": each.owed_by,
        "listed": each.listed,
        "matched": each.matched,
        "skipped": each.skipped,
        "own_duty_id": each.own_duty_id,
    }


def listed_duty(values: dict[str, Any]) -> ListedDuty:
    """What :func:`row_values` wrote."""
    fields = dict(values)
    cadence = fields.pop("cadence")
    return ListedDuty(**fields, **cadence_fields(None if cadence is None else dated_of(cadence)))


def cadence_fields(cadence: Quota | OnEvent | None) -> _Cadence:
    """As the fields of a row."""
    if isinstance(cadence, OnEvent):
        return {"quota": ONCE_AN_EVENT, "event": cadence}
    return {"quota": cadence, "event": None}
