"""People whom only mail reaches: their managers bring them, mail tells them, and a clerk enters for them."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator

import openpyxl
import pytest
from sqlalchemy import select

from bot.conversation.addresses import telegram
from scheduler.address import MAIL
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow
from scheduler.store.tables.endpoints import EndpointRow
from scheduler.store.tables.inbox import DialogueRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.roster import PersonRow
from tests.acceptance.channel_world import World, channels_beside, everything, mailed

UNIT = "省民政厅机关党委"
MAILBOX = "chen.chen@example.org"
TITLES = ["组织", "岗位", "姓名", "邮箱"]


@pytest.fixture
async def world(talk, database, library, clock, tmp_path) -> AsyncIterator[World]:
    async with channels_beside(talk, database, library, clock, tmp_path) as world:
        yield world


def sheet(*rows: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for row in (TITLES, *rows):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


async def to_people(person) -> None:
    await person.send("/handover")
    await person.tap(UNIT)
    await person.tap("返回")


async def preview(person, *rows: list[str]) -> str:
    await to_people(person)
    await person.tap("名册")
    await person.send_document("名册.xlsx", sheet(*rows))
    return person.last.text


async def bring(person, said: str = f"陈晨 {MAILBOX}", post: str = "机关党委专职副书记") -> str:
    await to_people(person)
    await person.tap("邀请")
    await person.tap("新邀请")
    await person.tap(post)
    await person.tap("没有 Telegram，用邮件提醒")
    await person.send(said)
    return person.last.text


async def people_by_mail(database) -> list[PersonRow]:
    async with database.read() as session:
        rows = await session.scalars(select(PersonRow).order_by(PersonRow.id))
        return [each for each in rows if each.address.channel == MAIL]


async def test_a_roster_with_mailboxes_brings_people_who_are_told_and_reminded_by_mail(
    world, database
):
    zhou = await world.talk.registered("zhou")
    text = await preview(zhou, ["", "机关党委专职副书记", "陈晨", MAILBOX])
    assert "第2行　邮件提醒 省民政厅机关党委机关党委专职副书记　陈晨" in text
    assert MAILBOX not in await everything(database)
    await zhou.tap("确认1项")
    await world.talk.jump(2026, 11, 23, 9, 30)
    (told,) = mailed(world)
    assert "您接任省民政厅机关党委专职副书记" in told
    assert "经办人" in told
    assert re.search(r"https://t\.me/\w+\?start=\w+", told)
    assert MAILBOX not in await everything(database)

    async with database.read() as session:
        rows = await session.execute(
            select(DeliveryRow.address, AttemptRow.outcome).join(
                AttemptRow, AttemptRow.delivery_id == DeliveryRow.id
            )
        )
        ended = [outcome for address, outcome in rows if address.channel == MAIL]
    assert ended == ["sent"] * len(mailed(world))


async def test_a_roster_twice_changes_nothing_and_another_mailbox_moves_the_person(world, database):
    zhou = await world.talk.registered("zhou")
    await preview(zhou, ["", "机关党委专职副书记", "陈晨", MAILBOX])
    await zhou.tap("确认1项")
    assert "新增 0　变更 0　不变 1" in await preview(
        zhou, ["", "机关党委专职副书记", "陈晨", MAILBOX.upper()]
    )
    assert "变更 1" in await preview(zhou, ["", "机关党委专职副书记", "陈晨", "chen@example.com"])
    await zhou.tap("确认1项")
    (person,) = await people_by_mail(database)
    assert person.name == "陈晨"
    world.postmaster.taken.clear()
    await world.talk.jump(2026, 11, 23, 9, 30)
    assert [each.rcpt_tos for each in world.postmaster.taken] == [["chen@example.com"]]


async def test_several_may_share_a_mailbox(world, database):
    zhou = await world.talk.registered("zhou")
    await preview(
        zhou,
        ["", "机关党委专职副书记", "陈晨", MAILBOX],
        ["", "机关党委专职副书记", "李强", MAILBOX],
        ["", "机关党委专职副书记", "王五", "不是邮箱"],
    )
    assert "第4行　邮箱地址不对" in zhou.last.text
    await zhou.tap("确认2项")
    assert [each.name for each in await people_by_mail(database)] == ["陈晨", "李强"]


async def test_who_is_on_telegram_is_not_moved_to_a_mailbox(world, database):
    zhou = await world.talk.registered("zhou")
    by = await world.talk.services.registration.find_person(telegram(zhou.person_id))
    text = await preview(zhou, ["", "机关党委书记", by.name, MAILBOX])
    assert "新增 0　变更 0　不变 1" in text


async def test_without_a_mail_server_nobody_is_reminded_by_mail(talk, database):
    zhou = await talk.registered("zhou")
    text = await preview(zhou, ["", "机关党委专职副书记", "陈晨", MAILBOX])
    assert "没有设置邮件服务器" in text
    assert MAILBOX not in await everything(database)
    await to_people(zhou)
    await zhou.tap("邀请")
    await zhou.tap("新邀请")
    await zhou.tap("机关党委专职副书记")
    assert not any("邮件" in each for each in zhou.last.buttons)


async def test_a_manager_brings_somebody_in_the_chat_and_the_address_stays_nowhere(world, database):
    zhou = await world.talk.registered("zhou")
    assert "没看懂" in await bring(zhou, "陈晨")
    await zhou.send(f"陈晨 {MAILBOX}")
    assert "已添加：陈晨任省民政厅机关党委专职副书记" in zhou.last.text
    assert "ch***@example.org" in zhou.last.text
    assert not any(MAILBOX in each.text for each in zhou.messages)
    assert MAILBOX not in await everything(database)
    async with database.read() as session:
        assert (await session.scalars(select(DialogueRow))).all() == []
        acts = [each.act for each in await Trail(session).entries()]
    assert {Act.MAILBOX_SET, Act.POST_TAKEN} <= set(acts)
    assert "已任" in await bring(zhou)


async def test_a_mailbox_that_takes_nothing_is_told_once_and_mended_by_another(world, database):
    zhou = await world.talk.registered("zhou")
    await bring(zhou)
    world.postmaster.at_recipient = "550 no such user"
    before = len(zhou.messages)
    await world.talk.jump(2026, 11, 23, 9, 30)
    await world.talk.jump(2026, 11, 23, 9, 40)
    await world.talk.jump(2026, 12, 21, 9, 0)
    told = [each.text for each in zhou.messages[before:] if "陈晨收不到提醒" in each.text]
    assert len(told) == 1
    assert "邮箱写错" in told[0]
    (person,) = await people_by_mail(database)
    assert person.unreachable_since is not None

    world.postmaster.at_recipient = None
    await bring(zhou, "陈晨 chen@example.com")
    assert "没送到的会补发" in zhou.last.text
    await world.talk.jump(2026, 12, 21, 9, 30)
    assert {tuple(each.rcpt_tos) for each in world.postmaster.taken} == {("chen@example.com",)}


async def hand_over(world, zhou) -> None:
    """The secretary's post goes to somebody who was brought before."""
    await bring(zhou)
    await zhou.send("/handover")
    await zhou.tap("机关党委书记")
    await zhou.tap("今天")
    await zhou.tap("陈晨")
    await zhou.tap("确认交接")


