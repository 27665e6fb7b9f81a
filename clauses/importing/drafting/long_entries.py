"""Splits an article that is longer than the text of a clause may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clauses.importing.parsing.articles import Article
from clauses.loading.schema import LONGEST_TEXT
from clauses.words import WordTable

_PLACES = WordTable("places.toml", "places")
_SENTENCES = re.compile(r".+?(?:[。；！？]|$)")


def parts_of(article: Article) -> Iterator[Article]:
    """The article, or its parts: ``12``, ``12.2``, ``12.3``, at ends of paragraphs where possible.

    A part but for the first is no article of its own, so that none of its paragraphs is cited by a
    number.
    """
    for number, lines in enumerate(_split(article.lines), start=1):
        if number == 1:
            yield Article(article.id, article.place, article.chapter, lines)
        else:
            place = _PLACES.filled("continued", article.place, number)
            yield Article(f"{article.id}.{number}", place, article.chapter, lines)


def _split(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    length = 0
    for line in lines:
        for piece in [line] if len(line) <= LONGEST_TEXT else _pieces(line):
            if part and length + len(piece) + 1 > LONGEST_TEXT:
                yield part
                part, length = [], 0
            part.append(piece)
            length += len(piece) + 1
    yield part


def _pieces(line: str) -> Iterator[str]:
    """A line at ends of sentences; one sentence that is too long is cut where it has to be."""
    piece = ""
    for sentence in _SENTENCES.findall(line):
        for at in range(0, len(sentence), LONGEST_TEXT):
            cut = sentence[at : at + LONGEST_TEXT]
            if len(piece) + len(cut) > LONGEST_TEXT:
                yield piece
                piece = ""
            piece += cut
    yield piece
