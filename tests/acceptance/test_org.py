"""``/org``: the tree of what somebody manages, with what needs attention."""

from __future__ import annotations

from datetime import date

from bot.conversation.addresses import telegram
from scheduler.store.tables.roster import PersonRow
from tests.acceptance.test_board import BRANCH, town

__all__ = ["town"]


async def test_a_manager_sees_posts_holders_and_what_stands_below(talk, town):
    await town.send("/org")
    text = town.last.text
    assert text.startswith(
        "省河湖厅机关党委　机关党委，省级\n机关党委书记　周敏\n管理员　周敏\n还没有绑定群组"
    )
    assert f"下级 2个\n{BRANCH}　李强\n" in text
    assert "联合党支部　陈立" in text
    assert all(len(line) <= 17 for line in text.splitlines()[1:])
    assert town.last.buttons == [
        *("打开下级", "邀请", "交接"),
        *("代行", "经办人", "岗位"),
        *("名册", "单位情况", "看板"),
    ]


async def test_each_button_of_the_tree_opens_what_it_says(talk, town):
    for label, said in {
        "邀请": "邀请",
        "交接": "目前没有人任职",
        "代行": "代行期间，代行人与任职人",
        "经办人": "经办人可以代任职人登记",
        "岗位": "岗位",
        "名册": "名册",
    }.items():
        await town.send("/org")
        await town.tap("打开下级")
        await town.tap(BRANCH)
        if label == "交接":
            said = "李强"
        await town.tap(label)
        assert said in town.last.text + "".join(town.last.buttons), label


async def test_stand_ins_and_clerks_are_named_as_what_they_are(talk, town, make):
    await talk.person("sun").send("/start")
    services = talk.services
    sun = await services.registration.find_person(telegram(talk.person("sun").person_id))
    zhou = await services.registration.find_person(telegram(town.person_id))
    li = await services.registration.find_person(telegram(talk.person("li").person_id))
    (held,) = await services.registration.assignments_of(li.id)
    branch = held.organisation
    await make.assignment(
        sun, branch, post="branch-secretary", end_on=date(2026, 12, 20), acting=True
    )
    await services.people.set_clerk(zhou.id, branch.id, sun.id, on=True)
    await town.send("/org")
    assert "李强、Sun（代行）" in town.last.text
    await town.tap("打开下级")
    await town.tap(BRANCH)
    assert "经办人　Sun" in town.last.text
    await town.tap("看板")
    assert "李强、Sun（代行）" in town.last.text


async def test_a_vacancy_is_told_with_its_first_day(talk, town):
    chen = await talk.services.registration.find_person(telegram(talk.person("chen").person_id))
    (held,) = await talk.services.registration.assignments_of(chen.id)
    await talk.services.registration.leave(chen.id, held.id)
    await town.send("/org")
    assert "　党支部书记空缺，12月7日起" in town.last.text
    await town.tap("打开下级")
    await town.tap("联合党支部")
    assert "党支部书记空缺，12月7日起" in town.last.text
    assert "‹ 省河湖厅机关党委" in town.last.buttons
    await town.tap("岗位")
    assert "党支部书记：空缺" in town.last.text


async def test_who_is_not_reached_is_named_until_they_write_again(talk, town):
    li = talk.person("li")
    await li.block()
    await town.send("/org")
    assert "　李强收不到提醒" in town.last.text
    assert "请本人在私聊中给机器人发一条消息" in town.last.text
    await li.unblock()
    await li.send("/start")
    await town.send("/org")
    assert "收不到" not in town.last.text


async def test_somebody_without_a_name_who_is_not_reached_is_told_of_all_the_same(
    talk, town, make, database
):
    zhou = await talk.services.registration.find_person(telegram(town.person_id))
    (root, *_) = await talk.services.registration.managed_by(zhou.id)
    branch = await make.organisation("三支部", body="branch", parent=root)
    nobody = await make.person("\u3164")
    await make.assignment(nobody, branch, post="branch-secretary")
    async with database.write() as session:
        (await session.get_one(PersonRow, nobody.id)).unreachable_since = talk.clock.now()
    await town.send("/org")
    assert "　（姓名不详）收不到提醒" in town.last.text


async def test_who_manages_nothing_and_who_manages_another_see_nothing(talk, town):
    li = talk.person("li")
    await li.send("/org")
    assert li.last.text.startswith("您目前没有管理的组织")
    seen = set()
    for data in ("og:1:0", "ogp:1:0", "og:999:0"):
        await li.press(talk.sealed(data, li), on=li.last)
        seen.add(li.alert.text)
    assert len(seen) == 1
