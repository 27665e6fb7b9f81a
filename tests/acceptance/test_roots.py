"""New organisations, from founding to an operator's word."""

from __future__ import annotations

import pytest

from bot.conversation.addresses import telegram

pytestmark = pytest.mark.experiment("7 new roots and look-alikes")

NAME = "省民政厅机关党委"


@pytest.fixture
async def operator(talk, monkeypatch):
    person = talk.person("op")
    await person.send("/start")
    monkeypatch.setattr(talk.application, "operators", (person.person_id,))
    monkeypatch.setattr(talk.services.registration, "_confirmers", (telegram(person.person_id),))
    return person


async def searched(talk, key: str, text: str = NAME):
    person = talk.person(key)
    await person.send("/register")
    await person.tap("机关党委")
    await person.send(text)
    return person


async def test_an_operator_confirms_and_the_founder_is_told(talk, operator):
    zhou = await talk.registered("zhou")
    assert "须经机器人的运维人员确认" in zhou.last.text
    await zhou.send("/myduties")
    assert "机关党委委员会议" in zhou.last.text
    wang = await searched(talk, "wang")
    assert "没有查到" in wang.last.text
    await searched(talk, "zhou2")

    await talk.jump(2026, 11, 23, 9, 5)
    assert "新组织待确认" in operator.last.text
    assert f"周敏新建了“{NAME}”（机关党委，省级）" in operator.last.text
    await operator.tap("确认")
    assert "已确认，结果已通知周敏" in operator.last.text
    await talk.jump(2026, 11, 23, 9, 6)
    assert "已经确认" in zhou.last.text
    wang = await searched(talk, "wang")
    assert f"1. {NAME}（上级：无；管理员：周敏）" in wang.last.text


async def test_an_operator_refuses_from_the_list(talk, operator):
    zhou = await talk.registered("zhou")
    await operator.send("/admin")
    assert "待确认的新组织 1 个" in operator.last.text
    await operator.send("/admin roots")
    assert NAME in operator.last.text
    await operator.tap("1")
    await operator.tap("不予确认")
    await talk.jump(2026, 11, 23, 9, 5)
    assert "未获确认" in zhou.last.text
    await operator.send("/admin roots")
    assert "没有待确认的组织" in operator.last.text
    assert "没有查到" in (await searched(talk, "wang")).last.text


async def test_the_operator_reads_which_organisations_look_alike(talk, operator):
    await talk.registered("zhou")
    await talk.jump(2026, 11, 23, 9, 5)
    await operator.tap("确认")
    await talk.registered("mallory", name=f"{NAME}\ufe0f\u3164")
    await talk.jump(2026, 11, 23, 10, 5)
    assert f"已有名称相近的组织：{NAME}" in operator.last.text


async def test_the_founder_does_not_confirm_their_own(talk, operator, database):
    zhou = await talk.registered("zhou")
    await zhou.press(talk.sealed("join:1:1", zhou), on=zhou.last)
    assert "不由您处理" in zhou.alert.text
    await zhou.send("/admin roots")
    assert "没有这个命令" in zhou.last.text
    (waiting,) = await talk.services.registration.foundings()
    assert waiting.approved is None


async def test_a_draft_of_what_is_hidden_goes_no_further(talk, operator):
    """Even with the bot's own seal, what a stranger may not see cannot be chosen."""
    await talk.registered("zhou")
    wang = await searched(talk, "wang", "别的")
    await wang.press(talk.sealed("d:f:1", wang), on=wang.last)
    assert "找不到这个组织" in wang.alert.text
    assert NAME not in "".join(each.text for each in wang.messages)