async def test_a_clerk_enters_for_somebody_on_mail_who_is_chosen_for_no_task(world, database):
    zhou = await world.talk.registered("zhou")
    await hand_over(world, zhou)
    await to_people(zhou)
    await zhou.tap("经办人")
    await zhou.tap("增加经办人")
    assert "陈晨" not in zhou.last.buttons
    await zhou.tap("周敏")
    await zhou.send("/myduties")
    await zhou.tap(f"代录 {UNIT}")
    await zhou.tap(next(each for each in zhou.last.buttons if each.endswith("陈晨")))
    await zhou.tap("✅ 今天办了")
    assert "已登记" in zhou.last.text
    (person,) = await people_by_mail(database)
    async with database.read() as session:
        (entry,) = (await session.scalars(select(LedgerRow))).all()
    assert entry.for_person_id == person.id != entry.person_id


async def test_a_post_is_handed_over_to_somebody_on_mail_and_reminders_follow(world):
    zhou = await world.talk.registered("zhou")
    await world.talk.jump(2026, 11, 24, 9, 40)
    await hand_over(world, zhou)
    for minute in (45, 50):  # the two posts are told of one after the other
        await world.talk.jump(2026, 11, 24, 9, minute)
    assert "您接任省民政厅机关党委书记，前任" in mailed(world)[-1]
    before = len(mailed(world))
    await world.talk.jump(2026, 12, 21, 9, 0)
    reminded = mailed(world)[before:]
    assert any(re.search(r"\?start=done_\d+_\w{6}", each) for each in reminded)


async def test_an_operator_erases_somebody_by_mailbox_and_name(world, database):
    zhou = await world.talk.registered("zhou")
    await bring(zhou)
    await world.talk.jump(2026, 11, 23, 9, 30)
    address = world.talk.services.channels.mailbox_of(MAILBOX, "陈晨").address
    world.talk.application.operators = (zhou.person_id,)
    await zhou.send(f"/admin forget {MAILBOX} 李强")
    assert "没有这个用户" in zhou.last.text
    await zhou.send(f"/admin forget {MAILBOX} 陈晨")
    assert "确定要删除陈晨的信息吗" in zhou.last.text
    await zhou.tap("确认删除")
    assert "已删除" in zhou.last.text
    assert await people_by_mail(database) == []
    kept = await everything(database)
    assert not any(word in kept for word in (MAILBOX, "陈晨", address.id))
    async with database.read() as session:
        assert (await session.scalars(select(EndpointRow))).all() == []


async def test_who_was_erased_before_their_day_takes_nothing_over(world, database):
    zhou = await world.talk.registered("zhou")
    world.talk.application.operators = (zhou.person_id,)
    await bring(zhou)
    await zhou.send("/handover")
    await zhou.tap("机关党委书记")
    await zhou.tap("12月1日")
    await zhou.tap("陈晨")
    await zhou.tap("确认交接")
    await zhou.send(f"/admin forget {MAILBOX} 陈晨")
    await zhou.tap("确认删除")
    await zhou.send("/handover")
    await zhou.tap("机关党委书记")
    assert "已定自12月1日（周二）起离任，接任人未定" in zhou.last.text
    await zhou.tap("取消交接")
    await zhou.tap("确认取消")
    await zhou.tap("重新交接")
    await zhou.tap("12月1日")
    assert zhou.last.buttons == ["邀请接任", "暂时空缺", "换一天"]
