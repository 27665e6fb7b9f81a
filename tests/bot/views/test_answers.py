from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.conversation.buttons.questions import ClauseButton
from bot.texts.catalogue import LOCALES, Texts, texts
from bot.texts.naming import texts_of
from bot.views.cadence import cadence_text
from bot.views.layout import shown_units
from bot.views.questions.answers import answer_screen, answer_text
from bot.views.questions.pack_text import without_markup
from bot.views.questions.statements import clause_screen
from bot.views.screen import TEXT_UNITS, keyboard_json
from clauses.answering.answer import Status
from clauses.answering.answers import Answer, Answerer
from clauses.cadence import (
    Cadence,
    Continuous,
    NotStated,
    OnEvent,
    Per,
    Quota,
    Regular,
    Season,
)
from clauses.library import Library
from clauses.model import Clause, ClauseRef, PostId

QUESTIONS = [
    "机关党委多久开一次委员会",
    "支委会多久开一次",
    "组织生活会半年一次对吗",
    "支委会每月开一次对吗",
    "党课一季度一次是不是硬规定",
    "支委会由谁召集",
    "支委会几个人到会才能开",
    "主题党日的依据是什么",
    "五好党支部的标准",
    "组织生活会和民主生活会有什么区别",
    "机关党委书记的职责",
    "机关党委书记责任第三条",
    "机关党委书记责任第八条",
    "责任清单第三条",
    "责任清单第六十条",
    "支部条例第15条",
    "支部换届要准备哪些材料",
    "生活会多久开一次",
    "第三条",
    "我要干什么",
    "我多久开一次会",
    "党支部书记请假找谁批",
    "今天天气怎么样",
    "党费能不能补交",
    "开党组会是不是得三十个人",
]


@pytest.fixture
def t(library: Library) -> Texts:
    return texts_of(library, "zh-Hans")


def said(answerer: Answerer, question: str, t: Texts) -> list[str]:
    """The paragraphs of the answer."""
    return answer_text(answerer.answer(question), t).split("\n\n")


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (Quota(1, Per.QUARTER), "每季度至少 1 次"),
        (Quota(2, Per.YEAR), "每年至少 2 次"),
        (Quota(1, Per.MONTH), "每月至少 1 次"),
        (Quota(1, Per.HALF_YEAR), "每半年至少 1 次"),
        (Quota(1, Per.WEEK), "每周至少 1 次"),
        (Quota(1, Per.TWO_MONTHS), "每两个月至少 1 次"),
        (Quota(32, Per.YEAR, "学时", "每名党员"), "每名党员每年至少 32 学时"),
        (Quota(1, Per.YEAR, season=Season(10, 12)), "每年至少 1 次，一般在第四季度"),
        (Quota(1, Per.YEAR, season=Season(12, 2)), "每年至少 1 次，一般在12月至次年2月"),
        (Quota(1, Per.TERM, term_years=5), "每届5年"),
        (Quota(1, Per.TERM), "每届至少 1 次"),
        (Continuous(), "持续"),
        (Regular(), "定期（条例未规定次数）"),
        (NotStated(), "未载明次数"),
        (OnEvent("任期届满"), "任期届满时"),
        (OnEvent("召开民主生活会", -10), "召开民主生活会前10日"),
        (OnEvent("收到检举", 5), "收到检举后5日内"),
        (OnEvent("任期届满", offset_months=-6), "任期届满前6个月"),
        (OnEvent("收到申请", offset_months=1), "收到申请后1个月内"),
        (Quota(1, Per.MONTH, exact=True), "每月 1 次"),
        (Quota(24, Per.YEAR, "学时", "每名党员", exact=True), "每名党员每年 24 学时"),
        (Quota(1, Per.YEAR, season=Season(10, 12), exact=True), "每年 1 次，一般在第四季度"),
    ],
)
def test_a_cadence_in_words(cadence: Cadence, words, t: Texts):
    assert cadence_text(cadence, t) == words


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (Quota(1, Per.QUARTER), "at least once a quarter"),
        (Quota(2, Per.YEAR), "at least twice a year"),
        (Quota(3, Per.HALF_YEAR), "at least 3 times every half-year"),
        (Quota(1, Per.WEEK), "at least once a week"),
        (Quota(2, Per.TWO_MONTHS), "at least twice every two months"),
        (Quota(1, Per.TERM, term_years=3), "3 years per term"),
        (Quota(1, Per.YEAR, exact=True), "once a year"),
        (Quota(8, Per.QUARTER, "hours", exact=True), "8 hours a quarter"),
        (OnEvent("application", offset_months=1), "within one month after: application"),
        (OnEvent("end of term", offset_months=-6), "6 months before: end of term"),
    ],
)
def test_a_cadence_in_english(cadence: Cadence, words):
    assert cadence_text(cadence, texts("en")) == words


