from __future__ import annotations

import pytest

from clauses.answering.answer import Status
from clauses.answering.given import GivenAnswer, GivenAnswers
from clauses.library import Library

ANSWERED = "地下车库怎么办月卡"


@pytest.fixture(scope="module")
def given(library: Library) -> GivenAnswers:
    asked = (ANSWERED, "机关党委换届可以晚一年吗")
    return GivenAnswers(library, [GivenAnswer(1, asked, answer="凭工作证办理。", source="通知")])


@pytest.mark.parametrize(
    "question",
    [
        ANSWERED,
        "地下车库怎么办月卡？",
        "请问一下，地下车库怎么办月卡呀",
        "地下车库是怎么办月卡的呢",
        "地下車庫怎麼辦月卡",
    ],
)
def test_how_it_is_spoken_makes_no_other_question(given: GivenAnswers, question: str) -> None:
    answer = given.answer(question)
    assert answer is not None
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "地上车库怎么办月卡",
        "地下车库怎么办年卡",
        "机关纪委换届可以晚一年吗",
        "机关党委换届不可以晚一年吗",
    ],
)
def test_one_letter_makes_another_question(given: GivenAnswers, question: str) -> None:
    assert given.answer(question) is None
