"""The daily pass: tells managers of items that are overdue, once for each item and step.

It reads what is late by an index, a slice at a time, and writes each slice in a transaction of its
own. What it tells ends elsewhere, in the transaction that ends the debt.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Strength
from scheduler.chasing.queries.overdue import OverdueItem, OverdueItems
from scheduler.chasing.queries.told import ChaseNotice, Told, owes
from scheduler.chasing.rules import USUAL, ChaseStep, ChasingRule, step_of, told_of, workdays_over
from scheduler.clock import Clock
from scheduler.ledger.wording import clause_of, is_known
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.looks import Looks
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.planning.timetables import local_instant
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar, calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

EVERY = timedelta(minutes=1)
"""How often it is looked whether a new day has begun somewhere."""

TOLD_AT = time(9)
"""The local hour of the message."""

GATHERED = timedelta(minutes=5)
"""Later on a day, what a pass finds waits so long, so that all of it comes as one message."""

REACH = timedelta(days=200)
"""What was due before that is chased no more: its statement has long been drawn."""

NEWS_LIFE = timedelta(days=5)
AT_ONCE = 50
"""Items of one transaction."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Today:
    """The moment of a pass, with the workdays as they are known."""

    now: datetime
    calendar: WorkdayCalendar


class Chaser:
    """Harmless when repeated, and when several processes run it at once."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._passed: frozenset[date] = frozenset()
        """The local days that the last pass went through, over all zones."""

    async def run(self) -> int:
        """Go through what is late, if a new day has begun somewhere; how many were told of an item."""
        now = self._clock.now()
        async with self._database.read() as session:
            zones = await Looks(session).days(now)
        if zones <= self._passed:
            return 0
        told = await self.run_now()
        self._passed = zones
        return told

    async def run_now(self) -> int:
        """Go through what is late, whatever was done before."""
        now = self._clock.now()
        async with self._database.survey() as session:
            moment = _Today(now, calendar_with(await WorkdayOverrides(session).all_days()))
            rules = await Told(session).rules()
            items = await self._late(session, rules, moment)
        told = 0
        for first in range(0, len(items), AT_ONCE):
            async with self._database.write() as session:
                told += await self._chase(session, items[first : first + AT_ONCE], rules, moment)
        return told

    async def _late(
        self, session: AsyncSession, rules: dict[OrganisationId, ChasingRule], moment: _Today
    ) -> list[OverdueItem]:
        """Candidates: a day of room on either side, for each organisation's zone decides."""
        every = [USUAL, *rules.values()]
        latest = moment.now.date() + _DAY
        calendar = moment.calendar
        last = calendar.workdays_before(latest, min(each.follow_up_after for each in every))
        escalated = calendar.workdays_before(latest, min(each.escalate_after for each in every))
        return await OverdueItems(session).to_chase(latest - REACH, last, escalated)

    async def _chase(
        self,
        session: AsyncSession,
        items: Sequence[OverdueItem],
        rules: dict[OrganisationId, ChasingRule],
        moment: _Today,
    ) -> int:
        stored = Told(session)
        followed_up_on = {each.id: each.followed_up_on for each in items}
        followed_up = await stored.followed_up([each.id for each in items if each.followed_up_on])
        levels = await stored.levels({each.organisation_id for each in items})
        found = (await Occurrences(session).many([each.id for each in items])).values()
        owing = await _owing(stored, found, moment.now)
        recipients: dict[tuple[Occurrence, ChaseStep], list[PersonId]] = {}
        for each in found:
            step = self._step(
                each, rules.get(each.organisation.id, USUAL), followed_up_on[each.id], moment
            )
            if step is None:
                continue
            over = levels[each.organisation.id]
            if told := told_of(step, over, owing[each.id], followed_up.get(each.id, ())):
                recipients[each, step] = told
        return await self._tell(stored, recipients, moment)

    def _step(
        self,
        occurrence: Occurrence,
        rule: ChasingRule,
        followed_up_on: date | None,
        moment: _Today,
    ) -> ChaseStep | None:
        today = occurrence.organisation.today(moment.now)
        if not self._is_binding(occurrence) or not moment.calendar.is_workday(today):
            return None
        if occurrence.remaining == 0 or occurrence.released is not None:
            return None
        over = workdays_over(occurrence, today, moment.calendar)
        return step_of(rule, over, followed_up_on, today)

    def _is_binding(self, occurrence: Occurrence) -> bool:
        if not is_known(occurrence, self._library):
            return False
        return clause_of(occurrence, self._library).strength is Strength.MUST

    async def _tell(
        self,
        stored: Told,
        recipients: dict[tuple[Occurrence, ChaseStep], list[PersonId]],
        moment: _Today,
    ) -> int:
        """Note the steps, and let the recipients be told in the one message of their day."""
        days: dict[date, set[PersonId]] = {}
        for (each, _), told in recipients.items():
            days.setdefault(each.organisation.today(moment.now), set()).update(told)
        had = {day: await stored.told_today(persons, day) for day, persons in days.items()}
        notices = []
        for day in sorted(days):
            taken = {
                (each.id, step): (each, told)
                for (each, step), told in recipients.items()
                if each.organisation.today(moment.now) == day
            }
            begun = await stored.begin(list(taken), day)
            for key, chase_id in begun.items():
                occurrence, told = taken[key]
                for person_id in told:
                    on = day
                    if person_id in had[day]:
                        on = moment.calendar.first_workday_on_or_after(day + _DAY)
                    notices.append(_notice(chase_id, occurrence, key[1], person_id, on, moment))
        await stored.add(notices, moment.now)
        return len(notices)


async def _owing(
    stored: Told, items: Collection[Occurrence], now: datetime
) -> dict[OccurrenceId, set[PersonId]]:
    """Who owes each of these today, by the day of its organisation."""
    by_day: dict[date, list[Occurrence]] = {}
    for each in items:
        by_day.setdefault(each.organisation.today(now), []).append(each)
    found = {}
    for today, some in by_day.items():
        holders = await stored.holders({each.organisation.id for each in some}, today)
        for each in some:
            found[each.id] = {one.person_id for one in owes(each, holders)}
    return found


def _notice(
    chase_id: int,
    occurrence: Occurrence,
    step: ChaseStep,
    person_id: PersonId,
    on: date,
    moment: _Today,
) -> ChaseNotice:
    at = local_instant(on, TOLD_AT, occurrence.organisation.zone)
    send_at = at if at > moment.now else moment.now + GATHERED
    return ChaseNotice(chase_id, occurrence.id, step, person_id, on, send_at, send_at + NEWS_LIFE)
