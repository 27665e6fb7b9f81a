from __future__ import annotations

import pytest

from clauses.answering.answer import (
    AnswerReason,
    Compared,
    Duties,
    Owner,
    Places,
    Quotation,
    Status,
)
from clauses.answering.answers import Answerer
from clauses.cadence import OnEvent, Per, Quota, Regular, Season
from clauses.errors import UnknownPost
from clauses.lexicon.questions import Aspect
from clauses.model import PostId

CHIEF, LEADER, DRIVER = PostId("chief"), PostId("leader"), PostId("driver")


def refs(answer) -> list[str]:
    return [ref.local for ref in answer.refs]


@pytest.mark.parametrize(
    ("question", "ref", "fact"),
    [
        ("站务会多久开一次", "R1", Quota(1, Per.MONTH)),
        ("班务会多久开一次", "R2", Quota(1, Per.QUARTER)),
        ("驾驶员多久检查一次车辆", "R3", Regular()),
        ("大演习放在什么时候", "R6", Quota(1, Per.YEAR, season=Season(10, 12))),
        ("站长多久检查一次消火栓", "A1", Quota(1, Per.HALF_YEAR)),
        ("水源由谁检查", "A1", Owner(("消防站站长",))),
        ("站务会要有几名干部到会才能开", "R4", Quotation("须有5名以上干部到会")),
        ("什么时候主持站务会", "R4", OnEvent("召开站务会")),
    ],
)
def test_the_fact_asked_for_comes_from_the_clause(answerer: Answerer, question, ref, fact):
    answer = answerer.answer(question)

    assert answer.status is Status.ANSWERED
    assert refs(answer)[0] == ref
    if isinstance(fact, Quotation):
        assert isinstance(answer.fact, Quotation)
        assert fact.text in answer.fact.text
    else:
        assert answer.fact == fact


def test_the_source_is_the_fact_when_it_is_asked_for(answerer: Answerer):
    answer = answerer.answer("站务会多久一次是第几条规定的")

    assert isinstance(answer.fact, Places)
    assert [citation.place for citation in answer.fact.citations] == ["第12条"]


def test_a_clause_about_another_post_is_no_answer(answerer: Answerer):
    answer = answerer.answer("驾驶员多久述职一次")

    assert answer.status in (Status.NEAREST, Status.OUT_OF_SCOPE)
    assert answer.main is None


def test_a_clause_about_another_activity_is_no_answer(answerer: Answerer):
    assert answerer.answer("站长多久洗一次澡").status is Status.OUT_OF_SCOPE


def test_a_topic_that_is_not_covered_is_named(answerer: Answerer):
    answer = answerer.answer("站长请假找谁批")

    assert answer.status is Status.OUT_OF_SCOPE
    assert (answer.reason, answer.topic) == (AnswerReason.NOT_COVERED, "请假")
    assert not answer.refs


def test_unverified_clauses_are_never_given(answerer: Answerer):
    answer = answerer.answer("消防站储备多少泡沫")

    assert answer.status is not Status.ANSWERED
    assert "R7" not in refs(answer)
    assert all(stated.ref.local != "R7" for stated in answer.neighbours)


def test_second_hand_clauses_are_given(answerer: Answerer):
    assert refs(answerer.answer("年度演习多久一次"))[0] == "R6"


def test_a_wrong_cadence_in_the_question_is_corrected(answerer: Answerer):
    answer = answerer.answer("站务会每季度开一次对吗")

    assert answer.claim is not None
    assert not answer.claim.holds
    assert answer.claim.cadence == Quota(1, Per.QUARTER)
    assert answer.fact == Quota(1, Per.MONTH)
    assert answer.correction is not None
    assert refs(answer)[:2] == ["R1", "W1"]


def test_a_right_cadence_in_the_question_is_confirmed(answerer: Answerer):
    answer = answerer.answer("站务会每月开一次对吗")

    assert answer.claim is not None
    assert answer.claim.holds
    assert answer.correction is None


