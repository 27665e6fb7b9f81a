from __future__ import annotations

import pytest

from clauses.answering.understanding.analysis import ArticleNumber
from clauses.answering.understanding.question import QuestionReader
from clauses.answering.understanding.spelling import Speller
from clauses.cadence import Per, Quota
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.searching.pinyin import PinyinReader
from clauses.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def reader(library: Library) -> QuestionReader:
    vocabulary = Vocabulary(library)
    speller = Speller(vocabulary.all_forms(), {})
    return QuestionReader(library, vocabulary, speller, PinyinReader([]))


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("站务会多久开一次", Aspect.HOW_OFTEN),
        ("站务会一年开几次", Aspect.HOW_OFTEN),
        ("站务会几个月开一回", Aspect.HOW_OFTEN),
        ("站务会的次数要求", Aspect.HOW_OFTEN),
        ("站务会什么时候开", Aspect.WHEN),
        ("大演习放在哪个季度", Aspect.WHEN),
        ("站长任期几年", Aspect.HOW_LONG),
        ("最长多久", Aspect.HOW_LONG),
        ("站务会谁主持", Aspect.WHO),
        ("由哪个部门负责", Aspect.WHO),
        ("站务会几个人到会", Aspect.HOW_MANY),
        ("干部占多少比例", Aspect.HOW_MANY),
        ("站务会是第几条规定的", Aspect.WHICH_ARTICLE),
        ("依据是什么", Aspect.WHICH_ARTICLE),
        ("站务会和班务会有什么区别", Aspect.DIFFERENCE),
        ("站务会跟班务会是一回事吗", Aspect.DIFFERENCE),
        ("站务会怎么开", Aspect.STEPS),
        ("站长有哪些职责", Aspect.DUTIES),
        ("我要干什么", Aspect.DUTIES),
        ("站务会能不能不开", Aspect.WHETHER),
        ("站务会每月都要开吗", Aspect.WHETHER),
        ("站务会是什么", Aspect.WHAT),
        ("站务会", None),
    ],
)
def test_the_aspect_is_read(reader: QuestionReader, question, aspect):
    assert reader.read(question).aspect is aspect


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("第十二条", ArticleNumber(12)),
        ("12条", ArticleNumber(12)),
        ("工作规则第12条第二款", ArticleNumber(12, 2)),
        ("规则第十二条第二款第三项", ArticleNumber(12, 2, 3)),
        ("第26条（一）", ArticleNumber(26, None, 1)),
        ("站长责任3条", ArticleNumber(3)),
        ("下一条", None),
        ("共12条", None),
        ("7条都是什么", None),
        ("工作规则7条", ArticleNumber(7)),
        ("站长责任4条都有啥", None),
    ],
)
def test_the_article_is_read_in_any_form(reader: QuestionReader, question, article):
    assert reader.read(question).article == article


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("站务会每季度一次吗", Quota(1, Per.QUARTER)),
        ("站务会一年两次吧", Quota(2, Per.YEAR)),
        ("站务会半年开一次行吗", Quota(1, Per.HALF_YEAR)),
        ("站务会三个月一次", Quota(1, Per.QUARTER)),
        ("站务会每周一次吗", Quota(1, Per.WEEK)),
        ("站务会每週兩次嗎", Quota(2, Per.WEEK)),
        ("站务会一个星期一次够吗", Quota(1, Per.WEEK)),
        ("站务会每周一开一次吗", Quota(1, Per.WEEK)),
        ("站务会每两个月一次吗", Quota(1, Per.TWO_MONTHS)),
        ("站务会每2个月开两次", Quota(2, Per.TWO_MONTHS)),
        ("站务会两个月一次行吗", Quota(1, Per.TWO_MONTHS)),
        ("上下半年各开一次", Quota(1, Per.HALF_YEAR)),
        ("是不是四年一届", Quota(1, Per.TERM, term_years=4)),
        ("任期3年吗", Quota(1, Per.TERM, term_years=3)),
        ("站务会几个月一次", None),
        ("站务会一年几次", None),
        ("站务会每月都要开吗", None),
        ("上周开了一次站务会", None),
        ("站务会周一开一次吗", None),
        ("站务会两周一次吗", None),
        ("站务会隔周一次吗", None),
        ("站务会隔月一次吗", None),
        ("站务会一两个月一次吗", None),
        ("站务会12个月两次吗", None),
    ],
)
def test_the_cadence_that_a_question_claims_is_read(reader: QuestionReader, question, claim):
    assert reader.read(question).claim == claim


def test_posts_bodies_activities_and_documents_are_read(reader: QuestionReader):
    analysis = reader.read("工作规则里消防站的一号和班会")

    assert [c.id for c in analysis.documents] == ["code"]
    assert [c.id for c in analysis.bodies] == ["station"]
    assert [c.id for c in analysis.posts] == ["chief"]
    assert [c.id for c in analysis.terms] == ["班务会"]


def test_what_is_left_is_content(reader: QuestionReader):
    assert reader.read("请问站长应该多久洗一次澡呢").residue == ("洗", "澡")


def test_what_is_said_beside_the_question_is_not_content(reader: QuestionReader):
    analysis = reader.read("最近特别忙乱，想问一下，站务会多久开一次？")

    assert analysis.residue == ()


def test_words_that_ask_how_binding_it_is_are_read(reader: QuestionReader):
    assert reader.read("站务会必须每月开吗").deontic == ("必须",)


@pytest.mark.parametrize(
    ("question", "after", "text"),
    [
        ("那班务会呢", "站务会多久开一次", "班务会多久开1次"),
        ("谁主持", "站务会多久开一次", "站务会谁主持"),
        ("站长呢", "驾驶员要做什么", "消防站站长要做什么"),
        ("班务会谁主持", "站务会多久开一次", None),
        ("站长多久述职一次", "站务会多久开一次", None),
        ("站务会多久开一次", "   ", None),
        ("班务会要吗", "站务会多久开一次", "班务会多久开1次"),
        ("那老队员呢", "新队员多久训练一次", "老队员多久训练1次"),
        ("班务会要记录吗", "站务会多久开一次", None),
        ("谢谢", "站务会多久开一次", None),
        ("你好", "站务会多久开一次", None),
        ("我要干什么", "站务会多久开一次", None),
    ],
)
def test_a_question_takes_over_what_it_leaves_unsaid(reader: QuestionReader, question, after, text):
    completed = reader.completed(reader.read(question), after)

    assert (completed[0].text if completed else None) == text


def test_what_was_taken_over_is_named(reader: QuestionReader):
    completed = reader.completed(reader.read("那班务会呢"), "站务会多久开一次")

    assert [each.inherited for each in completed] == [("aspect", "subject")]
    assert completed[0].aspect is Aspect.HOW_OFTEN


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("工作规则第二○条", "20"),
        ("工作规则第二〇条", "20"),
        ("工作规则第三十七条之一", "37-1"),
        ("工作规则第37条之2", "37-2"),
    ],
)
def test_numbers_of_articles_are_read_in_every_writing(reader: QuestionReader, typed, local):
    article = reader.read(typed).article

    assert article is not None
    assert article.local == local


@pytest.mark.parametrize("typed", ["那四条写的啥", "这五条", "哪几条"])
def test_some_clauses_pointed_at_are_no_number_of_an_article(reader: QuestionReader, typed):
    assert reader.read(typed).article is None


@pytest.mark.parametrize("typed", ["%", "% %", "？%"])
def test_a_sign_alone_asks_nothing(reader: QuestionReader, typed):
    assert reader.read(typed).blank
