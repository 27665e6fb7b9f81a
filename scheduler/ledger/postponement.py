"""Use case: be reminded of a duty later, in hours or on another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.errors import TooLate
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.planning.duties import LeadTimes
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.notices import Notices
from scheduler.planning.quiet_hours import quiet_until
from scheduler.planning.timetables import LIFE, local_instant
from scheduler.roster.model import PersonId, QuietHours
from scheduler.roster.queries.persons import Persons
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
    return occurrence.deadline if today <= occurrence.deadline else today + OVERDUE_LIMIT


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
            occurrence = await self._owed(session, occurrence_id, by, now)
            if occurrence.remaining == 0:
                return Postponed(occurrence, None)
            organisation = occurrence.organisation
            today = organisation.today(now)
            latest = latest_day(occurrence, today)
            if not today <= until <= latest:
                raise TooLate(until, latest)
            person = await Persons(session).get(by)
            remind_at = local_instant(until, person.remind_at or self._at, organisation.zone)
            if remind_at <= now:
                raise TooLate(until, latest)
            await _put_off(session, occurrence, by, remind_at, now, on=until)
        return Postponed(occurrence, remind_at)

    async def postpone_by(
        self, occurrence_ids: Sequence[OccurrenceId], *, by: PersonId, wait: timedelta
    ) -> list[Postponed]:
        """Remind ``by`` of these again after ``wait``; in quiet hours, as soon as they end.

        Possible up to the end of :func:`latest_day`: those for which it would be later, or which
        are not owed any more, come back with ``remind_at`` None and all their reminders stay.

        Raises:
            NotAssigned: ``by`` does not owe one of them.
            UnknownOccurrence: one is none of ``by``'s business.
        """
        now = self._clock.now()
        result = []
        async with self._database.write() as session:
            quiet_hours = (await Persons(session).get(by)).quiet_hours
            for occurrence_id in sorted(occurrence_ids):  # always locked in this order
                occurrence = await self._owed(session, occurrence_id, by, now)
                remind_at = waited(occurrence, quiet_hours, wait, now)
                if remind_at is not None:
                    zone = occurrence.organisation.zone
                    on = remind_at.astimezone(zone)
                    await _put_off(
                        session, occurrence, by, remind_at, now, on=on.date(), at=on.time()
                    )
                result.append(Postponed(occurrence, remind_at))
        return result

    async def postpone_to_tomorrow(
        self, occurrence_ids: Sequence[OccurrenceId], *, by: PersonId
    ) -> list[Postponed]:
        """Remind ``by`` of these tomorrow at the usual time; where that is too late, as above."""
        now = self._clock.now()
        result = []
        async with self._database.write() as session:
            at = (await Persons(session).get(by)).remind_at or self._at
            for occurrence_id in sorted(occurrence_ids):
                occurrence = await self._owed(session, occurrence_id, by, now)
                today = occurrence.organisation.today(now)
                tomorrow = today + timedelta(days=1)
                if occurrence.remaining == 0 or tomorrow > latest_day(occurrence, today):
                    result.append(Postponed(occurrence, None))
                    continue
                remind_at = local_instant(tomorrow, at, occurrence.organisation.zone)
                await _put_off(session, occurrence, by, remind_at, now, on=tomorrow)
                result.append(Postponed(occurrence, remind_at))
        return result

    async def _owed(
        self, session: AsyncSession, occurrence_id: OccurrenceId, by: PersonId, now: datetime
    ) -> Occurrence:
        await Ledger(session).lock(occurrence_id)
        return await Access(session, now).as_holder(occurrence_id, by)


def waited(
    occurrence: Occurrence, quiet_hours: QuietHours | None, wait: timedelta, now: datetime
) -> datetime | None:
    """When a reminder put off by ``wait`` comes (UTC): after the quiet hours that it would fall in.

    None when nothing is owed any more, or it would come after :func:`latest_day`.
    """
    zone, today = occurrence.organisation.zone, occurrence.organisation.today(now)
    wanted = now + wait
    remind_at = quiet_until(quiet_hours, zone, wanted) or wanted
    late = remind_at.astimezone(zone).date() > latest_day(occurrence, today)
    return None if late or occurrence.remaining == 0 else remind_at


async def _put_off(
    session: AsyncSession,
    occurrence: Occurrence,
    by: PersonId,
    remind_at: datetime,
    now: datetime,
    *,
    on: date,
    at: time | None = None,
) -> None:
    organisation = occurrence.organisation
    end = local_instant(occurrence.last_day + timedelta(days=1), time(0), organisation.zone)
    notices = Notices(session)
    await notices.supersede_until(occurrence.id, by, remind_at, POSTPONED, now)
    Trail(session).add(
        Act.POSTPONED,
        now,
        by=by,
        organisation_id=organisation.id,
        subject_id=occurrence.id,
        until=on.isoformat() if at is None else remind_at.isoformat(timespec="minutes"),
    )
    await notices.add_later(
        occurrence.id,
        by,
        on=on,
        at=at,
        send_at=remind_at,
        expires_at=max(end, remind_at + LIFE),
        now=now,
    )
