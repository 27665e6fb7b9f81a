"""A company's own pack has verdicts of its own: it declares what is counted, the program knows forms only."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.texts.catalogue import LOCALES
from bot.texts.naming import texts_of
from bot.views.questions.answers import answer_text
from clauses.answering.answers import Answerer
from clauses.library import Library

PACKS = Path(__file__).parents[1] / "packs"


@pytest.fixture(scope="module")
def company() -> Library:
    return Library.load([PACKS], only=["company-fire-safety"])


@pytest.fixture(scope="module")
def answerer(company: Library) -> Answerer:
    return Answerer(company)


CASES = [
    (
        "在岗员工50人，参加消防演练的只有38人，算不算数",
        "C4",
        "不算数，人数不够",
        "50×4/5＝40",
        "38人",
    ),
    ("30个员工参加了26个，消防演练算完成吗", "C4", "算数，人数够了", "30×4/5＝24", "26人"),
    ("疏散通道宽120厘米行吗", "W5", "不够宽，要拓宽到140厘米", "140厘米以上", "120厘米"),
    ("疏散通道宽150公分够不够", "W5", "够宽", "140厘米以上", "150厘米"),
    ("动火作业许可批了10个小时行吗", "W6", "不可以，最多8小时", "不超过8小时", "10小时"),
    ("动火作业许可能用半天还是6小时", "W6", "可以，没有超过8小时", "不超过8小时", "6小时"),
    ("火灾损失8000元要赔多少", "W7", "赔偿800元", "8000×10%＝800", "第13条"),
    ("火灾损失三万块要赔多少", "W7", "赔偿6000元", "30000×20%＝6000", "第13条"),
    ("疏散通道可以堆货吗", "W5", "不可以：通道内不得堆放货物", "140厘米", "第11条"),
    ("疏散通道被占了会被处理吗", "W5", "通道被占用的，车间主任当日清理", "通报", "第11条"),
    ("动火作业许可有什么流程", "W6", "按这些步骤：\n1. 申请人填表", "3. 车间主任批准", "第12条"),
]


@pytest.mark.parametrize(("question", "ref", "head", "worked_out", "said"), CASES)
def test_a_case_of_the_company_gets_a_verdict(
    company: Library,
    answerer: Answerer,
    question: str,
    ref: str,
    head: str,
    worked_out: str,
    said: str,
) -> None:
    answer = answerer.answer(question)
    told = answer_text(answer, texts_of(company, "zh-Hans"))

    assert answer.refs[0].local == ref, told
    assert told.startswith(head)
    assert worked_out in told
    assert said in told


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("question", [case[0] for case in CASES])
def test_it_is_worded_in_every_language(
    company: Library, answerer: Answerer, question: str, locale: str
) -> None:
    assert answer_text(answerer.answer(question), texts_of(company, locale))


def test_one_is_one_in_english(company: Library, answerer: Answerer) -> None:
    told = answer_text(
        answerer.answer("1个员工参加了1个，消防演练算完成吗"), texts_of(company, "en")
    )

    assert "1 person" in told
    assert "1 people" not in told


def test_what_a_limit_counts_is_looked_up_in_its_own_pack_and_those_that_it_uses() -> None:
    library = Library.load([PACKS])

    assert library.quantity("permit", "company-fire-safety") is not None
    assert library.quantity("permit", "party-regulations") is None
    assert library.quantity("attendance", "sichuan-three-levels-five-posts") is not None


def test_verdicts_of_a_company_stand_beside_those_of_others() -> None:
    library = Library.load([PACKS])
    answerer, t = Answerer(library), texts_of(library, "zh-Hans")

    assert answer_text(answerer.answer("疏散通道宽120厘米行吗"), t).startswith("不够宽")
    assert answer_text(answerer.answer("20人到15人能开吗"), t).startswith("能开")
