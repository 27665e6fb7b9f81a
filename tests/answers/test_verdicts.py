"""Conditions that a question describes get a verdict, with the clause, the arithmetic and its own numbers."""

from __future__ import annotations

from datetime import date

import pytest

from bot.texts.catalogue import LOCALES, texts
from bot.views.questions.answers import answer_text
from clauses.answering.answer import Status
from clauses.answering.answers import Answerer

TODAY = date(2026, 11, 29)

CASES = [
    ("20人到15人能开吗", "E02", "能开", "20×1/2＝10", "15人"),
    ("党员大会应到40人，来了多少人能开", "E02", "最少20人", "40×1/2＝20", ""),
    ("30人14票算通过了没", "E02", "没有通过", "30×1/2＝15", "14票"),
    ("30人16票算通过了没", "E02", "通过", "30×1/2＝15", "16票"),
    ("30个党员16票同意接收预备党员，通过了吗", "E43", "通过", "30×1/2＝15", "16票"),
    ("9个委员缺3个", "E05", "能开", "9×1/2＝4.5，不少于5人", "6人"),
    ("今天支委会5个委员只来了2个，能接着开吗", "E05", "不能开", "5×1/2＝2.5", "2人"),
    ("9个班子成员到了5个民主生活会作不作数", "B32", "不能开", "9×2/3＝6", "5人"),
    (
        "周五要换届，应到20个有选举权的党员，现在确定能来15个，这个选举能开吗",
        "E26",
        "不能开",
        "20×4/5＝16",
        "15人",
    ),
    ("换届选举应到20人，来了16人，能开吗", "E26", "恰好16人", "20×4/5＝16", "16人"),
    ("20个党员最多评几个优秀", "E16", "一般最多6人", "20×1/3≈6.7", ""),
    ("30名党员评了12个优秀行吗", "E16", "超过了一般的上限", "30×1/3＝10", "12人"),
    ("选5个委员要提几个候选人", "E27", "最少6人", "5×6/5＝6", ""),
    ("限期改正可以两年吗", "E34", "不可以", "不超过1年", "2年"),
    ("换届延期两年行不行", "C32", "超过了一般的上限", "不超过1年", "2年"),
    (
        "连续4个月没交党费算脱党吗",
        "E30",
        "连续不到6个月，还不能按自行脱党除名",
        "6个月以上",
        "4个月",
    ),
    (
        "党员连着半年不交党费会有什么后果",
        "E30",
        "没有正当理由的，按自行脱党予以除名",
        "6个月以上",
        "6个月",
    ),
    ("机关有70名党员的话应该设什么", "C28", "人数够设党总支", "50人以上", "70人"),
    (
        "咱们机关有一百二十来个党员呢是设党委还是设总支啊",
        "C27",
        "人数够设机关党委",
        "100人以上",
        "120人",
    ),
    ("我们支部九个党员要设支委会吗", "E21", "要设支委会", "7人以上", "9人"),
    (
        "正式党员两名，预备党员一名，能单独建支部吗",
        "E19",
        "人数不够，不能单独成立党支部",
        "3人以上",
        "2人",
    ),
    ("机关工作人员150人，专职党务干部要配几个", "B16", "一般2人至3人", "150×1%＝1.5", ""),
    ("300人的机关专职党务只有2个人够吗", "B16", "不在一般的比例之内", "300×1%＝3", "2人"),
    ("发展对象培训了两天够不够", "C46", "没有达到一般的要求", "3天以上", "2天"),
    ("停了党籍一年半还联系不上，能除名吗", "E31", "停止党籍还不到2年", "2年以上", "18个月"),
    ("支委会选了9个人，多不多", "E21", "超出了条文的人数", "不超过7人", "9人"),
    ("转正延期两年行吗", "E47", "不可以，延长不少于半年，最长1年", "不超过1年", "2年"),
    ("我月入八千党费该给多少", "Q17", "每月交党费120元", "8000×1.5%＝120", ""),
    ("退休金4200，每月党费多少钱", "Q17", "每月交党费21元", "4200×0.5%＝21", ""),
    ("党员从5月起就没交过党费，怎么处理", "E30", "没有正当理由的", "6个月以上", "6个月"),
    ("单位两名正式党员三名预备党员，可以成立支部吗", "E19", "人数不够", "3人以上", "2人"),
    ("党员大会应到18人，实到9人，9票赞成，算通过吗", "E02", "没有通过", "18×1/2＝9", "9票"),
    ("我们支部七个人都不到要不要设支委", "E22", "不设支委会", "不足7人", "不到7人"),
    ("3月10号收到入党申请书，最晚哪天要谈话", "E46", "最迟2026年4月10日", "起1个月", ""),
    ("支部2027年6月30日届满，上级什么时候该提醒", "C34", "一般2026年12月30日", "往前6个月", ""),
    ("2022年6月选的支委会该换了吗", "E23", "任期已满", "2025年6月", "2022年6月"),
    ("2025年6月选的支委会该换了吗", "E23", "任期未满", "2028年6月", "2025年6月"),
]


