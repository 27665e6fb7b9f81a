"""``/forgetme``: what is kept is shown and given, then name and ids are erased; what was done stays."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select

from bot.conversation.addresses import telegram
from bot.conversation.buttons.board import BoardItemButton, BoardList, BoardSpan
from bot.conversation.buttons.forgetting import ForgetAct, ForgetButton, ForgetForButton
from scheduler.roster.names import FORMER
from scheduler.roster.queries.trail import Trail
from scheduler.roster.queries.trail_chain import examine
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.roster import AssignmentRow, ManagerRow, PersonRow


async def known(talk, client):
    return await talk.services.registration.find_person(telegram(client.person_id))


async def forget(client):
    await client.send("/forgetme")
    await client.tap("删除我的信息")
    await client.tap("确认删除")


async def entered(talk, client):
    """An entry of the person's for an item of the running period."""
    await talk.services.planner.run()
    person = await known(talk, client)
    agenda = await talk.services.agenda.of(person)
    today = date(2026, 11, 23)
    item = next(i for i in agenda.items if i.occurrence and today in i.occurrence.period)
    return await talk.services.completions.complete(
        item.occurrence.id, by=person.id, held_on=today, note=f"{person.name}主持"
    )


@pytest.fixture
async def operator(talk, monkeypatch):
    person = talk.person("op")
    await person.send("/start")
    monkeypatch.setattr(talk.application, "operators", (person.person_id,))
    return person


async def test_what_is_kept_is_counted_in_words(talk):
    zhou = await talk.registered()
    await entered(talk, zhou)
    await zhou.send("/forgetme")
    person = await known(talk, zhou)
    assert f"姓名：{person.name}" in zhou.last.text
    assert "任职与管理：2条" in zhou.last.text
    assert "完成登记与佐证：" in zhou.last.text
    assert zhou.last.buttons == ["存成文件", "删除我的信息"]


async def test_the_file_holds_it_with_names_of_organisations_and_no_secret(talk):
    zhou = await talk.registered()
    done = await entered(talk, zhou)
    person = await known(talk, zhou)
    await talk.services.calendars.new_address(person.id)
    await zhou.send("/forgetme")
    await zhou.tap("存成文件")
    assert zhou.last.file_name == "kept.json"
    (file,) = talk.messenger.world.files.values()
    content = json.loads(talk.messenger.store.read_file(file.id))
    assert content["个人信息与设置"]["name"] == person.name
    assert content["个人信息与设置"]["address"] == f"telegram:{zhou.person_id}"
    (held,) = content["任职与管理"]["assignment"]
    assert (held["organisation"], held["post"]) == (
        "省民政厅机关党委",
        "agency-committee-secretary",
    )
    (entry,) = content["完成登记与佐证"]["ledger"]
    assert (entry["id"], entry["held_on"]) == (done.entry.id, "2026-11-23")
    assert entry["duty"]
    assert [list(row) for row in content["日历地址与网页登录"]["calendar"]] == [
        ["person_id", "made_at"]
    ]


async def test_nothing_is_erased_before_the_second_confirmation(talk):
    zhou = await talk.registered()
    await zhou.send("/forgetme")
    await zhou.tap("删除我的信息")
    assert "确定要删除吗" in zhou.last.text
    assert "已发到别人聊天里的消息" in zhou.last.text
    assert "数据库备份" in zhou.last.text
    assert "以下组织将没有管理员，须由运维人员另行指定：省民政厅机关党委。" in zhou.last.text
    await zhou.tap("不删除")
    assert "保存的您的信息" in zhou.last.text
    assert (await known(talk, zhou)) is not None


async def test_name_and_address_go_and_what_was_done_stays_as_a_former_holders(
    talk, database, make
):
    zhou = await talk.registered()
    person = await known(talk, zhou)
    done = await entered(talk, zhou)
    organisation = done.occurrence.organisation
    wang = await make.person("王芳", telegram_id=talk.person("wang").person_id)
    async with database.write() as session:
        session.add(
            ManagerRow(organisation_id=organisation.id, person_id=wang.id, since=talk.clock.now())
        )
    await forget(zhou)
    assert "已删除" in zhou.last.text
    assert await known(talk, zhou) is None
    async with database.read() as session:
        row = await session.get_one(PersonRow, person.id)
        assert (row.name, str(row.address)) == (FORMER, f"erased:{person.id}")
        assert await session.scalar(select(AssignmentRow.end_on)) == date(2026, 11, 23)
        managers = select(ManagerRow.person_id)
        assert list(await session.scalars(managers)) == [wang.id]
        due = select(NoticeRow.id).where(NoticeRow.person_id == person.id, NoticeRow.state == "due")
        assert list(await session.scalars(due)) == []
        assert (await examine(session)).broken_at is None
    await talk.services.planner.run()
    card = await talk.services.board_cards.get(done.occurrence.id, wang.id)
    (proven,) = card.entries
    assert (proven.entry.person_name, proven.entry.note) == (FORMER, "…主持")
    client = talk.person("wang")
    await client.send("/board")
    item = BoardItemButton(
        done.occurrence.id,
        organisation.id,
        BoardSpan.QUARTER,
        date(2026, 10, 1),
        BoardList.GREEN,
        0,
    )
    await client.press(talk.sealed(item.pack(), client), on=client.last)
    assert "原任职人" in client.last.text
    assert person.name not in client.last.text


