"""Steps of the use cases that write in the ledger; each runs in a transaction of the caller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.errors import (
    EnteredElsewhere,
    InTheFuture,
    OutsidePeriod,
    TooMuchAdded,
    UnknownEntry,
    UnknownOccurrence,
)
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.planning.occurrences import EntryId, LedgerEntry, Occurrence
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import PersonId
from scheduler.roster.queries.trail import Act, Trail

MOST_WITH_ENTRY = 20
MOST_A_DAY = 100
"""Notes and files that are kept with one entry, and in any 24 hours with all that one person made."""

MET = "met"
"""Why nobody need be reminded any more."""


@dataclass(frozen=True)
class Completion:
    """The state of things now; ``repeated``: it was so before, and nothing was written."""

    occurrence: Occurrence
    entry: LedgerEntry
    repeated: bool


class NotAsked(Exception):
    """Of this occurrence, whose period has ended, it was not said yet what the act will count as."""

    def __init__(self, occurrence: Occurrence) -> None:
        super().__init__(occurrence.id)
        self.occurrence = occurrence


async def entry_of(
    session: AsyncSession, entry_id: EntryId, by: PersonId, now: datetime
) -> LedgerEntry:
    """The entry, its occurrence locked, if ``by`` may enter for that."""
    ledger = Ledger(session)
    found = await ledger.get(entry_id)
    await ledger.lock(found.occurrence_id)
    try:
        await Access(session, now).as_enterer(found.occurrence_id, by)
    except UnknownOccurrence as error:
        raise UnknownEntry(entry_id) from error
    # Read again: it may have been withdrawn while this transaction waited.
    return await ledger.get(entry_id)


async def standing_entry(
    session: AsyncSession, entry_id: EntryId, by: PersonId, now: datetime
) -> LedgerEntry:
    """As :func:`entry_of`; one that was withdrawn is unknown."""
    entry = await entry_of(session, entry_id, by, now)
    if entry.withdrawn:
        raise UnknownEntry(entry_id)
    return entry


async def completion_of(session: AsyncSession, entry_id: EntryId, *, repeated: bool) -> Completion:
    """How things stand with this entry."""
    entry = await Ledger(session).get(entry_id)
    occurrence = await Occurrences(session).get(entry.occurrence_id)
    return Completion(occurrence, entry, repeated)


async def see_that_it_counts(
    session: AsyncSession, occurrence: Occurrence, held_on: date, now: datetime, *, late: bool
) -> bool:
    """Whether an act of this day is made up; raises where it does not count at all."""
    made_up = held_on > occurrence.last_day
    if held_on < occurrence.period.start or (made_up and not late):
        raise OutsidePeriod(held_on, occurrence.period)
    if held_on > occurrence.organisation.today(now):
        raise InTheFuture(held_on)
    elsewhere = await Ledger(session).period_of_act(occurrence, held_on)
    if elsewhere is not None:
        raise EnteredElsewhere(held_on, elsewhere)
    return made_up


async def find_room(session: AsyncSession, entry: LedgerEntry, now: datetime) -> None:
    """See that another note or file may be added; two at once may go one beyond the day's limit."""
    ledger = Ledger(session)
    if await ledger.count_added(entry.id) >= MOST_WITH_ENTRY:
        raise TooMuchAdded(MOST_WITH_ENTRY, a_day=False)
    if await ledger.count_added_for(entry.person_id, now - timedelta(days=1)) >= MOST_A_DAY:
        raise TooMuchAdded(MOST_A_DAY, a_day=True)


def enter(
    session: AsyncSession,
    act: Act,
    occurrence: Occurrence,
    entry_id: EntryId,
    by: PersonId,
    now: datetime,
    **details: Any,
) -> None:
    """Enter in the trail what happened to this entry."""
    Trail(session).add(
        act,
        now,
        by=by,
        organisation_id=occurrence.organisation.id,
        subject_id=entry_id,
        occurrence=occurrence.id,
        **details,
    )