def test_a_silence_of_the_packs_is_said(answerer: Answerer):
    answer = answerer.answer("站务会准备什么材料")

    assert (answer.status, answer.reason) == (Status.NOT_LOADED, AnswerReason.SILENT)
    assert refs(answer) == ["Q1", "R1"]


@pytest.mark.parametrize(
    ("question", "reason", "count", "part"),
    [
        ("站长责任第三条", AnswerReason.NOT_PUBLISHED, 4, "chief"),
        ("一号责任第3条写的什么", AnswerReason.NOT_PUBLISHED, 4, "chief"),
        ("站长责任第五条", AnswerReason.BEYOND_COUNT, 4, "chief"),
        ("战斗班班长责任第三条", AnswerReason.NOT_PUBLISHED, 3, "leader"),
        ("责任清单第七条", AnswerReason.NOT_PUBLISHED, 7, None),
        ("责任清单第八条", AnswerReason.BEYOND_COUNT, 7, None),
        ("责任清单第零条", AnswerReason.BEYOND_COUNT, 7, None),
    ],
)
def test_an_announced_clause_without_text_is_not_loaded(
    answerer: Answerer, question, reason, count, part
):
    answer = answerer.answer(question)

    assert (answer.status, answer.reason) == (Status.NOT_LOADED, reason)
    assert answer.announced is not None
    assert answer.announced.count == count
    assert (answer.part.id if answer.part else None) == part
    assert answer.main is None


def test_what_is_known_of_the_part_is_nearest(answerer: Answerer):
    assert refs(answerer.answer("站长责任第三条"))[:2] == ["A1", "A2"]


def test_an_article_is_found_by_its_number(answerer: Answerer):
    answer = answerer.answer("工作规则第十二条第一款")

    assert answer.status is Status.ANSWERED
    assert set(refs(answer)) == {"R1", "R4"}


def test_an_article_that_is_not_loaded_offers_its_neighbours(answerer: Answerer):
    answer = answerer.answer("工作规则第14条")

    assert (answer.status, answer.reason) == (Status.OUT_OF_SCOPE, AnswerReason.NO_SUCH_ARTICLE)
    assert answer.neighbours[0].ref.local == "R2"
    assert not answer.refs


def test_an_article_of_an_unknown_document_is_out_of_scope(answerer: Answerer):
    assert answerer.answer("道路交通安全法第12条").status is Status.OUT_OF_SCOPE


def test_an_article_without_a_document_is_asked_back(answerer: Answerer):
    answer = answerer.answer("第三条")

    assert (answer.status, answer.reason) == (Status.AMBIGUOUS, AnswerReason.WHICH_DOCUMENT)
    assert [candidate.label for candidate in answer.candidates] == ["责任清单第3条"]


def test_a_word_for_two_terms_is_asked_back(answerer: Answerer):
    answer = answerer.answer("务会多久开一次")

    assert (answer.status, answer.reason) == (Status.AMBIGUOUS, AnswerReason.WHICH_TERM)
    assert [candidate.label for candidate in answer.candidates] == ["站务会", "班务会"]
    assert refs(answer) == ["R1", "R2"]


def test_the_body_in_the_question_settles_which_term_is_meant(answerer: Answerer):
    assert refs(answerer.answer("战斗班的务会多久开一次"))[0] == "R2"


def test_the_post_of_the_asker_settles_which_term_is_meant(answerer: Answerer):
    assert refs(answerer.answer("务会多久开一次", asker_posts=[LEADER]))[0] == "R2"


def test_the_difference_of_two_terms_is_told(answerer: Answerer):
    answer = answerer.answer("站务会和班务会有什么区别")

    assert answer.status is Status.ANSWERED
    assert refs(answer)[0] == "N1"
    assert answer.aspect is Aspect.DIFFERENCE


def test_a_checklist_is_an_answer(answerer: Answerer):
    assert refs(answerer.answer("三好战斗班是哪三好"))[0] == "S1"


