"""Holders are told of new packs once, a slice at a time, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.model import ClauseRef, PostId
from scheduler.editions.queries.editions import Editions
from scheduler.editions.snapshots import snapshot_of
from scheduler.editions.telling import EditionNews
from scheduler.store.tables.delivery import NoticeRow
from tests.scheduler.editions.test_snapshots import SECRETARY, edited


async def told(database) -> int:
    async with database.read() as session:
        return await session.scalar(
            select(func.count()).select_from(NoticeRow).where(NoticeRow.kind == "new-edition")
        )


async def test_each_holder_is_told_once_whatever_is_repeated(
    database, library, clock, make, monkeypatch
):
    monkeypatch.setattr("scheduler.editions.telling.AT_ONCE", 2)
    branch = await make.organisation("第一党支部", body="branch")
    people = [await make.person(f"甲{n}", telegram_id=1000 + n) for n in range(5)]
    for each in people:
        await make.assignment(each, branch, post=SECRETARY)
    former = await make.person("乙", telegram_id=2000)
    ended = {"start_on": date(2026, 1, 1), "end_on": date(2026, 6, 1)}
    await make.assignment(former, branch, post=SECRETARY, **ended)
    newer = edited(library, cadence=Quota(1, Per.QUARTER))

    assert await EditionNews(database, library, clock).run() == 0
    news = EditionNews(database, newer, clock)
    assert await news.run() == 5
    assert await news.run() == 0
    assert await EditionNews(database, newer, clock).run() == 0
    assert await told(database) == 5

    async with database.read() as session:
        edition_id = await session.scalar(select(NoticeRow.about_id).limit(1))
    assert await news.mark_read(edition_id, people[0].id)
    assert not await news.mark_read(edition_id, former.id)


A14 = ClauseRef("sichuan-three-levels-five-posts", "A14")
COMMITTEE_SECRETARY = PostId("agency-committee-secretary")


def without(library: Library, pack_id: str) -> Library:
    return Library([each for each in library.packs if each.id != pack_id])


async def latest(database):
    async with database.read() as session:
        return await Editions(session).latest()


@pytest.fixture
async def holders(make) -> None:
    committee = await make.organisation("机关党委", body="agency-committee")
    await make.assignment(await make.person("甲"), committee, post=COMMITTEE_SECRETARY)
    branch = await make.organisation("第一党支部", body="branch", parent=committee)
    await make.assignment(await make.person("乙"), branch, post=SECRETARY)


@pytest.mark.usefixtures("holders")
async def test_a_pack_that_is_missing_for_a_while_is_news_to_nobody(database, library, clock):
    for packs in (library, without(library, A14.pack), library):
        assert await EditionNews(database, packs, clock).run() == 0
        assert (await latest(database)).duties == snapshot_of(library)
    assert await told(database) == 0


@pytest.mark.usefixtures("holders")
async def test_while_a_pack_is_missing_changes_of_the_others_are_told(database, library, clock):
    assert await EditionNews(database, library, clock).run() == 0
    rest = without(edited(library, cadence=Quota(1, Per.QUARTER)), A14.pack)
    assert await EditionNews(database, rest, clock).run() == 1
    assert list((await latest(database)).changes) == [SECRETARY]


@pytest.mark.usefixtures("holders")
async def test_what_changed_in_a_pack_that_was_missing_is_told_when_it_is_back(
    database, library, clock
):
    for packs in (library, without(library, A14.pack)):
        assert await EditionNews(database, packs, clock).run() == 0
    back = edited(library, A14, text="另一种表述。")
    assert await EditionNews(database, back, clock).run() == 1
    ((post, changes),) = (await latest(database)).changes.items()
    assert (post, [ref for ref, *_ in changes]) == (COMMITTEE_SECRETARY, [str(A14)])
