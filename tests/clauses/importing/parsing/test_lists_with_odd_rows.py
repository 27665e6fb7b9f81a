"""Lists as offices keep them: headings and notes among the rows, headers again, two columns for when."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
import xlsxwriter

from clauses.cadence import DueDay, Per, Quota
from clauses.importing.drafting.draft import PackDraft
from clauses.importing.duty_rows import duty_rows
from clauses.importing.reading.content import checked
from clauses.importing.reading.spreadsheet import read_xlsx
from clauses.importing.source_gate import examine_content
from tests.clauses.importing.imports import imported
from tests.clauses.importing.word_documents import row, run, table, word_document

NAMES = ["序号", "工作任务", "责任人", "频次", "备注"]
FIRST = ["1", "检查缆绳", "站长", "每月一次", ""]
SECOND = ["2", "盘点救生衣", "船员", "每季度一次", ""]


def sheet(rows: Sequence[Sequence[str]], *merged: str) -> bytes:
    """A workbook; a merged range has the words of its first cell."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("清单")
        for number, cells in enumerate(rows):
            page.write_row(number, 0, [cell or None for cell in cells])
        for place in merged:
            column, number = ord(place[0]) - ord("A"), int(place.split(":")[0][1:]) - 1
            page.merge_range(place, rows[number][column])
    return out.getvalue()


def read(folder, rows: Sequence[Sequence[str]], *merged: str) -> tuple[list[list[str]], PackDraft]:
    pack, draft = imported(sheet(rows, *merged), "xlsx", folder)
    return [clause.text.split("\n") for clause in pack.clauses], draft


def test_a_heading_over_the_columns_is_the_chapter_of_the_rows_below(tmp_path):
    rows = [NAMES, ["一、安全", "", "", "", ""], FIRST, ["二、质量", "", "", "", ""], SECOND]
    articles, draft = read(tmp_path / "f", rows, "A2:E2", "A4:E4")

    assert articles == [
        ["检查缆绳", "责任人：站长", "频次：每月一次"],
        ["盘点救生衣", "责任人：船员", "频次：每季度一次"],
    ]
    assert [article.chapter for article in draft.articles] == ["清单 一、安全", "清单 二、质量"]
    assert not draft.left_out


def test_a_heading_with_nothing_below_and_a_note_are_named(tmp_path):
    note = "注：本表一式两份，由站长保管。"
    rows = [NAMES, FIRST, ["三、其他", "", "", "", ""], [note, "", "", "", ""]]
    articles, draft = read(tmp_path / "f", rows, "A3:E3", "A4:E4")

    assert len(articles) == 1
    assert sorted(line.text for line in draft.left_out) == ["三、其他", note]


def test_a_header_that_comes_again_is_no_duty(tmp_path):
    articles, draft = read(tmp_path / "f", [NAMES, FIRST, NAMES, SECOND])

    assert [lines[0] for lines in articles] == ["检查缆绳", "盘点救生衣"]
    assert [line.number for line in draft.left_out] == [3]


def test_usual_names_may_stand_over_usual_names(tmp_path):
    rows = [["序号", "职责", "", "要求", ""], ["", *NAMES[1:]], FIRST, SECOND]
    articles, _ = read(tmp_path / "f", rows, "A1:A2", "B1:C1", "D1:E1")

    assert [lines[0] for lines in articles] == ["检查缆绳", "盘点救生衣"]


WHEN = {
    "5日前": (Quota(1, Per.MONTH, due=DueDay(day=5)), None),
    "每月最后一个工作日": (Quota(1, Per.MONTH, due=DueDay(workday=-1)), None),
    "2026-12-31": (Quota(1, Per.MONTH), "2026-12-31"),
    "每季度末": (Quota(1, Per.MONTH), "每季度末"),
    "每月": (Quota(1, Per.MONTH), None),
}


@pytest.mark.parametrize(("said", "expected"), WHEN.items(), ids=WHEN)
def test_a_day_in_a_column_of_its_own_is_kept(said, expected, tmp_path):
    rows = [[*NAMES[:4], "完成时限"], ["1", "报送信息", "站长", "每月一次", said]]
    _, draft = read(tmp_path / "f", rows)

    (proposal,) = draft.proposed
    assert (proposal.cadence, proposal.unexpressed) == expected


def test_a_day_that_does_not_fit_is_asked_for_in_the_chat():
    rows = [[*NAMES[:4], "完成时限"], [*FIRST[:4], "5日前"], [*SECOND[:4], "2026-12-31"]]
    found = duty_rows(examine_content(checked(read_xlsx(sheet(rows)))))

    first, second = found.rows
    assert first.cadence == Quota(1, Per.MONTH, exact=True, due=DueDay(day=5))
    assert (second.cadence, second.said) == (None, "每季度一次，2026-12-31")


ENGLISH = {
    "Quarterly": Quota(1, Per.QUARTER),
    "twice a year": Quota(2, Per.YEAR),
    "monthly, by the 5th": Quota(1, Per.MONTH, due=DueDay(day=5)),
}


@pytest.mark.parametrize(("said", "quota"), ENGLISH.items(), ids=ENGLISH)
def test_how_often_is_read_in_english_too(said, quota, tmp_path):
    rows = [["No.", "Obligation", "Owner", "Frequency"], ["1", "File the report", "Tax team", said]]
    _, draft = read(tmp_path / "f", rows)

    assert [proposal.cadence for proposal in draft.proposed] == [quota]


def test_a_table_goes_on_after_a_page_without_its_header(tmp_path):
    data = word_document(table(row(*NAMES), row(*FIRST)), run("续表"), table(row(*SECOND)))
    pack, draft = imported(data, "docx", tmp_path / "f")

    assert [clause.ref.local for clause in pack.clauses] == ["1", "2"]
    assert draft.named_after_file
    assert [line.text for line in draft.left_out] == ["续表"]


def test_what_stands_beside_the_cells_of_a_sheet_is_named(tmp_path):
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("清单")
        for number, cells in enumerate([NAMES, FIRST, SECOND]):
            page.write_row(number, 0, cells)
        page.insert_textbox(1, 6, "每周补报一次")
        page.write_comment("C3", "请核对")
        page.set_header('&C&"宋体"示例渡口 &P')
        page.set_row(1, 0)
    _, draft = imported(out.getvalue(), "xlsx", tmp_path / "f")

    assert {(line.role.value, line.number, line.text) for line in draft.left_out} == {
        ("elsewhere", 0, "每周补报一次"),
        ("comment", 3, "请核对"),
        ("page-edge", 0, "示例渡口"),
        ("hidden", 2, "1 检查缆绳 站长 每月一次"),
    }
