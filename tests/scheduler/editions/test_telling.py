"""Holders are told of new packs once, a slice at a time, on both databases."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from clauses.cadence import Per, Quota
from scheduler.editions.telling import EditionNews
from scheduler.store.tables import NoticeRow
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
