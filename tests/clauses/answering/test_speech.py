"""Courtesy, hesitation and dialect around a question."""

from __future__ import annotations

import pytest

from clauses.answering.understanding.speech import plain_speech
from clauses.characters.folding import fold


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("您好，打扰一下，想咨询下支委会的开会次数，谢谢！", "支委会的开会次数"),
        ("我就想问那个主题党日要固定一天吗", "主题党日要固定1天吗"),
        ("帮我查一下啊专职党务要占多少比例啊", "专职党务要占多少比例"),
        ("支委会好久开一回嘛", "支委会多久开1回"),
        ("纪检委员好久给书记报一盘", "纪检委员多久给书记报1次"),
        ("支部书记走了没得人顶，咋个弄", "支部书记走了没有人顶 怎么办"),
        ("党费年底一起交得不得行", "党费年底一起交可以吗"),
    ],
)
def test_only_the_question_is_left_in_standard_words(said: str, plain: str) -> None:
    assert plain_speech(fold(said)) == plain


@pytest.mark.parametrize(
    "kept",
    [
        "支部好久没有开会了",
        "全体党员能定些什么事",
        "组织生活会以后还要干嘛",
        "五好呢",
        "评优名额有上限吗",
    ],
)
def test_words_of_the_question_itself_are_kept(kept: str) -> None:
    assert plain_speech(fold(kept)) == fold(kept)


def test_a_greeting_alone_stays_as_it_is() -> None:
    assert plain_speech("您好") == "您好"
