"""Parts of a regulation: articles, and lines with the role of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from clauses.importing.reading.markers import heading


class Role(StrEnum):
    """The role of a line of the source."""

    BLANK = "blank"
    TITLE = "title"
    ADOPTION = "adoption"
    """Date of adoption or publication, and the authority."""
    PREAMBLE = "preamble"
    CONTENTS = "contents"
    ANNOTATION = "annotation"
    HEADING = "heading"
    ARTICLE = "article"
    SIGNATURE = "signature"
    EDITORIAL = "editorial"
    """Added by a web page, an official account or an office: 责任编辑, 打印, 点赞, 抄送."""


LEFT_OUT = frozenset(
    {Role.ADOPTION, Role.PREAMBLE, Role.CONTENTS, Role.ANNOTATION, Role.SIGNATURE, Role.EDITORIAL}
)
"""Roles whose lines are in no article."""


@dataclass
class Article:
    """An article, numbered part or paragraph; ``lines`` verbatim without its number."""

    id: str
    place: str
    chapter: str | None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """One paragraph or item on each line."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class AccountedLine:
    """A line of the source, or a piece where several units stand on one; ``number`` counts from 1.

    ``article`` is the id it belongs to.
    """

    number: int
    role: Role
    text: str
    article: str | None = None


@dataclass(frozen=True)
class Regulation:
    """A text taken apart. ``gaps`` are article numbers that are missing in the sequence.

    ``repeats`` are numbers that come again or out of order; their lines are in the article before.
    """

    title: str | None
    articles: tuple[Article, ...]
    lines: tuple[AccountedLine, ...]
    gaps: tuple[int, ...]
    repeats: tuple[int, ...] = ()

    @property
    def left_out(self) -> Iterator[AccountedLine]:
        """The lines that are in no article, but for the title and blank ones.

        A heading is among them when no article names it as its chapter.
        """
        chapters = {words for article in self.articles for words in (article.chapter or "").split()}
        for line in self.lines:
            alone = line.role is Role.HEADING and not chapters.issuperset(
                (heading(line.text) or "").split()
            )
            if alone or line.role in LEFT_OUT:
                yield line
