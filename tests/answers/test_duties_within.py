"""What a post owes in a time that is named, who stands in for a body, and the parts of a list."""

from __future__ import annotations

from datetime import date

import pytest

from bot.texts.catalogue import LOCALES, texts
from bot.views.questions.answers import answer_text
from clauses.answering.answer import DutiesWithin, StandIn, Status
from clauses.answering.answers import Answerer
from clauses.answering.understanding.spans import span_asked
from clauses.model import PostId

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("这个季度", date(2026, 10, 1), date(2026, 12, 31)),
        ("下季度", date(2027, 1, 1), date(2027, 3, 31)),
        ("第2季度", date(2026, 4, 1), date(2026, 6, 30)),
        ("下半年", date(2026, 7, 1), date(2026, 12, 31)),
        ("上半年", date(2026, 1, 1), date(2026, 6, 30)),
        ("这个月", date(2026, 11, 1), date(2026, 11, 30)),
        ("下个月", date(2026, 12, 1), date(2026, 12, 31)),
        ("今年", date(2026, 1, 1), date(2026, 12, 31)),
        ("明年", date(2027, 1, 1), date(2027, 12, 31)),
        ("2月份", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_times_are_read(text: str, first: date, last: date) -> None:
    assert span_asked(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["13月份", "多久", "每季度", "每月"])
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert span_asked(text, TODAY) is None


def test_what_a_secretary_owes_this_quarter_comes_from_the_plan(answerer: Answerer) -> None:
    answer = answerer.answer("支部书记这个季度该干嘛", today=TODAY)
    told = answer_text(answer, texts("zh-Hans"))

    assert isinstance(answer.fact, DutiesWithin)
    assert told.startswith("党支部书记　2026年10月1日至12月31日")
    assert "召开支部党员大会：一般每季度 1 次，最迟12月31日" in told
    assert "开展主题党日：每月 1 次，最迟10月30日、11月30日、12月31日" in told
    assert "党员主要负责人担任" not in told


def test_the_second_half_of_an_agency_committee_secretary(answerer: Answerer) -> None:
    answer = answerer.answer("机关党委书记下半年有哪些硬任务", today=TODAY)
    told = answer_text(answer, texts("zh-Hans"))

    assert answer.refs[0].local == "A14"
    assert "召开机关党委委员会议：每季度至少 1 次，最迟9月30日、12月31日" in told
    assert "述职" in told


def test_one_who_asks_of_themselves_is_told_of_their_post(answerer: Answerer) -> None:
    answer = answerer.answer(
        "我这个季度要做什么", asker_posts=[PostId("branch-secretary")], today=TODAY
    )

    assert isinstance(answer.fact, DutiesWithin)
    assert answer.fact.post.id == "branch-secretary"


@pytest.mark.parametrize("question", ["没设机关党委怎么办", "机关党委没有设，谁来管"])
def test_where_a_body_is_missing_the_one_that_stands_in_is_named(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.answer(question)

    assert isinstance(answer.fact, StandIn)
    assert answer_text(answer, texts("zh-Hans")).startswith(
        "没有设机关党委的，由党总支承担，没有的由党支部承担"
    )


def test_the_clauses_of_the_list_are_told_by_parts(answerer: Answerer) -> None:
    answer = answerer.answer("59条都是哪些")
    told = answer_text(answer, texts("zh-Hans"))

    assert answer.status is Status.ANSWERED
    assert "共59条，分8个部分；逐条原文没有公开" in told
    assert "1. 党组（党委）责任：11条，公开的有：党建与业务四同" in told
    assert "3. 党支部责任：6条，内容没有公开" in told


def test_the_wording_of_the_clauses_is_still_not_public(answerer: Answerer) -> None:
    assert answerer.answer("59条全文发一份").status is Status.NOT_LOADED


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "question",
    ["支部书记明年要做哪些事", "没设机关党委怎么办", "59条都是哪些", "机关纪委书记1月份有什么任务"],
)
def test_these_answers_are_worded_in_every_language(
    answerer: Answerer, question: str, locale: str
) -> None:
    assert answer_text(answerer.answer(question, today=TODAY), texts(locale))
