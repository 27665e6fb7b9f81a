"""Use case: one item of a board, with all that has happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Clause
from scheduler.board.queries.items import BoardItems
from scheduler.board.queries.units import BoardUnits
from scheduler.board.seats import SeatHolder
from scheduler.board.standing import ItemStanding, Marks
from scheduler.clock import Clock
from scheduler.errors import NotManager, UnknownOccurrence
from scheduler.ledger.history import Proven
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.queries.reliefs import Relief, StoredReliefs
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.chases import Chase, chases_of
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.planning.queries.reminder_summaries import ReminderSummaries, ReminderSummary
from scheduler.roster.model import PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides


@dataclass(frozen=True)
class BoardCard:
    """An item as its managers see it; entries, reliefs and chases in the order made.

    ``standing`` is None for an item that is owed no longer: its occurrence says why, or else it is the
    statement of its period that does not list it.
    """

    occurrence: Occurrence
    clause: Clause
    standing: ItemStanding | None
    workdays_left: int
    holders: tuple[SeatHolder, ...]
    entries: tuple[Proven, ...]
    reliefs: tuple[Relief, ...]
    reminders: ReminderSummary
    chases: tuple[Chase, ...]
    today: date


class BoardCards:
    """For managers of the item's organisation, or of one above it."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def get(self, occurrence_id: OccurrenceId, by: PersonId) -> BoardCard:
        """The card of an item.

        Raises:
            UnknownOccurrence: there is none, or ``by`` does not manage its organisation.
        """
        async with self._database.read() as session:
            occurrence = await Occurrences(session).get(occurrence_id)
            try:
                await Organisations(session).get_managed(by, occurrence.organisation.id)
            except NotManager as error:
                raise UnknownOccurrence(occurrence_id) from error
            return await self._card(session, occurrence)

    async def _card(self, session: AsyncSession, occurrence: Occurrence) -> BoardCard:
        organisation = occurrence.organisation
        today = organisation.today(self._clock.now())
        calendar = calendar_with(await WorkdayOverrides(session).all_days())
        marks = Marks.of(today, calendar)
        items = BoardItems(session, organisation.id, occurrence.period, marks)
        standing = (await items.standing([occurrence.id]))[occurrence.id]
        held = await BoardUnits(session).holders([organisation.id], today)
        ledger = Ledger(session)
        due_on = occurrence.deadline
        return BoardCard(
            occurrence,
            clause_of(occurrence, self._library),
            standing if occurrence.released is None else None,
            calendar.workdays_until(today, due_on),
            tuple(
                each
                for each in held.get((organisation.id, occurrence.post), ())
                if occurrence.holder_id in (None, each.person_id)
            ),
            tuple(
                [
                    Proven(entry, tuple(await ledger.evidence(entry.id)))
                    for entry in await ledger.entries(occurrence.id)
                ]
            ),
            tuple(await StoredReliefs(session).of(occurrence.id)),
            (await ReminderSummaries(session).of([occurrence.id]))[occurrence.id],
            await chases_of(session, occurrence.id),
            today,
        )
