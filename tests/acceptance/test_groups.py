from __future__ import annotations

import pytest

from bot.conversation.addresses import telegram
from bot.messenger.world.cast import GROUP_ID
from scheduler.roster.queries.trail import Trail


@pytest.fixture
async def group(talk):
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    return chat


async def test_the_bot_greets_a_group_and_says_how_to_bind_it(talk):
    zhou = talk.person("zhou").in_group(GROUP_ID)
    if talk.messenger.get_chat(GROUP_ID).members.get(100000001):
        await zhou.remove_bot()
    await zhou.add_bot()

    assert "/register" in zhou.last.text


async def test_a_manager_binds_the_group_and_another_member_cannot(talk, group):
    zhou = await talk.registered("zhou")
    wang = talk.person("wang").in_group(group)
    await wang.send("/register")
    assert "还不是任何组织的管理员" in wang.last.text

    here = zhou.in_group(group)
    await here.send("/register")
    choice = here.last
    await wang.tap("省民政厅机关党委", on=choice)
    assert "属于发出命令的人" in wang.alert.text
    await here.tap("省民政厅机关党委", on=choice)

    assert "本群已绑定到“省民政厅机关党委”" in here.last.text


async def test_a_button_of_somebody_without_the_right_binds_nothing(talk, group):
    await talk.registered("zhou")
    wang = talk.person("wang").in_group(group)
    await wang.send("/register")
    await wang.press(talk.sealed(f"bind:{wang.person_id}:1", wang), on=wang.last)

    assert "管理员" in wang.alert.text
    bound = await talk.services.groups.find(telegram(group))
    assert bound.organisation is None


async def test_settings_of_a_group_are_for_its_managers(talk, group):
    zhou = (await talk.registered("zhou")).in_group(group)
    await zhou.send("/register")
    await zhou.tap("省民政厅机关党委")
    wang = talk.person("wang").in_group(group)
    await wang.send("/settings")
    await wang.tap("English")
    assert "管理员" in wang.alert.text

    await zhou.send("/settings")
    await zhou.tap("解除绑定")
    await zhou.tap("解除")
    assert "已解除" in zhou.last.text


async def test_personal_duties_are_not_shown_in_a_group(talk, group):
    zhou = (await talk.registered("zhou")).in_group(group)
    await zhou.send("/myduties")

    assert "私聊" in zhou.last.text
    assert zhou.last.buttons == ["在私聊中打开"]


async def test_a_plain_mention_does_not_arrive_but_a_reply_does(talk, group):
    zhou = talk.person("zhou").in_group(group)
    said = len(zhou.messages)
    await zhou.send("机关党委多久开一次委员会")
    assert len(zhou.messages) == said

    await zhou.send("/help")
    await zhou.send("机关党委多久开一次委员会", reply_to=zhou.last)
    assert "每季度至少 1 次" in zhou.last.text


# Who may bind, and who may unbind


async def bound_to(talk, group):
    found = await talk.services.groups.find(telegram(group))
    return found.organisation and found.organisation.name


@pytest.mark.experiment("6 a group bound by a stranger")
async def test_a_manager_who_does_not_run_the_group_cannot_bind_it(talk, group):
    here = (await talk.registered("li", name="李家机关党委")).in_group(group)
    await here.send("/register")
    assert "只有本群管理员" in here.last.text
    assert here.last.buttons == []

    await here.press(talk.sealed(f"bind:{here.person_id}:1", here), on=here.last)
    assert "只有本群管理员" in here.alert.text
    assert await bound_to(talk, group) is None


@pytest.mark.experiment("6 a group bound by a stranger")
async def test_who_no_longer_runs_the_group_cannot_use_the_old_button(talk, group):
    here = (await talk.registered("wang")).in_group(group)
    await here.send("/register")
    talk.messenger.get_chat(group).members[here.person_id] = "member"
    await here.tap("省民政厅机关党委")

    assert "只有本群管理员" in here.alert.text
    assert await bound_to(talk, group) is None


@pytest.mark.experiment("6 a group bound by a stranger")
async def test_while_telegram_does_not_say_who_runs_the_group_nothing_is_bound(talk, group):
    here = (await talk.registered("zhou")).in_group(group)
    await here.send("/register")
    choice = here.last
    refused = b'{"ok":false,"error_code":400,"description":"Bad Request: CHAT_ADMIN_REQUIRED"}'
    talk.messenger.faults.garble_next("getChatMember", status=400, body=refused)
    await here.tap("省民政厅机关党委", on=choice)
    assert "无法核对" in here.alert.text
    assert await bound_to(talk, group) is None

    talk.messenger.faults.garble_next("getChatMember", status=502, body=b"<html>")
    await here.send("/register")
    assert "无法核对" in here.last.text


