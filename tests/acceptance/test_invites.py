"""Invites: a manager makes one, and somebody follows its link, its picture or its code."""

from __future__ import annotations

import re

import pytest

from bot.conversation.addresses import telegram
from bot.messenger.people.chat_client import ChatClient
from scheduler.inviting.invites import InviteWish

DEPUTY = "机关党委专职副书记"
UNIT = "省民政厅机关党委"
SEAT = "省民政厅机关党委专职副书记"


async def open_invites(person: ChatClient) -> None:
    await person.send("/events")
    await person.tap("单位情况")
    await person.tap("人员")
    await person.tap("邀请")


async def invited(person: ChatClient, whom: str, *, post: str = DEPUTY, days: str = "") -> str:
    """Make an invite, by the buttons; what is passed on."""
    await open_invites(person)
    await person.tap("新邀请")
    await person.tap(post)
    if days:
        await person.tap(days)
    await person.tap(whom)
    if whom != "多人可用，逐个审核":
        await person.send("孙丽")
    assert "邀请已生成" in person.last.text
    return person.messages[-2].text


def link_in(text: str) -> str:
    return re.search(r"https://t\.me/\S+", text)[0]


def code_in(text: str) -> str:
    return re.search(r"发送：(\S{4} \S{4})", text)[1]


@pytest.fixture
async def zhou(talk) -> ChatClient:
    return await talk.registered("zhou")


async def test_whoever_is_invited_by_name_holds_the_post_once_they_accept(talk, zhou):
    said = await invited(zhou, "指定一人，点开即登记")
    assert said.splitlines()[:2] == [
        "孙丽，您好：",
        f"请登记为{SEAT}，今后按时收到职责提醒。",
    ]
    assert "限本人使用1次，11月26日（周四）" in said
    sun = talk.person("sun")
    await sun.open_link(link_in(said))
    assert f"邀请您登记为{SEAT}。" in sun.last.text
    assert "管理员审核" not in sun.last.text
    await sun.tap("登记")
    assert "登记完成" in sun.last.text
    await sun.send("/myduties")
    assert DEPUTY in sun.last.text


async def test_an_invite_for_one_person_opens_nothing_to_a_second(talk, zhou):
    link = link_in(await invited(zhou, "指定一人，点开即登记"))
    sun, wang = talk.person("sun"), talk.person("wang")
    for person in (sun, wang):
        await person.open_link(link)
        assert "邀请您登记" in person.last.text
    await sun.tap("登记")
    await wang.tap("登记")
    assert wang.alert.text == "这个邀请已用完，请向发给您的人再要一个。"
    await wang.open_link(link)
    assert wang.last.text == "这个邀请已用完，请向发给您的人再要一个。"
    assert UNIT not in wang.last.text
    await sun.open_link(link)
    await sun.tap("登记")
    assert "登记完成" in sun.last.text


async def test_a_manager_who_tries_the_link_out_does_not_use_it_up(talk, zhou):
    link = link_in(await invited(zhou, "指定一人，点开即登记", post="机关党委书记"))
    await zhou.open_link(link)
    await zhou.tap("登记")
    assert "已经登记" in zhou.alert.text
    sun = talk.person("sun")
    await sun.open_link(link)
    await sun.tap("登记")
    assert "登记完成" in sun.last.text


async def test_the_code_is_typed_in_any_case_and_with_or_without_a_space(talk, zhou):
    code = code_in(await invited(zhou, "指定一人，登记后审核"))
    sun = talk.person("sun")
    await sun.send(code.lower().replace(" ", "-"))
    assert "登记后由管理员审核" in sun.last.text
    await sun.send("/register")
    await sun.send(code)
    await sun.tap("登记")
    assert "管理员" in sun.last.text
    await talk.jump(2026, 11, 23, 9, 30)
    assert "Sun申请登记" in zhou.last.text
    await zhou.tap("同意")
    await talk.jump(2026, 11, 23, 9, 40)
    await sun.send("/myduties")
    assert DEPUTY in sun.last.text


