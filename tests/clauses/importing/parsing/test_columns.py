"""Headers as people make them: in two languages, over two rows, with cells over several columns."""

from __future__ import annotations

import pytest

from clauses.importing.parsing.columns import Column, read_rows
from clauses.importing.reading.content import Merged, Table

DUTY = ("1", "检查设备", "安全主任", "设备科", "每月5日前")


def table(*rows: tuple[str, ...], merged: tuple[Merged, ...] = ()) -> Table:
    return Table.of(enumerate(rows, start=1), merged)


@pytest.mark.parametrize(
    "names",
    [
        ("序号 No.", "合规义务 Obligation", "责任人 Owner", "配合部门", "频次 Frequency"),
        ("序号\nNo.", "合规义务\nObligation", "责任人\nOwner", "配合部门", "频次\nFrequency"),
        ("No./序号", "Obligation合规义务", "Owner（责任人）", "", "Frequency/频次"),
    ],
)
def test_a_name_in_two_languages_is_that_of_either(names):
    (row,) = read_rows([table(names, DUTY)], {}).rows
    assert (row.article.lines[0], row.subject, row.cadence) == ("检查设备", "安全主任", "每月5日前")


def test_below_a_cell_over_two_columns_stands_half_a_header():
    upper = ("序号", "合规义务", "责任 Responsibility", "", "频次")
    lower = ("", "", "责任人 Owner", "配合部门 Support", "")
    down = tuple(Merged(0, column, 1, column) for column in (0, 1, 4))
    found = read_rows([table(upper, lower, DUTY, merged=(Merged(0, 2, 0, 3), *down))], {})
    (row,) = found.rows
    assert (row.subject, row.cadence) == ("安全主任", "每月5日前")
    assert found.headers[0].columns[Column.SUBJECT] == 2
    assert "责任 Responsibility 配合部门 Support：设备科" in row.article.lines
    assert not found.left_out


def test_a_row_below_a_usual_header_is_no_half_of_it():
    names = ("序号", "工作内容", "岗位", "", "频次")
    first = ("1", "检查设备", "负责人", "设备科", "每月5日前")
    assert len(read_rows([table(names, first)], {}).rows) == 1
