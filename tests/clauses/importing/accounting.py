"""What became of a document: its articles, what was left out and why, and what is nowhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from clauses.importing.drafting.draft import PackDraft, write_draft
from clauses.importing.reading.content import checked
from clauses.importing.source_gate import examine_content
from tests.clauses.importing.generated import (
    LISTS,
    NAMES,
    ON_PAPER,
    SHOWS_NOTHING_HIDDEN,
    TEXTS,
    list_of,
    text_of,
)
from tests.clauses.importing.imports import READERS


@dataclass(frozen=True)
class Account:
    """Numbers of articles and of other lines. ``left_out`` counts those by their reason.

    ``lost`` are the words of articles that were not kept whole and of lines that are named nowhere.
    """

    articles: int
    kept: int
    others: int
    left_out: Counter[str]
    lost: tuple[str, ...]


def of_text(kind: str, seed: int) -> Account:
    """What becomes of a generated text in a format of ``TEXTS``."""
    document = text_of(seed, around=kind not in ON_PAPER)
    draft = _imported(TEXTS[kind](document), kind.split()[0])
    found = [_squeezed("".join(article.lines)) for article in draft.articles]
    chapters = {_squeezed(article.chapter or "") for article in draft.articles}
    broken = [
        words
        for at, words in enumerate(document.articles)
        if found[at : at + 1] != [_squeezed(words)]
    ]
    broken += [line for line in document.headings if _squeezed(line) not in chapters]
    others = [*document.around, *(document.unseen if kind in SHOWS_NOTHING_HIDDEN else ())]
    return _account(len(document.articles), len(found), broken, others, draft)


def of_list(kind: str, seed: int) -> Account:
    """What becomes of a generated list in a format of ``LISTS``; nothing of one without a duty."""
    document = list_of(seed)
    if not document.duties:
        return Account(0, 0, 0, Counter(), ())
    draft = _imported(LISTS[kind](document), kind)
    found = [_squeezed("".join(article.lines)) for article in draft.articles]
    chapters = " ".join(article.chapter or "" for article in draft.articles)
    broken = [
        "".join(cells)
        for at, cells in enumerate(document.duties)
        if not all(words in "".join(found[at : at + 1]) for words in _told(cells))
    ]
    others = [
        "".join(cells)
        for at, (row_kind, cells) in enumerate(document.rows)
        if row_kind == "header"
        or at in document.hidden
        or (row_kind == "row" and not cells[1])
        or (row_kind == "section" and cells[0] not in chapters)
    ]
    others += document.titles if draft.named_after_file else document.titles[1:]
    return _account(len(document.duties), len(found), broken, others, draft)


def _account(
    articles: int, found: int, broken: list[str], others: list[str], draft: PackDraft
) -> Account:
    named = {_squeezed(line.text): line.role.value for line in draft.left_out}
    reasons = [named.get(_squeezed(line)) for line in others]
    lost = [line for line, reason in zip(others, reasons, strict=True) if reason is None]
    if found > articles:
        lost.append(f"{found} articles of {articles}")
    return Account(
        articles,
        articles - len(broken),
        len(others),
        Counter(filter(None, reasons)),
        (*broken, *lost),
    )


def _told(cells: tuple[str, ...]) -> list[str]:
    """What an article has to say of a row."""
    named = [f"{name}：{each}" for name, each in zip(NAMES[2:], cells[2:], strict=True) if each]
    return [_squeezed(cells[1]), *map(_squeezed, named)]


def _imported(data: bytes, kind: str) -> PackDraft:
    source = examine_content(checked(READERS[kind](data)))
    with TemporaryDirectory() as folder:
        return write_draft(source, Path(folder) / "generated", name="来文")


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("#", "").replace("*", "")
