"""A roster taken over on both databases; what it says, and what it says a second time."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.conversation.addresses import telegram
from clauses.model import BodyId, PostId
from clauses.naming import LevelId
from scheduler.errors import AlreadyHeld, NotManager
from scheduler.membership.registration import Registration
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.rosters.model import Fault, LineEffect, RosterLine, StandingRoster
from scheduler.rosters.plan import plan_roster
from scheduler.rosters.taking import Rosters
from scheduler.store.tables.joining import InviteRow
from scheduler.store.tables.roster import AssignmentRow

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
