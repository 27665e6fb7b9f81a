"""Posts that managers add and take off: from the word to what is planned, owed and ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from clauses.model import PostId
from scheduler.errors import (
    DayOutOfReach,
    NotManager,
    PostNotOfBody,
    SeatHeld,
    SeatStands,
    UnknownSeat,
)
from scheduler.membership.seats import UnitSeat, UnitSeats
from scheduler.planning.occurrences import Release
from scheduler.planning.planner import Planner
from scheduler.roster.model import SeatId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import SeatRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.roster.model import Assignment, Organisation, Person
    from scheduler.store.engine import Database

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)
NEW_YEAR = date(2027, 1, 1)
SECRETARY = PostId("branch-secretary")


class Unit:
    """A branch without posts, below a committee with a manager, and the use cases over it."""

    organisation: Organisation
    manager: Person

    def __init__(self, database: Database, library: Library, clock: ManualClock) -> None:
        self._database = database
        self._clock = clock
        self.seats = UnitSeats(database, library, clock)
        self.planner = Planner(database, library, clock)

    async def begin(self, make: Factory) -> Unit:
        self.manager = await make.person("周敏")
        above = await make.organisation(manager=self.manager)
        self.organisation = await make.organisation("规划处党支部", body="branch", parent=above)
        await self.planner.run()
        return self

    async def add(self, since: date = TODAY, post: PostId = SECRETARY) -> UnitSeat:
        added = await self.seats.add(self.manager.id, self.organisation.id, post, since)
        await self.planner.run()
        return added

    async def take_off(self, seat: UnitSeat, last_day: date = TODAY) -> UnitSeat:
        taken = await self.seats.take_off(self.manager.id, seat.seat.id, last_day)
        await self.planner.run()
        return taken

    async def assign(self, person: Person, start_on: date = TODAY) -> Assignment:
        async with self._database.write() as session:
            held = await Organisations(session).assign(
                person.id, self.organisation, SECRETARY, start_on=start_on, now=self._clock.now()
            )
        await self.planner.run()
        return held

    async def leave(self, held: Assignment, end_on: date) -> None:
        async with self._database.write() as session:
            await Organisations(session).end_assignment(held, end_on)
        await self.planner.run()

    async def on(self, *day: int) -> None:
        """Let it be that day, a minute after midnight, and plan."""
        self._clock.set(datetime(*day, 0, 1, tzinfo=SHANGHAI))
        await self.planner.run()

    async def listed(self) -> list[tuple[date, date | None]]:
        posts = await self.seats.of(self.manager.id, self.organisation.id)
        return [(each.seat.since, each.last_day) for each in posts.seats]

    async def rows(self) -> list[SeatRow]:
        async with self._database.read() as session:
            return list(await session.scalars(select(SeatRow).order_by(SeatRow.id)))

    async def items(self) -> list[OccurrenceRow]:
        async with self._database.read() as session:
            rows = select(OccurrenceRow).order_by(OccurrenceRow.period_start, OccurrenceRow.id)
            return list(await session.scalars(rows))

    async def open(self) -> list[OccurrenceRow]:
        return [row for row in await self.items() if row.released_reason is None]

    async def notices(self, **wanted: str) -> list[NoticeRow]:
        async with self._database.read() as session:
            return list(await session.scalars(select(NoticeRow).filter_by(**wanted)))

    async def done(self, occurrence_id: int, by: Person) -> None:
        row = LedgerRow(
            occurrence_id=occurrence_id,
            person_id=by.id,
            held_on=TODAY,
            number=0,
            recorded_at=self._clock.now(),
        )
        async with self._database.write() as session:
            session.add(row)

    async def acts(self) -> list[dict[str, Any]]:
        async with self._database.read() as session:
            entries = await Trail(session).entries()
        return [each.details for each in entries if each.act is Act.SEAT_SET]


@pytest.fixture
async def unit(database: Database, library: Library, clock: ManualClock, make: Factory) -> Unit:
    return await Unit(database, library, clock).begin(make)


async def test_a_post_that_nobody_holds_owes_from_the_day_on_which_it_was_added(unit: Unit) -> None:
    assert await unit.items() == []
    added = await unit.add()
    assert added.holders == ()
    owed = await unit.open()
    assert owed
    assert all(row.period_end > TODAY for row in owed)
    assert await unit.listed() == [(TODAY, None)]
    assert await unit.acts() == [
        {"post": SECRETARY, "before": None, "after": {"since": "2026-11-23", "until": None}}
    ]


async def test_nothing_of_a_post_that_is_to_come_is_owed_before(unit: Unit) -> None:
    await unit.add(NEW_YEAR)
    assert min(row.period_start for row in await unit.open()) == NEW_YEAR


async def test_a_group_is_reminded_of_a_vacant_post_and_no_more_once_it_is_gone(
    unit: Unit, make: Factory
) -> None:
    await make.group(unit.organisation)
    added = await unit.add()
    assert await unit.notices(state="due")
    await unit.take_off(added)
    assert await unit.notices(state="due")
    await unit.on(2026, 11, 24)
    assert await unit.notices(state="due") == []


async def test_what_is_open_ends_when_a_post_is_gone_also_what_is_long_overdue(
    unit: Unit, make: Factory
) -> None:
    added = await unit.add()
    await unit.on(2027, 6, 1)
    assert any(row.period_end == date(2026, 12, 1) for row in await unit.open())

    await unit.take_off(added, date(2027, 6, 1))
    assert await unit.open()
    await unit.on(2027, 6, 2)
    assert await unit.open() == []
    begun = [row for row in await unit.items() if row.period_start <= date(2027, 6, 1)]
    assert {row.released_reason for row in begun} == {Release.NO_SEAT}
    assert {row.released_on for row in begun} == {date(2027, 6, 2)}
    assert await unit.listed() == []

    before = [(row.id, row.released_reason) for row in await unit.items()]
    await unit.on(2027, 8, 1)
    assert [(row.id, row.released_reason) for row in await unit.items()] == before


async def test_what_was_done_is_left_as_it_is(unit: Unit, make: Factory) -> None:
    added = await unit.add()
    holder = await make.person("张伟")
    held = await unit.assign(holder)
    done = (await unit.open())[0]
    await unit.done(done.id, holder)
    await unit.leave(held, TODAY)
    await unit.take_off(added)
    await unit.on(2026, 11, 24)
    assert [row.id for row in await unit.open()] == [done.id]


async def test_a_post_that_is_held_is_not_taken_off(unit: Unit, make: Factory) -> None:
    added = await unit.add()
    held = await unit.assign(await make.person("张伟"))
    with pytest.raises(SeatHeld) as refused:
        await unit.take_off(added, NEW_YEAR)
    assert refused.value.names == ("张伟",)

    await unit.leave(held, date(2026, 12, 1))
    with pytest.raises(SeatHeld):
        await unit.take_off(added, date(2026, 11, 29))
    taken = await unit.take_off(added, date(2026, 11, 30))
    assert taken.last_day == date(2026, 11, 30)


async def test_a_post_that_was_to_end_can_stay(unit: Unit) -> None:
    added = await unit.add()
    await unit.take_off(added, TOMORROW)
    assert await unit.listed() == [(TODAY, TOMORROW)]
    await unit.seats.keep(unit.manager.id, added.seat.id)
    assert await unit.listed() == [(TODAY, None)]
    assert [act["after"]["until"] for act in await unit.acts()] == [None, "2026-11-25", None]
    await unit.on(2026, 11, 26)
    assert await unit.open()


async def test_a_post_that_was_to_come_never_comes_and_can_be_added_again(unit: Unit) -> None:
    added = await unit.add(NEW_YEAR)
    await unit.take_off(added)
    assert await unit.listed() == []
    assert await unit.open() == []
    await unit.add(TOMORROW)
    assert await unit.listed() == [(TOMORROW, None)]
    assert len(await unit.rows()) == 1
    assert await unit.open()


async def test_a_post_comes_back_with_what_it_still_owes(unit: Unit) -> None:
    added = await unit.add()
    owed = {row.id for row in await unit.open()}
    await unit.take_off(added)
    await unit.on(2026, 11, 24)
    await unit.add(TOMORROW)
    assert await unit.listed() == [(TOMORROW, None)]
    assert {row.id for row in await unit.open()} == owed


@pytest.mark.parametrize("last_day", [TODAY, TOMORROW])
async def test_whoever_takes_a_post_lets_it_go_on(
    unit: Unit, make: Factory, last_day: date
) -> None:
    added = await unit.add()
    await unit.take_off(added, last_day)
    await unit.assign(await make.person())
    assert await unit.listed() == [(TODAY, None)]


async def test_whoever_takes_a_post_that_is_to_come_lets_it_begin(
    unit: Unit, make: Factory
) -> None:
    await unit.add(NEW_YEAR)
    await unit.assign(await make.person())
    assert await unit.listed() == [(TODAY, None)]
    assert any(row.period_start < NEW_YEAR for row in await unit.open())


async def test_a_post_that_was_taken_off_today_before_it_began_is_there_when_taken(
    unit: Unit, make: Factory
) -> None:
    added = await unit.add(TOMORROW)
    await unit.take_off(added)
    await unit.on(2026, 11, 24)
    await unit.assign(await make.person(), TOMORROW)
    assert await unit.listed() == [(TOMORROW, None)]


async def test_a_post_that_was_added_again_is_no_news_of_the_one_who_left(
    unit: Unit, make: Factory
) -> None:
    added = await unit.add()
    held = await unit.assign(await make.person("张伟"))
    await unit.leave(held, TOMORROW)
    await unit.take_off(added)
    await unit.on(2026, 11, 25)
    await unit.add(date(2026, 11, 25))
    assert await unit.notices(kind="seat-vacant") == []


async def test_only_what_makes_sense_is_taken(unit: Unit) -> None:
    with pytest.raises(PostNotOfBody):
        await unit.add(post=PostId("agency-committee-secretary"))
    for day in (date(2026, 11, 22), date(2036, 1, 1)):
        with pytest.raises(DayOutOfReach):
            await unit.add(day)
    added = await unit.add()
    with pytest.raises(SeatStands):
        await unit.add(NEW_YEAR)
    for day in (date(2026, 11, 22), date(2036, 1, 1)):
        with pytest.raises(DayOutOfReach):
            await unit.take_off(added, day)
    await unit.take_off(added)
    await unit.on(2026, 11, 24)
    with pytest.raises(UnknownSeat):
        await unit.seats.keep(unit.manager.id, added.seat.id)


async def test_others_add_and_take_off_nothing(unit: Unit, make: Factory) -> None:
    added = await unit.add()
    holder = await make.person()
    await unit.assign(holder)
    for by in (holder, await make.person()):
        with pytest.raises(NotManager):
            await unit.seats.of(by.id, unit.organisation.id)
        with pytest.raises(NotManager):
            await unit.seats.add(by.id, unit.organisation.id, SECRETARY, TODAY)
        for seat_id in (added.seat.id, SeatId(99)):
            with pytest.raises(UnknownSeat):
                await unit.seats.take_off(by.id, seat_id, TODAY)
            with pytest.raises(UnknownSeat):
                await unit.seats.keep(by.id, seat_id)
