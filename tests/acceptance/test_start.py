from __future__ import annotations

import pytest
from telegram.error import BadRequest, Forbidden, RetryAfter, TimedOut


async def test_newcomers_are_welcomed_and_shown_the_first_step(talk):
    ann = talk.person("ann")
    await ann.send("/start")

    assert "履职提醒机器人" in ann.last.text
    assert ann.last.buttons == ["登记岗位"]


async def test_those_who_hold_a_post_see_how_things_stand(talk):
    zhou = await talk.registered("zhou")
    await zhou.send("/start")

    assert "机关党委书记，省民政厅机关党委" in zhou.last.text
    assert "待办" in zhou.last.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "履职提醒机器人"), ("zh-hant", "履職提醒機器人"), ("en", "duty"), ("fr", "履职")],
)
async def test_the_first_language_is_that_of_the_persons_telegram(talk, language, words):
    ann = talk.person("ann", language_code=language)
    await ann.send("/start")

    assert words in ann.last.text


async def test_help_differs_in_private_and_in_groups(talk):
    zhou = talk.person("zhou")
    group = talk.messenger.with_bot_in_group()
    await zhou.send("/help")
    await zhou.in_group(group).send("/help")

    assert "/done" in zhou.last.text
    assert "setprivacy" in zhou.in_group(group).last.text


async def test_an_unknown_command_is_said_to_be_unknown_only_in_private(talk):
    zhou = talk.person("zhou")
    group = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    said = len(zhou.in_group(group).messages)
    await zhou.send("/dance")
    await zhou.in_group(group).send("/dance")

    assert "没有这个命令" in zhou.last.text
    assert len(zhou.in_group(group).messages) == said


@pytest.mark.parametrize(
    "error",
    [RuntimeError("secret detail"), BadRequest("secret: entity too long")],
    ids=["of ours", "a call that makes no sense"],
)
async def test_a_bug_is_apologised_for_under_a_code(talk, caplog, monkeypatch, error):
    async def broken(_):
        raise error

    zhou = talk.person("zhou")
    monkeypatch.setattr(talk.services.agenda, "of", broken)
    await zhou.send("/start")

    assert "很抱歉" in zhou.last.text
    assert "secret" not in zhou.last.text
    [record] = [r for r in caplog.records if r.name == "bot.error_handler"]
    assert record.code in zhou.last.text


@pytest.mark.parametrize(
    "error", [Forbidden("bot was blocked by the user"), TimedOut(), RetryAfter(400)], ids=repr
)
async def test_where_the_messenger_fails_nothing_is_added(talk, caplog, monkeypatch, error):
    async def unanswered(_):
        raise error

    zhou = talk.person("zhou")
    monkeypatch.setattr(talk.services.agenda, "of", unanswered)
    await zhou.send("/start")

    assert not zhou.messages
    [record] = [r for r in caplog.records if r.name == "bot.error_handler"]
    assert record.message == "no answer sent"


async def test_the_operators_are_told_the_code(talk, monkeypatch):
    async def broken(person_id):
        raise RuntimeError

    operator, zhou = talk.person("lin"), talk.person("zhou")
    await operator.send("/start")
    monkeypatch.setattr(talk.application, "operators", (operator.person_id,))
    monkeypatch.setattr(talk.services.agenda, "of", broken)
    await zhou.send("/start")

    assert operator.last.text.startswith("dutybot: ")
    assert operator.last.text.removeprefix("dutybot: ") in zhou.last.text