@pytest.mark.parametrize(("question", "ref", "head", "worked_out", "stated"), CASES)
def test_a_case_gets_a_verdict(
    answerer: Answerer, question: str, ref: str, head: str, worked_out: str, stated: str
) -> None:
    answer = answerer.answer(question, today=TODAY)
    told = answer_text(answer, texts("zh-Hans"))

    assert answer.status is Status.ANSWERED
    assert answer.refs[0].local == ref
    assert told.startswith(head)
    assert worked_out in told
    assert stated in told
    assert "依据：" in told


def test_another_case_that_would_end_otherwise_is_named(answerer: Answerer) -> None:
    told = answer_text(answerer.answer("20人到15人能开吗"), texts("zh-Hans"))

    assert "换届选举到会不少于五分之四，这里是不少于16人" in told


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("书记生病请假期间，支委会可以由别人主持吗", "可以：书记不能参加会议的"),
        ("预备党员能参加支委选举投票吗", "不可以：预备党员没有选举权"),
        ("副局长能不参加支部活动吗", "不行：党员领导干部以普通党员身份"),
        ("80岁老党员走不动，还要来开会吗", "不用：对年老体弱"),
        ("任期没到，机关党委书记要调岗，要先问上级吗", "要：任期内职务变动"),
        ("没有党小组的支部要开党小组会吗", "没有划分党小组的支部没有这个会"),
        ("支部书记每年必须参加培训吗", "要，每年至少 1 次"),
        ("局长可以不讲党课吗", "不行，要求是每年至少 1 次"),
    ],
)
def test_what_may_or_must_be_is_said_first(answerer: Answerer, question: str, head: str) -> None:
    assert answer_text(answerer.answer(question), texts("zh-Hans")).startswith(head)


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("党员不按时参加组织生活会被怎么样", "党组织采取适当方式及时进行批评教育"),
        ("民主评议按什么步骤", "按这些步骤：\n1. "),
        ("为什么要交党费", "交纳党费是共产党员必须具备的起码条件"),
        ("为什么支委会每月开一次", "收录的条文没有写原因"),
        ("1年没讲党课的书记怎么办", "收录的条文没有写这样做的后果"),
        ("换届选举有哪些程序", "收录的条文没有写步骤"),
        ("四强跟五好一样不", "五好党支部和四强党支部不是一回事"),
        ("支部大会和支委会有什么区别", "两者对照："),
    ],
)
def test_what_follows_how_why_and_what_differs_are_told_apart(
    answerer: Answerer, question: str, head: str
) -> None:
    assert answer_text(answerer.answer(question), texts("zh-Hans")).startswith(head)


