"""Own duties in the database: they hold up the tree's way down, give way, end, and come from lists."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from clauses.cadence import DueDay, Per, Quota
from clauses.own_posts import own_post
from scheduler.errors import NotManager, PostNotOfBody, UnknownDuty
from scheduler.membership.own.duties import OwnDuties, StatedDuty
from scheduler.membership.own.listed import ListChange, ListedDuty
from scheduler.membership.own.lists import OwnLists
from scheduler.membership.registration import Registration
from scheduler.membership.seats import UnitSeats
from scheduler.planning.planner import Planner
from scheduler.store.tables.planning import OccurrenceRow, OwnDutyRow
from scheduler.store.tables.roster import SeatRow, TrailRow

LAST_FRIDAY = Quota(1, Per.QUARTER, exact=True, due=DueDay(weekday=5, nth=-1))
FIFTH = Quota(1, Per.MONTH, exact=True, due=DueDay(day=5))
SAFETY = own_post("安全主任")
STATED = StatedDuty("报送信息", "每季度最后一个周五前报送信息", LAST_FRIDAY)


@pytest.fixture
async def place(make):
    """An organisation with a manager, one below it, and a holder in each."""
    manager = await make.person()
    above = await make.organisation("省局机关党委", manager=manager)
    below = await make.organisation("一处党支部", parent=above, body="branch")
    await make.assignment(manager, above, post="agency-committee-secretary")
    other = await make.person()
    await make.assignment(other, below, post="branch-secretary")
    return manager, above, below, other


async def items(database, organisation) -> list[tuple[str, date, str | None]]:
    """Of own duties: the ref, the last day, why it is owed no longer."""
    async with database.read() as session:
        rows = await session.execute(
            select(OccurrenceRow.ref, OccurrenceRow.due_on, OccurrenceRow.released_reason)
            .where(
                OccurrenceRow.organisation_id == organisation.id,
                OccurrenceRow.ref.startswith("_own:", autoescape=True),
            )
            .order_by(OccurrenceRow.due_on, OccurrenceRow.id)
        )
        return [tuple(row) for row in rows]


async def test_it_holds_below_as_long_as_it_is_asked(database, library, clock, place):
    manager, above, below, other = place
    own, planner = OwnDuties(database, library, clock), Planner(database, library, clock)
    drafted = await own.draft(manager.id, above.id, STATED)
    await own.say_where(manager.id, drafted.own.id, subtree=True)
    await planner.run()
    assert await items(database, below) == []

    await own.confirm(manager.id, drafted.own.id)
    await planner.run()
    ref = f"_own:{drafted.own.id}"
    assert {each for each, _, _ in await items(database, above)} == {
        f"{ref}.agency-committee-secretary"
    }
    assert {each for each, _, _ in await items(database, below)} == {f"{ref}.branch-secretary"}

    with pytest.raises(NotManager):
        await own.end(other.id, drafted.own.id)
    assert (await own.get(other.id, drafted.own.id)).manages is False
    await own.end(manager.id, drafted.own.id)
    assert {why for _, _, why in await items(database, below)} == {"own-ended"}
    await planner.run()
    assert {why for _, _, why in await items(database, below)} == {"own-ended"}


async def test_another_number_that_begins_alike_is_left_alone(database, library, clock, place):
    manager, above, *_ = place
    own, planner = OwnDuties(database, library, clock), Planner(database, library, clock)
    drafted = [await own.draft(manager.id, above.id, STATED) for _ in range(11)]
    assert drafted[-1].own.id != drafted[0].own.id
    last = drafted[-1].own.id
    with pytest.raises(UnknownDuty):
        await own.confirm(manager.id, drafted[0].own.id)
    await own.confirm(manager.id, last)
    await planner.run()
    before = await items(database, above)
    another = await own.draft(manager.id, above.id, STATED)
    await own.confirm(manager.id, another.own.id)
    await own.end(manager.id, another.own.id)
    assert await items(database, above) == before


async def test_a_changed_one_takes_over_with_the_next_period(database, library, clock, place):
    manager, above, *_ = place
    own, planner = OwnDuties(database, library, clock), Planner(database, library, clock)
    first = await own.draft(manager.id, above.id, STATED)
    await own.confirm(manager.id, first.own.id)
    await planner.run()
    clock.advance(timedelta(days=1))
    second = await own.draft(
        manager.id, above.id, StatedDuty("报送信息", "每月5日前", FIFTH), instead_of=first.own.id
    )
    assert second.takes_over_on is not None
    await own.confirm(manager.id, second.own.id)
    await planner.run()

    found = await items(database, above)
    running = [
        day for ref, day, why in found if why is None and ref.startswith(f"_own:{first.own.id}.")
    ]
    after = [day for ref, day, _ in found if ref.startswith(f"_own:{second.own.id}.")]
    assert len(running) == 1
    assert all(day >= second.takes_over_on for day in after)


async def test_a_list_is_compared_with_the_one_before(database, library, clock, place):
    manager, above, *_ = place
    lists, planner = OwnLists(database, library, clock), Planner(database, library, clock)

    def row(number: str, name: str, quota: Quota | None) -> ListedDuty:
        return ListedDuty(number, name, name, "", "", quota, "@lead")

    opened = await lists.open(
        manager.id,
        above.id,
        "清单",
        [row("1", "检查", FIFTH), row("2", "演练", LAST_FRIDAY), row("3", "看不懂", None)],
    )
    await lists.confirm(manager.id, opened.id)
    assert (await lists.confirm(manager.id, opened.id)).confirmed
    await planner.run()
    assert len({ref for ref, _, _ in await items(database, above)}) == 2

    clock.advance(timedelta(days=1))
    later = await lists.open(
        manager.id, above.id, "清单", [row("1", "检查", LAST_FRIDAY), row("4", "盘点", FIFTH)]
    )
    assert [each.change for each in later.rows] == [ListChange.CHANGED, ListChange.NEW]
    assert later.gone == ("演练",)
    await lists.confirm(manager.id, later.id)
    held = await OwnDuties(database, library, clock).all_of(manager.id, above.id)
    assert sorted(each.name for each in held.own) == ["检查", "盘点"]
    with pytest.raises(UnknownDuty):
        await lists.skip(manager.id, later.id, 0, skipped=True)


async def test_a_list_that_is_confirmed_by_several_at_once_is_taken_once(
    database, library, clock, place
):
    manager, above, *_ = place
    lists = OwnLists(database, library, clock)
    rows = [
        ListedDuty(1, "党费", "每月5日前收缴党费", "", "每月5日前", FIFTH, "@lead", matched=True)
    ]
    one = await lists.open(manager.id, above.id, "清单", rows)
    await asyncio.gather(*(lists.confirm(manager.id, one.id) for _ in range(4)))
    async with database.read() as session:
        assert len((await session.scalars(select(OwnDutyRow.id))).all()) == 1
        acts = (await session.scalars(select(TrailRow.act))).all()
    assert acts.count("own-list-confirmed") == 1


async def test_lists_that_are_confirmed_at_once_make_a_post_and_its_duties_once(
    database, library, clock, place
):
    manager, above, *_ = place
    lists = OwnLists(database, library, clock)
    rows = [
        ListedDuty(
            "1", "巡查", "每月5日前巡查", "安全主任", "每月5日前", FIFTH, SAFETY.id, matched=True
        )
    ]
    same = [await lists.open(person.id, above.id, "清单", rows) for person in (manager, manager)]
    other = await lists.open(manager.id, above.id, "另一份", rows)
    assert same[0].id != same[1].id
    assert other.new_posts == (SAFETY,)
    await asyncio.gather(
        *(lists.confirm(manager.id, each.id) for each in (same[1], other)), return_exceptions=True
    )
    registration = Registration(database, library, clock)
    posts = await registration.posts_of(above.id, manager.id)
    assert posts.count(SAFETY) == 1
    async with database.read() as session:
        seats = await session.scalars(select(SeatRow.post).where(SeatRow.post == SAFETY.id))
        assert len(seats.all()) == 1


async def test_a_post_of_a_list_is_held_left_and_taken_off(database, library, clock, place):
    manager, above, *_ = place
    lists = OwnLists(database, library, clock)
    rows = [ListedDuty("1", "巡查", "巡查", "", "每月5日前", FIFTH, SAFETY.id, matched=True)]
    opened = await lists.open(manager.id, above.id, "清单", rows)
    registration = Registration(database, library, clock)
    with pytest.raises(PostNotOfBody):
        await registration.take_post(manager.id, above.id, SAFETY.id)
    await lists.confirm(manager.id, opened.id)
    held = await registration.take_post(manager.id, above.id, SAFETY.id)
    await Planner(database, library, clock).run()
    (planned,) = [each for each in await items(database, above) if each[1] == date(2026, 12, 4)]
    assert planned[0].endswith(SAFETY.id)

    await registration.leave(manager.id, held.id)
    seats = UnitSeats(database, library, clock)
    (seat,) = [
        each for each in (await seats.of(manager.id, above.id)).seats if each.seat.post == SAFETY.id
    ]
    await seats.take_off(manager.id, seat.seat.id, seat.today)
    clock.advance(timedelta(days=1))
    assert SAFETY not in await registration.posts_of(above.id, manager.id)
    with pytest.raises(PostNotOfBody):
        await registration.take_post(manager.id, above.id, SAFETY.id)
    again = await lists.open(manager.id, above.id, "又一份", rows)
    assert again.new_posts == (SAFETY,)
    await lists.confirm(manager.id, again.id)
    assert SAFETY in await registration.posts_of(above.id, manager.id)


async def test_a_duty_that_is_confirmed_by_several_at_once_is_confirmed_once(
    database, library, clock, place
):
    manager, above, *_ = place
    own = OwnDuties(database, library, clock)
    drafted = await own.draft(manager.id, above.id, STATED)
    await asyncio.gather(*(own.confirm(manager.id, drafted.own.id) for _ in range(4)))
    async with database.read() as session:
        acts = (await session.scalars(select(TrailRow.act))).all()
    assert acts.count("own-duty-confirmed") == 1
