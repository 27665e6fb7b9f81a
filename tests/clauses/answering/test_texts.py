"""Imported texts beside the packs that restate them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clauses.answering.answer import AnswerReason, Status
from clauses.answering.answers import Answerer
from clauses.answering.finding.derived import DerivedIndex
from clauses.cadence import NotStated, Per, Quota
from clauses.library import Library
from clauses.model import (
    Body,
    BodyId,
    Citation,
    Clause,
    ClauseRef,
    Document,
    Known,
    Owed,
    Pack,
    Post,
    PostId,
    Strength,
)
from clauses.vocabulary import Vocabulary

EMPTY = Pack("", "", "", "", (), (), None, (), (), (), (), (), (), (), (), (), ())
KNOWN = Document("rules", "消防站工作规则", "工作规则", 2020)
FILE = Document("guize", "xiaofangzhan-gongzuo-guize-2020", "xiaofangzhan-gongzuo-guize-2020")
ARTICLES = (
    "为了规范消防站的日常工作，保障人民生命财产安全，制定本规则。",
    "消防站站务会一般每季度召开1次，由站长召集并主持，讨论决定站内的重要事项。",
    "消防水带和空气呼吸器应当每月检查1次，发现破损的，立即更换并登记。",
    "群众提出的意见，消防站应当自收到之日起15日内书面答复。",
)


def article(number: int, text: str) -> Clause:
    return Clause(
        ClauseRef("guize", str(number)), None, text[:8], text, NotStated(), Strength.MUST,
        Known.TEXT, (Citation(FILE, f"第{number}条"),),
    )  # fmt: skip


def restated(local: str, duty: str, text: str, number: int, cadence: Quota | NotStated) -> Clause:
    return Clause(
        ClauseRef("own", local), PostId("chief"), duty, text, cadence, Strength.MUST, Known.TEXT,
        (Citation(KNOWN, f"第{number}条"),), asked_as=(f"{duty}怎么规定的",),
    )  # fmt: skip


QUARTERLY, MONTHLY = Quota(1, Per.QUARTER), Quota(1, Per.MONTH)
TEXT = replace(
    EMPTY, id="guize", title=FILE.title, short_title=FILE.title, documents=(FILE,),
    clauses=tuple(article(n, text) for n, text in enumerate(ARTICLES, 1)),
)  # fmt: skip
OWN = replace(
    EMPTY, id="own", title="消防站职责", short_title="职责", documents=(KNOWN,),
    bodies=(Body(BodyId("station"), "消防站", True),),
    posts=(Post(PostId("chief"), "站长", BodyId("station"), next(iter(Owed)), True),),
    clauses=(
        restated("A1", "召开站务会", "站长每季度至少召集并主持1次站务会，讨论决定重要事项。", 2, QUARTERLY),
        restated("A2", "检查水带和呼吸器", "站长每月检查1次消防水带和空气呼吸器，破损的立即更换。", 3, MONTHLY),
        restated("A3", "答复群众意见", "站长自收到群众意见之日起15日内书面答复。", 4, NotStated()),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def alone() -> Answerer:
    return Answerer(Library([TEXT]))


@pytest.fixture(scope="module")
def beside() -> Answerer:
    return Answerer(Library([OWN, TEXT]))


def test_the_article_comes_before_the_clause_that_restates_it_and_keeps_its_cadence(
    beside: Answerer,
) -> None:
    answer = beside.answer("站务会多久开一次")

    assert [str(ref) for ref in answer.refs[:2]] == ["guize:2", "own:A1"]
    assert answer.main is not None
    assert answer.main.ref == answer.refs[0]
    assert answer.fact == QUARTERLY
    assert answer.citations == (Citation(KNOWN, "第2条"),)


def test_an_article_by_the_known_title_is_that_of_the_imported_text(beside: Answerer) -> None:
    assert str(beside.answer("消防站工作规则第三条").refs[0]) == "guize:3"


def test_texts_of_other_wording_are_not_taken_for_the_document() -> None:
    other = replace(TEXT, clauses=tuple(reversed([
        replace(c, ref=ClauseRef("guize", str(5 - int(c.ref.local)))) for c in TEXT.clauses
    ])))  # fmt: skip
    mixed = Answerer(Library([OWN, replace(other, clauses=other.clauses[:1])]))

    assert str(mixed.answer("站务会多久开一次").refs[0]) == "own:A1"


ROWS = replace(
    TEXT,
    clauses=tuple(
        replace(each, citations=(Citation(FILE, f"第{n}项"),))
        for n, each in enumerate(TEXT.clauses, 1)
    ),
)
"""The same words as rows of somebody's own list."""

OTHERWISE = replace(
    TEXT,
    clauses=tuple(
        replace(each, text=text)
        for each, text in zip(
            TEXT.clauses,
            (
                "总则：规范日常管理。",
                "站长组织月度考勤，汇总请假情况。",
                "检查车辆年检，更换到期的证件。",
                "群众来访登记，逐件编号归档。",
            ),
            strict=True,
        )
    ),
)
"""Another text, whose numbers agree with those that are cited, and hardly any words."""


@pytest.mark.parametrize("pack", [ROWS, OTHERWISE], ids=["rows", "otherwise worded"])
def test_numbers_that_agree_by_chance_make_no_list_a_regulation(pack: Pack) -> None:
    library = Library([OWN, pack])
    answerer = Answerer(library)

    cited = {
        citation.document.short_title
        for asked in ("检查车辆年检怎么规定的", "月度考勤怎么汇总", "消防水带多久检查1次")
        for citation in answerer.answer(asked).citations
    }

    assert DerivedIndex.of(library, Vocabulary(library)).links == {}
    assert cited <= {FILE.short_title, KNOWN.short_title}


def test_a_file_name_in_pinyin_is_known_by_what_the_question_calls_it(alone: Answerer) -> None:
    answer = alone.answer("消防站规则第3条")

    assert (answer.status, str(answer.refs[0])) == (Status.ANSWERED, "guize:3")
    assert alone.answer("劳动合同规则第3条").status is not Status.ANSWERED


def test_wrong_characters_are_heard_and_spoken_words_understood(alone: Answerer) -> None:
    assert str(alone.answer("空气呼西器坏了咋整").refs[0]) == "guize:3"
    assert str(alone.answer("老百姓提意见几天给回话").refs[0]) == "guize:4"


def test_a_refusal_names_the_nearest_articles_and_is_unsure(alone: Answerer) -> None:
    near, far = alone.answer("站务会的记录谁来保管"), alone.answer("番茄炒蛋怎么做")
    good = alone.answer("消防水带多久检查一次")

    assert (far.status, far.reason) == (Status.OUT_OF_SCOPE, AnswerReason.NOTHING_NEAR)
    assert near.refs
    assert near.confidence < good.confidence
    assert far.confidence < 0.3 < good.confidence


def test_an_imported_text_changes_nothing_that_is_found_in_other_packs() -> None:
    without, with_text = Answerer(Library([OWN])), Answerer(Library([OWN, TEXT]))

    question = "召开站务会怎么规定的"
    own = without.finder.find(without.taken_for(question))
    assert own
    assert [f.features for f in own] == [
        f.features for f in with_text.finder.find(with_text.taken_for(question))
    ]
