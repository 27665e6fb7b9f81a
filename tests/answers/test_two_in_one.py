"""Two questions put in one, and one question that only looks like two."""

from __future__ import annotations

import pytest

from bot.texts.catalogue import texts
from bot.views.questions.answers import answer_text
from clauses.answering.answer import Status
from clauses.answering.answers import Answerer

TWO = [
    ("清单谁发的，有多少条", ["A01", "A02"]),
    ("几个人能成立支部，几个人要设支委会", ["E19", "E21"]),
    ("支委会和组织生活会分别多久开一次", ["E04", "E12"]),
    ("组织生活会什么时候开，民主评议是不是也一起搞", ["E12", "E14"]),
    ("四好一强是啥，五好又是啥", ["A18", "A20"]),
    ("党费是按月交吗，漏了能补几个月", ["E41", "E42"]),
    ("党组书记一年讲几次党课，机关党委书记一年述几次职", ["F04", "F15"]),
    ("机关党委书记多久开会、纪委书记多久听汇报", ["A14", "A15"]),
    ("机关纪委书记谁来当，归谁领导", ["F20", "D08"]),
    ("支部書記一年述職幾次？黨組書記一年講幾次黨課？", ["F24", "F04"]),
]


@pytest.mark.parametrize(("question", "refs"), TWO)
def test_two_questions_are_answered_one_after_the_other(
    answerer: Answerer, question: str, refs: list[str]
) -> None:
    answer = answerer.answer(question)

    assert answer.status is Status.ANSWERED
    assert [part.refs[0].local for part in answer.parts] == refs
    assert [ref.local for ref in answer.refs[:2]] == refs


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_each_part_is_said_under_its_question(answerer: Answerer, locale: str) -> None:
    told = answer_text(answerer.answer("清单谁发的，有多少条"), texts(locale))

    assert told.index("清单谁发的") < told.index("联合制发") < told.index("有多少条")
    assert told.index("有多少条") < told.index("共59条")


@pytest.mark.parametrize(
    "question",
    [
        "书记不在家，党员大会谁来主持？",
        "我们18个党员，最多能评几个优秀",
        "亲，五好党支部的五好是什么，能不能直接发我，我要做展板",
        "组织生活会应在何时召开，每年召开几次？",
        "党员人数多的机关，机关党委可以配专职的副书记吗",
        "三会一课分别隔多久",
    ],
)
def test_one_question_is_not_taken_apart(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question).parts == ()
