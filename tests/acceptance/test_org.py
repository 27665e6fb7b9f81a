"""``/org``: the tree of what somebody manages, with what needs attention."""

from __future__ import annotations

from bot.conversation.addresses import telegram
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
    assert town.last.buttons == ["打开下级", "岗位", "单位情况", "看板"]


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


async def test_who_manages_nothing_and_who_manages_another_see_nothing(talk, town):
    li = talk.person("li")
    await li.send("/org")
    assert li.last.text.startswith("您目前没有管理的组织")
    seen = set()
    for data in ("og:1:0", "ogp:1:0", "og:999:0"):
        await li.press(talk.sealed(data, li), on=li.last)
        seen.add(li.alert.text)
    assert len(seen) == 1
