"""Every paragraph of a document is in an article, or among what was left out, with its reason.

Documents are generated in every format that can be read; the rules in them are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.importing.drafting.draft import PackDraft, write_draft
from clauses.importing.reading.content import checked
from clauses.importing.source_gate import examine_content
from tests.clauses.importing import documents
from tests.clauses.importing.imports import READERS

TITLE = "示例市渡口管理办法"
NUMERALS = "一二三四五六七八九十"

SENTENCES = st.sampled_from(
    [
        "站长每月检查一次缆绳。",
        "关闭渡口应当提前三十日公告。",
        "来源于群众的意见应当登记。",
        "编辑手册由站长负责，分享给船员。",
        "违反第三条的，由渡口管理站提醒。",
        "第三条所列情形除外。",
        "蟑螂、蝙蝠等动物不得上船。",
        "船员应当佩证上岗，并且按照渡口管理站的要求登记在册、定期报告、妥善保存备查。",
        "（一）清点救生衣；",
        "（二）登记。",
    ]
)
ARTICLES = st.lists(SENTENCES, min_size=1, max_size=4)
CHAPTERS = st.lists(st.lists(ARTICLES, min_size=1, max_size=3), min_size=1, max_size=3)
BEFORE = st.lists(
    st.sampled_from(["来源：示例网", "2024年3月5日示例市人民政府发布", "首页 > 政策"]), unique=True
)
AFTER = st.lists(
    st.sampled_from(["责任编辑：某某", "打印", "点赞", "版权所有：示例网"]), unique=True
)
HIDDEN = st.lists(st.sampled_from(["内部意见：改为每季度。", "第九条 废弃的条文。"]), unique=True)


@dataclass(frozen=True)
class Generated:
    """A document: its lines in order, each with what it is."""

    before: list[str]
    chapters: list[list[list[str]]]
    after: list[str]
    hidden: list[str]

    def lines(
        self, number: str = "第{}条　", heading: str = "第{}章 渡口{}"
    ) -> list[tuple[str, str]]:
        """Kind and text: title, before, heading, article, paragraph, after."""
        found = [("before", line) for line in self.before] + [("title", TITLE)]
        count = 0
        for at, chapter in enumerate(self.chapters):
            found.append(("heading", heading.format(NUMERALS[at], "甲乙丙"[at])))
            for first, *rest in chapter:
                found.append(("article", number.format(NUMERALS[count]) + first))
                found += [("paragraph", line) for line in rest]
                count += 1
        return found + [("after", line) for line in self.after]

    @property
    def articles(self) -> list[list[str]]:
        return [article for chapter in self.chapters for article in chapter]


def text(document: Generated) -> bytes:
    return "\n".join(line for _, line in document.lines()).encode()


def markdown(document: Generated) -> bytes:
    marks = {"title": "# ", "heading": "## "}
    lines = document.lines(number="**第{}条** ")
    return "\n\n".join(marks.get(kind, "") + line for kind, line in lines).encode()


def page(document: Generated) -> bytes:
    hidden = "".join(f"<p style='display:none'>{escape(line)}</p>" for line in document.hidden)
    body = "".join(f"<p>{escape(line)}</p>" for _, line in document.lines())
    return f"<html><meta charset=utf-8><body><nav>首页</nav>{hidden}{body}</body></html>".encode()


def word(document: Generated) -> bytes:
    written = docx.Document()
    for line in document.hidden:
        run = written.add_paragraph().add_run(line)
        run._r.get_or_add_rPr().append(parse_xml(f"<w:vanish {nsdecls('w')}/>"))
    for _, line in document.lines():
        written.add_paragraph(line)
    written.sections[0].header.paragraphs[0].text = "示例市公报"
    return documents.saved(written)


def pdf(document: Generated) -> bytes:
    pieces: list[tuple[int, str]] = []
    for kind, line in document.lines():
        indented = f"　　{line}" if kind in ("article", "paragraph") else line
        while indented:
            pieces.append((2 if indented.startswith("　　") else 0, indented[:30].lstrip("　")))
            indented = indented[30:]
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


FORMATS: dict[str, Callable[[Generated], bytes]] = {
    "txt": text,
    "md": markdown,
    "html": page,
    "docx": word,
    "pdf": pdf,
}
SHOWS_HIDDEN = {"html": "hidden", "docx": "hidden"}


def imported(data: bytes, kind: str) -> PackDraft:
    source = examine_content(checked(READERS[kind](data)))
    with TemporaryDirectory() as folder:
        return write_draft(source, Path(folder) / "generated", name="来文")


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("#", "").replace("*", "")


def reasons(draft: PackDraft) -> dict[str, str]:
    return {squeezed(line.text): line.role.value for line in draft.left_out}


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=12, deadline=None)
@given(before=BEFORE, chapters=CHAPTERS, after=AFTER, hidden=HIDDEN)
def test_every_paragraph_is_in_an_article_or_is_named(
    kind: str,
    before: list[str],
    chapters: list[list[list[str]]],
    after: list[str],
    hidden: list[str],
) -> None:
    document = Generated(before, chapters, after, hidden)
    draft = imported(FORMATS[kind](document), kind)

    assert [article.id for article in draft.articles] == [
        str(at) for at in range(1, len(document.articles) + 1)
    ]
    for article, lines in zip(draft.articles, document.articles, strict=True):
        assert squeezed("".join(article.lines)) == squeezed("".join(lines))
    chapters_named = {squeezed(article.chapter or "") for article in draft.articles}
    named = reasons(draft)
    for role, line in document.lines():
        if role == "heading":
            assert squeezed(line) in chapters_named
        elif role in ("before", "after"):
            assert named[squeezed(line)] in ("editorial", "adoption", "signature", "preamble")
    if kind in SHOWS_HIDDEN:
        assert all(named[squeezed(line)] == "hidden" for line in hidden)
    if kind == "docx":
        assert named["示例市公报"] == "page-edge"
    assert not draft.gaps


CELLS = st.sampled_from(["检查缆绳", "站长", "每月一次", "备查", "（见附件）", "每季度5日前", ""])


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=8),
    titles=st.lists(
        st.sampled_from(["渡口责任清单", "填报单位：示例渡口"]), max_size=2, unique=True
    ),
    hidden=st.sets(st.integers(0, 7), max_size=2),
)
def test_every_cell_of_a_sheet_is_in_an_article_or_is_named(
    rows: Sequence[list[str]], titles: list[str], hidden: set[int]
) -> None:
    names = ["工作任务", "责任人", "频次", "备注"]
    sheet = [*([title] for title in titles), names, *rows]
    xml = documents.cells(sheet)
    for at in hidden & set(range(len(rows))):
        row = f'<row r="{len(titles) + at + 2}"'
        xml = xml.replace(f"{row}>", f'{row} hidden="1">')
    shown = [row for at, row in enumerate(rows) if at not in hidden]
    if not any(row[0] for row in shown):
        return
    draft = imported(documents.xlsx(xml), "xlsx")

    lines = {squeezed(line) for article in draft.articles for line in article.lines}
    named = [squeezed(line.text) for line in draft.left_out]
    for row in rows:
        whole = squeezed("".join(row))
        for name, cell in zip(names, row, strict=True):
            expected = squeezed(cell if name == names[0] else f"{name}：{cell}")
            assert not cell or expected in lines or whole in named
    assert len(draft.articles) == sum(bool(row[0]) for row in shown)
    assert sum(line.role.value == "hidden" for line in draft.left_out) == sum(
        any(row) for at, row in enumerate(rows) if at in hidden
    )
