"""/admin: what those who run the bot can do from a chat."""

from __future__ import annotations

import pytest

from scheduler.delivery.holds import HoldCause


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
    assert "恢复可送达：1 人" in operator.last.text

    await operator.send("/admin requeue 700")
    assert "已重新排入 0 条提醒" in operator.last.text


@pytest.mark.parametrize("hours", ["", "many", "-1", "99999", "1 2"])
async def test_how_long_ago_has_to_be_said_in_hours(talk, operator, hours):
    await operator.send(f"/admin requeue {hours}")
    assert operator.last.text.startswith("用法：/admin requeue")
