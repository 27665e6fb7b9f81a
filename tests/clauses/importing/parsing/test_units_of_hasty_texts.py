"""Texts typed in haste: no spaces after numbers, headings without one, annexes of every spelling."""

from __future__ import annotations

import pytest

from clauses.importing.parsing.articles import Regulation
from clauses.importing.parsing.regulation import take_apart
from clauses.importing.source_gate import examine

TITLE = "示例市渡口管理办法"


def read(*lines: str) -> Regulation:
    text = examine("\n".join((TITLE, *lines)))
    return take_apart([str(block) for block in text.blocks], may_be_wrapped=True)


def articles(regulation: Regulation) -> list[tuple[str, list[str]]]:
    return [(article.id, article.lines) for article in regulation.articles]


def test_articles_need_no_space_after_their_numbers():
    found = read("第一条为了加强管理。", "第二条站长检查。", "第四条登记。", "第四条又登记。")

    assert found.title == TITLE
    assert articles(found) == [
        ("1", ["为了加强管理。"]),
        ("2", ["站长检查。"]),
        ("4", ["登记。", "第四条又登记。"]),
    ]
    assert (found.gaps, found.repeats) == ((3,), (4,))


def test_articles_without_spaces_are_taken_apart_on_one_line():
    found = read("第一条甲甲。第二条乙乙。第二章 检查第三条丙丙。", "第四条丁丁。")

    assert articles(found) == [
        ("1", ["甲甲。"]),
        ("2", ["乙乙。"]),
        ("3", ["丙丙。"]),
        ("4", ["丁丁。"]),
    ]
    assert [article.chapter for article in found.articles[1:3]] == [None, "第二章 检查"]


def test_a_sentence_that_names_the_next_article_does_not_begin_it():
    found = read("第一条甲甲。第二条情形除外。", "第二条乙乙。", "第三条丙丙。")

    assert articles(found)[:2] == [("1", ["甲甲。第二条情形除外。"]), ("2", ["乙乙。"])]


def test_a_number_in_a_sentence_is_no_article_where_a_line_of_its_own_has_it():
    found = read("第一条 违反本办法", "第二条 由站长提醒，", "予以登记。", "第二条 乙乙。")

    assert [article.id for article in found.articles] == ["1", "2"]
    assert found.articles[1].lines == ["乙乙。"]


def test_a_number_that_comes_again_without_a_space_is_told():
    found = read("第一条 甲甲。", "第二条 乙乙。", "第二条丙丙丁丁。", "第三条 戊戊。")

    assert found.repeats == (2,)


@pytest.mark.parametrize("name", ["附则", "附　则", "罚则", "附則"])
def test_a_heading_needs_no_number_where_an_article_follows(name):
    found = read("第一条 甲甲。", name, "第二条 乙乙。")

    assert [article.chapter for article in found.articles] == [None, "".join(name.split())]


BLANKS = ["\u200b", "\u2060", "\u180e", "\u3164", "\u2800", "\u200e", "\u202f"]


@pytest.mark.parametrize("blank", BLANKS, ids=map(ascii, BLANKS))
def test_what_is_drawn_as_a_space_or_not_at_all_is_none_of_the_text(blank):
    found = read(f"第一条{blank}甲甲。", f"第二条{blank}{blank}乙{blank}乙。")

    assert articles(found) == [("1", ["甲甲。"]), ("2", ["乙乙。"])]


ANNEXES = [
    "附件1 守则",
    "附件1守则",
    "附件1.守则",
    "【附件1】守则",
    "（附件1）",
    "附表1：守则",
    "附 件 1",
]


@pytest.mark.parametrize("line", ANNEXES)
def test_articles_of_an_annex_are_told_from_those_of_the_text(line):
    found = read("第一条 甲甲。", line, "第一条 丙丙。")

    assert [article.place for article in found.articles] == ["第1条", "附件1", "附件1第1条"]


@pytest.mark.parametrize(
    "line", ["附件1所列事项由站长登记。", "附件1的格式由站长规定", "附表1中的数据"]
)
def test_a_sentence_about_an_annex_is_none(line):
    found = read("第一条 甲甲。", line, "第二条 乙乙。")

    assert [article.id for article in found.articles] == ["1", "2"]
