"""Use case: what was done on one day, of several occurrences at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.clock import Clock
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.planning.lamps import Lamp, lamp_of
from scheduler.planning.occurrences import EntryId, Occurrence, OccurrenceId
from scheduler.roster.model import PersonId
from scheduler.store.engine import Database
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

_LIKELY = (Lamp.YELLOW, Lamp.RED, Lamp.BLUE, Lamp.WHITE, Lamp.GREEN)


@dataclass(frozen=True)
class DayChoice:
    """An occurrence that may be entered for a day; ``entry_id`` is set once it has been."""

    occurrence: Occurrence
    lamp: Lamp
    workdays_left: int
    entry_id: EntryId | None


@dataclass(frozen=True)
class LatestEntry:
    """An occurrence with its last standing entry."""

    occurrence: Occurrence
    entry_id: EntryId
    held_on: date


class Several:
    """Reads; entering and withdrawing are ``Completions``'."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def choices(
        self, occurrence_ids: Sequence[OccurrenceId], *, by: PersonId, day: date
    ) -> list[DayChoice]:
        """Those of them that ``by`` owes and that are open on ``day``, or entered for it.

        What has not begun by then is left out. Near ones first, then overdue ones, then the rest;
        each by due date. An occurrence that is none of ``by``'s business is passed over.
        """
        now = self._clock.now()
        async with self._database.read() as session:
            access = Access(session, now)
            seen = await access.as_holder_of(occurrence_ids, by)
            entered = await Ledger(session).standing_on([each.id for each in seen], day)
            calendar = calendar_with(await WorkdayOverrides(session).all_days())
        choices = []
        for each in seen:
            entry_id = entered.get(each.id)
            if entry_id is None and (each.remaining == 0 or day < each.period.start):
                continue
            today = each.organisation.today(now)
            left = calendar.workdays_until(today, each.deadline)
            # What is entered keeps the place that it had.
            open_ = replace(each, completed=0) if entry_id else each
            choices.append(DayChoice(each, lamp_of(open_, today, left), left, entry_id))
        choices.sort(key=lambda it: (_LIKELY.index(it.lamp), it.occurrence.urgency))
        return choices

    async def latest(
        self, occurrence_ids: Sequence[OccurrenceId], *, by: PersonId, since: date
    ) -> list[LatestEntry]:
        """The last standing entry of each that ``by`` may enter, on or after ``since``; the latest day first."""
        async with self._database.read() as session:
            seen = await Access(session, self._clock.now()).as_holder_of(occurrence_ids, by)
            latest = await Ledger(session).latest([each.id for each in seen], since)
        found = [LatestEntry(each, *latest[each.id]) for each in seen if each.id in latest]
        return sorted(found, key=lambda it: it.held_on, reverse=True)
