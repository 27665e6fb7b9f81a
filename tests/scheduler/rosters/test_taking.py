"""A roster taken over on both databases; what it says, and what it says a second time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.conversation.addresses import telegram
from clauses.cadence import DueDay, Per, Quota
from clauses.model import BodyId, PostId
from clauses.naming import LevelId
from clauses.own_posts import own_post
from scheduler.address import MAIL, Address
from scheduler.errors import AlreadyHeld, NotManager
from scheduler.membership.own.listed import ListedDuty
from scheduler.membership.own.lists import OwnLists
from scheduler.membership.registration import Registration
from scheduler.membership.unreached import Unreached
from scheduler.planning.notices import NoticeKind, UndeliverableReason
from scheduler.roster.model import Mailbox, Organisation, OrganisationId
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.rosters.model import Fault, LineEffect, RosterLine, StandingRoster
from scheduler.rosters.plan import plan_roster
from scheduler.rosters.taking import Rosters
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.endpoints import EndpointRow
from scheduler.store.tables.joining import InviteRow
from scheduler.store.tables.roster import AssignmentRow, PersonRow

if TYPE_CHECKING:
    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 23)


def line(number: int, **said: object) -> RosterLine:
    about = {
        "cells": (),
        "organisation": "",
        "post": "机关党委书记",
        "name": "张伟",
        "address": None,
        "first_on": None,
        "last_on": None,
        **said,
    }
    return RosterLine(number, **about)


@pytest.fixture
def rosters(database: Database, library: Library, clock: ManualClock) -> Rosters:
    return Rosters(database, library, clock)


async def count(database, table) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_second_time_changes_nothing_even_at_once(rosters, make, database):
    boss, sun = await make.person("周敏"), await make.person("孙丽", telegram_id=77)
    place = await make.organisation(manager=boss)
    lines = [line(2, address=telegram(77)), line(3, name="陈晨"), line(4, name="陈晨")]
    results = await asyncio.gather(
        rosters.take(boss.id, place.id, lines), rosters.take(boss.id, place.id, lines)
    )
    assert sorted(each.plan.changes for each in results) == [0, 2]
    assert await count(database, AssignmentRow) == 1
    assert await count(database, InviteRow) == 1
    again = await rosters.compare(boss.id, place.id, lines)
    assert [each.effect for each in again.lines] == [
        LineEffect.SAME,
        LineEffect.SAME,
        LineEffect.FAULTY,
    ]
    assert again.lines[2].faults == (Fault.TWICE,)
    assert sun


async def test_a_post_that_a_list_has_made_is_one_of_its_organisation_alone(
    rosters, make, database, library, clock
):
    boss = await make.person("周敏")
    place = await make.organisation("省民政厅机关党委", manager=boss)
    await make.organisation("省水利厅机关党委", parent=place, manager=boss)
    lines = [
        line(2, post="安全主任", name="孙丽"),
        line(3, post="安全主任", name="孙丽", organisation="省水利厅机关党委"),
    ]
    before = await rosters.compare(boss.id, place.id, lines)
    assert [each.faults for each in before.lines] == [(Fault.NO_POST,), (Fault.NO_POST,)]
    lists, fifth = OwnLists(database, library, clock), Quota(1, Per.MONTH, due=DueDay(day=5))
    row = ListedDuty("1", "巡查", "巡查", "安全主任", "", fifth, own_post("安全主任").id)
    listed = await lists.open(boss.id, place.id, "清单", [row])
    await lists.confirm(boss.id, listed.id)
    taken = await rosters.take(boss.id, place.id, lines)
    assert [each.effect for each in taken.plan.lines] == [LineEffect.NEW, LineEffect.FAULTY]
    assert taken.invites[0].invite.post == own_post("安全主任").id


async def test_invites_made_anew_by_two_at_once_stand_once(rosters, make, database):
    boss, other = await make.person("周敏"), await make.person("孙丽")
    place = await make.organisation(manager=boss)
    lines = [line(2, name="陈晨", first_on=date(2026, 12, 1)), line(3, name="赵一")]
    (before, _) = (await rosters.take(boss.id, place.id, lines)).invites
    with pytest.raises(NotManager):
        await rosters.invite_anew(other.id, place.id)
    made = await asyncio.gather(
        rosters.invite_anew(boss.id, place.id), rosters.invite_anew(boss.id, place.id)
    )
    assert [len(each) for each in made] == [2, 2]
    assert await rosters.waiting(boss.id, place.id) == 2
    for each, *_ in made:
        about = each.invite.person_name, each.invite.starts_on, each.invite.approved
        assert about == ("陈晨", date(2026, 12, 1), True)
        assert each.link != before.link
    again = await rosters.compare(boss.id, place.id, lines)
    assert {each.effect for each in again.lines} == {LineEffect.SAME}


async def test_a_last_day_at_the_end_of_all_days_ends_nothing(rosters, make, database):
    boss = await make.person("周敏")
    await make.person("孙丽", telegram_id=77)
    place = await make.organisation(manager=boss)
    lines = [line(2, address=telegram(77), last_on=date.max)]
    assert (await rosters.take(boss.id, place.id, lines)).plan.changes == 1
    async with database.read() as session:
        assert (await session.scalars(select(AssignmentRow.end_on))).all() == [None]
    assert (await rosters.compare(boss.id, place.id, lines)).changes == 0


async def test_who_registers_while_a_roster_is_taken_over_holds_the_post_once(
    rosters, make, library, database, clock
):
    boss, other = await make.person("周敏"), await make.person("王芳")
    above = await make.organisation(manager=boss)
    place = await make.organisation("一支部", body="branch", parent=above, manager=other)
    people = [await make.person("孙丽", telegram_id=70 + number) for number in range(6)]
    for each in people:
        await make.manager(place, each)
    registration = Registration(database, library, clock)
    lines = [
        line(number, post="党支部书记", organisation="一支部", address=each.address)
        for number, each in enumerate(people)
    ]
    results = await asyncio.gather(
        rosters.take(boss.id, above.id, lines),
        *(
            registration.take_post(each.id, place.id, PostId("branch-secretary"))
            for each in people[-1:]
        ),
        return_exceptions=True,
    )
    wrong = [each for each in results if isinstance(each, Exception)]
    assert all(isinstance(each, AlreadyHeld) for each in wrong)
    assert await count(database, AssignmentRow) == len(people)


async def test_only_its_managers_compare_take_and_get_it(rosters, make):
    boss, other = await make.person("周敏"), await make.person("王芳")
    place = await make.organisation(manager=boss)
    for act in (rosters.compare, rosters.take):
        with pytest.raises(NotManager):
            await act(other.id, place.id, [line(2)])
    with pytest.raises(NotManager):
        await rosters.everybody(other.id, place.id)


async def test_an_organisation_elsewhere_is_none(rosters, make):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    await make.organisation("省水利厅机关纪委")
    plan = await rosters.compare(boss.id, place.id, [line(2, organisation="省水利厅机关纪委")])
    assert plan.lines[0].faults == (Fault.NO_ORGANISATION,)


async def test_a_last_day_ends_what_is_named_and_nothing_else(rosters, make, database):
    boss, sun = await make.person("周敏"), await make.person("孙丽", telegram_id=77)
    place = await make.organisation(manager=boss)
    named = await make.assignment(sun, place)
    other = await make.assignment(boss, place, post="agency-committee-deputy")
    lines = [line(2, address=telegram(77), last_on=date(2026, 12, 31))]
    await rosters.take(boss.id, place.id, lines)
    async with database.read() as session:
        ended = await session.get_one(AssignmentRow, named.id)
        kept = await session.get_one(AssignmentRow, other.id)
    assert (ended.end_on, kept.end_on) == (date(2027, 1, 1), None)


_NAMES = st.sampled_from(["张伟", "陈晨", " ", "孙丽"])
_LINES = st.builds(
    line,
    st.integers(2, 99),
    organisation=st.sampled_from(["", "甲党委", "乙党委", "没有的"]),
    post=st.sampled_from(["机关党委书记", "机关党委专职副书记", "安全员"]),
    name=_NAMES,
    address=st.sampled_from([None, telegram(1), telegram(2)]),
    first_on=st.sampled_from([None, TODAY, date(2027, 1, 1)]),
    last_on=st.sampled_from([None, date(2026, 1, 1), date(2027, 6, 30)]),
)


@given(st.lists(_LINES, max_size=8))
def test_every_line_has_one_effect_and_the_numbers_add_up(library, lines):
    from zoneinfo import ZoneInfo

    place = Organisation(
        OrganisationId(1),
        "甲党委",
        BodyId("agency-committee"),
        LevelId("province"),
        ZoneInfo("Asia/Shanghai"),
    )
    standing = StandingRoster(place, (place,), (), frozenset(), {telegram(1): 5}, TODAY)
    plan = plan_roster(lines, standing, library)
    assert sum(plan.counts.values()) == len(lines)
    assert all(bool(each.faults) == (each.effect is LineEffect.FAULTY) for each in plan.lines)
    taken = [
        (each.organisation.id, each.post, each.person_id or each.line.name.strip())
        for each in plan.lines
        if each.effect is LineEffect.NEW
    ]
    assert len(taken) == len(set(taken))


def mailbox(number: int) -> Mailbox:
    return Mailbox(Address(MAIL, f"mark{number}"), f"locked{number}")


async def by_mail(database) -> list[tuple[str, Address, bool]]:
    async with database.read() as session:
        rows = await session.execute(
            select(PersonRow.name, PersonRow.address, PersonRow.unreachable_since)
            .join(EndpointRow, EndpointRow.person_id == PersonRow.id)
            .where(EndpointRow.address == PersonRow.address)
            .order_by(PersonRow.id)
        )
    return [(name, address, since is None) for name, address, since in rows]


async def test_who_has_a_mailbox_is_brought_once_even_at_once_and_told(rosters, make, database):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    lines = [
        line(2, name="陈晨", mailbox=mailbox(1)),
        line(3, name="李强", mailbox=mailbox(2), address=telegram(990)),
    ]
    results = await asyncio.gather(
        rosters.take(boss.id, place.id, lines), rosters.take(boss.id, place.id, lines)
    )
    assert sorted(each.plan.changes for each in results) == [0, 2]
    assert [each.invites for each in results] == [(), ()]
    assert await by_mail(database) == [
        ("陈晨", mailbox(1).address, True),
        ("李强", mailbox(2).address, True),
    ]
    async with database.read() as session:
        kinds = (await session.scalars(select(NoticeRow.kind))).all()
    assert kinds == [NoticeKind.HANDOVER_TO.value] * 2


async def test_another_mailbox_moves_whoever_holds_the_post_by_mail(rosters, make, database):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    await rosters.take(boss.id, place.id, [line(2, name="陈晨", mailbox=mailbox(1))])
    moved = [line(2, name="陈晨", mailbox=mailbox(2), last_on=date(2027, 1, 1))]
    assert (await rosters.take(boss.id, place.id, moved)).plan.changes == 1
    assert await by_mail(database) == [("陈晨", mailbox(2).address, True)]
    assert (await rosters.compare(boss.id, place.id, moved)).changes == 0
    async with database.read() as session:
        assert (await session.scalars(select(AssignmentRow.end_on))).all() == [date(2027, 1, 2)]
        acts = [each.act for each in await Trail(session).entries()]
    assert acts.count(Act.POST_LEFT) == 1


async def test_two_do_not_move_to_one_mailbox(rosters, make, database):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    first = [line(2, name="陈晨", mailbox=mailbox(1))]
    second = [line(2, name="陈晨", mailbox=mailbox(2), post="机关党委专职副书记")]
    await rosters.take(boss.id, place.id, first + second)
    both = [replace(each, mailbox=mailbox(3)) for each in (*first, *second)]
    plan = (await rosters.take(boss.id, place.id, both)).plan
    assert [each.faults for each in plan.lines] == [(), (Fault.TWICE,)]
    assert [address for _, address, _ in await by_mail(database)] == [
        mailbox(3).address,
        mailbox(2).address,
    ]


async def test_a_mailbox_that_took_nothing_is_tried_again_when_it_is_given_again(
    rosters, make, database, clock
):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    lines = [line(2, name="陈晨", mailbox=mailbox(1))]
    await rosters.take(boss.id, place.id, lines)
    async with database.write() as session:
        person = await Persons(session).find(mailbox(1).address)
        await Unreached(session, clock.now()).after(UndeliverableReason.REJECTED, person)
        await Unreached(session, clock.now()).after(UndeliverableReason.REJECTED, person)
    assert await by_mail(database) == [("陈晨", mailbox(1).address, False)]
    assert await told_of_losses(database) == 1
    assert (await rosters.take(boss.id, place.id, lines)).plan.changes == 1
    assert await by_mail(database) == [("陈晨", mailbox(1).address, True)]
    assert (await rosters.compare(boss.id, place.id, lines)).changes == 0


async def told_of_losses(database) -> int:
    async with database.read() as session:
        lost = select(func.count()).where(NoticeRow.kind == NoticeKind.PERSON_LOST.value)
        return await session.scalar(lost) or 0
