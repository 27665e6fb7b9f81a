"""Handover, stand-ins, clerks and managers on both databases."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from clauses.cadence import Per
from clauses.model import PostId
from scheduler.errors import (
    AlreadyHandedOver,
    AlreadyHeld,
    DayOutOfReach,
    HandedOnLater,
    LastManager,
    NoSuccessor,
    NotAssigned,
    NotManager,
    PostNotOfBody,
    UnknownAssignment,
    UnknownOrganisation,
)
from scheduler.handover.calling_off import CallingOff
from scheduler.handover.entering import Entering
from scheduler.handover.handing_over import HandingOver
from scheduler.handover.standing_in import StandIns
from scheduler.handover.unit_people import PeopleHere
from scheduler.ledger.completion import Completions
from scheduler.ledger.reliefs import Reliefs
from scheduler.membership.queries.seats import SetSeats
from scheduler.membership.registration import Registration
from scheduler.periods import period_containing
from scheduler.planning.planner import Planner
from scheduler.roster.model import AssignmentId
from scheduler.roster.queries.organisations import Organisations
from scheduler.rosters.model import RosterLine
from scheduler.rosters.taking import Rosters
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.roster import AssignmentRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

SECRETARY = PostId("agency-committee-secretary")
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


@pytest.fixture
def handing_over(database: Database, library: Library, clock: ManualClock) -> HandingOver:
    return HandingOver(database, library, clock)


@pytest.fixture
def calling_off(database: Database, clock: ManualClock) -> CallingOff:
    return CallingOff(database, clock)


@pytest.fixture
def people(database: Database, library: Library, clock: ManualClock) -> PeopleHere:
    return PeopleHere(database, library, clock)


@pytest.fixture
def stand_ins(database: Database, library: Library, clock: ManualClock) -> StandIns:
    return StandIns(database, library, clock)


@pytest.fixture
async def unit(make: Factory):
    """A committee with a manager, a holder and a colleague."""
    boss, holder, colleague = [await make.person(name) for name in ("周敏", "张伟", "陈晨")]
    place = await make.organisation(manager=boss)
    held = await make.assignment(holder, place)
    await make.assignment(colleague, place, post="agency-committee-deputy")
    return place, boss, holder, colleague, held


async def notices(database) -> dict[str, str]:
    async with database.read() as session:
        rows = await session.execute(select(NoticeRow.key, NoticeRow.kind))
        return {key: kind for key, kind in rows if kind.startswith("handover")}


async def test_the_holder_or_a_manager_hands_over_and_nobody_else(handing_over, unit, make):
    _, boss, holder, colleague, held = unit
    stranger = await make.person("生人")
    for each in (stranger, colleague):
        with pytest.raises(UnknownAssignment):
            await handing_over.hand_over(each.id, held.id, DECEMBER, to=colleague.id)
    for each in (holder, boss):
        assert (await handing_over.get(each.id, held.id)).holder.id == holder.id


async def test_twice_the_same_is_settled_and_told_once(handing_over, unit, database):
    _, boss, holder, colleague, held = unit
    for by in (holder, boss, holder):
        done = await handing_over.hand_over(by.id, held.id, DECEMBER, to=colleague.id)
        assert done.successor is not None
    assert sorted((await notices(database)).values()) == ["handover-from", "handover-to"]
    with pytest.raises(AlreadyHandedOver):
        await handing_over.hand_over(holder.id, held.id, JANUARY, to=colleague.id)
    with pytest.raises(AlreadyHandedOver):
        await handing_over.hand_over(holder.id, held.id, DECEMBER, to=boss.id)


async def test_two_at_once_settle_one_handover(handing_over, unit, database):
    _, boss, holder, colleague, held = unit
    await asyncio.gather(
        handing_over.hand_over(holder.id, held.id, DECEMBER, to=colleague.id),
        handing_over.hand_over(boss.id, held.id, DECEMBER, to=colleague.id),
        return_exceptions=True,
    )
    async with database.read() as session:
        taken = await session.scalar(
            select(func.count()).where(
                AssignmentRow.person_id == colleague.id, AssignmentRow.post == SECRETARY
            )
        )
    assert taken == 1
    assert len(await notices(database)) == 2


async def test_a_handover_is_called_off_by_who_settled_it_or_a_manager(
    handing_over, calling_off, unit, make
):
    _, boss, holder, colleague, held = unit
    stranger = await make.person("生人")
    await handing_over.hand_over(boss.id, held.id, DECEMBER, to=colleague.id)
    for each in (stranger, colleague, holder):
        with pytest.raises(UnknownAssignment):
            await calling_off.call_off(each.id, held.id)
    for _ in range(2):
        done = await calling_off.call_off(boss.id, held.id)
        assert (done.kept.end_on, done.holder.id) == (None, holder.id)
    await handing_over.hand_over(holder.id, held.id, JANUARY, to=colleague.id)
    assert (await calling_off.call_off(holder.id, held.id)).kept.end_on is None


async def test_who_was_to_take_over_and_does_not_is_nowhere_a_holder(
    handing_over, calling_off, unit, database
):
    place, boss, _, colleague, held = unit
    await handing_over.hand_over(boss.id, held.id, DECEMBER, to=colleague.id)
    await calling_off.call_off(boss.id, held.id)
    december = period_containing(Per.MONTH, DECEMBER)
    async with database.read() as session:
        holdings = await SetSeats(session, place.id).holdings(DECEMBER - timedelta(days=1))
        roster = Organisations(session)
        assert not await roster.held(colleague.id, place.id, SECRETARY, december)
    assert [each.name for each in holdings if each.post == SECRETARY] == ["张伟"]


async def test_a_handover_that_has_begun_is_not_called_off(handing_over, calling_off, unit, clock):
    _, boss, _, colleague, held = unit
    await handing_over.hand_over(boss.id, held.id, DECEMBER, to=colleague.id)
    clock.advance(timedelta(days=10))
    with pytest.raises(UnknownAssignment):
        await calling_off.call_off(boss.id, held.id)


async def test_two_who_call_it_off_at_once_end_it_once(
    handing_over, calling_off, unit, database, clock
):
    _, boss, holder, colleague, held = unit
    await handing_over.hand_over(holder.id, held.id, DECEMBER, to=colleague.id)
    async with database.write() as session:
        await session.execute(update(NoticeRow).values(state="sent"))
    await asyncio.gather(
        calling_off.call_off(holder.id, held.id), calling_off.call_off(boss.id, held.id)
    )
    assert sorted((await notices(database)).values()) == [
        "handover-from",
        "handover-off",
        "handover-off",
        "handover-to",
    ]


async def test_what_a_later_handover_rests_on_is_not_called_off_before_it(
    handing_over, calling_off, unit
):
    _, boss, holder, colleague, held = unit
    await handing_over.hand_over(boss.id, held.id, DECEMBER, to=colleague.id)
    taken = await handing_over.get(boss.id, AssignmentId(await latest(handing_over)))
    await handing_over.hand_over(boss.id, taken.assignment.id, JANUARY, to=holder.id)
    with pytest.raises(HandedOnLater):
        await calling_off.call_off(boss.id, held.id)
    await calling_off.call_off(boss.id, taken.assignment.id)
    assert (await calling_off.call_off(boss.id, held.id)).kept.end_on is None


async def test_an_end_that_a_roster_set_is_taken_back_by_a_manager_alone(
    handing_over, calling_off, unit, library, database, clock
):
    place, boss, holder, colleague, held = unit
    line = RosterLine(2, (), "", "机关党委书记", "张伟", holder.address, None, date(2026, 12, 31))
    await Rosters(database, library, clock).take(boss.id, place.id, [line])
    assert (await handing_over.get(boss.id, held.id)).assignment.end_on == JANUARY
    with pytest.raises(UnknownAssignment):
        await calling_off.call_off(holder.id, held.id)
    assert (await calling_off.call_off(boss.id, held.id)).kept.end_on is None
    assert not await notices(database)
    await handing_over.hand_over(holder.id, held.id, DECEMBER, to=colleague.id)


async def latest(handing_over) -> int:
    async with handing_over._database.read() as session:
        return await session.scalar(select(func.max(AssignmentRow.id)))


async def test_somebody_from_elsewhere_cannot_take_over(handing_over, unit, make):
    _, boss, holder, _, held = unit
    other = await make.organisation("省水利厅机关纪委")
    stranger = await make.person("生人")
    await make.assignment(stranger, other)
    for by in (holder, boss):
        with pytest.raises(NoSuccessor):
            await handing_over.hand_over(by.id, held.id, DECEMBER, to=stranger.id)


async def test_a_past_day_and_a_far_one_are_refused(handing_over, unit, make):
    place, boss, holder, colleague, held = unit
    today = await make.assignment(boss, place, start_on=date(2026, 11, 23))
    with pytest.raises(DayOutOfReach):
        await handing_over.hand_over(boss.id, today.id, date(2026, 11, 1), to=colleague.id)
    for day in (date(2026, 11, 1), date(2030, 1, 1)):
        with pytest.raises(DayOutOfReach):
            await handing_over.hand_over(holder.id, held.id, day, to=colleague.id)


async def test_a_stand_in_holds_the_post_on_those_days_alone(stand_ins, unit, database):
    place, boss, _, colleague, _ = unit
    first, last = date(2026, 12, 1), date(2026, 12, 10)
    for _ in range(2):
        taken = await stand_ins.add(boss.id, place.id, SECRETARY, colleague.id, first, last)
    assert (taken.start_on, taken.end_on, taken.acting) == (first, date(2026, 12, 11), True)
    with pytest.raises(NoSuccessor):
        await stand_ins.add(boss.id, place.id, SECRETARY, colleague.id, first, first)
    with pytest.raises(NotManager):
        await stand_ins.add(colleague.id, place.id, SECRETARY, colleague.id, first, last)
    with pytest.raises(UnknownAssignment):
        await stand_ins.end(colleague.id, taken.id)
    ended = await stand_ins.end(boss.id, taken.id)
    assert ended.end_on == first
    assert await stand_ins.end(boss.id, taken.id) == ended


async def test_nobody_stands_in_where_each_owes_alone(stand_ins, make):
    boss, other = await make.person("周敏"), await make.person("陈晨")
    branch = await make.organisation("第一党支部", body="branch", manager=boss)
    await make.assignment(other, branch, post="branch-secretary")
    with pytest.raises(PostNotOfBody):
        await stand_ins.add(
            boss.id, branch.id, PostId("party-member"), other.id, DECEMBER, date(2026, 12, 2)
        )


async def test_of_two_managers_who_leave_at_once_one_stays(people, unit, database):
    place, boss, _, colleague, _ = unit
    await people.set_manager(boss.id, place.id, colleague.id, on=True)
    results = await asyncio.gather(
        people.set_manager(boss.id, place.id, boss.id, on=False),
        people.set_manager(colleague.id, place.id, colleague.id, on=False),
        return_exceptions=True,
    )
    assert sum(isinstance(each, LastManager) for each in results) == 1


async def test_the_last_manager_leaves_where_somebody_manages_from_above(people, make):
    above, own = await make.person("周敏"), await make.person("陈晨")
    top = await make.organisation(manager=above)
    branch = await make.organisation("第一党支部", body="branch", parent=top, manager=own)
    assert await people.set_manager(own.id, branch.id, own.id, on=False) is None
    with pytest.raises(NotManager):
        await people.of(own.id, branch.id)


async def test_a_clerk_enters_for_the_holder_and_nobody_else_does(
    people, unit, make, database, clock
):
    place, boss, holder, colleague, _ = unit
    item = await make.occurrence(place)
    completions, entering = Completions(database, clock), Entering(database, clock)
    day = date(2026, 11, 23)
    with pytest.raises(NotAssigned):
        await completions.complete(item, by=colleague.id, held_on=day)
    await people.set_clerk(boss.id, place.id, colleague.id, on=True)
    _, items = await entering.open_items(colleague.id, place.id)
    assert [(each.occurrence.id, each.holder) for each in items] == [(item, "张伟")]
    with pytest.raises(UnknownOrganisation):
        await entering.open_items(boss.id, place.id)
    done = await completions.complete(item, by=colleague.id, held_on=day)
    assert (done.entry.person_name, done.entry.for_name) == ("陈晨", "张伟")
    async with database.read() as session:
        row = await session.get_one(LedgerRow, done.entry.id)
    assert (row.person_id, row.for_person_id) == (colleague.id, holder.id)
    await people.set_clerk(boss.id, place.id, colleague.id, on=False)
    with pytest.raises(NotAssigned):
        await completions.complete(item, by=colleague.id, held_on=date(2026, 11, 22))


async def test_who_will_hold_a_post_cannot_register_for_it_a_second_time(
    handing_over, unit, library, database, clock
):
    place, _, holder, colleague, held = unit
    await handing_over.hand_over(holder.id, held.id, JANUARY, to=colleague.id)
    registration = Registration(database, library, clock)
    with pytest.raises(AlreadyHeld):
        await registration.take_post(colleague.id, place.id, SECRETARY)


async def test_who_stands_in_for_a_post_can_come_to_hold_it(
    stand_ins, unit, make, library, database, clock
):
    place, boss, _, colleague, _ = unit
    day = date(2026, 11, 23)
    await stand_ins.add(boss.id, place.id, SECRETARY, colleague.id, day, DECEMBER)
    registration = Registration(database, library, clock)
    request = await registration.take_post(colleague.id, place.id, SECRETARY)
    decided = await registration.decide(request, boss.id, approve=True)
    assert decided.assignment is not None
    assert not decided.assignment.acting


async def test_a_stand_in_takes_the_post_over_and_is_reminded_once(
    handing_over, stand_ins, unit, make, library, database, clock
):
    place, boss, _, colleague, held = unit
    day = date(2026, 11, 23)
    acting = await stand_ins.add(boss.id, place.id, SECRETARY, colleague.id, day, JANUARY)
    await handing_over.hand_over(boss.id, held.id, day, to=colleague.id)
    await Planner(database, library, clock).run()
    item = await make.occurrence(place)
    reliefs = Reliefs(database, clock)
    await reliefs.grant(item, by=boss.id, reason="处室搬迁", until=date(2027, 2, 1))

    async def due() -> set[str]:
        async with database.read() as session:
            rows = await session.scalars(
                select(NoticeRow.key).where(
                    NoticeRow.state == "due",
                    NoticeRow.person_id == colleague.id,
                    NoticeRow.occurrence_id.is_not(None),
                )
            )
            return set(rows)

    before = await due()
    assert before
    await stand_ins.end(boss.id, acting.id)
    await Planner(database, library, clock).run()
    assert before <= await due()


async def test_two_who_hand_their_posts_to_each_other_at_once_both_do(
    handing_over, unit, make, database
):
    place, _, holder, colleague, held = unit
    other = await make.assignment(colleague, place, post="agency-committee-discipline-secretary")
    results = await asyncio.gather(
        handing_over.hand_over(holder.id, held.id, JANUARY, to=colleague.id),
        handing_over.hand_over(colleague.id, other.id, JANUARY, to=holder.id),
    )
    assert [each.successor.id for each in results] == [colleague.id, holder.id]
