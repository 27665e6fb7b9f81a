"""What Word shows is read, what it does not show is named: styles, boxes, formulas, rows."""

from __future__ import annotations

import pytest

from tests.clauses.importing.imports import imported
from tests.clauses.importing.word_documents import cell, row, run, table, word_document

FIRST, SECOND = run("第一条 站长检查。"), run("第二条 船员登记。")
OLD = "废弃的内容。"


def read(folder, *between: str, **more: str) -> tuple[list[str], list[tuple[str, str]]]:
    data = word_document(run("示例市渡口管理办法"), FIRST, *between, SECOND, **more)
    pack, draft = imported(data, "docx", folder)
    named = [(line.role.value, line.text) for line in draft.left_out]
    return [clause.text for clause in pack.clauses], named


STYLES = (
    "<w:style w:type='character' w:styleId='Gone'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Old'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Older'><w:basedOn w:val='Old'/></w:style>"
)
IN_STYLE = "<w:pPr><w:pStyle w:val='Older'/></w:pPr>"


def test_styles_hide_text_unless_the_words_say_otherwise(tmp_path):
    between = (
        run(OLD, "<w:rStyle w:val='Gone'/>"),
        IN_STYLE + run(OLD) + run("看得见。", "<w:vanish w:val='0'/>"),
    )
    articles, named = read(tmp_path / "f", *between, styles=STYLES)

    assert articles == ["站长检查。\n看得见。", "船员登记。"]
    assert named == [("hidden", OLD), ("hidden", OLD)]


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_what_is_crossed_out_is_left_out_as_deleted(mark, tmp_path):
    articles, named = read(tmp_path / "f", run(OLD, f"<w:{mark}/>"))

    assert articles == ["站长检查。", "船员登记。"]
    assert named == [("deleted", OLD)]


def box(text: str) -> str:
    return f"<w:pict><v:textbox><w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent></v:textbox></w:pict>"


def test_a_text_box_is_read_unless_it_is_hidden_or_deleted(tmp_path):
    articles, named = read(
        tmp_path / "f",
        f"<w:r>{box('框中一款。')}</w:r>",
        f"<w:r><w:rPr><w:vanish/></w:rPr>{box('藏的。')}</w:r>",
        f"<w:del w:id='1' w:author='a'><w:r>{box('删的。')}</w:r></w:del>",
    )

    assert articles == ["站长检查。\n框中一款。", "船员登记。"]
    assert named == [("hidden", "藏的。"), ("deleted", "删的。")]


def test_the_words_of_a_formula_are_read(tmp_path):
    formula = "<m:oMath><m:r><m:t>x=2y</m:t></m:r></m:oMath>"
    articles, _ = read(tmp_path / "f", run("按") + formula + run("计算。"))

    assert articles[0] == "站长检查。\n按x=2y计算。"


def test_a_document_inside_the_document_is_named(tmp_path):
    page = "<html><body><p>另一篇。</p></body></html>"
    _, named = read(tmp_path / "f", "<w:altChunk r:id='rId99'/>", inside=page)

    assert named == [("elsewhere", "另一篇。")]


def test_rows_that_are_deleted_or_hidden_are_named(tmp_path):
    deleted = "<w:r><w:delText>甲</w:delText></w:r>"
    rows = table(
        row(
            f"<w:tc><w:p><w:del w:id='2' w:author='a'>{deleted}</w:del></w:p></w:tc>",
            "乙",
            properties="<w:del w:id='3' w:author='a'/>",
        ),
        row("丙", "丁", properties="<w:hidden/>"),
        row("戊", "己"),
    )
    articles, named = read(tmp_path / "f", rows)

    assert articles[0] == "站长检查。\n戊　己"
    assert named == [("deleted", "甲 乙"), ("hidden", "丙 丁")]


def test_a_paragraph_without_its_end_does_not_run_into_a_table_or_out_of_a_cell(tmp_path):
    endless = "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>"
    inner = f"<w:tc><w:p>{endless}{run('甲')}</w:p></w:tc>"
    articles, _ = read(tmp_path / "f", endless + run("登记。"), table(row(inner, "乙")))

    assert articles[0] == "站长检查。\n登记。\n甲　乙"


NAMES = row("序号", "工作任务", "责任人", "频次")


def rows_read(folder, *rows: str) -> list[list[str]]:
    pack, _ = imported(word_document(table(NAMES, *rows)), "docx", folder)
    return [clause.text.split("\n") for clause in pack.clauses]


def test_a_row_that_begins_further_right_keeps_its_columns(tmp_path):
    down, on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    found = rows_read(
        tmp_path / "f",
        row("1", "检查缆绳", cell("站长", down), cell("每月一次", down)),
        row("报告", cell("", on), cell("", on), properties="<w:gridBefore w:val='1'/>"),
    )

    assert found[1] == ["报告", "责任人：站长", "频次：每月一次"]


def test_cells_merged_across_in_the_old_way_keep_the_columns_after_them(tmp_path):
    first, on = "<w:hMerge w:val='restart'/>", "<w:hMerge/>"
    found = rows_read(tmp_path / "f", row("1", cell("检查", first), cell("", on), cell("每月一次")))

    assert found == [["检查", "频次：每月一次"]]
