"""Looks at a text as received, before anything is taken from it.

Script, inserted readings, damaged passages and announced counts are reported; the text handed on
is Simplified, without readings, with every damaged passage replaced by a marker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from clauses.importing.announced import Announcement, announcements
from clauses.importing.mojibake import Sign, broken_passages
from clauses.importing.pinyin_debris import pinyin_insertions
from clauses.importing.source_text import read_source
from clauses.loading.schema import DAMAGED
from clauses.script import HAN, is_simplified_only, is_traditional_only, rewritten_in_simplified

_CONTEXT = 12
_FOREIGN_SHARE = 0.05


class Script(StrEnum):
    """In which script a text is written, by the characters that only one of them has."""

    TRADITIONAL = "traditional"
    SIMPLIFIED = "simplified"
    MIXED = "mixed"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class ScriptMix:
    """How many characters only Traditional and only Simplified script has; damage not counted."""

    traditional: int
    simplified: int

    @property
    def verdict(self) -> Script:
        """One script as long as at most one in twenty such characters is of the other."""
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
    """What the gate found."""

    encoding: str
    characters: int
    script: ScriptMix
    pinyin_insertions: int
    broken: tuple[BrokenPassage, ...]
    announced: tuple[Announcement, ...]


@dataclass(frozen=True)
class Source:
    """A text that passed the gate: Simplified, full-width punctuation, damage marked."""

    text: str
    report: SourceReport


def examine_file(path: Path) -> Source:
    """Read and examine a text file.

    Raises:
        UnreadableSource: see :func:`clauses.importing.source_text.read_source`.
    """
    decoded = read_source(path)
    return examine(decoded.text, encoding=decoded.encoding)


def examine(received: str, *, encoding: str = "utf-8") -> Source:
    """Examine a decoded text whose lines end with a bare line feed."""
    insertions = pinyin_insertions(received)
    clean, offsets = _without(received, insertions)
    passages = broken_passages(clean)
    damage = [(passage.start, passage.end) for passage in passages]
    sound, _ = _without(clean, damage)
    text = full_width(rewritten_in_simplified(_marked(clean, damage)))
    report = SourceReport(
        encoding=encoding,
        characters=len(received),
        script=ScriptMix(
            traditional=sum(map(is_traditional_only, sound)),
            simplified=sum(map(is_simplified_only, sound)),
        ),
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
    return Source(text, report)


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
_SPACES = re.compile(rf"(?<={_CHINESE})[ \t\u3000]+(?={_CHINESE})")


def full_width(text: str) -> str:
    """Punctuation beside Chinese in its full-width form, and no spaces between Chinese.

    Brackets change in pairs: those beside Chinese and those with Chinese in them.
    """
    text = _BRACKETS.sub(_wide_brackets, _SPACES.sub("", text))
    return _NARROW.sub(lambda found: found[0].translate(_WIDE), text)


def _wide_brackets(found: re.Match[str]) -> str:
    around = (
        found.string[max(0, found.start() - 1) : found.start()]
        + found.string[found.end() : found.end() + 1]
    )
    return f"（{found[1]}）" if re.search(_CHINESE, around + found[1]) else found[0]
