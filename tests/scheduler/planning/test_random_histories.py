"""Random histories: people come and go, packs and calendars change, years pass."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from clauses.cadence import Per, Quota
from clauses.model import ClauseRef
from scheduler.planning.notices import NoticeState
from scheduler.planning.planner import Planner
from scheduler.roster.model import OrganisationId
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, SeatRow
from scheduler.workdays.queries.overrides import WorkdayOverrides
from tests.scheduler.planning.town import BRANCH, LONG_AGO, Town, clause, library_of

if TYPE_CHECKING:
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

STEPS = 14
SECRETARY, MEMBER = "branch-secretary", "member"

Q, M = Quota(1, Per.QUARTER), Quota(1, Per.MONTH)
A, E = clause("A", SECRETARY, Q), clause("E", MEMBER, M)
SPLIT = [
    replace(clause(local, SECRETARY, Q), replaces=(ClauseRef("test", "A"),))
    for local in ("A1", "A2")
]
EDITIONS = [
    library_of(A, E, edition="1"),
    library_of(replace(A, cadence=M), E, edition="2"),
    library_of(replace(A, cadence=Quota(2, Per.QUARTER)), replace(E, cadence=Q), edition="3"),
    library_of(E, edition="4"),
    library_of(*SPLIT, E, edition="5"),
    library_of(replace(A, text="改写"), replace(E, subject="branch"), edition="6"),
]
FAMILIES = {"test:A1": ("test:A",), "test:A2": ("test:A",)}


class History:
    """One branch over the years; each step is a change that may happen."""

    def __init__(self, town: Town, clock: ManualClock, rng: random.Random) -> None:
        self.town, self.clock, self.rng = town, clock, rng
        self.edition = EDITIONS[0]
        self.people: list[int] = []

    async def begin(self) -> None:
        self.branch: OrganisationId = await self.town.organisation(BRANCH)
        for post in (SECRETARY, MEMBER, MEMBER):
            self.people.append(await self.town.holder(self.branch, post, LONG_AGO))

    async def step(self) -> None:
        today, rng = self.clock.now().date(), self.rng
        match rng.randrange(8):
            case 0:
                post = rng.choice([SECRETARY, MEMBER])
                start = today + timedelta(days=rng.choice([0, 0, 20]))
                self.people.append(await self.town.holder(self.branch, post, start))
            case 1:
                await self.leave(today + timedelta(days=rng.choice([0, 0, 15])))
            case 2 | 3:
                # A clause that was split is not put together again: no pack could say of what.
                split = self.edition.find(ClauseRef("test", "A1")) is not None
                self.edition = EDITIONS[4] if split else rng.choice(EDITIONS)
            case 4:
                await self.do_something(today)
            case 5:
                day = today + timedelta(days=rng.randrange(120))
                async with self.town.database.write() as session:
                    overrides = {day: rng.random() < 0.5}
                    await WorkdayOverrides(session).put(overrides, year=None)
            case _:
                pass
        self.clock.advance(timedelta(days=rng.choice([1, 9, 25, 60, 400])))

    async def leave(self, on: date) -> None:
        async with self.town.database.write() as session:
            held = list(
                await session.scalars(select(AssignmentRow).where(AssignmentRow.end_on.is_(None)))
            )
            if held:
                row = self.rng.choice(held)
                row.end_on = max(on, row.start_on + timedelta(days=1))

    async def do_something(self, today: date) -> None:
        owed = [
            row
            for row in await self.town.occurrences()
            if row.released_on is None and row.period_start <= today < row.period_end
        ]
        if owed:
            row = self.rng.choice(owed)
            number = self.rng.randrange(10**6)
            await self.town.add(
                LedgerRow(
                    occurrence_id=row.id,
                    person_id=self.people[0],
                    held_on=today,
                    number=number,
                    recorded_at=self.clock.now(),
                )
            )

    async def plan(self) -> None:
        await self.planner().run()

    def planner(self) -> Planner:
        return Planner(self.town.database, self.edition, self.clock)


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(3))
async def test_nothing_is_owed_twice_or_lost_whatever_happens(
    town: Town, clock: ManualClock, seed: int
) -> None:
    clock.set(datetime(2026, 1, 10, 1, tzinfo=UTC))
    history = History(town, clock, random.Random(seed))
    await history.begin()
    for _ in range(STEPS):
        await history.plan()
        assert not await history.planner().run(), "planning twice changes nothing"
        # Also where every organisation is looked at: no change goes unnoticed.
        await town.execute(update(OrganisationRow).values(plan_at=None))
        assert not await history.planner().run(), "a change went unnoticed"
        await check(town, clock.now().date())
        await history.step()


async def check(town: Town, today: date) -> None:
    items = [row for row in await town.occurrences() if row.released_on is None]
    _nothing_twice(items)
    async with town.database.read() as session:
        seats = list(await session.scalars(select(SeatRow)))
        held = list(await session.scalars(select(AssignmentRow)))
        due = list(
            await session.scalars(
                select(NoticeRow).where(NoticeRow.state == NoticeState.DUE, NoticeRow.person_id > 0)
            )
        )
    by_id = {row.id: row for row in items}
    holding = {
        (row.person_id, row.post) for row in held if row.end_on is None or row.end_on > today
    }
    for item in items:
        assert item.wording_id is not None, "words are kept"
        assert any(seat.post == item.post for seat in seats), "somebody's seat owes it"
        if item.holder_id is not None and item.period_start > today:
            assert (item.holder_id, item.post) in holding, "nothing is to come for who is gone"
    for notice in due:
        if notice.occurrence_id in by_id and notice.send_at.date() >= today:
            post = by_id[notice.occurrence_id].post
            assert (notice.person_id, post) in holding, "nobody is reminded after leaving"


def _nothing_twice(items: list[OccurrenceRow]) -> None:
    by_duty: dict[str, list[OccurrenceRow]] = defaultdict(list)
    for item in items:
        by_duty[item.ref].append(item)
    for ref, own in by_duty.items():
        former = [each for old in FAMILIES.get(ref, ()) for each in by_duty.get(old, ())]
        pairs = [*combinations(own, 2), *((one, other) for one in own for other in former)]
        for one, other in pairs:
            if None not in (one.holder_id, other.holder_id) and one.holder_id != other.holder_id:
                continue
            apart = one.period_end <= other.period_start or other.period_end <= one.period_start
            assert apart, (ref, one.period_start, other.period_start, one.per, other.per)
