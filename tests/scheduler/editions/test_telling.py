"""Holders are told of new packs once, a slice at a time, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from clauses.cadence import Per, Quota
from clauses.conditions import FactCondition, FactId
from clauses.library import Library
from clauses.model import ClauseRef, PostId
from scheduler.editions.queries.editions import Editions
from scheduler.editions.snapshots import post_of, snapshot_of
from scheduler.editions.telling import EditionNews
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.editions import EditionRow
from scheduler.store.tables.planning import LocalRuleRow, OrganisationFactRow
from tests.scheduler.editions.test_snapshots import E04, SECRETARY, edited


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
    assert set(map(post_of, (await latest(database)).changes)) == {SECRETARY}


@pytest.mark.usefixtures("holders")
async def test_what_changed_in_a_pack_that_was_missing_is_told_when_it_is_back(
    database, library, clock
):
    for packs in (library, without(library, A14.pack)):
        assert await EditionNews(database, packs, clock).run() == 0
    back = edited(library, A14, text="另一种表述。")
    assert await EditionNews(database, back, clock).run() == 1
    changes = (await latest(database)).changes
    assert {ref for each in changes.values() for ref, *_ in each} == {str(A14)}
    assert [post for post in changes if "|" not in post] == [COMMITTEE_SECRETARY]


@pytest.mark.parametrize("acts_for", [(), ("agency-committee",)])
async def test_who_carries_the_duties_of_a_body_that_is_not_there_is_told_of_them(
    database, library, clock, make, acts_for
):
    branch = await make.organisation("第一党支部", body="branch", acts_for=acts_for)
    await make.assignment(await make.person("甲"), branch, post=SECRETARY)
    assert await EditionNews(database, library, clock).run() == 0
    news = EditionNews(database, edited(library, A14, cadence=Quota(1, Per.MONTH)), clock)
    assert await news.run() == len(acts_for)


async def test_what_an_earlier_version_did_not_note_apart_is_no_change(
    database, library, clock, make
):
    branch = await make.organisation("第一党支部", body="branch", acts_for=("agency-committee",))
    await make.assignment(await make.person("甲"), branch, post=SECRETARY)
    assert await EditionNews(database, library, clock).run() == 0
    async with database.write() as session:
        row = await session.scalar(select(EditionRow))
        posts = {post: refs for post, refs in row.duties["posts"].items() if "|" not in post}
        row.duties = {"posts": posts, "duties": row.duties["duties"], "meets": row.duties["meets"]}
    assert await EditionNews(database, library, clock).run() == 0
    assert (await latest(database)).duties == snapshot_of(library)
    news = EditionNews(database, edited(library, A14, cadence=Quota(1, Per.MONTH)), clock)
    assert await news.run() == 1


@pytest.mark.parametrize("applies", [True, False])
async def test_nobody_is_told_of_what_does_not_apply_where_they_are(
    database, library, clock, make, applies
):
    branch = await make.organisation("第一党支部", body="branch")
    person = await make.person("甲")
    await make.assignment(person, branch, post=SECRETARY)
    async with database.write() as session:
        session.add(
            LocalRuleRow(
                organisation_id=branch.id,
                ref=str(E04),
                applies=applies,
                reason=None if applies else "由党总支统一办理",
                person_id=person.id,
                said_at=clock.now(),
            )
        )
    assert await EditionNews(database, library, clock).run() == 0
    news = EditionNews(database, edited(library, cadence=Quota(1, Per.QUARTER)), clock)
    assert await news.run() == applies


@pytest.mark.parametrize("members", [2, 30])
async def test_nobody_is_told_of_what_the_facts_exclude(database, library, clock, make, members):
    branch = await make.organisation("第一党支部", body="branch")
    person = await make.person("甲")
    await make.assignment(person, branch, post=SECRETARY)
    known = FactId("full-members")
    async with database.write() as session:
        session.add(
            OrganisationFactRow(
                organisation_id=branch.id,
                fact=known,
                value=members,
                person_id=person.id,
                said_at=clock.now(),
            )
        )
    several = (FactCondition(known, at_least=7),)
    before = edited(library, applies_when=several)
    assert await EditionNews(database, before, clock).run() == 0
    after = edited(library, applies_when=several, cadence=Quota(1, Per.QUARTER))
    assert await EditionNews(database, after, clock).run() == (members >= 7)
