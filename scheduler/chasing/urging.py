"""Use cases: a manager reminds everybody whose items are late or near; and after how long managers are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from scheduler.chasing.queries.overdue import OverdueItems
from scheduler.chasing.queries.told import HolderNow, Told, owes
from scheduler.chasing.rules import USUAL, ChasingRule
from scheduler.clock import Clock
from scheduler.errors import NotManager, UnknownOccurrence, UrgedToday
from scheduler.planning.lamps import NEAR_WORKDAYS, Lamp, lamp_of
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

REACH = timedelta(days=200)
"""What was due before that nobody is reminded of any more."""

LIFE = timedelta(days=1)
"""A reminder that a manager asked for is of this day."""

AT_ONCE = 500


@dataclass(frozen=True)
class Urged:
    """How many persons are reminded, who of them cannot be reached (by name), and what is vacant."""

    organisation: Organisation
    reminded: int
    unreached: tuple[str, ...]
    vacant: int


class Urging:
    """For managers of the organisation, or of one above it. Each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def remind_all(self, by: PersonId, organisation_id: OrganisationId) -> Urged:
        """Remind whoever owes something there or below that is late or near its date.

        Where there is nobody to remind, it may be tried again.

        Each holder is reminded of an item once a day at most, whoever asks for it.

        Raises:
            NotManager: ``by`` does not manage it.
            UrgedToday: ``by`` has done so today.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            today = organisation.today(now)
            stored = Told(session)
            if await stored.has_urged(organisation_id, by, today):
                raise UrgedToday(organisation_id)
            owing = await self._owing(session, organisation, today)
            urged = await _remind(session, organisation, owing, by, now)
            if urged.reminded and not await stored.urge(organisation_id, by, today):
                raise UrgedToday(organisation_id)
            return urged

    async def remind_of(self, by: PersonId, occurrence_id: OccurrenceId) -> Urged:
        """Remind whoever owes one item that is late or near its date; of an item once a day at most.

        Raises:
            UnknownOccurrence: there is none, or ``by`` does not manage its organisation.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            item = await Occurrences(session).get(occurrence_id)
            try:
                await Organisations(session).get_managed(by, item.organisation.id)
            except NotManager as error:
                raise UnknownOccurrence(occurrence_id) from error
            today = item.organisation.today(now)
            calendar = calendar_with(await WorkdayOverrides(session).all_days())
            is_near = _is_near(
                item, lamp_of(item, today, calendar.workdays_until(today, item.deadline))
            )
            held = await Told(session).holders([item.organisation.id], today)
            owing = {item.id: owes(item, held)} if is_near else {}
            return await _remind(session, item.organisation, owing, by, now)

    async def _owing(
        self, session: AsyncSession, organisation: Organisation, today: date
    ) -> dict[OccurrenceId, list[HolderNow]]:
        """By red and yellow item there and below, those who owe it; nobody: the post is vacant."""
        calendar = calendar_with(await WorkdayOverrides(session).all_days())
        far = today
        for _ in range(NEAR_WORKDAYS):
            far = calendar.first_workday_on_or_after(far + timedelta(days=1))
        ids = await OverdueItems(session).red_or_yellow(organisation.id, today - REACH, far, today)
        owing: dict[OccurrenceId, list[HolderNow]] = {}
        for first in range(0, len(ids), AT_ONCE):
            found = await Occurrences(session).many(ids[first : first + AT_ONCE])
            near = [
                each
                for each in found.values()
                if _is_near(
                    each, lamp_of(each, today, calendar.workdays_until(today, each.deadline))
                )
            ]
            places = {each.organisation.id for each in near}
            holders = await Told(session).holders(places, today)
            owing |= {each.id: owes(each, holders) for each in near}
        return owing

    async def rule(
        self, by: PersonId, organisation_id: OrganisationId
    ) -> tuple[Organisation, ChasingRule]:
        """After how many workdays managers are told there.

        Raises:
            NotManager: as above.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            rules = await Told(session).rules([organisation_id])
            return organisation, rules.get(organisation_id, USUAL)

    async def set_rule(
        self, by: PersonId, organisation_id: OrganisationId, rule: ChasingRule
    ) -> tuple[Organisation, ChasingRule]:
        """Let managers be told there after so many workdays; what they were told stays told.

        Raises:
            NotManager: as above.
        """
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            await Told(session).set_rule(organisation_id, rule)
            Trail(session).add(
                Act.CHASING_SET,
                self._clock.now(),
                by=by,
                organisation_id=organisation_id,
                follow_up_after=rule.follow_up_after,
                escalate_after=rule.escalate_after,
            )
            return organisation, rule


async def _remind(
    session: AsyncSession,
    organisation: Organisation,
    owing: Mapping[OccurrenceId, Sequence[HolderNow]],
    by: PersonId,
    now: datetime,
) -> Urged:
    """Remind those who can be reached, but for ``by``, who knows."""
    asked = [
        (item, one.person_id)
        for item, holders in owing.items()
        for one in holders
        if one.reachable and one.person_id != by
    ]
    today = organisation.today(now)
    await Notices(session).add_urged(asked, on=today, now=now, expires_at=now + LIFE)
    persons = len({person_id for _, person_id in asked})
    Trail(session).add(Act.URGED, now, by=by, organisation_id=organisation.id, persons=persons)
    unreached = {
        one.person_id: one.name
        for holders in owing.values()
        for one in holders
        if not one.reachable
    }
    vacant = sum(not holders for holders in owing.values())
    return Urged(organisation, persons, tuple(unreached.values()), vacant)


def _is_near(occurrence: Occurrence, lamp: Lamp) -> bool:
    return occurrence.released is None and lamp in (Lamp.RED, Lamp.YELLOW)
