from __future__ import annotations

from datetime import timedelta

import pytest

from bot.messenger.world.cast import GROUP_ID
from bot.texts.catalogue import Html
from bot.views.screen import Screen

QUESTION = "机关党委多久开一次委员会"


async def test_a_typed_text_is_a_question(talk):
    zhou = talk.person("zhou")
    await zhou.send(QUESTION)

    assert zhou.last.text.startswith("每季度至少 1 次")
    assert "依据：" in zhou.last.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("今天天气怎么样", "没有"),
        ("机关党委书记责任第三条", "没有公开"),
    ],
)
async def test_what_cannot_be_answered_is_said_so(talk, question, said):
    zhou = talk.person("zhou")
    await zhou.send(question)

    assert said in zhou.last.text
    assert "每季度" not in zhou.last.text.splitlines()[0]


async def test_a_neighbour_is_shown_at_a_press(talk):
    zhou = talk.person("zhou")
    await zhou.send(QUESTION)
    answer = zhou.last
    await zhou.tap(answer.buttons[0], on=answer)

    assert zhou.last.id > answer.id
    assert answer.buttons[0] in zhou.last.text


async def test_a_question_may_lean_on_the_one_before_it_for_a_while(talk):
    zhou = talk.person("zhou")
    await zhou.send("党支部多久开一次支委会")
    await zhou.send("那党小组会呢")
    leaning = zhou.last.text
    assert "每月" in leaning

    talk.clock.advance(timedelta(minutes=11))
    await zhou.send("那支委会呢")
    assert zhou.last.text


async def test_a_question_that_is_too_long_is_refused(talk):
    zhou = talk.person("zhou")
    await zhou.send("会" * 1001)
    assert "1000字以内" in zhou.last.text

    await zhou.send("会" * 1000)
    assert "字以内" not in zhou.last.text


@pytest.mark.parametrize("text", ["<b>", "&lt;", "𠮷" * 500, "```", "%00", "第" * 200])
async def test_no_text_breaks_the_answer(talk, text):
    zhou = talk.person("zhou")
    await zhou.send(text)

    assert "程序出了问题" not in zhou.last.text


async def test_ask_with_and_without_a_question(talk):
    zhou = talk.person("zhou")
    await zhou.send(f"/ask {QUESTION}")
    assert zhou.last.text.startswith("每季度至少 1 次")

    await zhou.send("/ask")
    assert "请直接发送问题" in zhou.last.text
    await zhou.send(QUESTION)
    assert zhou.last.text.startswith("每季度至少 1 次")


@pytest.mark.parametrize(
    "wanted",
    ["sichuan-three-levels-five-posts:A14", "a14", QUESTION],
    ids=["id", "short id", "words"],
)
async def test_a_clause_is_found_by_id_and_by_words(talk, wanted):
    zhou = talk.person("zhou")
    await zhou.send(f"/clause {wanted}")

    assert "召开机关党委委员会议" in zhou.last.text
    assert "频次：每季度至少 1 次" in zhou.last.text


async def test_a_number_without_its_document_is_asked_about(talk):
    zhou = talk.person("zhou")
    await zhou.send("/clause 26")

    assert "第26条" in zhou.last.text


async def test_an_empty_clause_command_says_what_to_write(talk):
    zhou = talk.person("zhou")
    await zhou.send("/clause")

    assert "/clause 党员大会" in zhou.last.text


@pytest.fixture
async def here(talk):
    talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    return talk.person("zhou").in_group(GROUP_ID)


async def test_questions_are_answered_in_a_group(here):
    asked = await here.send(f"/ask {QUESTION}")

    assert here.last.text.startswith("每季度至少 1 次")
    assert here.last.reply_to == asked


async def test_an_empty_question_in_a_group_is_answered_by_a_reply(here):
    await here.send("/ask")
    assert "/ask 机关党委多久开一次委员会" in here.last.text
    await here.send(QUESTION, reply_to=here.last)

    assert here.last.text.startswith("每季度至少 1 次")


async def test_inline_offers_the_answer_and_its_neighbours(talk, here):
    choices = await here.inline(QUESTION)
    assert choices[0].title == "每季度至少 1 次"
    assert len(choices) > 1
    assert len({choice.id for choice in choices}) == len(choices)

    await here.choose(choices[0])
    assert await here.inline("") == []
    assert await here.inline("今天天气怎么样") == []


@pytest.mark.parametrize(
    "text", ["问" * 4096, "问" * 4094 + "😀"], ids=["plain", "emoji at the end"]
)
async def test_a_message_of_4096_units_is_read_and_politely_declined(talk, text):
    zhou = talk.person("zhou")
    await zhou.send(text)

    assert "问题太长了" in zhou.last.text


async def test_a_long_text_is_said_in_parts_of_at_most_4096_units(talk, monkeypatch):
    def long_welcome(t):
        return Screen(Html("条😀" * 2000))

    monkeypatch.setattr("bot.handlers.start.welcome", long_welcome)
    zhou = talk.person("zhou")
    await zhou.send("/start")

    lengths = [len(said.text.encode("utf-16-le")) // 2 for said in zhou.messages]
    assert lengths == [4096, 1904]
    assert "".join(said.text for said in zhou.messages) == "条😀" * 2000


async def test_a_duty_of_ones_own_organisation_is_answered_with_date_and_state(talk):
    zhou = await talk.registered()
    await zhou.send("这个季度的机关党委委员会议开了没有")

    own, answer = zhou.last.text.split("\n\n", 1)
    assert own.startswith("省民政厅机关党委的情况：\n·机关党委委员会议（第四季度）：⚪ 未到期，")
    assert "最迟12月31日" in own
    assert "已登记0/1" in own
    assert "2027年" not in own
    assert "每季度" in answer


async def test_a_stranger_is_told_only_what_the_text_says(talk):
    zhou = talk.person("zhou")
    await zhou.send("这个季度的机关党委委员会议开了没有")

    assert "的情况" not in zhou.last.text


async def test_two_questions_and_a_case_are_answered_in_a_group_too(here):
    await here.send("/ask 清单谁发的，有多少条")
    assert "联合制发" in here.last.text
    assert "共59条" in here.last.text

    await here.send("/ask 20人到15人能开吗")
    assert here.last.text.startswith("能开，人数够了")
