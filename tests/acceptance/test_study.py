"""A clause a day: at an hour of one's own, on workdays, one's own duties first; ended with a tap."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.conversation.addresses import telegram
from bot.messenger.people.chat_client import ChatClient
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.study import LessonRow, StudyRow
from scheduler.study.lessons import Study

TITLES = {"zh-Hans": "每日一条", "zh-Hant": "每日一條", "en": "Clause of the day"}
ASK = {"zh-Hans": "做一道题", "zh-Hant": "做一道題", "en": "Ask me a question"}


@pytest.fixture
async def zhou(talk) -> ChatClient:
    return await talk.registered()


async def begin(person: ChatClient, hour: str = "09:00") -> None:
    await person.send("/study")
    await person.tap(hour)


def lessons(person: ChatClient, locale: str = "zh-Hans") -> list[str]:
    """What was sent, without the code below it."""
    return [
        each.text.rpartition("\n\n")[0]
        for each in person.messages
        if each.text.startswith(TITLES[locale]) and ASK[locale] in each.buttons
    ]


async def person_id(talk, client) -> int:
    return (await talk.services.registration.find_person(telegram(client.person_id))).id


async def test_nothing_comes_before_it_was_asked_for(talk, zhou):
    await talk.jump(2026, 11, 24, 9, 1)
    assert not lessons(zhou)
    await zhou.send("/study")
    assert "随时可以停" in zhou.last.text
    await talk.jump(2026, 11, 25, 9, 1)
    assert not lessons(zhou)


async def test_a_clause_comes_each_workday_and_says_what_who_and_by_which_source(talk, zhou):
    await begin(zhou)
    assert "工作日09:00发" in zhou.last.text
    await talk.jump(2026, 11, 24, 9, 1)
    (first,) = lessons(zhou)
    assert "责任主体：" in first
    assert "依据：《" in first
    for day in (25, 26, 27, 28, 29, 30):
        await talk.jump(2026, 11, day, 9, 1)
    sent = lessons(zhou)
    assert len(sent) == 5, "none on Saturday and Sunday"
    assert len(set(sent)) == 5


async def test_the_duties_of_ones_own_post_come_first(talk, zhou, library, database):
    await begin(zhou)
    own = [each.ref for each in library.duties_of("agency-committee-secretary")][:3]
    for day in (24, 25, 26):
        await talk.jump(2026, 11, day, 9, 1)
    async with database.read() as session:
        refs = await session.scalars(select(LessonRow.ref).order_by(LessonRow.id))
    assert list(refs) == [str(each) for each in own]


async def test_one_question_about_it_by_a_button(talk, zhou, library, database):
    await begin(zhou)
    await talk.jump(2026, 11, 24, 9, 1)
    message = next(each for each in zhou.messages if "做一道题" in each.buttons)
    await zhou.tap("做一道题", on=message)
    poll = zhou.last.poll
    assert poll.kind == "quiz"
    options = [option["text"] for option in poll.options]
    await zhou.vote(options[poll.right_options[0]])
    assert zhou.last.text.startswith("✅ 答对了。")


async def test_the_clause_stays_when_the_hour_is_changed_from_below_it(talk, zhou):
    await begin(zhou)
    await talk.jump(2026, 11, 24, 9, 1)
    message = next(each for each in zhou.messages if "更改或停止" in each.buttons)
    await zhou.tap("更改或停止", on=message)
    assert "工作日09:00发" in zhou.last.text
    assert len(lessons(zhou)) == 1


async def test_it_comes_once_a_day_whatever_is_changed_and_whoever_runs_it(
    talk, zhou, database, library, clock
):
    await begin(zhou)
    await talk.jump(2026, 11, 24, 9, 1)
    await talk.services.study.run()
    await begin(zhou, "10:00")
    await talk.jump(2026, 11, 24, 10, 1)
    await Study(database, library, clock).run()
    await zhou.send("/study")
    await zhou.tap("停止")
    await begin(zhou, "11:00")
    await talk.jump(2026, 11, 24, 11, 1)
    assert len(lessons(zhou)) == 1
    await talk.jump(2026, 11, 25, 11, 1)
    assert len(lessons(zhou)) == 2


async def test_what_was_missed_in_a_halt_is_not_made_up_for(talk, zhou):
    await begin(zhou)
    await talk.jump(2026, 12, 1, 8, 30)
    assert not lessons(zhou)
    await talk.jump(2026, 12, 1, 9, 1)
    assert len(lessons(zhou)) == 1
    await talk.jump(2026, 12, 3, 15, 0)
    assert len(lessons(zhou)) == 2


async def test_none_comes_on_days_off_nor_in_quiet_hours(talk, zhou):
    await zhou.send("/study")
    assert "07:30" not in zhou.last.buttons, "it lies in the usual quiet hours"
    await zhou.tap("08:30")
    await talk.services.preferences.toggle_weekday(await person_id(talk, zhou), 2)
    await zhou.send("/settings")
    await zhou.tap("19:00—09:00免打扰")
    await zhou.send("/study")
    assert "免打扰时间内" in zhou.last.text
    await talk.jump(2026, 11, 24, 9, 30)
    assert not lessons(zhou), "Tuesday is off"
    await talk.jump(2026, 11, 25, 8, 31)
    assert not lessons(zhou)
    await talk.jump(2026, 11, 25, 9, 1)
    assert len(lessons(zhou)) == 1


async def test_what_could_not_go_out_on_its_day_goes_out_no_more(talk, zhou, database):
    await begin(zhou, "20:00")
    await zhou.send("/settings")
    await zhou.tap("19:00—09:00免打扰")
    await talk.jump(2026, 11, 27, 20, 1)
    await talk.jump(2026, 11, 28, 9, 1)
    assert not lessons(zhou)
    async with database.read() as session:
        states = await session.scalars(select(NoticeRow.state).where(NoticeRow.kind == "lesson"))
    assert set(states) == {"expired"}


async def test_it_is_ended_with_a_tap_even_for_one_on_its_way(talk, zhou):
    await begin(zhou)
    await talk.jump(2026, 11, 24, 8, 59)
    talk.clock.set(talk.clock.now().replace(hour=1, minute=1))
    await talk.services.study.run()
    await zhou.send("/study")
    await zhou.tap("停止")
    assert "已停止" in zhou.last.text
    for day in (24, 25):
        await talk.jump(2026, 11, day, 9, 5)
    assert not lessons(zhou)


async def test_it_ends_for_who_cannot_be_reached(talk, zhou, database):
    await begin(zhou)
    await zhou.block()
    await talk.jump(2026, 11, 24, 9, 1)
    await talk.jump(2026, 11, 25, 9, 1)
    async with database.read() as session:
        assert await session.scalar(select(StudyRow.next_at)) is None
        assert await session.scalar(select(func.count()).select_from(LessonRow)) == 0


async def test_documents_can_be_left_out_but_not_all(talk, zhou, library, database):
    await begin(zhou)
    await zhou.tap("选择文件")
    documents = talk.services.study.documents()
    for each in documents:
        label = f"● {each.short_title}"
        await zhou.tap(label)
    kept = [label for label in zhou.last.buttons if label.startswith("● ")]
    assert kept == [f"● {documents[-1].short_title}"]
    await talk.jump(2026, 11, 24, 9, 1)
    assert documents[-1].title in lessons(zhou)[0]
    await zhou.send("/study")
    assert f"略去{len(documents) - 1}个文件" in zhou.last.text


async def test_what_an_organisation_asks_of_itself_is_taught_and_asked_there_only(talk, zhou):
    from tests.acceptance.test_own_duties import written

    await written(zhou)
    other = talk.person("wang")
    await other.send("/start")
    await begin(zhou)
    await begin(other)
    await talk.jump(2026, 11, 24, 9, 1)
    (mine,) = lessons(zhou)
    assert "报送党建信息" in mine
    assert "依据：本组织自定职责" in mine
    message = next(each for each in zhou.messages if "做一道题" in each.buttons)
    await zhou.tap("做一道题", on=message)
    assert "报送党建信息" in zhou.last.poll.question["question"]
    assert "本组织自定职责" in zhou.last.poll.explanation["explanation"]
    for day in (24, 25, 26, 27, 30):
        await talk.jump(2026, 11, day, 9, 1)
    assert not [each for each in lessons(other) if "报送党建信息" in each]


@pytest.mark.parametrize("locale", TITLES)
async def test_it_speaks_the_language_of_its_reader(talk, zhou, locale):
    await talk.services.preferences.set_locale(await person_id(talk, zhou), locale)
    await begin(zhou)
    await talk.jump(2026, 11, 24, 9, 1)
    assert len(lessons(zhou, locale)) == 1
