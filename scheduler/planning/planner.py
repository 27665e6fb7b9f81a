"""One planning pass: what has changed is planned, and the differences stored. Safe to repeat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar
from zoneinfo import ZoneInfo

from clauses.cadence import Per
from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import BodyId, ClauseRef, PostId
from clauses.own_posts import find_own_post
from scheduler.clock import Clock
from scheduler.planning.basis import basis, mark_of
from scheduler.planning.duties import CLOSING_DAYS, Duty, LeadTimes, duties_among
from scheduler.planning.local_rules import duties_here
from scheduler.planning.moves import told_of_move
from scheduler.planning.notices import PlannedNotice
from scheduler.planning.occurrences import OccurrenceId, Release
from scheduler.planning.own_duties import own_duties_of
from scheduler.planning.plan import Item, Plan, PlannedOccurrence, Staff, plan
from scheduler.planning.queries.looks import Look, Looked, Looks
from scheduler.planning.queries.plans import Plans, differs
from scheduler.planning.queries.staff import StaffList
from scheduler.planning.queries.wordings import Wordings
from scheduler.planning.replanning import (
    NoticeChanges,
    OccurrenceKey,
    ReplanningScope,
    StoredNotice,
    compare,
    key_of,
    notices_of,
)
from scheduler.planning.spans import Window, first_beyond
from scheduler.planning.timetables import Timetables, local_instant
from scheduler.planning.vacancies import Vacancies
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.dialects import lasting
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

_Row = TypeVar("_Row")

log = logging.getLogger(__name__)

DAYS_AHEAD = 100
"""A period is planned when it begins within so many days."""

LOOKED_AT_AFTER_DAYS = 30
"""An organisation is looked at again after so many days though nothing of it has changed."""

BATCH = 100
"""Holders and organisations planned in one transaction: nobody waits long for the write lock."""

PAGE = 500
"""Organisations looked up together: what a pass holds in memory stays the same for any number."""

SLICE = 250
"""Rows written in one statement: others have their turn in between."""


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


@dataclass(frozen=True)
class _Read:
    """Some organisations as they stand, with all that is stored of their plans."""

    staff: list[Staff]
    looks: Mapping[OrganisationId, Look]
    items: Mapping[OrganisationId, Sequence[Item]]
    notices: Sequence[StoredNotice]
    wordings: Mapping[ClauseRef, int]
    last_days: Mapping[tuple[OrganisationId, PersonId, PostId], date]
    met: Collection[OccurrenceId]


@dataclass
class _Prepared:
    """What is to be written for some organisations."""

    scopes: dict[OrganisationId, ReplanningScope] = field(default_factory=dict)
    new: dict[OccurrenceKey, PlannedOccurrence] = field(default_factory=dict)
    standing: list[tuple[Item, PlannedOccurrence]] = field(default_factory=list)
    released: dict[OrganisationId, dict[OccurrenceId, Release]] = field(default_factory=dict)
    looked: dict[OrganisationId, Looked] = field(default_factory=dict)
    notices: NoticeChanges = field(default_factory=NoticeChanges)


class Planner:
    """Keeps occurrences and notices as roster, packs and calendar would have them.

    A pass looks at the organisations that changed, or whose date has come: when a further period
    comes near, or somebody comes or goes. Several processes may plan at once: the unique keys of
    the rows decide, and an organisation that changed while it was being planned is planned again.
    """

    def __init__(
        self,
        database: Database,
        library: Library,
        clock: Clock,
        *,
        days_ahead: int = DAYS_AHEAD,
        leads: LeadTimes | None = None,
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._days_ahead = days_ahead
        self._leads = leads or LeadTimes()
        self._mark = library.derived(mark_of)
        self._basis: tuple[date, Mapping[date, bool], str] | None = None
        self._timetables = Timetables(WorkdayCalendar(), self._leads)
        self._duties: dict[tuple[PostId, tuple[BodyId, ...]], tuple[Duty, ...]] = {}

    async def run(self) -> PlanningResult:
        """Plan whatever has changed or has to be looked at again, in small transactions."""
        now = self._clock.now()
        mark = await self._basis_on(now)
        result = PlanningResult()
        done: set[OrganisationId] = set()
        while True:
            async with self._database.survey() as session:
                due = await Looks(session).due(mark, now, limit=PAGE)
            # What changes again and again in the meantime is left to the next pass.
            ids = [id_ for id_ in due if id_ not in done]
            if not ids:
                return result
            done.update(ids)
            for batch in _taken(ids, BATCH):
                result += await self._plan(batch, mark, now)

    async def run_for(self, organisation_id: OrganisationId) -> PlanningResult:
        """Plan one organisation now, so that a new holder sees at once what the post owes."""
        now = self._clock.now()
        return await self._plan([organisation_id], await self._basis_on(now), now)

    async def _basis_on(self, now: datetime) -> str:
        """The mark of packs, calendar and zones; the zones are looked at once a day."""
        if (mark := self._library.derived(mark_of)) != self._mark:
            self._mark, self._basis = mark, None
            self._duties.clear()
        async with self._database.survey() as session:
            overrides = await WorkdayOverrides(session).all_days()
            if self._basis is not None and self._basis[:2] == (now.date(), overrides):
                return self._basis[2]
            zones = [ZoneInfo(name) for name in await Looks(session).zones()]
        mark = await asyncio.to_thread(basis, self._mark, overrides, zones)
        self._basis = (now.date(), overrides, mark)
        self._timetables = Timetables(WorkdayCalendar(overrides), self._leads)
        return mark

    async def _plan(
        self, ids: Collection[OrganisationId], mark: str, now: datetime
    ) -> PlanningResult:
        """Plan these together or, if some of them change meanwhile, one by one."""
        result = await self._plan_once(ids, mark, now)
        if result is not None:
            return result
        result = PlanningResult()
        for id_ in ids:
            # What changes twice within a moment is left to the next pass.
            result += await self._plan_once([id_], mark, now) or PlanningResult()
        return result

    async def _plan_once(
        self, ids: Collection[OrganisationId], mark: str, now: datetime
    ) -> PlanningResult | None:
        read = await self._read(ids, now)
        # Off the loop: answers to people go on meanwhile.
        prepared = await asyncio.to_thread(self._prepare, read, now)
        return await self._write(read, prepared, mark, now)

    async def _read(self, ids: Collection[OrganisationId], now: datetime) -> _Read:
        async with self._database.survey() as session:
            await lasting(session)
            staff_list = StaffList(session, self._library.acting())
            staff = await staff_list.of(ids, now)
            looks = await Looks(session).of(ids)
            since = min(
                (self._window(each, now, looks).first for each in staff), default=now.date()
            )
            plans = Plans(session)
            items = await plans.items(ids, since)
            theirs = [item for each in items.values() for item in each if item.holder_id]
            of_events = [
                item
                for each in items.values()
                for item in each
                if item.span.period.per is Per.EVENT
            ]
            return _Read(
                staff,
                looks,
                items,
                await plans.notices(items.keys(), since),
                await Wordings(session).find(
                    duty
                    for each in staff
                    for duties in self._duties_of(each).values()
                    for duty in duties
                ),
                await staff_list.last_days(ids) if theirs else {},
                await plans.met([item.id for item in (*theirs, *of_events)]),
            )

    def _prepare(self, read: _Read, now: datetime) -> _Prepared:
        prepared = _Prepared()
        planned_notices: list[PlannedNotice] = []
        for staff in read.staff:
            id_ = staff.organisation.id
            window = self._window(staff, now, read.looks)
            prepared.scopes[id_] = ReplanningScope(staff, window)
            made = self._planned(staff, window, read)
            prepared.released[id_] = {
                item: why
                for item, why in made.released.items()
                if not any(each.id == item and each.released for each in read.items.get(id_, ()))
            }
            for occurrence in made.occurrences:
                if occurrence.item is None:
                    prepared.new.setdefault(key_of(id_, occurrence), occurrence)
                else:
                    item = occurrence.item
                    prepared.standing.append((item, occurrence))
                    told = told_of_move(item, occurrence, staff, self._timetables, window.today)
                    planned_notices += notices_of(told, item.id)
            prepared.looked[id_] = self._looked(staff, window)
        prepared.notices = compare(planned_notices, read.notices, prepared.scopes, now)
        return prepared

    def _planned(self, staff: Staff, window: Window, read: _Read) -> Plan:
        id_ = staff.organisation.id
        items = [
            item
            for item in read.items.get(id_, ())
            if item.post not in staff.over
            and (item.span.last_day >= window.first or item.released is None)
        ]
        held = {
            (each.person_id, each.post)
            for each in staff.holders
            if each.end_on is None or window.today < each.end_on
        }
        left = {
            item.id
            for item in items
            if item.holder_id is not None
            and item.id not in read.met
            and (item.holder_id, item.post) not in held
            and read.last_days.get((id_, item.holder_id, item.post), window.today) <= item.due_on
        }
        duties = self._duties_of(staff)
        ended = self._refs(staff, staff.acted_for) - self._refs(staff, staff.organisation.acts_for)
        return plan(
            staff, duties, self._timetables, window, items, ended=ended, left=left, met=read.met
        )

    def _looked(self, staff: Staff, window: Window) -> Looked:
        """When to look again: a period comes near, or somebody comes or goes."""
        organisation = staff.organisation
        days = [window.today + timedelta(days=LOOKED_AT_AFTER_DAYS)]
        for holder in staff.holders:
            days += [holder.start_on] + ([holder.end_on] if holder.end_on else [])
        for seat in staff.seats:
            days += [seat.since] + ([seat.until] if seat.until else [])
        for duties in self._duties_of(staff).values():
            for duty in duties:
                beyond = first_beyond(duty.quota, organisation, window)
                if beyond is not None:
                    days.append(beyond - timedelta(days=self._days_ahead))
        next_day = min(day for day in days if day > window.today)
        return Looked(
            organisation.id, local_instant(next_day, time(0), organisation.zone), window.last
        )

    async def _write(
        self, read: _Read, prepared: _Prepared, mark: str, now: datetime
    ) -> PlanningResult | None:
        """Store it all, unless one of the organisations has changed since it was read."""
        async with self._database.write() as session:
            await lasting(session)
            looks = await Looks(session).of(prepared.scopes.keys(), lock=True)
            if looks != read.looks:
                return None
            plans = Plans(session)
            duties = [each.duty for each in prepared.new.values() if each.duty is not None]
            duties += [each.duty for _, each in prepared.standing if each.duty is not None]
            unique = list({duty.ref: duty for duty in duties}.values())
            wordings = dict(read.wordings) | await Wordings(session).keep(
                [duty for duty in unique if duty.ref not in read.wordings], now
            )
            result = await self._write_occurrences(plans, prepared, wordings, now)
            changes = prepared.notices
            for part in _taken(changes.added, SLICE):
                await plans.add_notices(part, now)
            await plans.move_notices(changes.moved)
            await plans.revive_notices(changes.revived)
            await plans.drop_notices(changes.dropped, now)
            await Vacancies(session, now).tell(prepared.scopes.values())
            await Looks(session).put(list(prepared.looked.values()), mark)
            return result + PlanningResult(
                notices_added=len(changes.added) + len(changes.revived),
                notices_moved=len(changes.moved),
                notices_dropped=len(changes.dropped),
            )

    async def _write_occurrences(
        self,
        plans: Plans,
        prepared: _Prepared,
        wordings: Mapping[ClauseRef, int],
        now: datetime,
    ) -> PlanningResult:
        # In order of key: two planners wait for each other's rows, never in a circle.
        keys = sorted(prepared.new, key=str)
        added = notices = 0
        for part in _taken(keys, SLICE):
            new = {key: prepared.new[key] for key in part}
            ids = await plans.add_occurrences(new, wordings, now)
            added += len(ids)
            if len(ids) < len(new):
                ids = await plans.ids_of(new)
            # Made as they are written: all at once would hold the loop.
            theirs = (notice for key, id_ in ids.items() for notice in notices_of(new[key], id_))
            for some in _taken(theirs, SLICE):
                await plans.add_notices(some, now)
                notices += len(some)
        changed = [each for each in prepared.standing if differs(*each, wordings)]
        await plans.change_occurrences(changed, wordings)
        for id_, released in prepared.released.items():
            scope = prepared.scopes[id_]
            await plans.release(released, scope.window.today)
            if scope.staff.over:
                await plans.release_posts(id_, scope.staff.over, scope.window.today)
        return PlanningResult(
            occurrences_added=added,
            occurrences_changed=len(changed) + sum(map(len, prepared.released.values())),
            notices_added=notices,
        )

    def _duties_of(self, staff: Staff) -> dict[PostId, tuple[Duty, ...]]:
        acts_for = staff.organisation.acts_for
        posts = dict.fromkeys(seat.post for seat in staff.seats)
        owed = {
            post: duties_here(self._owed(post, acts_for), staff.facts, staff.rules)
            for post in posts
        }
        if staff.own:
            own = (find_own_post(post) for post in posts)
            beside = (
                *self._library.posts_of(staff.organisation.body),
                *(post for post in own if post is not None),
            )
            for post in beside:
                if post.id in posts:
                    owed[post.id] += tuple(own_duties_of(staff.own, post, beside))
        return owed

    def _refs(self, staff: Staff, acts_for: tuple[BodyId, ...]) -> set[ClauseRef]:
        if not acts_for:
            return set()
        return {
            duty.ref
            for post in dict.fromkeys(seat.post for seat in staff.seats)
            for duty in {*self._owed(post, acts_for)} - {*self._owed(post, ())}
        }

    def _owed(self, post: PostId, acts_for: tuple[BodyId, ...]) -> tuple[Duty, ...]:
        if (post, acts_for) not in self._duties:
            self._duties[post, acts_for] = self._look_up(post, acts_for)
        return self._duties[post, acts_for]

    def _look_up(self, post: PostId, acts_for: tuple[BodyId, ...]) -> tuple[Duty, ...]:
        try:
            clauses = self._library.duties_of(post, acts_for=acts_for)
            return duties_among(clauses, self._library.post(post), self._library.derived(_editions))
        except UnknownPost:
            log.warning("no loaded pack has the post %s: nothing is planned for it", post)
            return ()

    def _window(self, staff: Staff, now: datetime, looks: Mapping[OrganisationId, Look]) -> Window:
        """From the period before, while its overdue reminders last, to what begins soon.

        After a long stop it begins where planning had ended, so that no period is left out.
        """
        today = staff.organisation.today(now)
        first = today - timedelta(days=CLOSING_DAYS)
        through = looks[staff.organisation.id].through
        return Window(
            today,
            min(first, through) if through else first,
            today + timedelta(days=self._days_ahead),
        )


def _editions(library: Library) -> Mapping[str, str]:
    return {pack.id: pack.edition for pack in library.packs}


def _taken(rows: Iterable[_Row], number: int) -> Iterator[Sequence[_Row]]:
    """The rows in their order, at most so many at a time."""
    remaining = iter(rows)
    while part := list(islice(remaining, number)):
        yield part
