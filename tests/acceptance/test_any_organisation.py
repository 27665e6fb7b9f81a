"""A company with a pack of its own: no screen speaks of the field of the shipped packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.menus import set_menus
from bot.conversation.profile import set_profile
from bot.messenger import page
from bot.messenger.page.view import overview
from bot.texts.catalogue import LOCALES
from bot.wiring.cast import dress_for
from clauses.answering.answers import Answerer
from clauses.characters.script import rewritten_in_traditional
from clauses.library import Library
from clauses.naming import LevelId
from tests.acceptance.walking import Walk
from tests.bot.texts.test_catalogues import PARTY

PACKS = Path(__file__).parents[1] / "packs"
LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
SPARED = (*LANGUAGES.values(), "退出", "退出崗位", "Leave", "解除", "Unlink", "不再接收")
WHAT_ONE_TYPES = (
    "/start",
    "/help",
    "/myduties",
    "/done",
    "/events",
    "/register",
    "/settings",
    "/ask",
    "/ask 灭火器多久检查一次？",
    "/ask 第3条",
    "/ask 有哪些职责",
    "/ask 消防规定第99条",
    "/ask 消防检查不合格怎么罚？",
    "/ask 食堂卫生谁负责？",
    "/ask 今天天气怎么样？",
    "/clause",
    "/clause W1",
    "/nosuchcommand",
    "车间主任有哪些职责？",
    "/cancel",
)


@pytest.fixture(scope="module")
def library():
    return Library.load([PACKS], only=["company-fire-safety"])


@pytest.fixture(scope="module")
def answerer(library):
    return Answerer(library)


def of_the_other_field(shown) -> list[str]:
    return sorted(text for text in shown if PARTY.search(text))


async def registered(person, locale: str, body: str, name: str, post: str) -> None:
    """By the first buttons: the labels are those of the language."""
    if locale == "zh-Hant":
        body, post = rewritten_in_traditional(body), rewritten_in_traditional(post)
    await person.send("/register")
    if body not in person.last.buttons:
        await person.tap(person.last.buttons[-1])  # a further post
    await person.tap(body)
    await person.send(name)
    await person.press(person.last.rows[-2][0].data, on=person.last)  # a new one
    await person.press(person.last.rows[-2][0].data, on=person.last)  # no parent
    await person.tap(post)


@pytest.mark.parametrize("locale", LOCALES)
async def test_no_screen_has_a_word_of_another_field(talk, locale):
    ann = talk.person("ann", first_name="Ann", language_code=locale.lower())
    walk = Walk(ann, spared=SPARED)
    await walk.send("/start", "/register")
    await registered(ann, locale, "车间", "冲压车间", "车间主任")
    await registered(ann, locale, "公司", "东湖机械公司", "消防安全管理人")
    assert len(await talk.services.registration.assignments_of((await known(talk, ann)).id)) == 2
    await walk.send(*WHAT_ONE_TYPES)
    for moment in ((2026, 11, 30, 10), (2026, 12, 29, 10), (2027, 1, 5, 10)):
        await talk.jump(*moment)
        await walk.send("/myduties")

    assert len(walk.shown) > 100
    assert of_the_other_field(walk.shown) == []


@pytest.mark.parametrize("locale", LOCALES)
async def test_nor_has_one_in_a_group(talk, locale):
    wang = talk.person("wang")
    await wang.send("/settings")
    await wang.tap(LANGUAGES[locale])
    await registered(wang, locale, "车间", "冲压车间", "车间主任")
    group = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    here = wang.in_group(group)
    await here.send("/settings")
    await here.tap(LANGUAGES[locale])
    await here.remove_bot()
    await here.add_bot()

    walk = Walk(here, spared=SPARED)
    await walk.send("/help", "/register", "/settings", "/ask", "/ask 灭火器多久检查一次？", "/done")
    await talk.jump(2026, 11, 30, 10)
    await walk.send("/settings")

    assert "冲压车间" in "".join(walk.shown)
    assert of_the_other_field(walk.shown) == []


async def test_the_menus_and_the_profile_speak_of_the_company(talk, library):
    bot = talk.application.bot
    await set_menus(bot, talk.application.commands, (), library)
    await set_profile(bot, library)

    profile = talk.messenger.world.bot
    assert "灭火器多久检查一次" in profile.descriptions[""]
    assert "extinguishers" in profile.descriptions["en"]
    menus = [each["description"] for menu in profile.commands.values() for each in menu]
    told = [*menus, *profile.descriptions.values(), *profile.short_descriptions.values()]
    assert len(told) > 20
    assert of_the_other_field(told) == []


async def test_the_people_of_the_local_messenger_are_of_the_company(talk, library):
    dress_for(talk.messenger.world, library)
    people = overview(talk.messenger)["people"]
    assert people[0]["post"] == {
        "zh": "东湖机械消防安全管理人",
        "en": "消防安全管理人, 东湖机械",
    }
    told = [text for each in people for text in (each["name"], *each["post"].values())]
    told += [chat["title"] for each in people for chat in each["chats"]]
    assert all(told)
    assert of_the_other_field(told) == []


def test_nor_has_the_page_a_word_of_another_field():
    static = Path(page.__file__).parent / "static"
    files = [path for path in static.iterdir() if path.suffix in (".js", ".html", ".css")]
    assert len(files) > 10
    assert of_the_other_field(each.read_text("utf-8") for each in files) == []


async def test_where_the_packs_know_no_levels_none_is_asked_for(talk):
    ann = talk.person("ann")
    await registered(ann, "zh-Hans", "车间", "冲压车间", "车间主任")

    [held] = await talk.services.registration.assignments_of((await known(talk, ann)).id)
    assert held.organisation.level is None
    await ann.send("/register")
    await ann.tap("车间主任，冲压车间")
    assert "冲压车间（车间）" in ann.last.text


async def test_going_back_passes_over_the_level_too(talk):
    ann = talk.person("ann")
    await ann.send("/register")
    await ann.tap("车间")
    await ann.send("冲压车间")
    await ann.tap("新建“冲压车间”")
    assert "“冲压车间”的上级部门是哪一个？" in ann.last.text

    await ann.tap("返回")
    assert "哪一个车间" in ann.last.text


async def known(talk, client):
    return await talk.services.registration.find_person(telegram(client.person_id))


def test_of_an_id_that_no_pack_has_there_is_no_level(library):
    assert library.level(LevelId("province")) is None
