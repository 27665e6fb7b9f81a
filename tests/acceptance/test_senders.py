"""Only fresh words of a real person count."""

from __future__ import annotations

import pytest


@pytest.fixture
async def group(talk):
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    return chat


@pytest.mark.experiment("S4 senders")
async def test_an_edited_command_has_no_effect(talk):
    ann = talk.person("ann")
    sent = await ann.send("你好")
    said = len(ann.messages)
    await ann.edit(sent, "/register")

    assert len(ann.messages) == said


@pytest.mark.experiment("S4 senders")
async def test_a_forwarded_command_has_no_effect(talk):
    ann = talk.person("ann")
    sent = await ann.send("/help")
    said = len(ann.messages)
    await ann.forward(sent, to=ann)

    assert len(ann.messages) == said


@pytest.mark.experiment("S4 senders")
async def test_an_anonymous_administrator_gets_one_hint_and_no_effect(talk, group):
    zhou = talk.person("zhou").in_group(group)
    await zhou.send("/register", anonymous=True)

    assert "匿名管理员" in zhou.last.text
    assert not zhou.last.buttons


@pytest.mark.experiment("S4 senders")
async def test_a_command_sent_by_way_of_a_bot_has_no_effect(talk):
    ann = talk.person("ann")
    await ann.send("/help")
    said = len(ann.messages)
    update = talk.messenger.updates
    assert update is not None
    sent = await ann.send("/help")
    message = talk.messenger.get_message(ann.chat_id, sent)
    before = len(ann.messages)
    message.content["via_bot"] = {"id": 5, "is_bot": True, "first_name": "other"}
    talk.messenger.push_message(message)
    await talk.messenger.settle()

    assert before == said + 1
    assert len(ann.messages) == before