@pytest.mark.experiment("6 a group bound by a stranger")
async def test_who_runs_the_group_takes_it_from_an_organisation_of_strangers(talk, group):
    wang = await talk.registered("wang", name="王家机关党委")
    await wang.in_group(group).send("/register")
    await wang.in_group(group).tap("王家机关党委")
    here = (await talk.registered("zhou")).in_group(group)
    await here.send("/register")
    await here.tap("省民政厅机关党委")
    assert await bound_to(talk, group) == "省民政厅机关党委"

    there = wang.in_group(
        group
    )  # an administrator of the group, and of nothing that it is bound to
    await there.send("/settings")
    await there.tap("解除绑定")
    await there.tap("解除")
    assert await bound_to(talk, group) is None


@pytest.mark.experiment("6 a group bound by a stranger")
async def test_a_member_who_neither_runs_nor_manages_unbinds_nothing(talk, group):
    here = (await talk.registered("zhou")).in_group(group)
    await here.send("/register")
    await here.tap("省民政厅机关党委")
    zhao = talk.person("zhao").in_group(group)
    await zhao.send("/settings")
    assert "解除绑定" not in zhao.last.buttons
    unbind = talk.sealed(f"unbind:{zhao.person_id}:0", zhao)
    await zhao.press(unbind, on=zhao.last)
    assert "管理员" in zhao.alert.text
    talk.messenger.faults.garble_next("getChatMember", status=502, body=b"<html>")
    await zhao.press(unbind, on=zhao.last)
    assert "无法核对" in zhao.alert.text
    assert await bound_to(talk, group) == "省民政厅机关党委"


@pytest.mark.experiment("6 a group bound by a stranger")
async def test_an_operator_unbinds_in_the_group_and_from_afar(talk, group, database, monkeypatch):
    lin = talk.person("op")
    monkeypatch.setattr(talk.application, "operators", (lin.person_id,))
    here = (await talk.registered("zhou")).in_group(group)
    talk.messenger.get_chat(group).members[lin.person_id] = "member"
    for where, words in ((lin.in_group(group), "/admin unbind"), (lin, f"/admin unbind {group}")):
        await here.send("/register")
        await here.tap("省民政厅机关党委")
        await where.send(words)
        assert "已解除" in where.last.text
        assert await bound_to(talk, group) is None
        await where.send(words)
        assert "没有绑定" in where.last.text

    await lin.send("/admin unbind")
    assert "目前没有" in lin.last.text
    await here.send("/register")
    await here.tap("省民政厅机关党委")
    await lin.send("/admin unbind")
    assert str(group) in lin.last.text
    assert "省民政厅机关党委" in lin.last.text
    await lin.send("/admin unbind -5")
    assert "不在" in lin.last.text
    await talk.person("stranger").send(f"/admin unbind {group}")
    assert await bound_to(talk, group) == "省民政厅机关党委"
    async with database.read() as session:
        acts = [each for each in await Trail(session).entries() if each.act.startswith("group-")]
    assert [(each.act, each.operator) for each in acts] == [
        ("group-bound", None),
        ("group-released", str(lin.person_id)),
        ("group-bound", None),
        ("group-released", str(lin.person_id)),
        ("group-bound", None),
    ]


@pytest.mark.experiment("6 a group bound by a stranger")
async def test_an_administrator_demoted_while_the_group_moves_binds_nothing(talk):
    zhou = await talk.registered("zhou")
    here = zhou.in_group(talk.messenger.basic_group(zhou))
    await here.add_bot()
    await here.send("/register")
    choice = here.last
    ((button,),) = choice.rows
    there = await here.upgrade_group()
    talk.messenger.get_chat(there.chat_id).members[here.person_id] = "member"
    # Pressed in the old chat, where the message stayed; and forged below another message in the new one.
    await here.tap("省民政厅机关党委", on=choice)
    await there.send("/help")
    await there.press(button.data, on=there.last)
    assert "本群管理员" in there.alert.text
    assert await bound_to(talk, there.chat_id) is None

    talk.messenger.get_chat(there.chat_id).members[here.person_id] = "administrator"
    await there.press(button.data, on=there.last)
    assert await bound_to(talk, there.chat_id) == "省民政厅机关党委"
