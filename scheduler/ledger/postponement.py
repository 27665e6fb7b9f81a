"""Use case: be reminded of a duty on another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.clock import Clock
from scheduler.errors import TooLate
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.planning.duties import LeadTimes
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.plan import LIFE, local_instant
from scheduler.planning.queries.notices import Notices
from scheduler.roster.model import PersonId
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

POSTPONED = "postponed"
"""Why an earlier reminder is not sent."""

OVERDUE_LIMIT = timedelta(days=28)
"""An overdue duty may be put off by this at most."""


@dataclass(frozen=True)
class Postponed:
    """The instant of the next reminder (UTC); None when nothing is owed any more."""

    occurrence: Occurrence
    remind_at: datetime | None


def latest_day(occurrence: Occurrence, today: date) -> date:
    """The last day to which its reminder may be put off."""
    return occurrence.due_on if today <= occurrence.due_on else today + OVERDUE_LIMIT


class Postponement:
    """Puts off the reminders of one person; those of others and of groups stay."""

    def __init__(self, database: Database, clock: Clock, leads: LeadTimes | None = None) -> None:
        self._database = database
        self._clock = clock
        self._at: time = (leads or LeadTimes()).at

    async def postpone(
        self, occurrence_id: OccurrenceId, *, by: PersonId, until: date
    ) -> Postponed:
        """Remind ``by`` on the local day ``until``, at the usual time, and not before.

        Takes the place of a day chosen earlier. Reminders planned for later days stay.

        Raises:
            NotAssigned: ``by`` does not owe it.
            UnknownOccurrence: there is none, or it is none of ``by``'s business.
            TooLate: the time on that day is past, or the day is after :func:`latest_day`.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            await Ledger(session).lock(occurrence_id)
            occurrence = await Access(session, now).as_holder(occurrence_id, by)
            if occurrence.remaining == 0:
                return Postponed(occurrence, None)
            organisation = occurrence.organisation
            today = organisation.today(now)
            latest = latest_day(occurrence, today)
            if not today <= until <= latest:
                raise TooLate(until, latest)
            remind_at = local_instant(until, self._at, organisation.zone)
            if remind_at <= now:
                raise TooLate(until, latest)
            end = local_instant(occurrence.period.end, time(0), organisation.zone)
            notices = Notices(session)
            await notices.supersede_until(occurrence_id, by, remind_at, POSTPONED, now)
            Trail(session).add(
                Act.POSTPONED,
                now,
                by=by,
                organisation_id=organisation.id,
                subject_id=occurrence_id,
                until=until.isoformat(),
            )
            await notices.add_later(
                occurrence_id,
                by,
                on=until,
                send_at=remind_at,
                expires_at=max(end, remind_at + LIFE),
                now=now,
            )
        return Postponed(occurrence, remind_at)
