"""Invites on both databases: who may make one, who may follow it, how often it may be guessed."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from clauses.model import PostId
from scheduler.errors import (
    InviteOver,
    InviteWrong,
    NotManager,
    PostNotOfBody,
    TooManyGuesses,
    UnknownInvite,
)
from scheduler.inviting.following import GUESSES_IN_ALL, Following
from scheduler.inviting.invites import InviteWish, Inviting
from scheduler.membership.registration import Registration
from scheduler.roster.model import Assignment
from scheduler.store.tables.joining import InviteGuessRow, InviteRow

if TYPE_CHECKING:
    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

DEPUTY = PostId("agency-committee-deputy")


@pytest.fixture
def inviting(database: Database, library: Library, clock: ManualClock) -> Inviting:
    return Inviting(database, library, clock)


@pytest.fixture
def following(database: Database, library: Library, clock: ManualClock) -> Following:
    return Following(database, library, clock)


@pytest.fixture
def registration(database: Database, library: Library, clock: ManualClock) -> Registration:
    return Registration(database, library, clock)


async def test_neither_link_nor_code_is_stored(inviting, make, database):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    made = await inviting.make(boss.id, place.id, InviteWish(DEPUTY, single=True))
    async with database.read() as session:
        row = await session.get_one(InviteRow, made.invite.id)
    kept = " ".join(str(value) for value in vars(row).values())
    assert made.link not in kept
    assert made.code not in kept


async def test_an_invite_for_many_is_never_approved(inviting, make):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    made = await inviting.make(boss.id, place.id, InviteWish(DEPUTY, single=False, approved=True))
    assert not made.invite.approved


async def test_an_invite_stands_for_fourteen_days_at_most(inviting, make, clock):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    wish = InviteWish(DEPUTY, single=True, life=timedelta(days=400))
    made = await inviting.make(boss.id, place.id, wish)
    assert made.invite.expires_at == clock.now() + timedelta(days=14)


async def test_only_managers_make_see_and_revoke_them(inviting, make):
    boss, other = await make.person("周敏"), await make.person("王芳")
    place = await make.organisation(manager=boss)
    made = await inviting.make(boss.id, place.id, InviteWish(DEPUTY, single=True))
    with pytest.raises(NotManager):
        await inviting.make(other.id, place.id, InviteWish(DEPUTY, single=True))
    with pytest.raises(NotManager):
        await inviting.of(other.id, place.id)
    for act in (inviting.get, inviting.revoke):
        with pytest.raises(UnknownInvite):
            await act(other.id, made.invite.id)


async def test_an_invite_is_for_a_post_of_the_organisation(inviting, make):
    boss = await make.person("周敏")
    place = await make.organisation(manager=boss)
    with pytest.raises(PostNotOfBody):
        await inviting.make(boss.id, place.id, InviteWish(PostId("branch-secretary"), single=True))


async def test_of_two_who_follow_it_at_once_one_holds_the_post(inviting, following, make):
    boss, sun, wang = [await make.person(name) for name in ("周敏", "孙丽", "王芳")]
    place = await make.organisation(manager=boss)
    made = await inviting.make(boss.id, place.id, InviteWish(DEPUTY, single=True, approved=True))
    results = await asyncio.gather(
        following.take(made.link, sun.id, DEPUTY),
        following.take(made.code, wang.id, DEPUTY),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Assignment) for each in results) == 1
    assert sum(isinstance(each, InviteOver) for each in results) == 1


async def test_who_has_used_it_may_use_it_again_without_harm(inviting, following, make):
    boss, sun = await make.person("周敏"), await make.person("孙丽")
    place = await make.organisation(manager=boss)
    wish = InviteWish(DEPUTY, single=True, approved=True, starts_on=date(2027, 3, 1))
    made = await inviting.make(boss.id, place.id, wish)
    first = await following.take(made.link, sun.id, DEPUTY)
    again = await following.take(made.link, sun.id, DEPUTY)
    assert first == again
    assert first.start_on == date(2027, 3, 1)


async def test_a_post_is_not_taken_by_an_invite_to_another(inviting, following, make):
    boss, sun = await make.person("周敏"), await make.person("孙丽")
    place = await make.organisation(manager=boss)
    made = await inviting.make(boss.id, place.id, InviteWish(DEPUTY, single=True, approved=True))
    with pytest.raises(PostNotOfBody):
        await following.take(made.link, sun.id, PostId("agency-committee-secretary"))


async def test_guesses_are_bounded_for_each_and_for_all_together(
    inviting, following, make, database, clock
):
    boss, sun = await make.person("周敏"), await make.person("孙丽")
    place = await make.organisation(manager=boss)
    made = await inviting.make(boss.id, place.id, InviteWish(DEPUTY, single=True, approved=True))
    others = [await make.person(f"甲{number}") for number in range(GUESSES_IN_ALL // 4)]
    for each in others:
        for _ in range(4):
            with pytest.raises(InviteWrong):
                await following.look("2222AAAA", each.id)
    with pytest.raises(TooManyGuesses):
        await following.look(made.code, sun.id)
    assert (await following.look(made.link, sun.id)).invite.id == made.invite.id
    clock.advance(timedelta(hours=1, seconds=1))
    assert (await following.look(made.code, sun.id)).invite.id == made.invite.id
    async with database.read() as session:
        assert (await session.scalars(select(InviteGuessRow))).all() == []


async def test_who_holds_the_post_no_more_does_not_get_it_back_by_the_same_invite(
    inviting, following, registration, make
):
    boss, guest = await make.person("周敏"), await make.person("孙丽")
    place = await make.organisation(manager=boss)
    made = await inviting.make(boss.id, place.id, InviteWish(DEPUTY, single=True, approved=True))
    taken = await following.take(made.link, guest.id, DEPUTY)
    assert isinstance(taken, Assignment)
    assert await following.take(made.link, guest.id, DEPUTY) == taken
    await registration.leave(guest.id, taken.id)
    with pytest.raises(InviteOver):
        await following.look(made.link, guest.id)
    with pytest.raises(InviteOver):
        await following.take(made.link, guest.id, DEPUTY)
