"""Questions for practice: alone, and put to a group by its manager."""

from __future__ import annotations

import pytest

from bot.texts.catalogue import LOCALES
from bot.texts.naming import texts_of
from bot.views.study.quiz import (
    EXPLANATION_CHARACTERS,
    OPTION_CHARACTERS,
    QUESTION_CHARACTERS,
    quiz_poll,
)
from clauses.characters.script import is_simplified_only
from clauses.quizzing.quiz import Quiz
from tests.acceptance.test_own_duties import written
from tests.acceptance.test_own_lists import LIST, given


def texts(poll) -> list[str]:
    return [option["text"] for option in poll.options]


async def vote(client, *, right: bool) -> str:
    """Choose an option of the last poll; the words that come back."""
    poll = client.last.poll
    options = texts(poll)
    chosen = poll.right_options[0] if right else (poll.right_options[0] + 1) % len(options)
    await client.vote(options[chosen])
    return client.last.text


async def test_a_right_answer_is_told_and_counted(talk):
    zhou = await talk.registered()
    await zhou.send("/quiz")
    poll = zhou.last.poll
    assert (poll.kind, poll.is_anonymous) == ("quiz", False)
    assert "机关" in poll.explanation["explanation"]
    assert await vote(zhou, right=True) == "✅ 答对了。\n已答1题，对1题。"


async def test_a_wrong_answer_comes_back_after_three_others(talk):
    zhou = await talk.registered()
    await zhou.send("/quiz")
    missed = zhou.last.poll.question["question"]
    assert "过几题再问您一次" in await vote(zhou, right=False)
    for _ in range(3):
        await zhou.tap("下一题")
        assert zhou.last.poll.question["question"] != missed
        await vote(zhou, right=True)
    await zhou.tap("下一题")
    assert zhou.last.poll.question["question"] == missed


async def test_a_poll_left_open_is_followed_by_another_question(talk):
    zhou = await talk.registered()
    await zhou.send("/quiz")
    first = zhou.last.poll.question["question"]
    await zhou.send("/quiz")
    assert zhou.last.poll.question["question"] != first


async def test_progress_is_by_document_for_oneself_and_can_be_cleared(talk):
    zhou = await talk.registered()
    await zhou.send("/quiz")
    await vote(zhou, right=True)
    await zhou.tap("学习进度")
    assert "题中答对1题" in zhou.last.text
    await zhou.tap("清空重来")
    await zhou.tap("清空")
    assert "还没有答过题" in zhou.last.text


async def answered_about(person, text: str) -> None:
    """Answer questions until one about ``text`` was among them; that one rightly."""
    await person.send("/quiz")
    for _ in range(12):
        if text in person.last.poll.question["question"]:
            await vote(person, right=True)
            return
        await vote(person, right=True)
        await person.tap("下一题")
    raise AssertionError(text)


async def test_progress_counts_what_the_organisation_asks_of_itself_for_who_owes_it(talk):
    zhou = await talk.registered(body="党支部", post="党支部书记", name="甲支部", acting="设有")
    await zhou.tap("以后再说")
    await written(zhou)
    await answered_about(zhou, "报送党建信息")
    await zhou.tap("学习进度")
    assert "本组织自定职责：" in zhou.last.text
    assert "题中答对1题" in zhou.last.text
    wang = talk.person("wang")
    await wang.send("/start")
    await wang.send("/quiz")
    await vote(wang, right=True)
    await wang.tap("学习进度")
    assert "自定职责" not in wang.last.text


async def test_progress_counts_an_imported_list_by_its_title(talk):
    zhou = await talk.registered(body="党支部", post="党支部书记", name="甲支部", acting="设有")
    await zhou.tap("以后再说")
    await given(zhou)
    await zhou.tap("确认3项")
    await answered_about(zhou, "组织开展安全检查")
    await zhou.tap("学习进度")
    assert "《车间安全职责清单》：" in zhou.last.text
    assert "本组织自定职责" not in zhou.last.text
    await talk.jump(2026, 11, 24, 12, 0)
    await given(zhou, LIST.replace("每月5日前", "每月8日前"))
    await zhou.tap("确认1项")
    await answered_about(zhou, "组织开展安全检查")
    assert "《车间安全职责清单》" in zhou.messages[-2].poll.explanation["explanation"]


async def test_anybodys_vote_in_another_poll_is_passed_over(talk):
    zhou = await talk.registered()
    heard = len(zhou.messages)
    await talk.services.quizzes.answer("1234", 1, 0)
    assert len(zhou.messages) == heard


@pytest.fixture
async def group(talk) -> int:
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    return chat


async def test_in_a_group_its_manager_puts_an_anonymous_question(talk, group):
    wang = talk.person("wang").in_group(group)
    await wang.send("/quiz")
    assert "全群都能看到每个人选了什么" in wang.last.text
    await wang.tap("不记名")
    polls = [each.poll for each in wang.messages if each.poll is not None]
    assert [each.is_anonymous for each in polls] == [True]


async def test_two_quick_presses_put_one_question(talk, group):
    wang = talk.person("wang").in_group(group)
    await wang.send("/quiz")
    choice = wang.last
    for label in ("不记名", "不记名", "记名"):
        data = next(b.data for row in choice.rows for b in row if b.label == label)
        await wang.press(data, on=choice)
    assert len([each for each in wang.messages if each.poll is not None]) == 1


async def test_a_named_question_keeps_nothing_of_the_votes(talk, group):
    wang, chen = talk.person("wang").in_group(group), talk.person("chen").in_group(group)
    await wang.send("/quiz")
    await wang.tap("记名")
    message = next(each for each in chen.messages if each.poll is not None)
    assert message.poll.is_anonymous is False
    heard = len(chen.messages)
    await chen.vote(texts(message.poll)[0], on=message)
    assert len(chen.messages) == heard


async def test_a_member_cannot_put_a_question_to_the_group(talk, group):
    chen = talk.person("chen").in_group(group)
    await chen.send("/quiz")
    assert not [each for each in chen.messages if each.poll is not None]
    assert "只有本群管理员" in chen.last.text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_question_fits_into_a_poll(library, locale):
    t = texts_of(library, locale)
    for question in Quiz(library).questions:
        poll = quiz_poll(question, library.get(question.ref), library, t, seed="7")
        assert len(poll.question) <= QUESTION_CHARACTERS
        assert all(0 < len(each) <= OPTION_CHARACTERS for each in poll.options)
        assert len(set(poll.options)) == len(poll.options), question
        assert len(poll.explanation) <= EXPLANATION_CHARACTERS
        assert "\n" not in poll.explanation


def test_in_traditional_nothing_of_a_question_is_in_simplified(library):
    t = texts_of(library, "zh-Hant")
    for question in Quiz(library).questions:
        poll = quiz_poll(question, library.get(question.ref), library, t, seed="7")
        for words in (poll.question, *poll.options):
            assert not any(map(is_simplified_only, words)), words
            assert not set("“”‘’") & set(words), words
