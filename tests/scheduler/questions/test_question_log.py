"""Open questions on both databases: however many are asked, so many are kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from scheduler.questions import question_log
from scheduler.questions.open_questions import WhyOpen
from scheduler.questions.question_log import QuestionLog
from scheduler.store.tables.questions import OpenQuestionRow

TODAY = date(2026, 11, 23)


async def test_whoever_asks_without_end_does_not_fill_the_list(
    database, library, clock, monkeypatch
):
    monkeypatch.setattr(question_log, "MOST_OPEN", 5)
    log = QuestionLog(database, library, clock)
    for _ in range(2):
        await log.note("食堂几点开饭", WhyOpen.NOT_FOUND, TODAY)
    for sign in "甲乙丙丁戊己庚辛壬癸":
        await log.note(sign * 8, WhyOpen.NOT_FOUND, TODAY)
    await log.prune()
    async with database.read() as session:
        kept = await session.scalar(select(func.count()).select_from(OpenQuestionRow))
    assert kept == 5
    assert (await log.groups())[0].first.words == "食堂几点开饭"