def test_a_cadence_in_traditional_characters():
    t = texts("zh-Hant")

    assert cadence_text(Quota(1, Per.WEEK), t) == "每週至少 1 次"
    assert cadence_text(Quota(1, Per.TWO_MONTHS), t) == "每兩個月至少 1 次"
    assert cadence_text(Quota(1, Per.TWO_MONTHS, exact=True), t) == "每兩個月 1 次"
    assert cadence_text(OnEvent("屆滿", offset_months=3), t) == "屆滿後3個月內"


def test_the_fact_comes_first_and_in_bold(answerer: Answerer, t: Texts):
    screen = answer_screen(answerer.answer("机关党委多久开一次委员会"), t)

    assert screen.text.startswith("<b>每季度至少 1 次</b>\n\n机关党委书记每季度至少召开1次")
    assert "责任主体：机关党委书记" in screen.text
    assert "《四川省机关党建“三级五岗”责任清单答记者问》问4之五" in screen.text


def test_what_is_only_usual_is_said_so(answerer: Answerer, t: Texts):
    assert said(answerer, "支委会多久开一次", t)[0] == "一般每月 1 次"


def test_a_wrong_claim_is_put_right_at_once(answerer: Answerer, t: Texts):
    first, _, correction, *_ = said(answerer, "组织生活会半年一次对吗", t)

    assert first.startswith("不是每半年至少 1 次，是每年至少 1 次")
    assert correction.startswith("更正：")


def test_a_right_claim_is_confirmed(answerer: Answerer, t: Texts):
    assert said(answerer, "支委会每月开一次对吗", t)[0] == "对，一般每月 1 次"


def test_the_owner_is_the_fact(answerer: Answerer, t: Texts):
    answer = said(answerer, "支委会由谁召集", t)

    assert answer[0] == "党支部书记"
    assert "责任主体" not in answer[-1]


def test_two_places_in_one_document_name_it_once(answerer: Answerer, t: Texts):
    last = said(answerer, "机关党委设立要多少党员", t)[-1]

    assert "条例》第5条、第6条" in last


def test_what_is_known_at_second_hand_is_marked(answerer: Answerer, t: Texts):
    assert "二手材料" in said(answerer, "换届选举到会人数要求", t)[-1]


def test_a_checklist_is_numbered(answerer: Answerer, t: Texts):
    items = said(answerer, "五好党支部的标准", t)[1].split("\n")

    assert len(items) == 5
    assert items[0] == "1. 政治功能发挥好"


def test_duties_are_numbered_with_a_button_for_each(answerer: Answerer, t: Texts):
    screen = answer_screen(answerer.answer("机关党委书记的职责"), t)

    labels = [button.label for row in screen.rows for button in row]
    assert labels == [str(number) for number in range(1, 11)]
    assert "1. 召开机关党委委员会议：每季度至少 1 次" in screen.text


def test_an_unpublished_clause_is_said_so_with_what_is_near(answerer: Answerer, t: Texts):
    title, count, near = said(answerer, "机关党委书记责任第三条", t)

    assert title.endswith("责任第3条的原文没有公开")
    assert count.startswith("这一部分共5条")
    assert near.startswith("已知的相近规定如下，不是该条原文：\n·机关党委书记每季度至少召开1次")
    assert "（《答记者问》问4之五）" in near


@pytest.mark.parametrize(
    "question", ["机关党委书记责任第三条", "责任清单第三条", "责任清单第六十条"]
)
def test_the_announced_list_is_not_spoken_of_as_the_latest(answerer: Answerer, t: Texts, question):
    _, count, *_ = said(answerer, question, t)

    assert "2025年9月有报道提到新的一份清单" in count


def test_a_number_beyond_the_count_is_said_so(answerer: Answerer, t: Texts):
    title, count, *_ = said(answerer, "机关党委书记责任第八条", t)

    assert title.endswith("没有第8条")
    assert count.startswith("这一部分一共只有5条")


def test_a_question_asked_back_offers_its_candidates(answerer: Answerer, t: Texts):
    screen = answer_screen(answerer.answer("生活会多久开一次"), t)

    assert screen.text == "<b>您问的是哪一个？</b>\n\n1. 组织生活会\n2. 民主生活会"
    assert [[button.label for button in row] for row in screen.rows] == [
        ["组织生活会"],
        ["民主生活会"],
    ]


