"""The pass over all who want a clause a day, on both databases."""

from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import event, func, select, update

from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.roster import PersonRow
from scheduler.store.tables.study import LessonRow, StudyRow
from scheduler.study.lessons import Study

SHANGHAI = ZoneInfo("Asia/Shanghai")


async def many(make, study, number: int) -> list[int]:
    people = [await make.person(f"甲{n}", telegram_id=1000 + n) for n in range(number)]
    for each in people:
        await study.begin(each.id, time(9), SHANGHAI)
    return [each.id for each in people]


async def counts(database) -> tuple[int, int]:
    async with database.read() as session:
        lessons = await session.scalar(select(func.count()).select_from(LessonRow))
        notices = await session.scalar(
            select(func.count()).select_from(NoticeRow).where(NoticeRow.kind == "lesson")
        )
    return lessons or 0, notices or 0


async def test_each_gets_one_a_day_however_often_the_pass_runs(database, library, clock, make):
    study = Study(database, library, clock)
    await many(make, study, 5)
    clock.advance(timedelta(days=1, minutes=1))
    assert await study.run() == 5
    assert await study.run() == 0
    assert await Study(database, library, clock).run() == 0
    assert await counts(database) == (5, 5)


async def test_more_than_one_slice_is_sent_in_one_pass(database, library, clock, make, monkeypatch):
    monkeypatch.setattr("scheduler.study.lessons.AT_ONCE", 2)
    study = Study(database, library, clock)
    await many(make, study, 5)
    clock.advance(timedelta(days=1, minutes=1))
    assert await study.run() == 5


async def test_the_statements_do_not_grow_with_the_people(database, library, clock, make):
    study = Study(database, library, clock)
    seen: list[str] = []
    for engine in database._engines:
        event.listen(
            engine.sync_engine, "before_cursor_execute", lambda *seen_of: seen.append(seen_of[2])
        )
    await many(make, study, 1)
    clock.advance(timedelta(days=1, minutes=1))
    seen.clear()
    await study.run()
    few = len(seen)
    for n in range(20):
        person = await make.person(f"乙{n}", telegram_id=3000 + n)
        await study.begin(person.id, time(9), SHANGHAI)
    clock.advance(timedelta(days=1))
    seen.clear()
    assert await study.run() == 21
    assert len(seen) <= few + 2


async def test_who_cannot_be_reached_is_asked_for_no_more(database, library, clock, make):
    study = Study(database, library, clock)
    (person_id,) = await many(make, study, 1)
    async with database.write() as session:
        await session.execute(update(PersonRow).values(unreachable_since=clock.now()))
    clock.advance(timedelta(days=1, minutes=1))
    assert await study.run() == 0
    async with database.read() as session:
        assert await session.scalar(select(StudyRow.next_at)) is None
    plan = await study.plan_of(person_id)
    assert plan is not None
    assert not plan.is_on
