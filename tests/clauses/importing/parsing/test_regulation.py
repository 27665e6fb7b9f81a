from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.importing.parsing.articles import Regulation, Role
from clauses.importing.parsing.regulation import take_apart
from clauses.importing.reading.markers import article_marker, heading


def parsed(*lines: str, wrapped: bool = True) -> Regulation:
    return take_apart(lines, may_be_wrapped=wrapped)


def ids(regulation: Regulation) -> list[str]:
    return [article.id for article in regulation.articles]


NUMBERS = {
    "第十二条 内容": ("12", "第12条"),
    "第12条　内容": ("12", "第12条"),
    "第１２条 内容": ("12", "第12条"),
    "第 十 二 条 内容": ("12", "第12条"),
    "第一百零三条 内容": ("103", "第103条"),
    "第二〇条 内容": ("20", "第20条"),
    "第十二条（目的）内容": ("12", "第12条"),
    "第十二条之一 内容": ("12-1", "第12条之一"),
    "## 第十二条 内容": ("12", "第12条"),
    "　　第十二条内容": ("12", "第12条"),
}


@pytest.mark.parametrize(("line", "expected"), NUMBERS.items(), ids=NUMBERS)
def test_an_article_is_told_in_any_numbering(line, expected):
    marker = article_marker(line)

    assert marker is not None
    assert (marker.id, marker.place) == expected
    assert line[marker.end :] in ("内容", "（目的）内容")


@pytest.mark.parametrize(
    "line",
    ["第三条规定的措施", "第三条、第四条", "第三条第二款", "第三条至第五条", "第三条所列情形"],
)
def test_a_line_that_goes_on_about_an_article_does_not_begin_one(line):
    marker = article_marker(line)

    assert marker is not None
    assert marker.refers
    assert ids(parsed("第一条 一。", "第二条 依照", line + "办理。")) == ["1", "2"]


def test_a_reference_at_the_beginning_of_a_broken_line_does_not_split_the_article():
    regulation = parsed(
        "第一条 运营单位检查车辆的办法由站点管理员依照本办法",
        "第二条应当做到的要求另行制定并且报示例市的主管部门",
        "备案以后从发布的那一天起施行，此前的办法一律不再适用于",
        "示例市的站点。",
        "第二条 市民借车应当归还。",
    )

    assert [article.text for article in regulation.articles] == [
        "运营单位检查车辆的办法由站点管理员依照本办法第二条应当做到的要求另行制定并且报示例市的主管部门"
        "备案以后从发布的那一天起施行，此前的办法一律不再适用于示例市的站点。",
        "市民借车应当归还。",
    ]


@pytest.mark.parametrize("width", [18, 20, 25, 31])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_text_broken_at_any_width_is_joined_again(width, indent):
    sentence = "站点管理员应当每月清点车辆100辆以上并按照规定将结果登记在册，报运营单位汇总；"
    whole = [f"第{number}条 {sentence}逾期不报的，由运营单位提醒。" for number in range(1, 9)]
    broken = []
    for line in whole:
        text = indent + line
        broken += [text[at : at + width] for at in range(0, len(text), width)]
    texts = [article.text for article in parsed(*broken).articles]

    assert texts == [line.partition(" ")[2] for line in whole]


def test_articles_without_a_space_after_the_number_are_told_by_their_sequence():
    regulation = parsed(
        "第一条为了示范。", "第二条中央站点由市里设立。", "第七条不在此列。", "第三条甲。"
    )

    assert ids(regulation) == ["1", "2", "3"]
    assert regulation.articles[1].text == "中央站点由市里设立。\n第七条不在此列。"


def test_inserted_articles_and_gaps_are_kept_and_named():
    regulation = parsed("第一条 甲。", "第一条之一 乙。", "第一条之二 丙。", "第四条 丁。")

    assert ids(regulation) == ["1", "1-1", "1-2", "4"]
    assert regulation.gaps == (2, 3)


def test_a_second_series_of_articles_has_ids_of_its_own():
    regulation = parsed("第一条 甲。", "第二条 乙。", "附件", "第一条 丙。", "第二条 丁。")

    assert ids(regulation) == ["1", "2", "annex-1", "s2.1", "s2.2"]


