"""Columns of a page are read one after the other, however few lines they have."""

from __future__ import annotations

from collections.abc import Sequence

from clauses.importing.reading.content import Unread
from clauses.importing.reading.pdf import read_pdf
from tests.clauses.importing import documents
from tests.clauses.importing.imports import imported

TITLE = "示例市渡口管理办法"
LEFT, MIDDLE, RIGHT = 60, 230, 310
Piece = tuple[int, int, str]


def beside(*columns: tuple[int, Sequence[str]], top: int = 740) -> list[Piece]:
    """Lines in columns, height by height, as many programs write them."""
    longest = max(len(lines) for _, lines in columns)
    return [
        (left, top - 20 * at, lines[at])
        for at in range(longest)
        for left, lines in columns
        if at < len(lines)
    ]


def article_texts(pages: Sequence[Sequence[Piece]], folder) -> list[str]:
    pack, _ = imported(documents.pdf_pages(pages), "pdf", folder)
    return [clause.text.replace("\n", "") for clause in pack.clauses]


def test_a_title_may_end_before_the_right_column_begins(tmp_path):
    left = ["　　第一条　站长每月检查一次缆绳", "和救生衣。", "　　第二条　船员登记并接受培训。"]
    right = [
        "　　第三条　办公室每年报送总结。",
        "　　第四条　船员佩证并随身携带。",
        "　　第五条　施行。",
    ]
    page = [(150, 800, TITLE), *beside((LEFT, left), (RIGHT, right))]
    pack, _ = imported(documents.pdf_pages([page]), "pdf", tmp_path / "f")

    assert pack.title == TITLE
    assert [clause.ref.local for clause in pack.clauses] == ["1", "2", "3", "4", "5"]


def test_two_lines_are_columns_where_articles_begin_on_both_sides(tmp_path):
    left = ["　　第一条　站长每月检查一次缆绳", "和救生衣，并登记在册。"]
    right = ["　　第二条　违反第一条规定的，由", "渡口管理站提醒，并登记在册。"]
    found = article_texts(
        [[(150, 800, TITLE), *beside((LEFT, left), (RIGHT, right))]], tmp_path / "f"
    )

    assert found == [
        "站长每月检查一次缆绳和救生衣，并登记在册。",
        "违反第一条规定的，由渡口管理站提醒，并登记在册。",
    ]


def test_the_last_page_has_the_columns_of_those_before(tmp_path):
    left = [
        "　　第一条　站长每月检查一次缆绳",
        "和救生衣，并登记在册、保存备查。",
        "　　第二条　船员登记并接受培训。",
    ]
    right = [
        "　　第三条　渡口管理站负责日常管",
        "理，站长负责登记并且每年公布。",
        "　　第四条　违反第三条规定的，由",
    ]
    last = beside((LEFT, ["渡口管理站会同有关部门提醒，并"]), (RIGHT, ["登记。"]), top=780)
    found = article_texts([beside((LEFT, left), (RIGHT, right)), last], tmp_path / "f")

    assert found[3] == "违反第三条规定的，由渡口管理站会同有关部门提醒，并登记。"


def test_three_columns_are_read_one_after_the_other(tmp_path):
    numbers = ["一二三", "四五六", "七八九"]
    columns = [[f"第{n}条　站长检查缆绳。" for n in column] for column in numbers]
    page = beside(*zip((40, MIDDLE, 420), columns, strict=True))
    pack, draft = imported(documents.pdf_pages([page]), "pdf", tmp_path / "f")

    assert [clause.ref.local for clause in pack.clauses] == [str(n) for n in range(1, 10)]
    assert (draft.gaps, draft.repeats) == ((), ())


def test_a_page_with_nothing_but_its_number_is_named():
    first = [(72, 760, "第一条　站长每月检查一次缆绳和救生衣。"), (300, 40, "- 1 -")]
    content = read_pdf(documents.pdf_pages([first, [(300, 40, "- 2 -")], [(300, 40, "- 3 -")]]))

    assert [each.number for each in content.left_out if each.reason is Unread.NO_TEXT] == [2, 3]


def test_a_picture_of_a_page_with_a_stamp_on_it_is_named():
    words = "站长每月检查一次缆绳和救生衣，并且登记在册。"
    first, last = (
        [(72, 760 - 20 * at, f"第{number}条　{words}") for at, number in enumerate(numbers)]
        for numbers in ("一二三", "四五六")
    )
    pages = documents.pdf_pages([first, [(72, 700, "扫描件")], last], pictured=[1, 2])
    content = read_pdf(pages)

    assert [each.number for each in content.left_out] == [2]
    assert "扫描件" in "".join(map(str, content.blocks))


def test_a_sentence_that_comes_again_at_the_end_of_pages_is_no_running_foot(tmp_path):
    foot = (72, 60, "站长应当登记。")
    first = [(72, 760, "第一条　站长每月检查一次缆绳和救生衣。"), foot]
    second = [(72, 760, "第二条　船员每年参加一次培训并考试。"), foot]

    assert [text[-7:] for text in article_texts([first, second], tmp_path / "f")] == [foot[2]] * 2
