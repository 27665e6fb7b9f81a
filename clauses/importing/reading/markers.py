"""Marks that begin a unit of a regulation: 第十二条, 第三章, （一）, 1. at the start of a line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from clauses.characters.numerals import numeral_value
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "markers")
_PLACES = WordTable("places.toml", "places")
_ARTICLE = _WORDS.pattern("article")
_HEADING = _WORDS.pattern("heading")
_ANNEX = _WORDS.pattern("annex")
_UNNUMBERED = _WORDS.pattern("unnumbered")
_SUB_HEADING_END = re.compile(r"[。；：，！？]")
_PART = _WORDS.pattern("part")
_ITEM = _WORDS.pattern("item")

_REFERS = _WORDS.pattern("refers")
"""Words after the number of an article that a sentence only refers to."""

_BETWEEN = re.compile(r"[\s：:*]+")
"""What stands between the number of an article and its text."""

_LONGEST_HEADING = 40
_ZEROS = str.maketrans(*_WORDS.words("zeros"))


@dataclass(frozen=True)
class ArticleMarker:
    """第十二条之一 at the beginning of a line: number 12, sub-number 1; ``end`` is where its text begins.

    ``apart``: a space, a bracket, or the end of the line follows, so that it cannot be the middle
    of a sentence. ``refers``: what follows reads as if a sentence only named the article;
    ``may_refer``: so does what follows after a space.
    """

    number: int
    sub_number: int | None
    end: int
    apart: bool
    refers: bool
    may_refer: bool = False

    @property
    def id(self) -> str:
        """The number as an id: ``12``, ``12-1``."""
        return f"{self.number}" + (f"-{self.sub_number}" if self.sub_number else "")

    @property
    def place(self) -> str:
        """The number as it is cited: 第12条之一."""
        if self.sub_number is None:
            return _PLACES.filled("article", self.number)
        digits = _PLACES.words("sub-numbers")
        sub = digits[self.sub_number] if self.sub_number < len(digits) else str(self.sub_number)
        return _PLACES.filled("sub-article", self.number, sub)


def article_marker(line: str) -> ArticleMarker | None:
    """The article number that a line begins with."""
    found = _ARTICLE.match(line)
    if found is None:
        return None
    number = _value(found[1])
    sub_number = _value(found[2]) if found[2] else None
    if not number:
        return None
    rest = line[found.end() :]
    bare = _BETWEEN.sub("", rest, count=1) if _BETWEEN.match(rest) else rest
    return ArticleMarker(
        number=number,
        sub_number=sub_number,
        end=len(line) - len(bare),
        apart=not rest or rest[0].isspace() or rest[0] in "：:【（([〔*",
        refers=_REFERS.match(rest) is not None,
        # 第四条 第二款 is a reference, 第四条 第三条 is not.
        may_refer=_REFERS.match(bare) is not None and _ARTICLE.match(bare) is None,
    )


def heading(line: str) -> str | None:
    """第三章 总则 with one space, when the line is the heading of a part, chapter or section."""
    found = _HEADING.fullmatch(line.rstrip())
    if found is None or len(found[2]) > _LONGEST_HEADING or _SUB_HEADING_END.search(found[2]):
        return None
    number = re.sub(r"\s", "", found[1])
    title = re.sub(r"[\s\u3000*]+", "", found[2])
    return f"{number} {title}".strip()


def unnumbered_heading(line: str) -> str | None:
    """附则, when the line is nothing else; a heading only where an article follows."""
    found = _UNNUMBERED.fullmatch(line)
    return re.sub(r"\s", "", found[1]) if found else None


def annex_marker(line: str) -> str | None:
    """The number of the annex that a line begins, empty without one; the line in Simplified."""
    found = _ANNEX.fullmatch(line)
    return next(filter(None, found.groups()), "") if found else None


def is_heading(line: str) -> bool:
    """Whether a line, in Simplified, is a heading, with a number or without, or begins an annex."""
    return any(find(line) is not None for find in (heading, unnumbered_heading, annex_marker))


def part_marker(line: str) -> tuple[int, int] | None:
    """Number and end of 三、 at the beginning of a line."""
    found = _PART.match(line)
    value = _value(found[1]) if found else None
    return (value, found.end()) if found and value else None


def is_item(line: str) -> bool:
    """Whether a line begins with （一） or 1."""
    return _ITEM.match(line) is not None


def begins_unit(line: str) -> bool:
    """Whether a line begins an article, a chapter, or an item."""
    marker = article_marker(line)
    return (marker is not None and not marker.refers) or heading(line) is not None or is_item(line)


def _value(numeral: str) -> int | None:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", numeral))
    return numeral_value(plain.translate(_ZEROS))
