"""Documents made from a number, with what is in them written down; the rules in them are made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from random import Random

import xlsxwriter

from tests.clauses.importing import documents
from tests.clauses.importing.word_documents import cell, row, run, table, word_document

TITLE = "示例市渡口管理办法"
NUMERALS = "一二三四五六七八九十"
_SENTENCES = [
    "站长每月检查一次缆绳。",
    "关闭渡口应当提前三十日公告。",
    "来源于群众的意见应当登记。",
    "编辑手册由站长负责，分享给船员。",
    "打印的台账应当存档，下载的除外。",
    "违反第三条的，由渡口管理站提醒。",
    "第三条所列情形除外。",
    "附件1所列船只由站长登记。",
    "蟑螂、蝙蝠、瑜伽等词语不得涂改。",
    "船员應当佩证上岗，里程不少于三公里。",
    "船员应当佩证上岗，并且按照渡口管理站的要求登记在册、定期报告、妥善保存备查。",
    "（一）清点救生衣；",
    "（二）登记。",
]
_FEWEST_FOR_COLUMNS = 20
_BEFORE = ["来源：示例网", "2024年3月5日示例市人民政府发布", "首页 > 政策", "【字体：大 中 小】"]
_AFTER = [
    "责任编辑：某某",
    "打印",
    "点赞",
    "版权所有：示例网",
    "扫一扫在手机打开当前页",
    "（此件公开发布）",
]
_HEADINGS = ["渡口甲", "渡口乙", "渡口丙"]
_HIDDEN = ["内部意见：改为每季度。", "第九条 废弃的条文。", "此句已经删除。"]


@dataclass(frozen=True)
class Generated:
    """A text. ``lines`` stand on the page, ``articles`` are the words of each without its number.

    ``around`` are lines that belong to no article, ``headings`` those of its chapters, ``unseen`` what
    is not shown.
    """

    lines: tuple[str, ...]
    articles: tuple[str, ...]
    headings: tuple[str, ...]
    around: tuple[str, ...]
    unseen: tuple[str, ...]


def text_of(seed: int, *, around: bool = True) -> Generated:
    """A text with chapters and perhaps an annex, with or without spaces, units on lines of others.

    ``around``: with what a web page adds.
    """
    random = Random(seed)
    space = random.choice(["　", " ", "\u00a0", "\u2003", ""])
    before, after = (_some(random, each if around else ()) for each in (_BEFORE, _AFTER))
    lines, articles, headings = [*before, TITLE], list[str](), list[str]()
    number = 0
    for at in range(random.randint(1, 3)):
        headings.append(f"第{NUMERALS[at]}章 {_HEADINGS[at]}")
        lines.append(headings[-1])
        for _ in range(random.randint(1, 3)):
            _add(random, lines, articles, f"第{NUMERALS[number]}条{space}")
            number += 1
    if random.random() < 0.3:
        lines.append(random.choice(["附件1", "附件1 船员守则", "附 件 1：船员守则"]))
        articles.append(lines[-1])
        for at in range(2):
            _add(random, lines, articles, f"第{NUMERALS[at]}条{space}")
    return Generated(
        (*lines, *after),
        tuple(articles),
        tuple(headings),
        (*before, *after),
        tuple(_some(random, _HIDDEN)),
    )


def _add(random: Random, lines: list[str], articles: list[str], number: str) -> None:
    """An article, now and then on the line of the one before or of its heading."""
    paragraphs = [random.choice(_SENTENCES) for _ in range(random.randint(1, 4))]
    if not number[-1].isspace():  # 第一条第三条 names an article by another
        paragraphs[0] = _SENTENCES[0]
    articles.append("".join(paragraphs))
    begins = number + paragraphs[0]
    follows = lines[-1].endswith("。") or lines[-1].startswith("第")
    if follows and random.random() < 0.15 and number[-1].isspace():
        lines[-1] += (" " if lines[-1].startswith("第") else "") + begins
    else:
        lines.append(begins)
    lines += paragraphs[1:]


def _some(random: Random, of: Sequence[str]) -> list[str]:
    return random.sample(of, random.randint(0, len(of)))


def as_text(document: Generated) -> bytes:
    """A text file."""
    return "\n".join(document.lines).encode()


def as_markdown(document: Generated) -> bytes:
    """A text file with marks of its headings."""
    marks = {TITLE: "# ", **dict.fromkeys(document.headings, "## ")}
    return "\n\n".join(marks.get(line, "") + line for line in document.lines).encode()


def as_page(document: Generated) -> bytes:
    """A web page that hides in many ways."""
    ways = ["<p hidden>{}</p>", "<p class=old>{}</p>", "<p style='display:none'>{}</p>"]
    hidden = "".join(
        way.format(escape(line)) for way, line in zip(ways, document.unseen, strict=False)
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in document.lines)
    head = "<meta charset=utf-8><style>.x .old, p.old {display:none}</style>"
    return f"<html><head>{head}</head><body><nav>菜单</nav>{hidden}{body}</body></html>".encode()


def as_word(document: Generated) -> bytes:
    """A Word document that hides by properties and styles."""
    properties = ["<w:vanish/>", "<w:rStyle w:val='Gone'/>", "<w:strike/>"]
    unseen = [
        run(escape(line), each) for each, line in zip(properties, document.unseen, strict=False)
    ]
    style = "<w:style w:type='character' w:styleId='Gone'><w:rPr><w:vanish/></w:rPr></w:style>"
    lines = [run(escape(line)) for line in document.lines]
    return word_document(*unseen, *lines, styles=style)


def as_pdf(document: Generated) -> bytes:
    """Pages with a running head and numbers."""
    pieces = list(_wrapped(document, 30))
    pages = [pieces[at : at + 30] for at in range(0, len(pieces), 30)]
    return documents.pdf_pages(
        [
            [
                (72, 810, "示例市公报"),
                *((72 + 12 * left, 780 - 20 * at, piece) for at, (left, piece) in enumerate(each)),
                (300, 40, f"- {number} -"),
            ]
            for number, each in enumerate(pages, start=1)
        ]
    )


def as_columns(document: Generated) -> bytes:
    """Pages of two columns, written height by height; of one where there is too little for two."""
    pieces = list(_wrapped(document, 18))
    if len(pieces) < _FEWEST_FOR_COLUMNS:
        return as_pdf(document)
    pages = [pieces[at : at + 40] for at in range(0, len(pieces), 40)]
    placed: list[list[tuple[int, int, str]]] = []
    for each in pages:
        half = (len(each) + 1) // 2
        columns = ((50, each[:half]), (320, each[half:]))
        page = [
            (x + 12 * left, 780 - 20 * at, piece)
            for x, lines in columns
            for at, (left, piece) in enumerate(lines)
        ]
        placed.append(sorted(page, key=lambda piece: (-piece[1], piece[0])))
    return documents.pdf_pages(placed)


def _wrapped(document: Generated, width: int) -> Iterator[tuple[int, str]]:
    """Pieces of lines with the number of characters that they are set in."""
    alone = {TITLE, *document.headings, *document.around}
    for line in document.lines:
        left = line if line in alone else f"　　{line}"
        while left:
            yield (2 if left.startswith("　　") else 0, left[:width].lstrip("　"))
            left = left[width:]


TEXTS: dict[str, Callable[[Generated], bytes]] = {
    "txt": as_text,
    "md": as_markdown,
    "html": as_page,
    "docx": as_word,
    "pdf": as_pdf,
    "pdf in columns": as_columns,
}
ON_PAPER = ("pdf", "pdf in columns")
"""Formats without what a web page adds."""

SHOWS_NOTHING_HIDDEN = ("html", "docx")
"""Formats that can hold words and not show them."""

NAMES = ["序号", "工作任务", "责任人", "频次", "备注"]
_CELLS = ["检查缆绳", "站长", "每月一次", "备查", "（见附件）", "每季度5日前", ""]


@dataclass(frozen=True)
class GeneratedList:
    """A list. ``duties`` have a text, the others of ``rows`` none; ``hidden`` are not shown.

    ``kinds`` say of each row below the header: row, section, header.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    hidden: frozenset[int]

    @property
    def shown(self) -> list[tuple[str, tuple[str, ...]]]:
        """The rows that are shown."""
        return [row for at, row in enumerate(self.rows) if at not in self.hidden]

    @property
    def duties(self) -> list[tuple[str, ...]]:
        """The rows with a text."""
        return [cells for kind, cells in self.shown if kind == "row" and cells[1]]


