"""Questions that nobody could answer: noted without the asker, and answered by operators."""

from __future__ import annotations

import pytest

from bot.conversation.addresses import telegram
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.inbox.queries.updates import Updates
from scheduler.store.tables import Base

LOST = "食堂几点开饭"
ALIKE = "食堂几点开饭呀？"


@pytest.fixture
async def operator(talk):
    person = talk.person("op")
    talk.application.operators = (person.person_id,)
    return person


async def received(talk, client, text: str) -> None:
    """Let the inbox hold what was asked, as a running bot's does."""
    button = next(b for row in client.last.rows for b in row if b.label == "没有帮助")
    data = talk.application.seal.opened(button.data, client.chat_id, update_id=0)
    update_id = int(data.partition(":")[2])
    message = {
        "message_id": client.last.id,
        "date": 1764000000,
        "chat": {"id": client.chat_id, "type": "private", "first_name": "周"},
        "text": text,
    }
    update = IncomingUpdate(
        update_id, telegram(client.chat_id), {"update_id": update_id, "message": message}
    )
    async with talk.services.planner._database.write() as session:
        await Updates(session).add([update], talk.clock.now())


async def listed(operator) -> str:
    await operator.send("/admin questions")
    return operator.last.text


async def test_what_was_not_found_is_listed_by_likeness_with_counts(talk, operator):
    zhou, li = talk.person("zhou"), talk.person("li")
    for client, words in ((zhou, LOST), (li, ALIKE), (li, LOST)):
        await client.send(words)
    assert f"1. {LOST}（3次）" in await listed(operator)
    await operator.tap("1")
    assert "没有查到" in operator.last.text


async def test_what_is_answered_is_not_listed_until_somebody_says_it_was_no_help(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send("支部党员大会多久开一次？")
    assert "没有待处理的问题" in await listed(operator)
    await received(talk, zhou, "/ask 支部党员大会多久开一次？")
    await zhou.tap("没有帮助")
    assert "已记下" in zhou.alert.text
    assert "支部党员大会多久开一次" in await listed(operator)
    await operator.tap("1")
    assert "没有帮助" in operator.last.text


async def test_an_answer_is_no_help_once(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send("支部党员大会多久开一次？")
    await received(talk, zhou, "/ask 支部党员大会多久开一次？")
    answer = zhou.last
    data = next(b.data for row in answer.rows for b in row if b.label == "没有帮助")
    others = [label for label in answer.buttons if label != "没有帮助"]
    for _ in range(3):
        await zhou.press(data, on=answer)
        assert "已记下" in zhou.alert.text
    assert zhou.last.buttons == others
    assert "支部党员大会多久开一次" in (text := await listed(operator))
    assert "（1次）" in text


async def test_nobody_can_read_who_asked(talk, operator, database):
    zhou = await talk.registered()
    await zhou.send(LOST)
    columns = {
        column.name
        for table in Base.metadata.sorted_tables
        if table.name in ("open_question", "given_answer")
        for column in table.columns
    }
    assert not columns & {"person_id", "address", "chat"}
    assert str(zhou.person_id) not in await listed(operator)


async def test_an_operator_writes_an_answer_with_its_source_and_it_works_at_once(
    talk, operator, restarted
):
    zhou = talk.person("zhou")
    await zhou.send(LOST)
    await listed(operator)
    await operator.tap("1")
    await operator.tap("写答案")
    await operator.send("工作日中午11点半开饭。")
    await operator.send("机关事务中心2026年5月通知")
    assert "已生效" in operator.last.text

    await zhou.send(ALIKE)
    assert "工作日中午11点半开饭。" in zhou.last.text
    assert "机关事务中心2026年5月通知" in zhou.last.text
    assert "没有待处理的问题" in await listed(operator)
    other = restarted()
    async with other.application:
        await zhou.send(LOST)
        assert "11点半" in zhou.last.text


async def test_an_operator_points_to_a_clause(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send(LOST)
    await listed(operator)
    await operator.tap("1")
    await operator.tap("归入条目")
    await operator.send("食堂")
    assert "没有找到这一条" in operator.last.text
    await operator.send("E01")
    await operator.tap("就是这条")
    await zhou.send(LOST)
    assert "每季度" in zhou.last.text


async def test_what_is_next_door_is_said_to_be(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send(LOST)
    await listed(operator)
    await operator.tap("1")
    await operator.tap("不属收录范围")
    await zhou.send(LOST)
    assert LOST in zhou.last.text
    assert "没有待处理的问题" not in await listed(operator)


async def test_what_is_passed_over_leaves_the_list_until_it_is_asked_again(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send(LOST)
    await listed(operator)
    await operator.tap("1")
    await operator.tap("不处理")
    assert "没有待处理的问题" in await listed(operator)
    await zhou.send(LOST)
    assert LOST in await listed(operator)


async def test_an_old_answer_can_be_marked_no_more(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send("/help")
    await zhou.press(talk.sealed("nohelp:1", zhou), on=zhou.last)
    assert "请再问一次" in zhou.alert.text


async def test_nobody_else_settles_questions(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send(LOST)
    for data in ("oqs", "oq:1:skip", "oq:1:door", "oqref:1:party-regulations:E01"):
        await zhou.press(talk.sealed(data, zhou), on=zhou.last)
        assert "按钮已失效" in zhou.alert.text
    assert LOST in await listed(operator)
