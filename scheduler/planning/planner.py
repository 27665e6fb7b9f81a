"""One planning pass: the roster as it is, planned, and the differences stored. Safe to repeat."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import BodyId, PostId
from scheduler.clock import Clock
from scheduler.planning.duties import CLOSING_DAYS, Duty, duties_among
from scheduler.planning.fingerprints import Fingerprints
from scheduler.planning.local_rules import duties_here
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.plan import PlannedOccurrence, Staff, Timetables, Window, plan
from scheduler.planning.queries.fingerprints import PlanFingerprint, PlanFingerprints
from scheduler.planning.queries.holders import PlannedHolders
from scheduler.planning.queries.plans import Plans
from scheduler.planning.queries.workday_overrides import WorkdayOverrides
from scheduler.planning.replanning import (
    OccurrenceKey,
    ReplanningScope,
    StoredOccurrence,
    compare,
    key_of,
    notices_of,
)
from scheduler.planning.workdays import WorkdayCalendar
from scheduler.roster.model import OrganisationId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.dialects import lasting
from scheduler.store.engine import Database

log = logging.getLogger(__name__)

DAYS_AHEAD = 100
"""A period is planned when it begins within so many days."""

BATCH = 200
"""Holders and organisations planned in one transaction: nobody waits long for the write lock."""


PAGE = 1000
"""Organisations looked at together: what a pass holds in memory stays the same for any number."""


@dataclass(frozen=True)
class PlanningResult:
    """Numbers of changes that one pass made; all zero when there was nothing to do."""

    occurrences_added: int = 0
    occurrences_changed: int = 0
    notices_added: int = 0
    notices_moved: int = 0
    notices_dropped: int = 0

    def __add__(self, other: PlanningResult) -> PlanningResult:
        return PlanningResult(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __bool__(self) -> bool:
        return any(astuple(self))


class Planner:
    """Keeps occurrences and notices as roster, packs and calendar would have them.

    Several processes may plan at once: the unique keys of the rows decide. An organisation is
    planned wholly or not at all; one that has not changed since it was last planned, by whichever
    process, on the same day and by the same calendar and packs, is passed over.
    """

    def __init__(
        self, database: Database, library: Library, clock: Clock, *, days_ahead: int = DAYS_AHEAD
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._days_ahead = days_ahead
        self._duties: dict[tuple[PostId, tuple[BodyId, ...]], tuple[Duty, ...]] = {}

    async def run(self) -> PlanningResult:
        """Plan whatever has changed, in transactions of about ``BATCH`` holders."""
        now = self._clock.now()
        async with self._database.survey() as session:
            overrides = await WorkdayOverrides(session).all_days()
        marker = self._marker(overrides)
        result = PlanningResult()
        after = OrganisationId(0)
        while True:
            async with self._database.survey() as session:
                ids = await Organisations(session).organisation_ids(after=after, limit=PAGE)
                if not ids:
                    return result
                staff = await self._staff_list(session).of(ids, now)
                marks = await PlanFingerprints(session).of(ids)
            changed = [
                each
                for each in staff
                if marks[each.organisation.id].seen
                != marker.mark(each, each.organisation.today(now))
            ]
            for batch in _batches(changed):
                result += await self._plan(batch, now)
            after = ids[-1]

    async def run_for(self, organisation_id: OrganisationId) -> PlanningResult:
        """Plan one organisation now, so that a new holder sees at once what the post owes."""
        return await self._plan([organisation_id], self._clock.now())

    async def _plan(self, ids: Collection[OrganisationId], now: datetime) -> PlanningResult:
        async with self._database.write() as session:
            await lasting(session)
            overrides = await WorkdayOverrides(session).all_days()
            staff = await self._staff_list(session).of(ids, now)
            marks = PlanFingerprints(session)
            before = await marks.of(ids)
            scopes = {
                each.organisation.id: ReplanningScope(each, self._window(each, now, before))
                for each in staff
            }
            result = await self._store(session, scopes, WorkdayCalendar(overrides), now)
            marker = self._marker(overrides)
            await marks.put(
                {
                    id_: PlanFingerprint(
                        marker.mark(scope.staff, scope.window.today), scope.window.last
                    )
                    for id_, scope in scopes.items()
                }
            )
        return result

    async def _store(
        self,
        session: AsyncSession,
        scopes: Mapping[OrganisationId, ReplanningScope],
        calendar: WorkdayCalendar,
        now: datetime,
    ) -> PlanningResult:
        if not scopes:
            return PlanningResult()
        timetables = Timetables(calendar)
        planned: dict[OccurrenceKey, PlannedOccurrence] = {}
        for id_, scope in scopes.items():
            duties = self._duties_of(scope.staff)
            for occurrence in plan(scope.staff, duties, timetables, scope.window):
                planned.setdefault(key_of(id_, occurrence), occurrence)
        since = min(scope.window.first for scope in scopes.values())
        plans = Plans(session)
        planned_before = await plans.with_occurrences(scopes)
        ids, result = await self._store_occurrences(plans, planned, scopes, since, now)
        changes = compare(
            (
                notice
                for key, occurrence in planned.items()
                for notice in notices_of(occurrence, ids[key])
            ),
            await plans.notices(planned_before, since),
            scopes,
            now,
        )
        await plans.add_notices(changes.added, now)
        await plans.move_notices(changes.moved)
        await plans.revive_notices(changes.revived)
        await plans.drop_notices(changes.dropped, now)
        return result + PlanningResult(
            notices_added=len(changes.added) + len(changes.revived),
            notices_moved=len(changes.moved),
            notices_dropped=len(changes.dropped),
        )

    async def _store_occurrences(
        self,
        plans: Plans,
        planned: Mapping[OccurrenceKey, PlannedOccurrence],
        scopes: Mapping[OrganisationId, ReplanningScope],
        since: date,
        now: datetime,
    ) -> tuple[dict[OccurrenceKey, OccurrenceId], PlanningResult]:
        stored = await plans.occurrences(scopes, since)
        # In order of key: two planners wait for each other's rows, never in a circle.
        missing = {key: planned[key] for key in sorted(planned.keys() - stored.keys(), key=str)}
        added = await plans.add_occurrences(missing, now)
        if len(added) < len(missing):
            stored = await plans.occurrences(scopes, since)
        changed = []
        for key, occurrence in planned.items():
            if key not in added:
                needed = _needed(occurrence, stored[key], scopes[key.organisation_id].window.today)
                timetable = occurrence.timetable
                if stored[key][1:] != (timetable.due_on, timetable.provisional, needed):
                    changed.append((stored[key].id, occurrence, needed))
        await plans.change_occurrences(changed)
        ids = {key: added[key] if key in added else stored[key].id for key in planned}
        return ids, PlanningResult(occurrences_added=len(added), occurrences_changed=len(changed))

    def _duties_of(self, staff: Staff) -> dict[PostId, tuple[Duty, ...]]:
        acts_for = staff.organisation.acts_for
        duties = {}
        for post in dict.fromkeys(holder.post for holder in staff.holders):
            if (post, acts_for) not in self._duties:
                self._duties[post, acts_for] = self._look_up(post, acts_for)
            duties[post] = duties_here(self._duties[post, acts_for], staff.facts, staff.rules)
        return duties

    def _look_up(self, post: PostId, acts_for: tuple[BodyId, ...]) -> tuple[Duty, ...]:
        try:
            clauses = self._library.duties_of(post, acts_for=acts_for)
            return duties_among(clauses, self._library.post(post))
        except UnknownPost:
            log.warning("no loaded pack has the post %s: nothing is planned for it", post)
            return ()

    def _marker(self, overrides: Mapping[date, bool]) -> Fingerprints:
        return Fingerprints(self._duties_of, overrides)

    def _window(
        self, staff: Staff, now: datetime, marks: Mapping[OrganisationId, PlanFingerprint]
    ) -> Window:
        """From the period before, while its overdue reminders last, to what begins soon.

        After a long stop it begins where planning had ended, so that no period is left out.
        """
        today = staff.organisation.today(now)
        first = today - timedelta(days=CLOSING_DAYS)
        through = marks[staff.organisation.id].through
        return Window(
            today,
            min(first, through) if through else first,
            today + timedelta(days=self._days_ahead),
        )

    def _staff_list(self, session: AsyncSession) -> PlannedHolders:
        return PlannedHolders(session, self._library.acting())


def _needed(occurrence: PlannedOccurrence, stored: StoredOccurrence, today: date) -> int:
    """A period that has begun is judged by what was asked when it began."""
    if occurrence.timetable.period.start <= today:
        return stored.needed
    return occurrence.duty.quota.completions_needed


def _batches(staff: Sequence[Staff]) -> Iterator[list[OrganisationId]]:
    ids: list[OrganisationId] = []
    size = 0
    for each in staff:
        ids.append(each.organisation.id)
        size += 1 + len(each.holders)
        if size >= BATCH:
            yield ids
            ids, size = [], 0
    if ids:
        yield ids
