from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from clauses.errors import UnreadableSource
from clauses.importing.parsing.regulation import take_apart
from clauses.importing.reading.content import Content, DocumentRefused, Merged, Table
from clauses.importing.reading.document import read_document
from clauses.importing.reading.pdf import read_pdf
from clauses.importing.source_gate import examine_content
from tests.clauses.importing import documents


@pytest.fixture
def read(tmp_path: Path):
    def read(data: bytes, name: str = "document") -> Content:
        file = tmp_path / name
        file.write_bytes(data)
        return read_document(file)

    return read


KINDS = {
    "txt": ("\n".join(documents.text_lines()).encode("gb18030"), "txt"),
    "txt with full-width numbers": (
        "\n".join(documents.text_lines("第 {} 条 ")).encode("utf-16"),
        "txt",
    ),
    "html": (documents.html(), "html"),
    "docx numbered by paragraph": (documents.word(), "docx"),
    "docx numbered by a style that another is based on": (documents.word(by_style=True), "docx"),
    "pdf": (documents.pdf(), "pdf"),
}


@pytest.mark.parametrize(("data", "kind"), KINDS.values(), ids=KINDS)
def test_the_same_regulation_is_read_whole_from_every_kind(read, data, kind):
    content = read(data, "名称不说明什么.xyz")
    lines = [block for block in examine_content(content).blocks if isinstance(block, str)]
    regulation = take_apart(lines, may_be_wrapped=kind in ("txt", "html"))

    assert content.kind == kind
    assert regulation.title == documents.TITLE
    assert [article.lines for article in regulation.articles] == documents.ARTICLES
    assert [article.id for article in regulation.articles] == ["1", "2", "3", "4", "5", "6"]


def test_a_page_is_read_without_scripts_navigation_and_footer(read):
    text = "\n".join(map(str, read(documents.html()).blocks))

    for word in ("不是条文", "首页", "版权"):
        assert word not in text


def test_tables_of_a_page_keep_their_columns(read):
    page = (
        "<table><tr><th>内容</th><th>责任主体</th></tr>"
        "<tr><td>检查<br>车辆</td><td rowspan=2>运营单位</td></tr><tr><td>维修</td></tr></table>"
        "<p>以下空白</p>"
    )
    assert read(page.encode()).blocks == (
        Table(
            (("内容", "责任主体"), ("检查\n车辆", "运营单位"), ("维修", "")),
            (1, 2, 3),
            merged=(Merged(1, 1, 2, 1),),
        ),
        "以下空白",
    )


def test_a_page_in_gb_is_read_by_the_encoding_that_it_declares(read):
    page = '<html><head><meta charset="gb2312"></head><body>检查车辆</body></html>'

    content = read(page.encode("gb18030"))
    assert (content.blocks, content.encoding) == (("检查车辆",), "gb18030")


def test_pages_of_a_pdf_lose_running_heads_and_page_numbers(read):
    text = "\n".join(map(str, read(documents.pdf()).blocks))

    assert "公报" not in text
    assert "—" not in text


def test_a_pdf_without_text_is_refused_with_that_reason(read):
    with pytest.raises(UnreadableSource) as refused:
        read(documents.pdf(with_text=False))
    assert refused.value.reason == "no-text-layer"


def test_odd_line_ends_are_line_ends_in_texts_and_in_cells(read):
    text = "第一条 甲。\x0c第二条 乙。\u2028（一）丙。\x85丁。"
    [table] = read(documents.xlsx(documents.cells([["内容"], ["甲\u2028乙"]]))).blocks

    assert read(text.encode()).blocks == ("第一条 甲。", "第二条 乙。", "（一）丙。", "丁。")
    assert table.rows[1] == ("甲\n乙",)


def test_a_pdf_that_would_lose_text_without_fonts_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr("clauses.importing.reading.pdf.FONT_FOLDERS", [str(tmp_path)])
    monkeypatch.setattr("sys.platform", "linux")

    with pytest.raises(DocumentRefused) as refused:
        read_pdf(documents.pdf(with_font=False))
    assert refused.value.reason == "no-fonts"
    assert read_pdf(documents.pdf()).blocks
    (tmp_path / "any.ttf").touch()
    assert read_pdf(documents.pdf(with_font=False)).blocks


WORD_NUMBERS = {
    "a list that begins elsewhere": (
        "chineseCounting",
        "第%1条 ",
        11,
        ["第十一条 甲", "第十二条 乙"],
    ),
    "beyond a hundred": (
        "chineseCountingThousand",
        "第%1条 ",
        109,
        ["第一百零九条 甲", "第一百一十条 乙"],
    ),
    "decimal": ("decimal", "%1.", 9, ["9.甲", "10.乙"]),
    "letters": ("upperLetter", "%1、", 1, ["A、甲", "B、乙"]),
    "roman": ("lowerRoman", "%1) ", 4, ["iv) 甲", "v) 乙"]),
    "bullets": ("bullet", "●", 1, ["甲", "乙"]),
}


