"""Who is named in a list and no pack knows: matched to a post of the organisation, or a new one."""

from __future__ import annotations

import pytest

from bot.messenger.people.chat_client import ChatClient
from tests.acceptance.test_own_lists import every_page, given

LIST = """\
车间安全职责清单,,,
序号,工作内容,责任人,频次
1,组织开展安全检查,安全主任,每月5日前
2,开展消防演练,Compliance officer,每季度首月10日前
3,盘点库存,安全主任,每半年一次
4,评估供应商,张三、李四,每年3月、9月
"""


@pytest.fixture
async def zhou(talk) -> ChatClient:
    person = await talk.registered(
        body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    await person.tap("以后再说")
    return person


async def with_new_posts(zhou: ChatClient) -> None:
    await given(zhou, LIST)
    await zhou.tap("责任岗位（3个待定）")
    await zhou.tap("安全主任")
    await zhou.tap("新设：安全主任")
    await zhou.tap("Compliance officer")
    await zhou.tap("新设：Compliance officer")
    await zhou.tap("返回")


async def join(talk, zhou: ChatClient, key: str, post: str) -> ChatClient:
    person = talk.person(key)
    await person.send("/start")
    await person.tap("登记岗位")
    await person.tap("党支部")
    await person.send("规划处党支部")
    await person.tap("1. 规划处党支部（省级）")
    await person.tap(post)
    await talk.jump(2026, 11, 23, 10, 0)
    await zhou.tap("同意")
    return person


async def test_names_that_are_no_posts_are_asked_about_first(zhou):
    await given(zhou, LIST)
    text = zhou.last.text
    assert "❓ 本组织没有这些岗位：安全主任、Compliance officer、张三、李四" in text
    assert zhou.last.buttons[0] == "责任岗位（3个待定）"
    await zhou.tap("责任岗位（3个待定）")
    assert "❓ 安全主任（2项）：待定" in zhou.last.text
    await zhou.tap("安全主任")
    assert zhou.last.buttons[0] == "新设：安全主任"
    await zhou.tap("党支部书记")
    assert "安全主任（2项）：党支部书记" in zhou.last.text
    await zhou.tap("张三、李四")
    assert zhou.last.buttons[:2] == ["新设：张三", "新设：李四"]


async def test_a_new_post_is_there_once_the_list_is_confirmed(talk, zhou):
    await with_new_posts(zhou)
    assert "确认后新设岗位：安全主任、Compliance officer" in zhou.last.text
    await zhou.send("/org")
    assert "安全主任" not in zhou.last.text
    await given(zhou, LIST)
    await with_new_posts(zhou)
    await zhou.tap("确认4项")
    assert "已新设岗位：安全主任、Compliance officer" in zhou.last.text
    assert "邀请任职" in zhou.last.buttons
    confirmed = zhou.last

    await zhou.tap("由我担任：Compliance officer", on=confirmed)
    assert "Compliance officer" in zhou.last.text
    assert "本岗位共有1项职责" in zhou.last.text
    await zhou.send("/myduties")
    await zhou.tap("规划处党支部Compliance officer")
    assert "消防演练（第一季度）" in zhou.last.text

    wang = await join(talk, zhou, "wang", "安全主任")
    shown = await every_page(wang)
    assert "组织开展安全检查（12月）" in shown
    assert "盘点库存" in shown
    assert "开展消防演练" not in shown
    await talk.jump(2026, 12, 3, 9, 5)
    assert "组织开展安全检查" in wang.last.text


async def test_a_name_is_typed_instead(zhou):
    await given(zhou, LIST)
    await zhou.tap("责任岗位（3个待定）")
    await zhou.tap("张三、李四")
    await zhou.send("采购主管")
    assert "张三、李四（1项）：采购主管" in zhou.last.text
    await zhou.tap("Compliance officer")
    await zhou.send("纪检委员")
    assert "Compliance officer（1项）：纪检委员" in zhou.last.text
    await zhou.tap("返回")
    assert "确认后新设岗位：采购主管" in zhou.last.text


async def test_invites_seats_and_people_know_it(talk, zhou):
    await with_new_posts(zhou)
    await zhou.tap("确认4项")
    await zhou.tap("邀请任职")
    assert "安全主任" in zhou.last.buttons
    await zhou.send("/handover")
    assert "安全主任" not in zhou.last.text  # held by nobody yet
    await zhou.send("/events")
    await zhou.tap("单位情况")
    await zhou.tap("岗位")
    assert "安全主任" in zhou.last.text


async def test_a_later_file_finds_the_posts_again(zhou):
    await with_new_posts(zhou)
    await zhou.tap("确认4项")
    await given(zhou, LIST.replace("每月5日前", "每月8日前"))
    assert "新增0、变更1、不变3" in zhou.last.text
    assert "新设岗位" not in zhou.last.text
    assert "本组织没有这些岗位：张三、李四" in zhou.last.text
    await zhou.tap("责任岗位（1个待定）")
    await zhou.tap("张三、李四")
    await zhou.send("采购主管")
    await zhou.tap("返回")
    await zhou.tap("确认2项")
    await given(zhou, LIST)
    assert "本组织没有这些岗位" not in zhou.last.text
    assert "新增0、变更1、不变3" in zhou.last.text


async def test_what_was_said_of_posts_outlives_a_restart(zhou, restarted):
    await with_new_posts(zhou)
    page = zhou.last
    async with restarted().application:
        await zhou.tap("确认4项", on=page)
        assert "已新设岗位：安全主任、Compliance officer" in zhou.last.text


async def test_practice_asks_who_holds_such_a_post_too(zhou):
    await with_new_posts(zhou)
    await zhou.tap("确认4项")
    await zhou.tap("由我担任：安全主任")
    asked = {}
    for _ in range(8):
        await zhou.send("/quiz")
        poll = next(each for each in reversed(zhou.messages) if each.poll is not None).poll
        options = [each["text"] for each in poll.options]
        asked[poll.question["question"]] = [options[at] for at in poll.right_options], options
        await zhou.vote(options[poll.right_options[0]])
    right, options = asked["谁负责“组织开展安全检查”？"]
    assert right == ["安全主任"]
    assert "Compliance officer" not in options


async def test_a_clause_a_day_says_who_owes_it(talk, zhou):
    await with_new_posts(zhou)
    await zhou.tap("确认4项")
    await zhou.tap("由我担任：安全主任")
    await zhou.send("/study")
    await zhou.tap("09:00")
    for day in (24, 25, 26):
        await talk.jump(2026, 11, day, 9, 1)
    taught = [
        each.text for each in zhou.messages if each.text.startswith("每日一条\n\n组织开展安全检查")
    ]
    assert ["责任主体：安全主任" in each for each in taught] == [True]


async def test_a_list_knows_its_posts_when_somebody_of_that_name_was_erased(talk, zhou):
    wang = talk.person("wang")
    name = "王芳"
    listed = LIST.replace("安全主任", name)
    await given(zhou, listed)
    await zhou.tap("责任岗位（3个待定）")
    await zhou.tap(name)
    await zhou.tap(f"新设：{name}")
    await zhou.tap("返回")
    await zhou.tap("确认4项")
    await wang.send("/start")
    await wang.send("/register")
    await wang.tap("党支部")
    await wang.send("规划处党支部")
    await wang.tap("1. 规划处党支部（省级）")
    await wang.tap(name)
    await talk.jump(2026, 11, 23, 10, 0)
    await zhou.tap("同意")
    await wang.send("/forgetme")
    await wang.tap("删除我的信息")
    await wang.tap("确认删除")
    assert "已删除" in wang.last.text
    await given(zhou, listed.replace("每月5日前", "每月8日前"))
    assert "新增0、变更1、不变3" in zhou.last.text
