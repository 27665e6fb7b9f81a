"""Documents of every kind with one made-up regulation in them: 《示例市公共自行车管理办法》.

The regulation does not exist; it was written for these tests.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TITLE = "示例市公共自行车管理办法"
ADOPTED = "2024年3月5日示例市公共自行车委员会发布"

CHAPTERS = [
    (
        "第一章 总则",
        [
            ["为了示范怎样导入条文，制定本办法。"],
            [
                "本办法所称公共自行车，是指示例市内供人短时借用的自行车。",
                "依照第一条制定的细则，不得与本办法相抵触。",
            ],
        ],
    ),
    (
        "第二章 职责",
        [
            [
                "运营单位履行下列职责：",
                "（一）每季度至少检查1次全部车辆；",
                "（二）维修损坏的车辆；",
                "（三）每年向市民公布1次使用情况。",
                "运营单位应当定期听取市民意见。",
            ],
            ["站点管理员一般每月清点1次车辆，并将结果登记在册。"],
            ["市民借车应当自借出之日起2日内归还。", "逾期未还的，由运营单位提醒。"],
        ],
    ),
    ("第三章 附则", [["本办法自2024年5月1日起施行。"]]),
]
ARTICLES = [article for _, articles in CHAPTERS for article in articles]
NUMERALS = "一二三四五六七八九十"


def text_lines(number: str = "第{}条　") -> list[str]:
    """The regulation with its table of contents, as lines."""
    lines = [TITLE, ADOPTED, "目　录", *(name for name, _ in CHAPTERS)]
    count = 0
    for name, articles in CHAPTERS:
        lines.append(name)
        for first, *rest in articles:
            lines += [number.format(NUMERALS[count]) + first, *rest]
            count += 1
    return lines


def html() -> bytes:
    """A page with navigation, a script, and a footer around the text."""
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text_lines()[2:])
    return (
        "<!DOCTYPE html><html><head><title>示例</title><meta charset='utf-8'>"
        "<script>document.write('第九条 不是条文')</script></head><body>"
        "<nav><a href='/'>首页</a></nav>"
        f"<h1>{TITLE}</h1><div>{ADOPTED}<br></div>{body}"
        "<p>【打印】 【关闭】</p><footer>版权</footer></body></html>"
    ).encode()


def word(*, by_style: bool = False) -> bytes:
    """A docx in which 第一条 and （一） are numbered by Word and stand in no text."""
    document = docx.Document()
    _number(document)
    styles = document.styles
    base = styles.add_style("条文", 1)
    base.element.get_or_add_pPr().append(parse_xml(_numbered(0)))
    derived = styles.add_style("条文乙", 1)
    derived.base_style = base
    document.add_paragraph(TITLE)
    document.add_paragraph(ADOPTED)
    for name, articles in CHAPTERS:
        document.add_paragraph(name)
        for first, *rest in articles:
            paragraph = document.add_paragraph(first)
            if by_style:
                paragraph.style = derived
            else:
                paragraph._p.get_or_add_pPr().append(parse_xml(_numbered(0)))
            for line in rest:
                paragraph = document.add_paragraph(
                    line.removeprefix(line[:3]) if line[0] == "（" else line
                )
                if line[0] == "（":
                    paragraph._p.get_or_add_pPr().append(parse_xml(_numbered(1)))
    return saved(document)


def _numbered(level: int) -> str:
    return f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>"


def _number(document: docx.document.Document) -> None:
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>"
            "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
            "<w:suff w:val='nothing'/><w:lvlText w:val='第%1条　'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
            "<w:suff w:val='nothing'/><w:lvlText w:val='（%2）'/></w:lvl></w:abstractNum>"
        ),
    )
    numbering.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>")
    )


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a docx."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(*, with_text: bool = True, with_font: bool = True) -> bytes:
    """Two pages of lines of 30 characters, with a running head and page numbers.

    ``with_font``: the file brings a font along, in which every glyph is a box.
    """
    lines: list[tuple[int, str]] = []
    for line in text_lines():
        indented = f"　　{line}" if line[-1] in "。；：" else line
        while indented:
            lines.append((2 if indented.startswith("　　") else 0, indented[:30].lstrip("　")))
            indented = indented[30:]
    half = len(lines) // 2
    pages = [
        [
            (72, 800, "示例市公报"),
            *((72 + 12 * left, 770 - 20 * at, text) for at, (left, text) in enumerate(page)),
            (300, 40, f"— {number} —"),
        ]
        for number, page in enumerate([lines[:half], lines[half:]], start=1)
    ]
    if not with_text:
        return _pdf(["0 0 m 9 9 l S"], _FONT_OF_THE_SYSTEM)
    if not with_font:
        contents = [[_shown(x, y, t.encode("utf-16-be")) for x, y, t in page] for page in pages]
        return _pdf(["\n".join(each) for each in contents], _FONT_OF_THE_SYSTEM)
    return pdf_pages(pages)


def pdf_pages(
    pages: Sequence[Sequence[tuple[int, int, str]]], *, pictured: Collection[int] = ()
) -> bytes:
    """Pages of pieces of text at their places, in a font that every glyph of is a box.

    ``pictured`` are the numbers of pages that a picture covers.
    """
    codes = {
        character: code
        for code, character in enumerate(
            sorted({c for page in pages for _, _, text in page for c in text}), start=1
        )
    }
    contents = [
        [_shown(x, y, bytes(codes[c] for c in text)) for x, y, text in page] for page in pages
    ]
    for number in pictured:
        contents[number - 1].append(
            "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q"
        )
    return _pdf(["\n".join(each) for each in contents], _boxes(codes))


def _shown(x: int, y: int, text: bytes) -> str:
    return f"BT /F1 12 Tf {x} {y} Td <{text.hex()}> Tj ET"


_FONT_OF_THE_SYSTEM = [
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor"
    "/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800"
    "/Descent -200/CapHeight 800/StemV 80>>>>]>>"
]


def _boxes(codes: Mapping[str, int]) -> list[str]:
    """A font for at most 255 characters, its one glyph and its character map."""
    assert len(codes) < 256
    names = " ".join(f"/g{code}" for code in codes.values())
    glyphs = " ".join(f"/g{code} 4 0 R" for code in codes.values())
    widths = " ".join("1000" for _ in codes)
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        f"/CharProcs<<{glyphs}>>/Encoding<</Type/Encoding/Differences[1 {names}]>>/FirstChar 1"
        f"/LastChar {len(codes)}/Widths[{widths}]/Resources<<>>/ToUnicode 5 0 R>>"
    )
    glyph = "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f"
    return [font, _stream(glyph), _stream(_character_map(codes))]


def _character_map(codes: Mapping[str, int]) -> str:
    pairs = [f"<{code:02x}> <{ord(character):04x}>" for character, code in codes.items()]
    parts = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    listed = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Boxes def\n"
        f"/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange\n{listed}\n"
        "endcmap end end"
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _pdf(contents: Sequence[str], font: Sequence[str]) -> bytes:
    """A page for each of the contents; ``font`` is the objects from number 3 on."""
    first = 3 + len(font)
    pages = range(first, first + 2 * len(contents), 2)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{' '.join(f'{n} 0 R' for n in pages)}]>>",
        *font,
    ]
    for number, content in zip(pages, contents, strict=True):
        objects += [
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {number + 1} 0 R>>",
            _stream(content),
        ]
    out = b"%PDF-1.7\n"
    table = ""
    for number, content in enumerate(objects, start=1):
        table += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj{content}endobj\n".encode("ascii")
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    ).encode("ascii")


ROWS = [
    ["条款", "责任主体", "内容", "频次", "备注"],
    ["第一条", "运营单位", "检查全部车辆。", "每季度至少1次", ""],
    ["第二条", "", "维修损坏的车辆。", "", "随时"],
    ["第三条", "站点管理员", "清点车辆，\n并登记在册。", "每月1次", ""],
]
"""A made-up list of duties; the first subject covers two rows."""


def csv(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """The list as Excel saves it in China."""
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode("gb18030")


def cells(rows: Sequence[Sequence[str]] = ROWS) -> str:
    """The rows of a sheet as XML."""
    return "".join(
        f'<row r="{at}">'
        + "".join(
            cell(f"{chr(ord('A') + column)}{at}", text) for column, text in enumerate(row) if text
        )
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )


def cell(place: str, text: str) -> str:
    """One cell of a sheet as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx(
    sheet: str | None = None,
    *,
    dimension: str = "A1:E4",
    prologue: str = "",
    more: Mapping[str, bytes] | None = None,
    columns: str = "",
    merged: Sequence[str] = (),
) -> bytes:
    """A workbook with one sheet; ``prologue`` stands before its root, ``more`` are further parts.

    ``columns`` is XML about the columns, ``merged`` are ranges such as ``D2:D3``.
    """
    sheet = cells() if sheet is None else sheet
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _related("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{prologue}<worksheet xmlns="{_MAIN}">'
        f'<dimension ref="{dimension}"/>{columns}<sheetData>{sheet}</sheetData>{_merged(merged)}</worksheet>',
        **(more or {}),
    }
    return zipped(parts)


def _merged(ranges: Sequence[str]) -> str:
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    return f"<mergeCells>{cells}</mergeCells>" if cells else ""


def _related(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    """A zipped document with one part replaced."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return zipped(parts | {name: content})


def ods(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """The list as an OpenDocument sheet."""
    names = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"
    declared = " ".join(f'xmlns:{n}="{names.format(n)}"' for n in ("office", "table", "text"))
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {declared}><office:body><office:spreadsheet>"
            f'<table:table table:name="清单">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest xmlns="{names.format("manifest")}"/>',
        }
    )


def word_list() -> bytes:
    """The list as a table in a docx, with a title above and a note below."""
    document = docx.Document()
    document.add_paragraph("示例市公共自行车责任清单")
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    document.add_paragraph("注：本表仅作示例。")
    return saved(document)
