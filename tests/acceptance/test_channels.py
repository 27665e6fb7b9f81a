"""Robots of other messengers, and mailboxes: set up in the chat, tried before they count, and used."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation.addresses import TELEGRAM, telegram
from bot.texts.catalogue import texts
from scheduler.address import MAIL
from scheduler.board.groups import WeeklyNumbers
from scheduler.roster.queries.trail import Act, Trail
from scheduler.roster.robot_minutes import MINUTES
from scheduler.store.tables.endpoints import EndpointRow
from tests.acceptance.channel_world import (
    HOOK,
    KEY,
    MAILBOX,
    World,
    channels_beside,
    everything,
    mailed,
)
from tests.bot.channels.vendor import SILENT, coded


@pytest.fixture
async def world(talk, database, library, clock, tmp_path) -> AsyncIterator[World]:
    async with channels_beside(talk, database, library, clock, tmp_path) as world:
        yield world


def read(client) -> str:
    """All that stands in the chat."""
    return "".join(each.text for each in client.messages)


async def test_a_robot_counts_once_its_code_was_typed(world, database):
    zhou = await world.talk.registered("zhou")
    await world.to_robots(zhou)
    assert "还没有添加" in zhou.last.text
    await zhou.tap("添加企业微信机器人")
    assert "Webhook" in zhou.last.text
    await zhou.send(HOOK)
    assert "6 位编号" in zhou.last.text
    assert KEY not in read(zhou)
    await zhou.send("000000" if world.code() != "000000" else "111111")
    assert "编号不对" in zhou.last.text
    async with database.read() as session:
        assert (await session.scalars(select(EndpointRow))).all() == []

    await zhou.send(world.code())
    assert "已添加" in zhou.last.text
    assert "正常" in zhou.last.text
    assert KEY not in await everything(database)


async def test_what_cannot_be_a_robot_is_asked_again_and_kept_nowhere(world, database):
    zhou = await world.talk.registered("zhou")
    await world.to_robots(zhou)
    await zhou.tap("添加企业微信机器人")
    await zhou.send(f"https://oapi.dingtalk.com/robot/send?access_token={KEY}")
    assert "不是企业微信机器人的地址" in zhou.last.text
    assert world.said == []
    assert KEY not in await everything(database)

    await zhou.send(HOOK)
    assert "6 位编号" in zhou.last.text


@pytest.mark.parametrize(
    ("answer", "words"),
    [(coded(93000), "核对地址"), (coded(45009), "几分钟"), (SILENT, "不能确定")],
    ids=["wrong", "wait", "silent"],
)
async def test_how_the_test_message_ended_is_said(world, answer, words):
    zhou = await world.talk.registered("zhou")
    await world.to_robots(zhou)
    await zhou.tap("添加企业微信机器人")
    world.vendor.answers = [answer]
    await zhou.send(HOOK)
    assert words in zhou.last.text
    assert KEY not in read(zhou)


async def test_an_operator_unbinds_a_robot_and_what_opens_it_is_forgotten(world, database):
    zhou = await world.talk.registered("zhou")
    await world.robot(zhou)
    (robot,) = await robots_of(world, zhou)
    world.talk.application.operators = (zhou.person_id,)
    await zhou.send("/admin unbind")
    assert str(robot.group.address) in zhou.last.text
    await zhou.send(f"/admin unbind {robot.group.address}")
    assert await robots_of(world, zhou) == []
    async with database.read() as session:
        assert (await session.scalars(select(EndpointRow))).all() == []


async def test_a_robot_is_told_once_at_its_own_minute_with_links_back(world):
    zhou = await world.talk.registered("zhou")
    await world.robot(zhou)
    (robot,) = await robots_of(world, zhou)
    minute = robot.group.minute
    assert minute in MINUTES
    before = len(world.said)
    await world.talk.jump(2026, 12, 22, 9, 0)
    assert len(world.said) == before

    await world.talk.jump(2026, 12, 22, 9, minute)
    (told,) = world.said[before:]
    assert "省民政厅机关党委" in told
    assert re.search(r"\]\(https://t\.me/\w+\?start=done_\d+_\w{6}\)", told)
    assert "周敏" not in told
    assert "链接" in told
    assert "按钮" not in told


async def test_a_robot_that_was_set_up_wrongly_is_told_of_once_and_stopped(world):
    zhou = await world.talk.registered("zhou")
    await world.robot(zhou)
    (robot,) = await robots_of(world, zhou)
    world.vendor.usual = coded(93000)
    calls = len(world.said)
    for day in (22, 31):
        for hour in (9, 10, 11):
            await world.talk.jump(2026, 12, day, hour, robot.group.minute)
    assert len(world.said) == calls + 1
    told = [each for each in zhou.messages if "不再接收消息" in each.text]
    assert len(told) == 1
    await world.to_robots(zhou)
    assert "已停止" in zhou.last.text

    world.vendor.usual = coded(0)
    await zhou.tap("添加企业微信机器人")
    await zhou.send(HOOK)
    await zhou.send(world.code())
    assert "正常" in zhou.last.text


async def test_a_robot_is_sent_its_week_on_friday_afternoon(world, database, library, clock):
    zhou = await world.talk.registered("zhou")
    await world.robot(zhou)
    (robot,) = await robots_of(world, zhou)
    await zhou.tap(f"每周数字：开 {robot.group.address.id[:4]}")
    assert f"16:{robot.group.minute:02}" in zhou.last.text
    weeks = WeeklyNumbers(database, library, clock)
    await world.talk.jump(2026, 11, 27, 16, robot.group.minute)
    before = len(world.said)
    await weeks.run()
    await world.talk.jump(2026, 11, 27, 16, robot.group.minute)
    (week,) = world.said[before:]
    assert "省民政厅机关党委" in week
    assert "https://t.me/" in week

    await world.to_robots(zhou)
    await zhou.tap(f"每周数字：关 {robot.group.address.id[:4]}")
    assert "16:" not in zhou.last.text


async def test_a_robot_is_removed_after_asking(world, database):
    zhou = await world.talk.registered("zhou")
    await world.robot(zhou)
    (robot,) = await robots_of(world, zhou)
    await zhou.tap(f"移除 {robot.group.address.id[:4]}")
    assert "移除企业微信机器人" in zhou.last.text
    await zhou.tap("移除")
    assert "还没有添加" in zhou.last.text
    async with database.read() as session:
        assert (await session.scalars(select(EndpointRow))).all() == []
        acts = [entry.act for entry in await Trail(session).entries()]
    assert acts[-1] is Act.GROUP_RELEASED


async def test_the_code_can_be_tried_five_times(world):
    zhou = await world.talk.registered("zhou")
    await world.to_robots(zhou)
    await zhou.tap("添加企业微信机器人")
    await zhou.send(HOOK)
    for _ in range(5):
        await zhou.send("123 456")
    assert "已取消" in zhou.last.text
    await zhou.send(world.code())
    assert "已添加" not in zhou.last.text


async def test_test_messages_have_an_end(world):
    zhou = await world.talk.registered("zhou")
    await world.to_robots(zhou)
    await zhou.tap("添加企业微信机器人")
    world.vendor.usual = coded(93000)
    for _ in range(6):
        await zhou.send(HOOK)
    assert "一小时" in zhou.last.text
    assert len(world.said) == 5


# Mailboxes


async def with_mailbox(world, person) -> None:
    await person.send("/settings")
    await person.tap("备用邮箱")
    await person.tap("设置邮箱")
    await person.send(MAILBOX)
    assert "6 位编号" in person.last.text
    await person.send(mailed_code(world))
    assert "已生效：zh***@example.org" in person.last.text


def mailed_code(world) -> str:
    found = re.search(r"[0-9]{6}\s*$", mailed(world)[-1])
    assert found is not None
    return found[0]


async def test_who_blocks_the_bot_is_reminded_by_mail(world, database):
    zhou = await world.talk.registered("zhou")
    await with_mailbox(world, zhou)
    assert MAILBOX not in await everything(database)
    before = len(mailed(world))
    await zhou.block()
    await world.talk.jump(2026, 12, 1, 9, 0)
    sent = mailed(world)[before:]
    assert len(sent) == 1
    assert re.search(r"https://t\.me/\w+\?start=done_\d+_\w{6}", sent[0])


async def test_while_telegram_reaches_somebody_nothing_goes_to_their_mailbox(world):
    zhou = await world.talk.registered("zhou")
    await with_mailbox(world, zhou)
    before, messages = len(mailed(world)), len(zhou.messages)
    await world.talk.jump(2026, 12, 1, 9, 0)
    assert len(mailed(world)) == before
    assert len(zhou.messages) > messages


async def test_a_mailbox_that_takes_nothing_is_told_to_the_managers(world):
    zhou = await world.talk.registered("zhou")
    await with_mailbox(world, zhou)
    person = await world.talk.services.registration.find_person(telegram(zhou.person_id))
    await zhou.block()
    world.postmaster.at_recipient = "550 no such user"
    await world.talk.jump(2026, 12, 1, 9, 0)
    assert await world.talk.services.mailboxes.locked_of(person.id) is None


async def test_a_mailbox_is_forgotten(world, database):
    zhou = await world.talk.registered("zhou")
    await with_mailbox(world, zhou)
    await zhou.tap("删除邮箱")
    assert "还没有设置" in zhou.last.text
    async with database.read() as session:
        assert (await session.scalars(select(EndpointRow))).all() == []


async def test_what_is_no_mail_address_is_asked_again(world):
    zhou = await world.talk.registered("zhou")
    await zhou.send("/settings")
    await zhou.tap("备用邮箱")
    await zhou.tap("设置邮箱")
    await zhou.send("周平的邮箱")
    assert "不像邮箱地址" in zhou.last.text


async def robots_of(world, client) -> list[Any]:
    services = world.talk.services
    person = await services.registration.find_person(telegram(client.person_id))
    (organisation,) = await services.registration.managed_by(person.id)
    return (await services.robots.of(person.id, organisation.id))[1]


LOCALES = {
    "zh-Hant": ("繁體中文", "群組機器人", "新增企業微信機器人", "已新增", "備用信箱"),
    "en": ("English", "Group robots", "Add a WeCom robot", "Added", "Fallback mailbox"),
}


@pytest.mark.parametrize("locale", LOCALES)
async def test_it_is_set_up_in_other_languages(world, locale):
    language, robots, add, added, mailbox = LOCALES[locale]
    zhou = await world.talk.registered("zhou")
    await zhou.send("/settings")
    await zhou.tap(language)
    await zhou.send("/settings")
    assert mailbox in zhou.last.buttons
    await zhou.send("/register")
    await zhou.tap("省民政厅机关党委")
    await zhou.tap(texts(locale).plain("unit-button"))
    await zhou.tap(robots)
    await zhou.tap(add)
    await zhou.send(HOOK)
    await zhou.send(world.code())
    assert added in zhou.last.text


def test_every_channel_has_an_address_of_its_own():
    assert len({TELEGRAM, MAIL, "wecom", "dingtalk", "feishu"}) == 5
