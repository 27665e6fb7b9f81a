"""Lines of a source, cut where a heading or a second article stands on the line of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clauses.characters.script import simplified_by_character
from clauses.importing.reading.markers import article_marker, heading
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "markers")
_INNER_ARTICLE = _WORDS.pattern("inner-article")
_INNER_HEADING = _WORDS.pattern("inner-heading")
_SENTENCE_ENDS = "。；！？”）"


@dataclass(frozen=True)
class SourceLine:
    """A line or a piece of one. ``number`` counts the lines of the source from 1.

    ``read`` is the text in Simplified, with every character at the same place.
    """

    number: int
    text: str
    read: str


def source_lines(lines: Sequence[str]) -> list[SourceLine]:
    """The lines in order; pieces of one line have its number."""
    found: list[SourceLine] = []
    last = 0  # number of the article before
    simplified = [simplified_by_character(line) for line in lines]
    following = _following(simplified)
    for number, (line, read) in enumerate(zip(lines, simplified, strict=True), start=1):
        start = 0
        for end in [*_cuts(read, last, following[number - 1]), len(line)]:
            found.append(SourceLine(number, line[start:end], read[start:end]))
            last = _number_of(read[start:end]) or last
            start = end
    return found


def _following(lines: Sequence[str]) -> list[int]:
    """For each line the number of the next line that begins an article; 1 after the last of them."""
    found: list[int] = []
    number = 1
    for line in reversed(lines):
        found.append(number)
        number = _number_of(line) or number
    return found[::-1]


def _number_of(line: str) -> int | None:
    """The number of the article that a line may begin."""
    marker = article_marker(line)
    return None if marker is None or marker.refers else marker.number


def _cuts(line: str, last: int, following: int) -> Iterator[int]:
    """Places after the beginning of a line at which a unit of the text begins.

    A number without a space after it is one only where no line begins with it: ``following``.
    """
    start = 0
    last = _number_of(line) or last
    for inner in _INNER_ARTICLE.finditer(line):
        at = inner.start()
        marker = article_marker(line[at:])
        before = line[start:at].rstrip()
        named = _heading_at_end(before)
        if (
            marker is not None
            and not (marker.refers or marker.may_refer)
            and (
                marker.number in (last + 1, 1)
                if marker.apart
                else marker.number == last + 1 and (following == 1 or following > marker.number)
            )
            and (before.endswith(tuple(_SENTENCE_ENDS)) or heading(before) is not None or named)
        ):
            if named:
                yield start + named
            yield at
            start, last = at, marker.number
    if named := _heading_at_end(line[start:]):
        yield start + named


def _heading_at_end(text: str) -> int | None:
    """The place of a heading that ends some text and does not begin it."""
    found = _INNER_HEADING.search(text)
    return found.start(1) if found and heading(found[1]) is not None else None
