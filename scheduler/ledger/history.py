"""Use case: the past of the posts that a person holds or held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Clause
from scheduler.clock import Clock
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.queries.facts import ItemFacts
from scheduler.ledger.states import EndState, end_state
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Evidence, LedgerEntry, Occurrence, OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Person, PersonId
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides


@dataclass(frozen=True)
class PastItem:
    """An item of a period that has ended, or of which nothing is owed any more."""

    clause: Clause
    occurrence: Occurrence
    state: EndState


@dataclass(frozen=True)
class Proven:
    """An entry, standing or withdrawn, with its files in the order in which they were added."""

    entry: LedgerEntry
    files: tuple[Evidence, ...]


@dataclass(frozen=True)
class OpenedItem:
    """One item with its entries, in the order made. ``may_enter``: the reader owes it today."""

    item: PastItem
    entries: tuple[Proven, ...]
    may_enter: bool


@dataclass(frozen=True)
class PastYear:
    """A year in the past of a person's posts.

    An item belongs to the year in which its period ends. ``items`` are in order of organisation,
    post, last day and id; ``years`` are all that have any, the newest first.
    """

    year: int
    years: tuple[int, ...]
    items: tuple[PastItem, ...]

    @property
    def counts(self) -> Counter[EndState]:
        """How many items have each state; the sum is that of all."""
        return Counter(item.state for item in self.items)


class History:
    """Reads the past; each method is one transaction.

    Who holds a post sees its whole past, also that of those before them; who held it, the periods
    that they had a part in, without what others entered. What each holder owes only that holder sees.
    """

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, person: Person, year: int | None = None) -> PastYear:
        """One year; None, or a year without anything: the newest that has something.

        Where there is nothing at all, it is the present one.
        """
        now = self._clock.now()
        async with self._database.read() as session:
            begun = await Occurrences(session).past_years(person.id, now.date())
            # What ends in these may all be running still: a term, an event, the first weeks of a year.
            recent = {
                each: await self._past(session, person, each)
                for each in begun
                if each >= now.year - 1
            }
            years = sorted(begun - {each for each in recent if not recent[each]}, reverse=True)
            chosen = year if year in years else max(years, default=now.year)
            items = recent.get(chosen) or await self._past(session, person, chosen)
        return PastYear(chosen, tuple(years), items)

    async def item(self, occurrence_id: OccurrenceId, by: PersonId) -> OpenedItem:
        """One item, with its entries; to a former holder only their own.

        Raises:
            UnknownOccurrence, NotAssigned: it is none of ``by``'s business.
        """
        async with self._database.read() as session:
            access = Access(session, self._clock.now())
            occurrence, every = await access.as_past_reader(occurrence_id, by)
            (item,) = await self._items(session, [occurrence])
            ledger = Ledger(session)
            entries = [
                Proven(entry, tuple(await ledger.evidence(entry.id)))
                for entry in await ledger.entries(occurrence_id)
                if every or entry.person_id == by
            ]
            may_enter = await access.may_enter(occurrence, by)
        return OpenedItem(item, tuple(entries), may_enter)

    async def _past(self, session: AsyncSession, person: Person, year: int) -> tuple[PastItem, ...]:
        today = self._clock.now().date()
        found = await Occurrences(session).past_of_person(person.id, today, year)
        items = [item for item in await self._items(session, found) if self._is_past(item)]
        items.sort(key=lambda item: (item.occurrence.organisation.id, item.occurrence.post))
        return tuple(items)

    async def _items(self, session: AsyncSession, occurrences: list[Occurrence]) -> list[PastItem]:
        calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
        facts = await ItemFacts(session, self._clock.now()).of(occurrences)
        return [
            PastItem(clause_of(each, self._library), each, end_state(facts[each.id], calendar))
            for each in occurrences
        ]

    def _is_past(self, item: PastItem) -> bool:
        today: date = item.occurrence.organisation.today(self._clock.now())
        return today > item.occurrence.last_day or item.state is not EndState.OPEN
