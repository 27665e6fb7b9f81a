"""Requests to be let in, as a manager sees many of them."""

from __future__ import annotations

import pytest

from bot.conversation.addresses import telegram
from scheduler.membership.joining import MOST_OPEN

pytestmark = pytest.mark.experiment("8 too many requests")

NAME = "省民政厅机关党委"


async def ask(talk, key: str, post: str = "专职副书记"):
    person = talk.person(key)
    await person.send("/register")
    await person.tap("机关党委")
    await person.send(NAME)
    await person.tap(f"{NAME}（")
    await person.tap(post)
    return person


@pytest.fixture
async def boss(talk):
    return await talk.registered("zhou")


async def test_fourteen_requests_are_one_message_and_decided_one_by_one(talk, boss):
    before = len(boss.messages)
    people = [await ask(talk, "p0")]
    await talk.jump(2026, 11, 23, 9, 1)
    for number in range(1, 14):
        people.append(await ask(talk, f"p{number}"))
        await talk.jump(2026, 11, 23, 9, 2)
    await talk.jump(2026, 11, 23, 9, 30)
    # The first one came at once, as ever, then all the rest.
    alone, digest = boss.messages[before:]
    assert "P0申请登记为" in alone.text
    assert "（13份）" in digest.text
    assert "1. P1" in digest.text
    assert len([label for label in digest.buttons if label.isdecimal()]) == 13

    await boss.tap("13", on=digest)
    assert "P13申请登记为" in boss.last.text
    await boss.tap("同意")
    await talk.jump(2026, 11, 23, 9, 31)
    assert "已获同意" in people[13].last.text
    await boss.tap("13", on=digest)
    assert "已同意P13的申请" in boss.last.text
    assert "同意" not in boss.last.buttons


async def test_what_a_manager_who_is_not_reached_was_to_decide_goes_to_the_next(talk, boss, make):
    by = await talk.services.registration.find_person(telegram(boss.person_id))
    (above,) = await talk.services.registration.managed_by(by.id)
    own = talk.person("li")
    await own.send("/start")
    manager = await talk.services.registration.find_person(telegram(own.person_id))
    branch = await make.organisation("第一党支部", body="branch", parent=above, manager=manager)
    await own.block()
    for key in ("wang", "sun"):
        person = talk.person(key)
        await person.send("/start")
        asker = await talk.services.registration.find_person(telegram(person.person_id))
        await talk.services.registration.take_post(asker.id, branch.id, "branch-secretary")
        await talk.jump(2026, 11, 23, 9, 30 if key == "wang" else 50)
        assert any(f"{asker.name}申请登记" in each.text for each in boss.messages)


async def test_where_an_organisation_moves_the_managers_there_are_asked_what_waits(
    talk, boss, make
):
    services = talk.services
    by = await services.registration.find_person(telegram(boss.person_id))
    (root,) = await services.registration.managed_by(by.id)
    units = {}
    for key in ("li", "chen"):
        await talk.person(key).send("/start")
        manager = await services.registration.find_person(telegram(talk.person(key).person_id))
        units[key] = await make.organisation(f"{key}总支", parent=root, manager=manager)
    branch = await make.organisation("第一党支部", body="branch", parent=units["li"])
    wang = talk.person("wang")
    await wang.send("/start")
    asker = await services.registration.find_person(telegram(wang.person_id))
    await services.registration.take_post(asker.id, branch.id, "branch-secretary")
    await services.reorganising.move(by.id, branch.id, units["chen"].id)
    await talk.jump(2026, 11, 23, 9, 30)
    asked = {k: any("申请登记" in m.text for m in talk.person(k).messages) for k in units}
    assert asked == {"li": False, "chen": True}


async def test_whoever_is_appointed_is_asked_what_waits(talk, boss):
    await boss.block()
    await ask(talk, "pest")
    await talk.jump(2026, 11, 23, 9, 30)
    by = await talk.services.registration.find_person(telegram(boss.person_id))
    (organisation,) = await talk.services.registration.managed_by(by.id)
    li = talk.person("li")
    await li.send("/start")
    await talk.services.orphans.appoint("1", organisation.id, telegram(li.person_id))
    await talk.jump(2026, 11, 23, 9, 50)
    assert "Pest申请登记为" in li.last.text


async def test_a_manager_mutes_and_hears_again(talk, boss):
    pest = await ask(talk, "pest")
    await talk.jump(2026, 11, 23, 9, 5)
    await boss.tap("不再提醒")
    assert "不再提醒" in boss.last.text
    before = len(boss.messages)
    await ask_again(pest)
    await talk.jump(2026, 11, 23, 10, 5)
    assert len(boss.messages) == before
    await boss.tap("恢复")
    assert "Pest申请登记为" in boss.last.text
    assert "同意" in boss.last.buttons


async def ask_again(pest):
    await pest.send("/register")
    if "再登记一个岗位" in pest.last.buttons:
        await pest.tap("再登记一个岗位")
    await pest.tap("机关党委")
    await pest.send(NAME)
    await pest.tap(f"{NAME}（")
    await pest.tap("机关党委书记")


async def test_a_manager_blocks_after_being_asked(talk, boss):
    pest = await ask(talk, "pest")
    await talk.jump(2026, 11, 23, 9, 5)
    await boss.tap("不再接收")
    assert "确定" in boss.last.text
    await boss.tap("返回")
    assert "同意" in boss.last.buttons
    await boss.tap("不再接收")
    await boss.tap("不再接收")
    assert "已不再接收Pest的申请" in boss.last.text
    await talk.jump(2026, 11, 23, 9, 6)
    assert "未获同意" in pest.last.text
    await ask_again(pest)
    assert "不再接收您的申请" in pest.alert.text

    await boss.tap("恢复")
    await ask_again(pest)
    assert "申请已提交" in pest.last.text


async def test_the_requester_reads_that_there_are_too_many(talk, make):
    manager = await make.person("主任")
    for number in range(MOST_OPEN + 1):
        await make.organisation(f"第{number}号机关党委", manager=manager)
    pest = talk.person("pest")
    for number in range(MOST_OPEN + 1):
        await pest.send("/register")
        if number > 0:
            await pest.tap("再登记一个岗位")
        await pest.tap("机关党委")
        await pest.send(f"第{number}号机关党委")
        await pest.tap(f"第{number}号机关党委（")
        await pest.tap("专职副书记")
    assert f"已有{MOST_OPEN}份申请" in pest.alert.text