def test_what_is_not_covered_is_named_and_help_offered(answerer: Answerer, t: Texts):
    title, help_ = said(answerer, "党支部书记请假找谁批", t)

    assert title == "这里没有收录“请假”方面的规定"
    assert "责任清单" in help_


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_fits_and_its_buttons_lead_somewhere(
    answerer: Answerer, library: Library, question, locale
):
    answer = answerer.answer(question)
    screen = answer_screen(answer, texts_of(library, locale))

    assert 0 < shown_units(screen.text) <= TEXT_UNITS
    keyboard_json(screen)
    for row in screen.rows:
        for button in row:
            assert library.find(ClauseButton.unpack(button.data).ref) is not None


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_command_line_says_the_same_words(answerer: Answerer, question, t: Texts):
    answer = answerer.answer(question)

    plain = answer_text(answer, t)
    assert "<b>" not in plain
    html = answer_screen(answer, t).text
    assert html.replace("<b>", "").replace("</b>", "").replace("&amp;", "&") == plain


def test_markup_in_a_pack_is_shown_as_it_is(answerer: Answerer, t: Texts):
    answer = answerer.answer("支委会多久开一次")
    assert isinstance(answer.main, Clause)
    odd = replace(answer, main=replace(answer.main, text="a <b>&amp; c"))

    assert "a &lt;b&gt;&amp;amp; c" in answer_screen(odd, t).text
    assert "a <b>&amp; c" in answer_text(odd, t)


def test_a_text_that_is_too_long_ends_at_a_sentence(answerer: Answerer, t: Texts):
    answer = answerer.answer("支委会多久开一次")
    assert isinstance(answer.main, Clause)
    long = replace(answer, main=replace(answer.main, text="支委会每月召开1次。😀" * 800))

    text = answer_screen(long, t).text

    assert shown_units(text) <= TEXT_UNITS
    assert text.endswith("…")
    assert text.removesuffix("…").rstrip("😀").endswith("。")


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_a_pack_states_has_a_screen(library: Library, locale):
    t = texts_of(library, locale)
    for pack in library.packs:
        entries = (*pack.clauses, *pack.questions, *pack.corrections, *pack.standards)
        for stated in (*entries, *pack.distinctions):
            screen = clause_screen(stated, library, t)
            assert 0 < shown_units(screen.text) <= TEXT_UNITS
            keyboard_json(screen)


def test_a_clause_is_shown_with_everything_known_of_it(library: Library, t: Texts):
    clause = library.get(ClauseRef("party-regulations", "E12"))

    text = clause_screen(clause, library, t).text

    assert text.startswith(f"<b>{clause.duty}</b>\n\n{clause.text}")
    assert "频次：每年至少 1 次，一般在第四季度" in text
    assert "责任主体：党支部" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_where_a_clause_applies_is_said_with_it(answerer: Answerer, library: Library, locale):
    t = texts_of(library, locale)
    clause = library.get(ClauseRef("party-regulations", "E04"))
    assert clause.applies_to is not None
    line = t.plain("answer-applies-to", where=clause.applies_to)

    assert line in clause_screen(clause, library, t).text
    assert line in answer_text(answerer.answer("支委会多久开一次"), t)


def test_a_silent_question_is_shown_as_silent(library: Library, t: Texts):
    silent = library.find(ClauseRef("party-regulations", "Q12"))
    assert silent is not None

    text = clause_screen(silent, library, t).text

    assert text.startswith("<b>支部换届要准备哪些材料？</b>")
    assert "公开材料没有载明" in text


def test_the_asker_is_told_of_their_own_duties(answerer: Answerer, t: Texts):
    answer: Answer = answerer.answer("我有哪些职责", asker_posts=[PostId("branch-secretary")])

    assert answer.status is Status.ANSWERED
    assert answer_text(answer, t).startswith("党支部书记的职责")


def test_no_answer_names_a_clause_by_an_id_of_the_packs(library: Library, t: Texts):
    shown = (clause_screen(clause, library, t).text for clause in library.all_clauses())

    assert [text for text in shown if re.search(r"[A-Z][0-9]{2}", text)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_not_sure_shows_the_likeliest_first_and_denies_nothing(
    answerer: Answerer, locale: str
):
    answer = answerer.answer("机关纪委多久开一次党员大会")
    t = texts(locale)

    told = answer_text(answer, t)

    assert answer.status is Status.NEAREST
    assert told.startswith(without_markup(t("answer-nearest")))
    assert t.plain("answer-silent") not in told
    assert answer.neighbours[0].ref == answer.refs[0]


@pytest.mark.parametrize(
    "question", ["机关基层组织条例第三十七条之一", "今天天气怎么样", "党支部书记请假找谁批"]
)
def test_what_is_not_loaded_here_has_no_refs(answerer: Answerer, t: Texts, question: str):
    answer = answerer.answer(question)

    assert answer.status is Status.OUT_OF_SCOPE
    assert answer_text(answer, t).startswith("这里没有收录")
    assert not answer.refs
