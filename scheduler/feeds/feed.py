"""What a calendar holds: items with the number of their changes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from clauses.model import Clause
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import Person


@dataclass(frozen=True)
class Revision:
    """A state of an item: ``number`` counts its changes from 0, ``at`` is when this one was first seen.

    ``mark`` stands for all that a calendar shows of it, whatever the language.
    """

    mark: str
    number: int
    at: datetime


@dataclass(frozen=True)
class FeedItem:
    """An item of a calendar, with the clause in the words with which it began."""

    occurrence: Occurrence
    clause: Clause
    revision: Revision

    @property
    def day(self) -> date:
        """The day on which it stands."""
        return self.occurrence.deadline


@dataclass(frozen=True)
class Feed:
    """A person's calendar; items in order of day and id."""

    person: Person
    items: tuple[FeedItem, ...]

    @property
    def tag(self) -> str:
        """32 hexadecimal digits that change when anything in the calendar does."""
        person = self.person.id, self.person.locale
        items = [(each.occurrence.id, each.revision) for each in self.items]
        return _digest((person, items))


def mark_of(occurrence: Occurrence, clause: Clause) -> str:
    """32 hexadecimal digits for all that a calendar shows of an item, but for the language."""
    return _digest(
        (
            occurrence.deadline,
            occurrence.period,
            occurrence.provisional,
            occurrence.remaining,
            occurrence.excused,
            occurrence.released,
            occurrence.organisation.name,
            occurrence.post,
            clause.duty,
            clause.citations,
        )
    )


def _digest(seen: object) -> str:
    # Frozen dataclasses, dates, numbers and strings: their repr says it all.
    return blake2b(repr(seen).encode(), digest_size=16).hexdigest()
