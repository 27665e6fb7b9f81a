"""/admin: what those who run the bot can do from a chat."""

from __future__ import annotations

import pytest

from bot.conversation.addresses import telegram
from scheduler.delivery.holds import HoldCause
from scheduler.store.tables.inbox import InboxRow


@pytest.fixture
async def operator(talk, monkeypatch):
    person = talk.person("op")
    await person.send("/start")
    monkeypatch.setattr(talk.application, "operators", (person.person_id,))
    return person


async def test_an_operator_holds_looks_and_resumes(talk, operator):
    await operator.send("/admin")
    assert "正常发送中" in operator.last.text

    await operator.send("/admin hold 搬迁机房")
    assert "已暂停发送" in operator.last.text
    (hold,) = await talk.services.holds.current()
    assert (hold.cause, hold.reason, hold.held_by) == (
        HoldCause.OPERATOR,
        "搬迁机房",
        str(operator.person_id),
    )
    await operator.send("/admin")
    assert "搬迁机房" in operator.last.text

    await operator.send("/admin resume")
    assert "已恢复发送" in operator.last.text
    assert await talk.services.holds.current() == []


async def test_while_held_nothing_is_pushed_but_questions_are_answered(talk, operator):
    secretary = await talk.registered()
    await operator.send("/admin hold")
    before = len(secretary.messages)
    await talk.jump(2027, 3, 25, 10)
    assert len(secretary.messages) == before

    await secretary.send("/myduties")
    assert len(secretary.messages) > before


async def test_for_anybody_else_there_is_no_such_command(talk, operator):
    stranger = talk.person("stranger")
    await stranger.send("/admin hold")
    told = stranger.last.text
    await stranger.send("/nosuchcommand")
    assert stranger.last.text == told
    assert await talk.services.holds.current() == []


async def test_what_ended_as_undeliverable_is_put_back(talk, operator):
    secretary = await talk.registered()
    await talk.jump(2027, 3, 1, 18)
    await secretary.block()
    await talk.jump(2027, 3, 25, 10)
    await operator.send("/admin requeue 700")
    assert "不再视为无法送达的有 1 人" in operator.last.text

    await operator.send("/admin requeue 700")
    assert "将重新发送 0 条提醒" in operator.last.text


@pytest.mark.parametrize("hours", ["", "many", "-1", "99999", "1 2"])
async def test_how_long_ago_has_to_be_said_in_hours(talk, operator, hours):
    await operator.send(f"/admin requeue {hours}")
    assert operator.last.text.startswith("用法：/admin requeue")


async def test_a_group_reads_nothing_of_what_only_operators_may(talk, operator):
    """A careless operator asks in a group; its members read along."""
    group = talk.messenger.with_bot_in_group()
    talk.messenger.get_chat(group).members[operator.person_id] = "member"
    here = (await talk.registered("zhou")).in_group(group)
    await here.send("/register")
    await here.tap("省民政厅机关党委")
    await talk.services.holds.hold(HoldCause.OPERATOR, "密钥泄露", by="ops")
    there = operator.in_group(group)
    for words in ("/admin", "/admin roots", f"/admin unbind {group}", "/admin unbind x"):
        said = len(here.messages)
        await there.send(words)
        (answer,) = here.messages[said:]
        assert "私聊" in answer.text, words
        assert "密钥" not in answer.text
        assert "省民政厅" not in answer.text


async def test_its_own_message_is_not_one_that_waits(talk, operator, database):
    """The update is in the inbox until it has been handled."""
    for update_id in (5, 6):
        async with database.write() as session:
            session.add(
                InboxRow(
                    update_id=update_id,
                    chat=telegram(operator.person_id),
                    payload="{}",
                    state="new",
                    received_at=talk.clock.now(),
                )
            )

    assert (await talk.services.auditor.findings()).waiting_updates == 2
    assert (await talk.services.auditor.findings(handling=5)).waiting_updates == 1


async def test_an_orphaned_organisation_is_given_a_manager(talk, operator):
    zhou = await talk.registered("zhou")
    await operator.send("/admin orphans")
    assert "都有能联系上的管理员" in operator.last.text
    await operator.send(f"/admin manager 1 {operator.person_id}")
    assert "找不到这个组织" in operator.last.text

    await zhou.block()
    await operator.send("/admin orphans")
    assert "1 省民政厅机关党委" in operator.last.text
    await operator.send("/admin manager 1 4711")
    assert "省民政厅机关党委" not in operator.last.text
    li = talk.person("li")
    await li.send("/start")
    await operator.send(f"/admin manager 1 {li.person_id}")
    assert "的管理员" in operator.last.text
    assert "省民政厅机关党委" in operator.last.text

    person = await talk.services.registration.find_person(telegram(li.person_id))
    [managed] = await talk.services.registration.managed_by(person.id)
    assert managed.name == "省民政厅机关党委"
    await operator.send("/admin orphans")
    assert "都有能联系上的管理员" in operator.last.text