async def test_of_many_each_is_decided_by_a_manager(talk, zhou):
    said = await invited(zhou, "多人可用，逐个审核", post="由本人选择", days="14天")
    assert "12月7日（周一）" in said
    assert "登记后由管理员审核" in said
    for key in ("sun", "wang"):
        person = talk.person(key)
        await person.open_link(link_in(said))
        assert "您担任哪个岗位？" in person.last.text
        await person.tap(DEPUTY)
        assert "已向" in person.last.text or "管理员" in person.last.text
        await person.send("/myduties")
        assert "登记完成" not in person.last.text
    await open_invites(zhou)
    assert "多人可用，12月7日" in zhou.last.text
    await zhou.tap("由本人选择 多人可用")
    assert "已使用：2人" in zhou.last.text


async def test_an_invite_is_revoked_with_one_tap(talk, zhou):
    link = link_in(await invited(zhou, "指定一人，点开即登记"))
    await zhou.tap("撤销邀请")
    assert "已撤销" in zhou.last.text
    await open_invites(zhou)
    assert "目前没有有效的邀请" in zhou.last.text
    sun = talk.person("sun")
    await sun.open_link(link)
    assert sun.last.text == "这个邀请已撤销，请向发给您的人再要一个。"


async def test_each_of_many_can_be_revoked(talk, zhou):
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    (organisation,) = await talk.services.registration.managed_by(by.id)
    for number in range(10):
        wish = InviteWish(None, single=True, person_name=f"第{number}位")
        await talk.services.inviting.make(by.id, organisation.id, wish)
    await open_invites(zhou)
    assert "另有2个更早的邀请" in zhou.last.text
    await zhou.tap("下一页 ›")
    assert "更早" not in zhou.last.text
    await zhou.tap("由本人选择 第0位")
    await zhou.tap("撤销邀请")
    await zhou.tap("‹ 返回")
    assert "另有1个更早的邀请" in zhou.last.text
    await zhou.tap("下一页 ›")
    assert zhou.last.buttons == ["由本人选择 第1位", "‹ 上一页", "新邀请", "‹ 返回"]


async def test_an_invite_ends_after_three_days(talk, zhou):
    link = link_in(await invited(zhou, "指定一人，点开即登记"))
    sun = talk.person("sun")
    await talk.jump(2026, 11, 27, 9, 0)
    await sun.open_link(link)
    assert sun.last.text == "这个邀请已过期，请向发给您的人再要一个。"
    await open_invites(zhou)
    assert "目前没有有效的邀请" in zhou.last.text


async def test_an_approved_invite_ends_with_the_rights_of_its_maker(talk, zhou, database):
    link = link_in(await invited(zhou, "指定一人，点开即登记"))
    from sqlalchemy import delete

    from scheduler.store.tables.roster import ManagerRow

    async with database.write() as session:
        await session.execute(delete(ManagerRow))
    sun = talk.person("sun")
    await sun.open_link(link)
    assert "已撤销" in sun.last.text


async def test_after_five_wrong_codes_the_right_one_opens_nothing_for_an_hour(talk, zhou):
    code = code_in(await invited(zhou, "指定一人，点开即登记"))
    sun, wang = talk.person("sun"), talk.person("wang")
    for wrong in ("2222AAAA", "2222AAAB", "2222AAAC", "2222AAAD", "2222AAAE"):
        await sun.send(wrong)
        assert "邀请码或链接不对" in sun.last.text
    await sun.send(code)
    assert "错的次数太多" in sun.last.text
    await wang.send(code)
    assert "邀请您登记" in wang.last.text
    await talk.jump(2026, 11, 23, 10, 30)
    await sun.send(code)
    assert "邀请您登记" in sun.last.text


async def test_a_wrong_link_gives_nothing_away(talk, zhou):
    await invited(zhou, "指定一人，点开即登记")
    sun = talk.person("sun")
    await sun.send("/start i_" + "A" * 22)
    assert "邀请码或链接不对" in sun.last.text
    await sun.send("/start i_AAAA")
    assert "邀请码或链接不对" in sun.last.text


async def test_a_word_or_a_date_is_no_code(talk, zhou):
    await zhou.send("20261118")
    assert "邀请" not in zhou.last.text
    await zhou.send("BRANCHES")
    assert "邀请" not in zhou.last.text