def list_of(seed: int) -> GeneratedList:
    """A list with titles, sections, headers that come again, empty cells and hidden rows."""
    random = Random(seed)
    rows: list[tuple[str, tuple[str, ...]]] = []
    for number in range(1, random.randint(2, 9)):
        kind = random.choices(["row", "section", "header"], [8, 1, 1])[0]
        if kind == "section":
            rows.append((kind, (f"第{number}类", "", "", "", "")))
        elif kind == "header":
            rows.append((kind, tuple(NAMES)))
        rows.append(("row", (str(number), *(random.choice(_CELLS) for _ in NAMES[1:]))))
    titles = _some(random, ["渡口责任清单", "填报单位：示例渡口"])
    hidden = {at for at, (kind, _) in enumerate(rows) if kind == "row" and random.random() < 0.1}
    return GeneratedList(tuple(titles), tuple(rows), frozenset(hidden))


def as_sheet(document: GeneratedList) -> bytes:
    """A workbook; what is hidden is a hidden row."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("清单")
        lines = [*([title] for title in document.titles), NAMES]
        for at, line in enumerate(lines):
            page.write_row(at, 0, line)
        for at, (kind, cells) in enumerate(document.rows, start=len(lines)):
            page.write_row(at, 0, [each or None for each in cells])
            if kind == "section":
                page.merge_range(at, 0, at, len(NAMES) - 1, cells[0])
            if at - len(lines) in document.hidden:
                page.set_row(at, None, None, {"hidden": True})
    return out.getvalue()


def as_word_table(document: GeneratedList) -> bytes:
    """A table of a Word document; a section is one cell, what is hidden a hidden row."""
    rows = [row(*(cell(name) for name in NAMES))]
    for at, (kind, cells) in enumerate(document.rows):
        hidden = "<w:hidden/>" if at in document.hidden else ""
        if kind == "section":
            rows.append(row(cell(cells[0], f"<w:gridSpan w:val='{len(NAMES)}'/>")))
        else:
            rows.append(row(*map(cell, cells), properties=hidden))
    return word_document(*map(run, document.titles), table(*rows))


LISTS: dict[str, Callable[[GeneratedList], bytes]] = {"xlsx": as_sheet, "docx": as_word_table}