def test_all_duties_of_a_post_are_listed_announced_ones_first(answerer: Answerer):
    answer = answerer.answer("站长有哪些职责")

    assert isinstance(answer.fact, Duties)
    assert answer.fact.names == ("消防站站长",)
    assert refs(answer) == ["A1", "A2", "R4", "R5", "R1"]


def test_my_duties_are_those_of_my_post(answerer: Answerer):
    assert refs(answerer.answer("我要干什么", asker_posts=[DRIVER])) == ["R3"]


def test_my_meeting_is_that_of_my_post(answerer: Answerer):
    assert refs(answerer.answer("我多久开一次会", asker_posts=[LEADER]))[0] == "R2"


def test_my_duties_without_a_post_are_asked_back(answerer: Answerer):
    answer = answerer.answer("我要干什么")

    assert (answer.status, answer.reason) == (Status.AMBIGUOUS, AnswerReason.WHICH_POST)


def test_an_unknown_post_of_the_asker_is_refused(answerer: Answerer):
    with pytest.raises(UnknownPost):
        answerer.answer("我要干什么", asker_posts=[PostId("mayor")])


@pytest.mark.parametrize(
    ("question", "after", "ref"),
    [
        ("那班务会呢", "站务会多久开一次", "R2"),
        ("谁来主持", "站务会多久开一次", "R4"),
        ("出自哪里", "班务会多久开一次", "R2"),
    ],
)
def test_what_is_left_unsaid_comes_from_the_question_before(
    answerer: Answerer, question, after, ref
):
    answer = answerer.answer(question, after=after)

    assert answer.status is Status.ANSWERED
    assert refs(answer)[0] == ref
    assert answer.analysis.inherited


def test_the_next_clause_is_counted_from_the_question_before(answerer: Answerer):
    answer = answerer.answer("下一条", after="站长责任第四条")

    assert answer.reason is AnswerReason.BEYOND_COUNT
    assert answer.article is not None
    assert answer.article.number == 5


@pytest.mark.parametrize("question", ["", "   ", "？？！", "😀😀", "你好", "\u200b", "你好啊谢谢"])
def test_what_asks_nothing_is_out_of_scope(answerer: Answerer, question):
    assert answerer.answer(question).status is Status.OUT_OF_SCOPE


def test_only_the_beginning_of_a_long_question_counts(answerer: Answerer):
    long = answerer.answer("站务会多久开一次" + "哈" * 4096)

    assert len(long.analysis.text) <= 128


def test_neighbours_are_few_and_not_the_answer_itself(answerer: Answerer):
    answer = answerer.answer("站务会多久开一次")

    assert 1 <= len(answer.neighbours) <= 3
    assert answer.main not in answer.neighbours


def test_an_answer_does_not_depend_on_earlier_ones(answerer: Answerer):
    before = answerer.answer("站务会多久开一次")
    answerer.answer("那班务会呢", after="站务会多久开一次", asker_posts=[CHIEF])

    assert answerer.answer("站务会多久开一次") == before


def test_duties_of_one_rhythm_are_listed_with_their_owners(answerer: Answerer):
    answer = answerer.answer("哪些岗位有每半年的硬任务")

    assert isinstance(answer.fact, Duties)
    assert [clause.ref.local for clause in answer.fact.clauses] == ["A1"]
    assert answer.fact.owners == ("消防站站长",)


def test_what_can_be_asked_is_told_by_the_titles_of_the_packs(answerer: Answerer):
    answer = answerer.answer("今天天气怎么样")

    assert answer.scope is not None
    assert "责任清单" in answer.scope.titles
    assert answer.confidence < 0.1


def test_two_things_without_a_distinction_are_put_side_by_side(answerer: Answerer):
    answer = answerer.answer("班务会和大演习有什么区别")

    assert isinstance(answer.fact, Compared)
    assert [name for name, _, _ in answer.fact.sides] == ["班务会", "年度演习"]
    assert refs(answer) == ["R2", "R6"]
