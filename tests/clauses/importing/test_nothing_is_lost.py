"""Kinds of documents on which articles, dates and duties once got lost without a word."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import nsdecls

from clauses.cadence import Per, Quota
from clauses.importing.parsing.articles import Role
from clauses.importing.reading.content import Unread
from clauses.loading.schema import LONGEST_TEXT
from tests.clauses.importing import documents
from tests.clauses.importing.imports import imported
from tests.clauses.importing.word_documents import run, word_document

TITLE = "示例市渡口管理办法"


def articles(pack) -> list[tuple[str, list[str]]]:
    return [(clause.ref.local, clause.text.split("\n")) for clause in pack.clauses]


def left_out(draft) -> list[tuple[str, str]]:
    return [(line.role.value, line.text) for line in draft.left_out]


@pytest.mark.parametrize("space", ["\u00a0", "\u2002", "\u2003", "\u3000", "\u2009", "\t"])
def test_any_space_may_follow_the_number_of_an_article(space, tmp_path):
    text = f"{TITLE}\n第一条{space}站长每月检查一次。\n第二条{space}船员登记。\n"
    pack, _ = imported(text, "txt", tmp_path / "ferry")

    assert pack.title == TITLE
    assert articles(pack) == [("1", ["站长每月检查一次。"]), ("2", ["船员登记。"])]


FIRST_WORDS = [
    "关闭渡口应当公告。",
    "来源于群众的意见应当登记。",
    "编辑手册由站长负责。",
    "分享经验。",
    "打印台账。",
]


@pytest.mark.parametrize("words", FIRST_WORDS)
@pytest.mark.parametrize("last", [True, False])
def test_words_of_furniture_may_begin_a_paragraph_of_an_article(words, last, tmp_path):
    after = "" if last else "第二条 船员登记。\n"
    pack, draft = imported(
        f"{TITLE}\n第一条 总的。\n{words}\n{after}责任编辑：某某\n", "txt", tmp_path / "f"
    )

    assert articles(pack)[0] == ("1", ["总的。", words])
    assert left_out(draft) == [("editorial", "责任编辑：某某")]


def test_furniture_at_both_ends_of_a_page_like_gov_cn_is_left_out(tmp_path):
    page = f"""<html><body><div>首页 &gt; 政策 &gt; 正文</div>
    <table><tr><td>索 引 号：</td><td>000014349/2024-00012</td><td>主题分类：</td><td>交通</td></tr>
    <tr><td>发文机关：</td><td>示例市人民政府</td><td>成文日期：</td><td>2024年3月5日</td></tr></table>
    <h1>{TITLE}</h1><p>【字体：大 中 小】 打印</p>
    <table><tr><td>目录</td><td><p>第一章　总　则</p><p>第一条　站长每月检查一次。</p>
    <p>第二条　船员登记。</p></td></tr></table>
    <p>（此件公开发布）</p><p>扫一扫在手机打开当前页</p><p>【我要纠错】 责任编辑：某某</p>
    <p>国务院部门网站 | 地方政府网站 | 驻外机构</p><p>版权所有：示例网 京ICP备01号</p></body></html>"""
    pack, draft = imported(page, "html", tmp_path / "gov")

    assert pack.title == TITLE
    assert articles(pack) == [("1", ["站长每月检查一次。"]), ("2", ["船员登记。"])]
    assert {role for role, _ in left_out(draft)} <= {
        "editorial",
        "adoption",
        "contents",
        "preamble",
    }
    said = "".join(text for _, text in left_out(draft))
    for words in (
        "首页 > 政策",
        "000014349",
        "此件公开发布",
        "扫一扫",
        "我要纠错",
        "驻外机构",
        "京ICP备",
    ):
        assert words in said


def test_what_an_official_account_adds_is_left_out(tmp_path):
    page = (
        f"<h1>{TITLE}</h1><p>来源：示例发布</p><p>第一条　站长每月检查一次。</p><p>END</p>"
        "<p>审核：某某</p><p>点赞</p><p>在看</p><p>示例发布</p><p>长按识别二维码关注我们</p>"
    )
    pack, draft = imported(page, "html", tmp_path / "account")

    assert articles(pack) == [("1", ["站长每月检查一次。"])]
    assert left_out(draft) == [
        ("editorial", text)
        for text in (
            "来源：示例发布",
            "END",
            "审核：某某",
            "点赞",
            "在看",
            "示例发布",
            "长按识别二维码关注我们",
        )
    ]


def test_hidden_text_of_word_is_left_out_and_named(tmp_path):
    data = word_document(
        run(TITLE),
        run("第一条 站长每月检查一次。") + run("拟改为每季度。", "<w:vanish/>"),
        run("第二条 废弃的条文。", "<w:vanish/>"),
        run("第二条 船员登记。", "<w:vanish w:val='0'/>"),
    )
    pack, draft = imported(data, "docx", tmp_path / "hidden")

    assert articles(pack) == [("1", ["站长每月检查一次。"]), ("2", ["船员登记。"])]
    assert left_out(draft) == [("hidden", "拟改为每季度。"), ("hidden", "第二条 废弃的条文。")]


def test_notes_comments_readings_and_placeholders_of_word_are_named(tmp_path):
    note = "<w:footnotes {0}><w:footnote w:id='2'><w:p>{1}</w:p></w:footnote></w:footnotes>"
    comment = "<w:comments {0}><w:comment w:id='1'><w:p>{1}</w:p></w:comment></w:comments>"
    ruby = f"<w:r><w:ruby><w:rt>{run('biāo')}</w:rt><w:rubyBase>{run('标')}</w:rubyBase></w:ruby></w:r>"
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('单击此处输入文字。')}</w:sdtContent></w:sdt>"
    )
    data = word_document(
        run("第一条 站长按附注检查灯")
        + ruby
        + "<w:r><w:footnoteReference w:id='2'/></w:r>"
        + run("。"),
        run("第二条 船员登记。") + control,
        more={
            "footnotes": note.format(nsdecls("w"), run("客船每月一次。")),
            "comments": comment.format(nsdecls("w"), run("请核对。")),
        },
    )
    pack, draft = imported(data, "docx", tmp_path / "notes")

    assert articles(pack) == [("1", ["站长按附注检查灯标。"]), ("2", ["船员登记。"])]
    assert left_out(draft) == [
        ("comment", "请核对。"),
        ("reading", "biāo"),
        ("footnote", "客船每月一次。"),
        ("placeholder", "单击此处输入文字。"),
    ]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path):
    deleted = "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>"
    data = word_document(deleted + run("第一条 站长每月"), run("检查一次。"), run("第二条 登记。"))
    pack, _ = imported(data, "docx", tmp_path / "mark")

    assert articles(pack) == [("1", ["站长每月检查一次。"]), ("2", ["登记。"])]


HIDDEN_IN_A_PAGE = {
    "attribute": "<p hidden>第二条　废弃。</p>",
    "style": "<p style='color:red; display : none'>第二条　废弃。</p>",
    "class": "<style>.old, #x {display:none}</style><p class='a old'>第二条　废弃。</p>",
    "visibility": "<div style='visibility:hidden'><p>第二条　废弃。</p></div>",
}


@pytest.mark.parametrize("hidden", HIDDEN_IN_A_PAGE.values(), ids=HIDDEN_IN_A_PAGE)
def test_hidden_text_of_a_page_is_left_out_and_named(hidden, tmp_path):
    page = f"<p>第一条　站长检查。</p>{hidden}<p>第二条　船员<ruby>登<rt>dēng</rt></ruby>记。</p>"
    pack, draft = imported(page, "html", tmp_path / "hidden")

    assert articles(pack) == [("1", ["站长检查。"]), ("2", ["船员登记。"])]
    assert left_out(draft) == [("hidden", "第二条 废弃。"), ("reading", "dēng")]


def test_rules_for_printing_hide_nothing(tmp_path):
    page = "<style>@media print {.a {display:none}}</style><p class=a>第一条　站长检查。</p>"

    assert articles(imported(page, "html", tmp_path / "print")[0]) == [("1", ["站长检查。"])]


ROWS = [
    ["序号", "工作任务", "责任人", "频次"],
    ["1", "检查缆绳", "站长", "每月一次"],
    ["2", "检查灯标", "", ""],
    ["3", "检修护栏", "", "每季度一次"],
    ["4", "", "船员", ""],
]
MERGED = ["D2:D3", "D4:D5", "C2:C4", "B4:B5"]
MONTHLY, QUARTERLY = Quota(1, Per.MONTH), Quota(1, Per.QUARTER)
READ = [("站长", MONTHLY), ("站长", MONTHLY), ("站长", QUARTERLY), ("船员", QUARTERLY)]


def test_a_merged_cell_of_a_sheet_counts_for_all_its_rows_in_every_column(tmp_path):
    data = documents.xlsx(documents.cells(ROWS), merged=MERGED)
    pack, draft = imported(data, "xlsx", tmp_path / "merged")

    assert [(p.subject_words, p.cadence) for p in draft.proposed] == READ
    assert [c.text.split("\n")[0] for c in pack.clauses][2:] == ["检修护栏", "检修护栏"]


def test_a_merged_cell_of_word_counts_for_all_its_rows_in_every_column(tmp_path):
    document = docx.Document()
    table = document.add_table(len(ROWS), 4)
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    for place in MERGED:
        column, first, last = "ABCD".index(place[0]), int(place[1]) - 1, int(place[4]) - 1
        table.cell(first, column).merge(table.cell(last, column))
    _, draft = imported(documents.saved(document), "docx", tmp_path / "merged")

    assert [(p.subject_words, p.cadence) for p in draft.proposed] == READ


def test_a_header_of_two_rows_is_found_below_titles(tmp_path):
    rows = [
        ["示例渡口责任清单"],
        ["填报单位：示例渡口", "", "填报日期：2024年3月"],
        ["序号", "检查", "", "责任"],
        ["", "检查内容", "检查频次", "责任人"],
        ["1", "缆绳", "每月一次", "站长"],
    ]
    data = documents.xlsx(documents.cells(rows), merged=["A1:D1", "B3:C3", "A3:A4"])
    pack, draft = imported(data, "xlsx", tmp_path / "two")

    assert pack.title == "示例渡口责任清单"
    assert [c.text for c in pack.clauses] == ["缆绳\n检查 检查频次：每月一次\n责任 责任人：站长"]
    assert [(p.subject_words, p.cadence) for p in draft.proposed] == [("站长", MONTHLY)]
    assert left_out(draft) == [("preamble", "填报单位：示例渡口　填报日期：2024年3月")]


ENGLISH = {
    "safety": ["No.", "Inspection item", "Responsible person", "Check frequency"],
    "compliance": ["Ref.", "Compliance obligation", "Owner", "Due date"],
    "finance": ["编号", "报表名称", "报送部门", "报送时限"],
    "quality": ["序号", "质量控制点", "检验人员", "检验频次"],
    "traditional": ["編號", "檢查內容", "責任部門", "檢查頻率"],
}


@pytest.mark.parametrize("names", ENGLISH.values(), ids=ENGLISH)
def test_usual_headers_of_many_fields_are_found(names, tmp_path):
    rows = [["示例清单"], names, ["1", "缆绳", "站长", "每月一次"]]
    _, draft = imported(documents.xlsx(documents.cells(rows)), "xlsx", tmp_path / "list")

    assert len(draft.headers[0].columns) >= 3
    assert draft.proposed[0].cadence == MONTHLY


def test_hidden_rows_and_columns_and_formulas_without_a_value_are_named(tmp_path):
    cell = documents.cell
    sheet = (
        f"<row r='1'>{cell('A1', '内容')}{cell('B1', '频次')}{cell('C1', '旧频次')}</row>"
        f"<row r='2'>{cell('A2', '检查缆绳')}<c r='B2'><f>Z1</f></c>{cell('C2', '每年')}</row>"
        f"<row r='3' hidden='1'>{cell('A3', '废弃的一行')}</row>"
    )
    columns = "<cols><col min='3' max='3' hidden='1'/></cols>"
    pack, draft = imported(documents.xlsx(sheet, columns=columns), "xlsx", tmp_path / "hidden")

    assert [c.text for c in pack.clauses] == ["检查缆绳"]
    assert sorted(left_out(draft)) == sorted(
        [
            ("hidden", "旧频次"),
            ("hidden", "每年"),
            ("hidden", "废弃的一行"),
            ("no-value", "B2: =Z1"),
        ]
    )


LEFT = [
    "第一条 站长应当每月对渡口内",
    "的船只和缆绳检查一次，并且登",
    "记。",
    "第二条 船员应当每年参加一次",
    "安全培训并登记。",
]
RIGHT = [
    "第三条 渡口每半年组织一次应",
    "急演练，方案由站长拟定。",
    "第四条 本办法由市渡口管理站",
    "负责解释，自公布之日起施行。",
    "",
]


def test_two_columns_are_read_one_after_the_other(tmp_path):
    rows = [(72, 800, TITLE)]
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        rows += [(72, 760 - 20 * at, left), *([(312, 760 - 20 * at, right)] if right else [])]
    pack, draft = imported(documents.pdf_pages([rows]), "pdf", tmp_path / "columns")

    assert articles(pack) == [
        ("1", ["站长应当每月对渡口内的船只和缆绳检查一次，并且登记。"]),
        ("2", ["船员应当每年参加一次安全培训并登记。"]),
        ("3", ["渡口每半年组织一次应急演练，方案由站长拟定。"]),
        ("4", ["本办法由市渡口管理站负责解释，自公布之日起施行。"]),
    ]
    assert draft.left_out == ()


def test_a_table_of_short_cells_is_not_taken_for_columns(tmp_path):
    rows = [
        (72 + 150 * column, 800 - 20 * row, f"格{row}{column}")
        for row in range(5)
        for column in range(2)
    ]
    pack, _ = imported(documents.pdf_pages([rows]), "pdf", tmp_path / "table")

    assert pack.clauses[0].text.replace(" ", "").startswith("格00格01")


def test_a_page_without_text_is_named(tmp_path):
    pages = [[(72, 800, "第一条 站长每月检查一次。"), (72, 780, "第二条 船员登记。")], []]
    pages[1] = [(72, 800, " ")]
    _, draft = imported(documents.pdf_pages(pages), "pdf", tmp_path / "scan")

    assert [(line.number, line.role) for line in draft.left_out] == [(2, Unread.NO_TEXT)]


GLUED = {
    "two articles": ("第一条 甲。第二条 乙。\n第三条 丙。\n", ["甲。", "乙。", "丙。"]),
    "heading and article": ("第一章 总则第一条 甲。\n第二章 检查第二条 乙。\n", ["甲。", "乙。"]),
    "heading at the end": ("第一条 甲。第二章 检查\n第二条 乙。\n", ["甲。", "乙。"]),
    "a sentence that names an article": (
        "第一条 依照第二条 办理。\n第二条 乙。\n",
        ["依照第二条办理。", "乙。"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), GLUED.values(), ids=GLUED)
def test_what_stands_on_one_line_is_taken_apart(text, expected, tmp_path):
    pack, draft = imported(f"{TITLE}\n{text}", "txt", tmp_path / "glued")

    assert [clause.text for clause in pack.clauses] == expected
    assert (draft.gaps, draft.left_out) == ((), ())
    if "第二章" in text:
        assert pack.clauses[1].chapter == "第二章 检查"


def test_a_number_that_comes_again_or_leaps_ahead_is_told_and_loses_nothing(tmp_path):
    text = "第一条 甲。\n第九条 依照的条文。\n第二条 乙。\n第二条 又是乙。\n第三条 丙。\n"
    pack, draft = imported(text, "txt", tmp_path / "twice")

    assert articles(pack) == [
        ("1", ["甲。", "第九条 依照的条文。"]),
        ("2", ["乙。", "第二条 又是乙。"]),
        ("3", ["丙。"]),
    ]
    assert draft.repeats == (9, 2)


def test_an_annex_has_articles_of_its_own_and_no_chapter_of_the_text(tmp_path):
    text = "第一章 总则\n第一条 甲。\n第二条 乙。\n附件1\n检查细则\n第一条 丙。\n第二条 丁。\n"
    pack, _ = imported(f"{TITLE}\n{text}", "txt", tmp_path / "annex")

    assert [(c.ref.local, c.citations[0].place, c.chapter) for c in pack.clauses] == [
        ("1", "第1条", "第一章 总则"),
        ("2", "第2条", "第一章 总则"),
        ("annex-1", "附件1", None),
        ("s2.1", "附件1第1条", None),
        ("s2.2", "附件1第2条", None),
    ]


def test_an_entry_that_is_too_long_is_split_at_paragraphs_and_sentences(tmp_path):
    lines = [f"（{at}）" + "检查" * 700 + "；" for at in range(1, 9)] + ["登记，" * 3000 + "完。"]
    pack, _ = imported(
        "第一条 站长：\n" + "\n".join(lines) + "\n第二条 乙。\n", "txt", tmp_path / "long"
    )

    assert [c.ref.local for c in pack.clauses] == ["1", "1.2", "1.3", "1.4", "2"]
    assert all(len(c.text) <= LONGEST_TEXT for c in pack.clauses)
    assert "".join(c.text.replace("\n", "") for c in pack.clauses[:-1]) == "".join(
        ["站长：", *lines]
    )
    assert pack.clauses[1].citations[0].place == "第1条（续2）"


def test_a_traditional_text_is_stored_as_it_stands_and_its_duties_are_read(tmp_path):
    text = (
        "示例市渡口管理辦法\n第一條 站長每季度檢查兩次燈標。\n第二條 船員登記。\n責任編輯：某某\n"
    )
    pack, draft = imported(text, "txt", tmp_path / "traditional")

    assert pack.title == "示例市渡口管理辦法"
    assert articles(pack) == [("1", ["站長每季度檢查兩次燈標。"]), ("2", ["船員登記。"])]
    assert draft.proposed[0].cadence == Quota(2, Per.QUARTER)
    assert [line.role for line in draft.left_out] == [Role.EDITORIAL]


def test_a_heading_without_an_article_is_named(tmp_path):
    text = f"{TITLE}\n第一章 总则\n第二章 检查\n第一条 甲。\n"
    _, draft = imported(text, "txt", tmp_path / "heading")

    assert left_out(draft) == [("heading", "第一章 总则")]
