"""Looks at a text as received, before anything is taken from it.

Script, inserted readings, damaged passages and announced counts are reported; the text handed on
is in the script of the file, without readings, with every damaged passage replaced by a marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from clauses.characters.mojibake import Sign, broken_passages
from clauses.characters.pinyin_debris import pinyin_insertions
from clauses.characters.script import (
    HAN,
    is_simplified_only,
    is_traditional_only,
    rewritten_in_simplified,
)
from clauses.importing.parsing.announced import Announcement, announcements
from clauses.importing.reading.content import Block, Content, Omission
from clauses.loading.schema import DAMAGED
from clauses.words import WordTable

_CONTEXT = 12
_FOREIGN_SHARE = 0.05


class Script(StrEnum):
    """The script of a text, by the characters that only one of them has."""

    TRADITIONAL = "traditional"
    SIMPLIFIED = "simplified"
    MIXED = "mixed"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class ScriptMix:
    """Numbers of characters that only Traditional or only Simplified script has, without damage."""

    traditional: int
    simplified: int

    @property
    def verdict(self) -> Script:
        """One script if at most one in twenty such characters is of the other."""
        total = self.traditional + self.simplified
        if total == 0:
            return Script.UNDECIDED
        if self.simplified <= total * _FOREIGN_SHARE:
            return Script.TRADITIONAL
        if self.traditional <= total * _FOREIGN_SHARE:
            return Script.SIMPLIFIED
        return Script.MIXED


@dataclass(frozen=True)
class BrokenPassage:
    """A damaged passage, as received. ``line`` and ``column`` count from 1, ``offset`` from 0.

    All count characters of the decoded text. ``before`` and ``after`` are cleaned of readings.
    """

    line: int
    column: int
    offset: int
    text: str
    before: str
    after: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class SourceReport:
    """Findings of the gate."""

    encoding: str
    characters: int
    script: ScriptMix
    pinyin_insertions: int
    broken: tuple[BrokenPassage, ...]
    announced: tuple[Announcement, ...]


@dataclass(frozen=True)
class Source:
    """A text that passed the gate: full-width punctuation, damage marked.

    ``blocks`` are its lines and tables in the script of the file, with ``line`` in the report counting
    paragraphs of the document, or rows of a table; ``text`` is all of them, each line and each cell on
    lines of its own, in Simplified where the file is in Traditional script. ``left_out`` are the words
    that the reader handed on no part of.
    """

    text: str
    report: SourceReport
    blocks: tuple[Block, ...]
    kind: str = "txt"
    left_out: tuple[Omission, ...] = ()


def examine_content(content: Content) -> Source:
    """Examine a document as it was read."""
    lines: list[str] = []
    places: list[int] = []
    for number, block in enumerate(content.blocks, start=1):
        for place, line in _placed_lines(block, number):
            lines.append(line)
            places.append(place)
    source = examine("\n".join(lines), encoding=content.encoding)
    broken = tuple(replace(each, line=places[each.line - 1]) for each in source.report.broken)
    clean = iter(source.blocks)
    blocks = tuple(_refilled(block, clean) for block in content.blocks)
    report = replace(source.report, broken=broken)
    return Source(source.text, report, blocks, content.kind, content.left_out)


def _placed_lines(block: Block, number: int) -> Iterator[tuple[int, str]]:
    if isinstance(block, str):
        yield number, block
        return
    for row_number, row in zip(block.numbers, block.rows, strict=True):
        for cell in row:
            for line in cell.split("\n"):
                yield row_number, line


def _refilled(block: Block, lines: Iterator[Block]) -> Block:
    """The block with its lines replaced by the next ones; the gate keeps the number of lines."""
    if isinstance(block, str):
        return next(lines)
    rows = tuple(
        tuple("\n".join(str(next(lines)) for _ in cell.split("\n")) for cell in row)
        for row in block.rows
    )
    return replace(block, rows=rows)


def examine(received: str, *, encoding: str = "utf-8") -> Source:
    """Examine a decoded text whose lines end with a bare line feed."""
    insertions = pinyin_insertions(received)
    clean, offsets = _without(received, insertions)
    passages = broken_passages(clean)
    damage = [(passage.start, passage.end) for passage in passages]
    sound, _ = _without(clean, damage)
    script = ScriptMix(
        traditional=sum(map(is_traditional_only, sound)),
        simplified=sum(map(is_simplified_only, sound)),
    )
    kept = full_width(_marked(clean, damage))
    is_traditional = script.verdict is Script.TRADITIONAL
    text = rewritten_in_simplified(kept) if is_traditional else kept
    report = SourceReport(
        encoding=encoding,
        characters=len(received),
        script=script,
        pinyin_insertions=len(insertions),
        broken=tuple(
            _placed(
                received, offsets[start], offsets[end - 1] + 1, clean, (start, end), passage.signs
            )
            for passage in passages
            for start, end in [(passage.start, passage.end)]
        ),
        announced=tuple(announcements(text)),
    )
    return Source(text, report, tuple(kept.split("\n")))


def _without(text: str, spans: list[tuple[int, int]]) -> tuple[str, list[int]]:
    """The text without these spans, and where each character left stood."""
    kept: list[int] = []
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        kept.extend(range(position, start))
        position = end
    return "".join(text[offset] for offset in kept), kept


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + DAMAGED + text[end:]
    return text


def _placed(
    received: str,
    start: int,
    end: int,
    clean: str,
    span: tuple[int, int],
    signs: tuple[Sign, ...],
) -> BrokenPassage:
    before = clean[max(0, span[0] - _CONTEXT) : span[0]]
    after = clean[span[1] : span[1] + _CONTEXT]
    return BrokenPassage(
        line=received.count("\n", 0, start) + 1,
        column=start - (received.rfind("\n", 0, start) + 1) + 1,
        offset=start,
        text=received[start:end],
        before=before.rpartition("\n")[2],
        after=after.partition("\n")[0],
        signs=signs,
    )


_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_CHINESE = rf"[{HAN}，。、；：？！“”‘’（）《》〈〉〔〕【】…—]"
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_NARROW = re.compile(rf"(?<={_CHINESE})[,;:?!]|[,;:?!](?={_CHINESE})")
_NUMBER_OF_A_UNIT = WordTable("importing.toml", "spacing").pattern("number-of-a-unit")
_SPACES = re.compile(rf"(?<={_CHINESE})[^\S\n]+(?={_CHINESE})")
_LONGEST_BEFORE = 80
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u00ad\u061c\ufeff"),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    ]
)
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u180e\u2800\u3164\uffa0"), " ")
"""Characters that are drawn as a space and are none for Unicode."""


def full_width(text: str) -> str:
    """Punctuation beside Chinese in its full-width form, no spaces between Chinese, none invisible.

    The space after 第一条 at the beginning of a line or sentence stays, as it tells the number of the article
    from a sentence that names one. Brackets change in pairs: those beside Chinese and those with Chinese in them.
    """
    text = _BRACKETS.sub(
        _wide_brackets, _SPACES.sub(_closed_up, text.translate(_INVISIBLE | _BLANK))
    )
    return _NARROW.sub(lambda found: found[0].translate(_WIDE), text)


def _closed_up(found: re.Match[str]) -> str:
    before = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    return " " if _NUMBER_OF_A_UNIT.fullmatch(before[-_LONGEST_BEFORE:]) else ""


def _wide_brackets(found: re.Match[str]) -> str:
    around = (
        found.string[max(0, found.start() - 1) : found.start()]
        + found.string[found.end() : found.end() + 1]
    )
    return f"（{found[1]}）" if re.search(_CHINESE, around + found[1]) else found[0]
