"""New packs at a start: holders are told once of what changes for them; managers see who read it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.conversation.addresses import telegram
from bot.messenger.people.chat_client import ChatClient
from clauses.answering.answers import Answerer
from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.model import ClauseRef
from scheduler.store.tables.editions import EditionRow
from tests.acceptance.conftest import build_talk

PACK = "party-regulations"
MEETING = ClauseRef(PACK, "E04")
TITLES = {"zh-Hans": "条文有新版", "zh-Hant": "條文有新版", "en": "The rules have a new edition"}


def edited(library: Library, **changes: object) -> Library:
    """The shipped packs with another clause E04."""
    clause = replace(library.get(MEETING), **changes)
    packs = [
        replace(
            pack,
            edition="2027年整理",
            clauses=tuple(clause if each.ref == MEETING else each for each in pack.clauses),
        )
        for pack in library.packs
    ]
    return Library(packs)


@pytest.fixture
async def zhang(talk) -> ChatClient:
    """The secretary of a branch, which E04 concerns."""
    person = await talk.registered(
        "zhang", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    await person.tap("以后再说")
    await talk.services.editions.run()
    return person


@pytest.fixture
def started(talk, database, clock):
    """The program starts anew with these packs, and does what it does each minute."""

    @asynccontextmanager
    async def start(library: Library):
        newer = build_talk(database, library, Answerer(library), clock, talk.messenger)
        async with newer.application:
            await newer.services.editions.run()
            while await newer.dispatcher.run_once():
                pass
            await newer.messenger.settle()
            yield newer

    return start


def told(person: ChatClient, locale: str = "zh-Hans") -> list[str]:
    return [each.text for each in person.messages if each.text.startswith(TITLES[locale])]


async def test_the_first_packs_are_news_to_nobody(talk, zhang, started, library):
    async with started(library):
        assert not told(zhang)


async def test_holders_are_told_once_of_what_changes(talk, zhang, started, library):
    each_quarter = edited(library, cadence=Quota(1, Per.QUARTER))
    async with started(each_quarter):
        (text,) = told(zhang)
        assert "您的事项有1处变动" in text
        assert "频次有变" in text
        assert "· 支委会：每季度至少 1 次，原为每月 1 次" in text
        assert "下一期起按新版" in text
    async with started(each_quarter):
        assert len(told(zhang)) == 1


async def test_who_holds_another_post_is_not_told(talk, zhang, started, library):
    zhou = await talk.registered("zhou")
    async with started(edited(library, cadence=Quota(1, Per.QUARTER))):
        assert told(zhang)
        assert not told(zhou)


async def test_another_edition_that_changes_no_duty_is_told_to_nobody(
    talk, zhang, started, library, database
):
    async with started(edited(library, asked_as=("支委会多久开一次呀",))):
        assert not told(zhang)
    async with database.read() as session:
        rows = list(await session.scalars(select(EditionRow).order_by(EditionRow.id)))
    assert [row.changes for row in rows] == [{}, {}]


async def test_new_words_and_what_is_gone_are_told_as_such(talk, zhang, started, library):
    async with started(edited(library, text="支委会的新表述。")):
        assert "表述有改" in told(zhang)[-1]
    async with started(edited(library, is_duty=False)):
        assert "不再要求\n· 支委会" in told(zhang)[-1].replace("召开", "")
    async with started(library):
        assert "新增\n· 支委会" in told(zhang)[-1].replace("召开", "")
    assert len(told(zhang)) == 3


async def test_a_stop_half_way_tells_the_rest_and_nobody_twice(
    talk, zhang, started, library, make, database, monkeypatch
):
    from scheduler.editions import telling

    monkeypatch.setattr(telling, "AT_ONCE", 1)
    wang = talk.person("wang")
    await wang.send("/start")
    registration = talk.services.registration
    by = await registration.find_person(telegram(zhang.person_id))
    (branch,) = await registration.managed_by(by.id)
    other = await registration.find_person(telegram(wang.person_id))
    await make.assignment(other, branch, post="branch-secretary")
    newer = edited(library, cadence=Quota(1, Per.QUARTER))
    halted = telling.EditionNews(database, newer, talk.clock)
    await halted._note(talk.clock.now())
    await halted._tell_some(talk.clock.now())
    async with started(newer):
        assert len(told(zhang)) == len(told(wang)) == 1


async def test_managers_see_who_has_not_read_it(talk, zhang, started, library, make):
    wang = talk.person("wang")
    await wang.send("/start")
    registration = talk.services.registration
    by = await registration.find_person(telegram(zhang.person_id))
    (branch,) = await registration.managed_by(by.id)
    other = await registration.find_person(telegram(wang.person_id))
    await make.assignment(other, branch, post="branch-secretary")
    async with started(edited(library, cadence=Quota(1, Per.QUARTER))):
        message = next(each for each in zhang.messages if "已看过" in each.buttons)
        await zhang.tap("已看过", on=message)
        assert zhang.alert.text == "记下了，谢谢。"
        await zhang.tap("已看过", on=message)
        await zhang.send("/events")
        await zhang.tap("单位情况")
        await zhang.tap("新版阅知")
        assert "共告知2人，1人已看过" in zhang.last.text
        assert f"还没看的：{other.name}" in zhang.last.text
        assert "不作要求" in zhang.last.text


async def test_before_any_edition_the_list_says_so(talk, zhang):
    await zhang.send("/events")
    await zhang.tap("单位情况")
    await zhang.tap("新版阅知")
    assert "还没有人的事项因新版而变动" in zhang.last.text


@pytest.mark.parametrize("locale", TITLES)
async def test_it_speaks_the_language_of_its_reader(talk, zhang, started, library, locale):
    person = await talk.services.registration.find_person(telegram(zhang.person_id))
    await talk.services.preferences.set_locale(person.id, locale)
    async with started(edited(library, cadence=Quota(1, Per.QUARTER))):
        (text,) = told(zhang, locale)
        assert text.count("·") == 1
