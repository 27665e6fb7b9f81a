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
