from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from scheduler.board.visits import LINK_LIFE, SESSION_LIFE, Visits
from scheduler.errors import NotManager, UnknownVisit
from scheduler.store.tables.board import BoardLinkRow, BoardSessionRow

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database


@pytest.fixture
def visits(database: Database, clock: ManualClock) -> Visits:
    return Visits(database, clock)


@pytest.fixture
async def manager(make: Factory) -> Person:
    return await make.person("周敏")


@pytest.fixture
async def organisation(make: Factory, manager: Person) -> Organisation:
    return await make.organisation(manager=manager)


async def test_a_link_opens_once_and_the_session_is_its_readers(
    visits: Visits, manager: Person, organisation: Organisation
) -> None:
    link = await visits.invite(manager.id, organisation.id)
    opened = await visits.follow(link)
    assert opened.organisation_id == organisation.id
    assert (await visits.visitor(opened.cookie)).id == manager.id
    with pytest.raises(UnknownVisit):
        await visits.follow(link)


async def test_only_hashes_are_kept(
    visits: Visits, manager: Person, organisation: Organisation, database: Database
) -> None:
    link = await visits.invite(manager.id, organisation.id)
    opened = await visits.follow(link)
    left = await visits.invite(manager.id, organisation.id)
    async with database.read() as session:
        kept = [row.hash for row in await session.scalars(select(BoardLinkRow))]
        kept += [row.hash for row in await session.scalars(select(BoardSessionRow))]
    assert len(kept) == 2
    assert not {link, left, opened.cookie} & set(kept)


async def test_a_newer_link_takes_the_place_of_the_one_before(
    visits: Visits, manager: Person, organisation: Organisation
) -> None:
    first = await visits.invite(manager.id, organisation.id)
    second = await visits.invite(manager.id, organisation.id)
    with pytest.raises(UnknownVisit):
        await visits.follow(first)
    await visits.follow(second)


async def test_a_link_opens_for_ten_minutes_and_a_session_for_a_day(
    visits: Visits, manager: Person, organisation: Organisation, clock: ManualClock
) -> None:
    late = await visits.invite(manager.id, organisation.id)
    clock.advance(LINK_LIFE)
    with pytest.raises(UnknownVisit):
        await visits.follow(late)
    opened = await visits.follow(await visits.invite(manager.id, organisation.id))
    clock.advance(SESSION_LIFE - timedelta(seconds=1))
    await visits.visitor(opened.cookie)
    clock.advance(timedelta(seconds=1))
    with pytest.raises(UnknownVisit):
        await visits.visitor(opened.cookie)


async def test_the_session_ends_when_the_rights_end(
    visits: Visits, manager: Person, organisation: Organisation, make: Factory
) -> None:
    opened = await visits.follow(await visits.invite(manager.id, organisation.id))
    link = await visits.invite(manager.id, organisation.id)
    await make.manager(organisation, await make.person("林珊"))
    with pytest.raises(UnknownVisit):
        await visits.visitor(opened.cookie)
    with pytest.raises(UnknownVisit):
        await visits.follow(link)


async def test_who_does_not_manage_gets_no_link_and_whoever_leaves_is_out(
    visits: Visits, manager: Person, organisation: Organisation, make: Factory
) -> None:
    with pytest.raises(NotManager):
        await visits.invite((await make.person("孙晓")).id, organisation.id)
    with pytest.raises(UnknownVisit):
        await visits.enter((await make.person("何静")).address)
    opened = await visits.enter(manager.address)
    await visits.leave(opened.cookie)
    with pytest.raises(UnknownVisit):
        await visits.visitor(opened.cookie)


async def test_what_opens_nothing_any_more_is_forgotten(
    visits: Visits,
    manager: Person,
    organisation: Organisation,
    clock: ManualClock,
    database: Database,
) -> None:
    await visits.follow(await visits.invite(manager.id, organisation.id))
    await visits.invite(manager.id, organisation.id)
    clock.advance(SESSION_LIFE)
    await visits.prune()
    async with database.read() as session:
        assert not (await session.scalars(select(BoardLinkRow))).all()
        assert not (await session.scalars(select(BoardSessionRow))).all()