@pytest.mark.parametrize(
    ("before", "question", "head"),
    [
        ("支委会多久开一次", "5个委员来了2个能开吗", "不能开，人数不够"),
        ("党员半年不交党费怎么办", "才4个月呢", "连续不到6个月"),
        ("限期改正最长多久", "两年行不行", "不可以，最多1年"),
        ("民主评议党员多久一次", "怎么评", "按这些步骤："),
    ],
)
def test_a_case_may_follow_a_question(
    answerer: Answerer, before: str, question: str, head: str
) -> None:
    answer = answerer.answer(question, after=before, today=TODAY)

    assert answer_text(answer, texts("zh-Hans")).startswith(head)


@pytest.mark.parametrize(
    "question",
    [
        "支委会3月和4月没开怎么办",
        "党费1000元以上怎么处理",
        "15名党员的支部每年谈心谈话几次",
        "6个月内要发展几名党员",
        "外出超过半年但没转关系的党员归谁联系",
        "党员32学时",
        "快递三天没到找谁",
        "党费能不能三个月一交",
    ],
)
def test_a_number_said_by_the_way_is_no_case(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question, today=TODAY).verdict is None


@pytest.mark.parametrize(
    ("before", "question", "ref"),
    [
        ("支部要多少人才能成立", "不够的怎么办", "E20"),
        ("支部要多少人才能成立", "人数达不到呢", "E20"),
    ],
)
def test_where_a_number_is_not_reached_the_clause_for_that_case_answers(
    answerer: Answerer, before: str, question: str, ref: str
) -> None:
    answer = answerer.answer(question, after=before)
    assert answer.status is Status.ANSWERED
    assert answer.refs[0].local == ref


@pytest.mark.parametrize(
    "question", ["我们机关四十几个党员，想设总支能批吗", "我们机关四十多个党员，想设总支能批吗"]
)
def test_a_number_that_is_told_roughly_is_not_asked_for(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert answer.refs[0].local == "C28"
    assert not answer.parts


def test_votes_in_an_election_are_left_open(answerer: Answerer) -> None:
    told = answer_text(answerer.answer("30人得14票能当选吗"), texts("zh-Hans"))

    assert told.startswith("条文没有写明")


def test_of_several_meetings_it_is_said_which_fall_away(answerer: Answerer) -> None:
    told = answer_text(
        answerer.answer("我们支部就5个人，没有支委会，三会一课怎么开"), texts("zh-Hans")
    )

    assert "照常：召开支部党员大会" in told
    assert "不适用：召开支委会（正式党员数：5）" in told
    assert "看情况：召开党小组会" in told
    assert "照常：组织党员按期上党课" in told


def test_what_the_text_does_not_except_is_called_open(answerer: Answerer) -> None:
    answer = answerer.answer("刚成立半年要不要开组织生活会")

    assert answer.refs[0].local == "E12"
    assert answer_text(answer, texts("zh-Hans")).startswith(
        "要求是每年至少 1 次，一般在第四季度；“刚成立半年”的能不能不开，条文没有另作规定"
    )


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("党员不按时参加组织生活会被怎么样", "E35"),
        ("党员失联怎么处理", "E31"),
        ("党员长期不交党费不参加活动会怎样", "E30"),
        ("民主评议党员按照什么步骤进行？", "E15"),
    ],
)
def test_a_rule_that_waits_for_months_leads_only_where_it_is_meant(
    answerer: Answerer, question: str, ref: str
) -> None:
    assert answerer.answer(question).refs[0].local == ref


@pytest.mark.parametrize(
    "question", ["党组会9人到5人能开吗", "党小组会9人到5人能开吗", "2022年6月选的支委会该换了吗"]
)
def test_there_is_no_verdict_without_a_clause_or_a_day(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question).verdict is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("question", [case[0] for case in CASES])
def test_verdicts_are_worded_in_every_language(
    answerer: Answerer, question: str, locale: str
) -> None:
    assert answer_text(answerer.answer(question, today=TODAY), texts(locale))