async def test_managers_are_told_of_the_vacancy(talk, database, make):
    zhou = await talk.registered()
    person = await known(talk, zhou)
    (organisation,) = await talk.services.registration.managed_by(person.id)
    wang = talk.person("wang")
    await wang.send("/start")
    await make.manager(organisation, await known(talk, wang))
    async with database.write() as session:
        session.add(
            ManagerRow(organisation_id=organisation.id, person_id=person.id, since=talk.clock.now())
        )
    await talk.jump(2026, 11, 30, 9)
    before = len(wang.messages)
    await forget(zhou)
    await talk.jump(2026, 11, 30, 9, 30)
    await talk.jump(2026, 11, 30, 9, 40)
    told = "".join(each.text for each in wang.messages[before:])
    assert "机关党委书记" in told
    assert person.name not in told


async def test_a_second_tap_finds_nothing_more_to_erase(talk, database):
    zhou = await talk.registered()
    person = await known(talk, zhou)
    await zhou.send("/forgetme")
    await zhou.tap("删除我的信息")
    screen = zhou.last
    sure = talk.sealed(ForgetButton(person.id, ForgetAct.SURE).pack(), zhou)
    await zhou.press(sure, on=screen)
    await zhou.press(sure, on=screen)
    assert "没有保存您的任何信息" in zhou.last.text
    async with database.read() as session:
        acts = [each.act.value for each in await Trail(session).entries()]
    assert acts.count("erased") == 1


async def test_who_returns_is_somebody_new_whom_old_buttons_do_not_mean(talk):
    zhou = await talk.registered()
    before = await known(talk, zhou)
    await forget(zhou)
    await zhou.send("/start")
    after = await known(talk, zhou)
    assert after.id != before.id
    await zhou.send("/myduties")
    assert "省民政厅" not in zhou.last.text
    old = talk.sealed(ForgetButton(before.id, ForgetAct.SURE).pack(), zhou)
    await zhou.press(old, on=zhou.last)
    assert zhou.alert is not None
    assert await known(talk, zhou) == after


async def test_who_asks_without_being_known_is_not_entered(talk):
    chen = talk.person("chen")
    await chen.send("/forgetme")
    assert "没有保存您的任何信息" in chen.last.text
    assert await known(talk, chen) is None


async def test_an_operator_erases_somebody_and_the_trail_has_no_address(talk, operator, database):
    zhou = await talk.registered()
    person = await known(talk, zhou)
    await operator.send(f"/admin forget {zhou.person_id}")
    assert f"确定要删除{person.name}的信息吗" in operator.last.text
    await operator.tap("不删除")
    assert "没有删除" in operator.last.text
    assert await known(talk, zhou) == person
    await operator.send(f"/admin forget {zhou.person_id}")
    await operator.tap("确认删除")
    assert "已删除" in operator.last.text
    assert await known(talk, zhou) is None
    async with database.read() as session:
        entry = (await Trail(session).entries())[-1]
    assert (entry.act.value, entry.by, entry.subject_id) == ("erased", None, person.id)
    assert entry.operator == str(operator.person_id)
    assert str(zhou.person_id) not in json.dumps(entry.details)


async def test_an_operator_who_names_nobody_is_told_how(talk, operator):
    for words in ("/admin forget", "/admin forget 99", "/admin forget zhou"):
        await operator.send(words)
        assert "/admin forget 用户编号" in operator.last.text


async def test_nobody_else_erases_others(talk):
    zhou, chen = await talk.registered(), talk.person("chen")
    await chen.send("/start")
    person = await known(talk, zhou)
    for button in (
        ForgetForButton(person.id, sure=True),
        ForgetButton(person.id, ForgetAct.SURE),
        ForgetButton(person.id, ForgetAct.FILE),
    ):
        await chen.press(talk.sealed(button.pack(), chen), on=chen.last)
        assert chen.alert is not None
    assert await known(talk, zhou) == person


@pytest.mark.parametrize(
    ("locale", "kept", "ask", "sure", "erased", "former"),
    [
        (
            "en",
            "What this bot keeps about you",
            "Delete my data",
            "Yes, delete",
            "Deleted.",
            "a former holder",
        ),
        ("zh-hans", "保存的您的信息", "删除我的信息", "确认删除", "已删除。", "原任职人"),
        ("zh-hant", "保存的您的資訊", "刪除我的資訊", "確認刪除", "已刪除。", "原任職人"),
    ],
)
async def test_it_is_said_in_three_languages(talk, locale, kept, ask, sure, erased, former):
    person = talk.person("lang", language_code=locale)
    await person.send("/start")
    await person.send("/forgetme")
    assert kept in person.last.text
    await person.tap(ask)
    assert former in person.last.text
    print(person.last.text)
    await person.tap(sure)
    assert erased in person.last.text
    assert await known(talk, person) is None