@pytest.mark.parametrize(
    ("form", "shown", "start", "expected"), WORD_NUMBERS.values(), ids=WORD_NUMBERS
)
def test_automatic_numbers_of_word_are_written_out(read, form, shown, start, expected):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f"<w:abstractNum {nsdecls('w')} w:abstractNumId='70'><w:lvl w:ilvl='0'>"
            f"<w:start w:val='1'/><w:numFmt w:val='{form}'/><w:suff w:val='nothing'/>"
            f"<w:lvlText w:val='{shown}'/></w:lvl></w:abstractNum>"
        ),
    )
    numbering.append(
        parse_xml(
            f"<w:num {nsdecls('w')} w:numId='70'><w:abstractNumId w:val='70'/>"
            f"<w:lvlOverride w:ilvl='0'><w:startOverride w:val='{start}'/></w:lvlOverride></w:num>"
        )
    )
    for text in ("甲", "乙"):
        paragraph = document.add_paragraph(text)
        numbered = f"<w:numPr {nsdecls('w')}><w:numId w:val='70'/></w:numPr>"
        paragraph._p.get_or_add_pPr().append(parse_xml(numbered))

    assert list(read(documents.saved(document)).blocks) == expected


@pytest.mark.parametrize(
    ("restart", "third"), [("<w:lvlRestart w:val='0'/>", "第三条 丙"), ("", "第一条 丙")]
)
def test_articles_are_counted_on_or_anew_in_the_next_chapter_as_the_list_says(read, restart, third):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = "<w:lvl w:ilvl='{}'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>{}<w:lvlText w:val='{}'/></w:lvl>"
    levels = level.format(0, "", "第%1章") + level.format(1, restart, "第%2条")
    numbering.insert(
        0,
        parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='70'>{levels}</w:abstractNum>"),
    )
    numbering.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='70'><w:abstractNumId w:val='70'/></w:num>")
    )
    for depth, text in ((0, "总则"), (1, "甲"), (1, "乙"), (0, "附则"), (1, "丙")):
        paragraph = document.add_paragraph(text)
        numbered = (
            f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{depth}'/><w:numId w:val='70'/></w:numPr>"
        )
        paragraph._p.get_or_add_pPr().append(parse_xml(numbered))

    assert list(read(documents.saved(document)).blocks) == [
        "第一章 总则",
        "第一条 甲",
        "第二条 乙",
        "第二章 附则",
        third,
    ]


def test_inserted_text_of_word_counts_and_deleted_text_does_not(read):
    document = docx.Document()
    paragraph = document.add_paragraph("每月")
    for piece in (
        "<w:del {0}><w:r><w:delText>检查</w:delText></w:r></w:del>",
        "<w:ins {0}><w:r><w:t>清点</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(piece.format(nsdecls("w"))))
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件中的一段</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, control)

    assert read(documents.saved(document)).blocks == ("每月清点", "控件中的一段")


def test_merged_cells_of_word_are_not_repeated(read):
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in enumerate(
        (["内容", "内容", "主体"], ["甲", "乙", "单位"], ["丙", "丁", "单位"])
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1)).text = "内容"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "单位"

    assert read(documents.saved(document)).blocks == (
        Table(
            (("内容", "", "主体"), ("甲", "乙", "单位"), ("丙", "丁", "")),
            (1, 2, 3),
            merged=(Merged(0, 0, 0, 1), Merged(1, 2, 2, 2)),
        ),
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [(documents.xlsx(), "a.txt"), (documents.ods(), "a.xlsx"), (documents.csv(), "a.csv")],
    ids=["xlsx", "ods", "csv"],
)
def test_a_list_of_duties_is_read_row_by_row(read, data, name):
    [table] = read(data, name).blocks

    assert [list(row) for row in table.rows] == documents.ROWS
    assert table.numbers == (1, 2, 3, 4)


def test_numbers_and_dates_of_a_sheet_are_read_as_people_see_them(read):
    cells = '<row r="3"><c r="B3"><v>12.0</v></c><c r="C3"><v>1.5</v></c><c r="D3" t="b"><v>1</v></c></row>'
    [table] = read(documents.xlsx(cells)).blocks

    assert (table.rows, table.numbers) == ((("12", "1.5", "TRUE"),), (3,))
