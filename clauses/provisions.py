"""Articles taken apart: 第12条第2款第3项 is ``12(2)(3)``.

An article is one clause with its number as its id. Each line of its text is a paragraph (款) or, when
it begins with a number, an item (项) of the paragraph before it, or a sub-item (目) of that item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clauses.characters.numerals import numeral_value
from clauses.model import Clause, ClauseRef
from clauses.words import WordTable

ARTICLE_ID = re.compile(r"(?:s[0-9]+\.)?(?:[0-9]+(?:-[0-9]+)?|annex-[0-9]+|[pr][0-9]+)")
"""The local id of an article: ``12``, ``12-1`` (第12条之一), ``s2.3`` (in the second series).

Also of an annex (``annex-1``), an unnumbered paragraph (``p3``), an unnumbered row (``r7``).
"""

_PLACES = WordTable("places.toml", "places")
_ITEM = _PLACES.pattern("item-number")
_SUB_ITEM = re.compile(r"([0-9]{1,2})[.．、](?![0-9])|[（(]([0-9]{1,2})[)）]")


@dataclass(frozen=True)
class ProvisionLine:
    """A line of an article: paragraph, item or sub-item by the count of ``numbers`` (1, 2, 3)."""

    numbers: tuple[int, ...]
    text: str

    @property
    def suffix(self) -> str:
        """The part of an id after the number of the article: ``(2)(3)``."""
        return "".join(f"({number})" for number in self.numbers)


def lines_of(text: str) -> Iterator[ProvisionLine]:
    """Every line that is not blank with its place in the article, in order.

    Items keep the number they are written with, unless the paragraph has an item of that number.
    """
    paragraph, item, sub_item = 0, 0, 0
    for line in filter(None, map(str.strip, text.split("\n"))):
        if paragraph and (found := _ITEM.match(line)):
            number = numeral_value(found[1]) or 0
            item = number if number > item else item + 1
            sub_item = 0
            yield ProvisionLine((paragraph, item), line)
        elif item and (found := _SUB_ITEM.match(line)):
            number = int(found[1] or found[2])
            sub_item = number if number > sub_item else sub_item + 1
            yield ProvisionLine((paragraph, item, sub_item), line)
        else:
            paragraph += 1
            item = sub_item = 0
            yield ProvisionLine((paragraph,), line)


def is_article(stated: object) -> bool:
    """Whether it stands as the official text has it: an article, not a duty that somebody restated."""
    return isinstance(stated, Clause) and ARTICLE_ID.fullmatch(stated.ref.local) is not None


def provisions(clause: Clause) -> tuple[Clause, ...]:
    """The paragraphs, items and sub-items of an article, each as a clause of its own, in order.

    A paragraph or an item comes with all that belongs to it. Nothing for what is not an article.
    """
    if not is_article(clause):
        return ()
    lines = list(lines_of(clause.text))
    return tuple(_provision(clause, line, _within(lines, line)) for line in lines)


def _within(lines: list[ProvisionLine], line: ProvisionLine) -> str:
    size = len(line.numbers)
    return "\n".join(each.text for each in lines if each.numbers[:size] == line.numbers)


def _provision(clause: Clause, line: ProvisionLine, text: str) -> Clause:
    local = clause.ref.local + line.suffix
    place = "".join(
        _PLACES.filled(unit, number)
        for number, unit in zip(line.numbers, ("paragraph", "item", "sub-item"), strict=False)
    )
    return replace(
        clause,
        ref=ClauseRef(clause.ref.pack, local),
        text=text,
        citations=tuple(
            replace(citation, place=f"{citation.place}{place}") if citation.place else citation
            for citation in clause.citations
        ),
        proposed=tuple(each for each in clause.proposed if each.place.startswith(local)),
        asked_as=(),
    )