def test_title_dates_contents_annotations_and_signatures_are_no_articles():
    regulation = parsed(
        "# 示例市公共自行车",
        "管理办法",
        "2024年3月5日发布",
        "<!-- 来自",
        "第九条 注释 -->",
        "目　录",
        "第一章 总则……1",
        "第二章 附则……2",
        "",
        "## 第一章 总则",
        "第一条 甲。",
        "第二章 附则",
        "第一节 其他",
        "第二条 乙。",
        "示例市公共自行车委员会",
        "2024年3月5日",
        "责任编辑：某某",
    )

    assert regulation.title == "示例市公共自行车"
    assert ids(regulation) == ["1", "2"]
    assert [article.chapter for article in regulation.articles] == [
        "第一章 总则",
        "第二章 附则 第一节 其他",
    ]
    assert [line.role for line in regulation.lines] == [
        Role.TITLE,
        Role.PREAMBLE,
        Role.ADOPTION,
        Role.ANNOTATION,
        Role.ANNOTATION,
        Role.CONTENTS,
        Role.CONTENTS,
        Role.CONTENTS,
        Role.BLANK,
        Role.HEADING,
        Role.ARTICLE,
        Role.HEADING,
        Role.HEADING,
        Role.ARTICLE,
        Role.SIGNATURE,
        Role.SIGNATURE,
        Role.EDITORIAL,
    ]


TITLES = {
    "on two lines": (["示例市公共自行车", "管理办法（试行）"], "示例市公共自行车管理办法（试行）"),
    "after the notice that carries it": (
        [
            "示例府发〔2024〕3号",
            "示例市人民政府",
            "关于印发《示例市公共自行车管理办法》的通知",
            "各区人民政府：",
            "现将办法印发给你们，请遵照执行。",
            "2024年3月5日",
            "示例市公共自行车管理办法",
        ],
        "示例市公共自行车管理办法",
    ),
    "named by the notice alone": (
        ["关于印发《示例市公共自行车管理办法》的通知", "各区人民政府："],
        "示例市公共自行车管理办法",
    ),
    "after the order": (
        [
            "示例市人民政府令",
            "第5号",
            "《办法》已经通过，现予公布。",
            "市长　某某",
            "示例市站点管理规定",
        ],
        "示例市站点管理规定",
    ),
    "called nothing": (["示例市站点须知", "2024年3月5日"], "示例市站点须知"),
    "none": (["为了示范，特制定以下条文。"], None),
}


@pytest.mark.parametrize(("before", "title"), TITLES.values(), ids=TITLES)
def test_the_title_is_found_before_the_articles(before, title):
    regulation = parsed(*before, "第一条 甲。", "第二条 乙。")

    assert regulation.title == title
    assert ids(regulation) == ["1", "2"]


def test_a_text_without_articles_is_taken_by_its_numbered_parts_or_by_paragraphs():
    parts = parsed("关于自行车的意见", "一、总体要求", "检查车辆。", "二、保障", "（一）经费；")
    plain = parsed("检查车辆。", "登记在册。")

    assert [(a.id, a.place, a.text) for a in parts.articles] == [
        ("1", "第1部分", "总体要求\n检查车辆。"),
        ("2", "第2部分", "保障\n（一）经费；"),
    ]
    assert [(a.id, a.text) for a in plain.articles] == [("p1", "检查车辆。"), ("p2", "登记在册。")]


@pytest.mark.parametrize("line", ["第三章规定的情形", "第三章 总则，以及其他。", "第三节课"])
def test_a_sentence_is_no_heading(line):
    assert heading(line) is None or line == "第三节课"


_LINES = st.sampled_from(
    [
        "",
        "示例办法",
        "2024年3月5日发布",
        "目录",
        "第一章 总则",
        "第二章 附则",
        "<!-- 注 -->",
        "（一）检查；",
        "依照第三条规定办理的事项",
        "第三条规定不在此列。",
        "附件",
        "打印",
        "示例市委员会",
        "没有句号的一行文字写得很长很长很长很长",
        "这是一句话。",
    ]
)


@given(st.lists(_LINES, max_size=12), st.lists(_LINES, max_size=25), st.integers(0, 2**32))
def test_every_character_is_in_an_article_or_in_a_line_that_is_named(before, rest, seed):
    lines = [*before]
    chance = random.Random(seed)
    number = 0
    for line in rest:
        if chance.random() < 0.4:
            number += 1
            lines.append(f"第{number}条 {line or '空。'}")
        else:
            lines.append(line)
    regulation = parsed(*lines)

    assert [line.text for line in regulation.lines] == lines
    for article in regulation.articles:
        own = [line.text for line in regulation.lines if line.article == article.id]
        marker = article_marker(own[0]) if own and not article.id.startswith("p") else None
        begun = marker is not None and article.place.endswith(marker.place)
        first = own[0][marker.end :] if own and marker is not None and begun else "".join(own[:1])
        assert "".join([first, *own[1:]]).replace(" ", "") == (
            "".join(article.lines).replace(" ", "")
        )
    in_none = {line.role for line in regulation.lines if line.article is None and line.text}
    assert Role.BLANK not in in_none
    assert Role.ARTICLE not in in_none
