"""Takes a regulation apart: title, chapters, articles. Every line is accounted for.

Articles are told by 第X条 at the beginning of a line, where it comes in sequence; a text without any
by 一、二、; a text without those by its paragraphs. A line that belongs to none of them is named with
the reason why it was left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from clauses.characters.script import simplified_by_character
from clauses.importing.parsing.article_starts import article_starts, part_starts
from clauses.importing.parsing.articles import AccountedLine, Article, Regulation, Role
from clauses.importing.parsing.furniture import end_of_text, is_furniture
from clauses.importing.parsing.preface import title_in
from clauses.importing.parsing.source_lines import source_lines
from clauses.importing.reading.markers import (
    ArticleMarker,
    annex_marker,
    heading,
    is_item,
    unnumbered_heading,
)
from clauses.importing.reading.wrapping import ENDS, Wrapping, joined, wrapping_of
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "regulation")
_PLACES = WordTable("places.toml", "places")
_LEVELS = _WORDS.words("levels")
"""Units that hold articles, the largest first."""

_CHAPTERS = 2
"""The level of a heading without a number."""

_DATE = _WORDS.pattern("date")
_CONTENTS = _WORDS.pattern("contents")
_LEADER = re.compile(r"[.…·．\s]*[0-9]+\s*$")
_LONGEST_SIGNATURE = 40


def take_apart(lines: Sequence[str], *, may_be_wrapped: bool) -> Regulation:
    """Take apart the lines of an examined text.

    ``may_be_wrapped``: a sentence may run over several lines, as in a text file.
    """
    return _Parser(lines, wrapping_of(lines) if may_be_wrapped else None).parse()


class _Parser:
    def __init__(self, lines: Sequence[str], wrapping: Wrapping | None) -> None:
        self._source = source_lines(lines)
        self._lines = [line.text for line in self._source]
        self._read = [line.read for line in self._source]  # Simplified, for every pattern
        self._wrapping = wrapping
        self._roles: list[tuple[Role, str | None]] = [(Role.BLANK, None)] * len(self._lines)
        self._starts: Mapping[int, ArticleMarker] = {}
        self._articles: list[Article] = []
        self._gaps: list[int] = []
        self._series = 1
        self._last: ArticleMarker | None = None
        self._annex = ""  # place of the last annex
        self._within = ""  # place of the annex that the numbers of the articles belong to
        self._chapter: str | None = None
        self._chapters: dict[int, str] = {}  # depth -> heading

    def parse(self) -> Regulation:
        self._annotations()
        own = [at for at in range(len(self._lines)) if not self._is(at, Role.ANNOTATION)]
        found = article_starts(self._read, own)
        self._starts = starts = found.markers or part_starts(self._read, own)
        first = min(starts, default=len(self._lines))
        contents = self._contents(first)
        begin = self._first_of_body(first, contents) if starts else self._first_of_prose()
        title = self._preface(begin, contents)
        self._end(max([begin, *starts]))
        if starts:
            self._body(contents, by_parts=not found.markers)
        else:
            self._paragraphs()
        self._signature()
        return Regulation(
            title=title,
            articles=tuple(self._articles),
            lines=tuple(
                AccountedLine(line.number, role, line.text, id_)
                for line, (role, id_) in zip(self._source, self._roles, strict=True)
            ),
            gaps=tuple(self._gaps),
            repeats=found.repeats,
        )

    def _is(self, at: int, role: Role) -> bool:
        return self._roles[at][0] is role

    def _mark(self, at: int, role: Role, id_: str | None = None) -> None:
        self._roles[at] = (role, id_)

    def _annotations(self) -> None:
        """Comments of markup, which may run over several lines."""
        inside = False
        for at, line in enumerate(self._lines):
            bare = line.strip()
            if inside or bare.startswith("<!--"):
                self._mark(at, Role.ANNOTATION)
                inside = "-->" not in bare

    def _contents(self, first_article: int) -> set[int]:
        """Headings before the first article that come again later, and 目录 itself."""
        names = {
            at: name
            for at, line in enumerate(self._lines)
            if not self._is(at, Role.ANNOTATION) and (name := heading(_LEADER.sub("", line)))
        }
        last = {name: at for at, name in names.items()}
        repeated = {at for at, name in names.items() if at < min(last[name], first_article)}
        return repeated | {at for at, line in enumerate(self._lines) if _CONTENTS.fullmatch(line)}

    def _first_of_body(self, first_article: int, contents: set[int]) -> int:
        """The end of the preface: the first heading that is not of the contents."""
        for at in range(first_article):
            if at not in contents and not self._is(at, Role.ANNOTATION) and self._heading(at):
                return at
        return first_article

    def _heading(self, at: int) -> str | None:
        """The heading that a line is; one without a number is none unless an article follows it."""
        if name := heading(self._lines[at]):
            return name
        following = (
            after for after in range(at + 1, len(self._lines)) if self._lines[after].strip()
        )
        if next(following, None) in self._starts:
            return unnumbered_heading(self._lines[at])
        return None

    def _first_of_prose(self) -> int:
        """The end of the preface of a text without articles: what stands before its first sentence."""
        for at, line in enumerate(self._read):
            if line.strip().endswith(tuple(ENDS)) and not is_furniture(line):
                return at
        return 0

    def _end(self, last_start: int) -> None:
        """Mark the furniture after the last article."""
        end = last_start + 1 + end_of_text(self._read[last_start + 1 :])
        for at in range(end, len(self._lines)):
            if self._lines[at].strip() and self._is(at, Role.BLANK):
                self._mark(at, Role.EDITORIAL)

    def _preface(self, end: int, contents: set[int]) -> str | None:
        others: dict[int, str] = {}
        for at in range(end):
            line = self._lines[at].strip()
            if not line or self._is(at, Role.ANNOTATION):
                continue
            self._mark(at, Role.PREAMBLE)
            if at in contents:
                self._mark(at, Role.CONTENTS)
            elif is_furniture(self._read[at]):
                self._mark(at, Role.EDITORIAL)
            elif _DATE.search(line):
                self._mark(at, Role.ADOPTION)
            else:
                others[at] = line
        title = title_in(others)
        if title is None:
            return None
        for at in title.lines:
            self._mark(at, Role.TITLE)
        return title.text

    def _body(self, contents: set[int], *, by_parts: bool) -> None:
        """Everything from the first heading or article on."""
        article: Article | None = None
        annexes = 0
        for at, line in enumerate(self._lines):
            if not line.strip() or not self._is(at, Role.BLANK):
                continue
            bare = line.strip()
            if at in self._starts:
                article = self._begin(self._starts[at], by_parts=by_parts)
                bare = line[self._starts[at].end :].strip()
            elif at in contents:
                self._mark(at, Role.CONTENTS)
                continue
            elif name := self._heading(at):
                self._enter(name)
                self._mark(at, Role.HEADING)
                continue
            elif article is not None and (annex := annex_marker(self._read[at])) is not None:
                annexes += 1
                self._annex = _PLACES.filled("annex", annex)
                self._chapter, self._chapters = None, {}
                article = Article(f"annex-{annexes}", self._annex, None)
                self._articles.append(article)
            elif article is None:
                self._mark(at, Role.PREAMBLE)
                continue
            self._add(article, at, bare)

    def _add(self, article: Article, at: int, bare: str) -> None:
        self._mark(at, Role.ARTICLE, article.id)
        if article.lines and bare and self._runs_on(at):
            article.lines[-1] = joined(article.lines[-1], bare)
        elif bare:
            article.lines.append(bare)

    def _runs_on(self, at: int) -> bool:
        if self._wrapping is None or at == 0:
            return False
        line = self._lines[at]
        by_margin = self._wrapping.set_in or not is_item(line)
        return by_margin and self._wrapping.runs_on(self._lines[at - 1], line)

    def _begin(self, marker: ArticleMarker, *, by_parts: bool) -> Article:
        last = self._last
        if last is not None and marker.number == 1 and not marker.sub_number:
            self._series += 1
            self._within = self._annex
        elif last is not None:
            self._gaps.extend(range(last.number + 1, marker.number))
        self._last = marker
        prefix = f"s{self._series}." if self._series > 1 else ""
        place = _PLACES.filled("part", marker.number) if by_parts else marker.place
        article = Article(prefix + marker.id, self._within + place, self._chapter)
        self._articles.append(article)
        return article

    def _enter(self, name: str) -> None:
        """Go into a chapter or section; the chapter of an article names all that it is in."""
        number = simplified_by_character(name.partition(" ")[0])
        unit = next((unit for unit in _LEVELS if unit in number), _LEVELS[_CHAPTERS])
        depth = _LEVELS.index(unit)
        self._chapters = {d: n for d, n in self._chapters.items() if d < depth} | {depth: name}
        self._chapter = " ".join(self._chapters[d] for d in sorted(self._chapters))[:60]

    def _paragraphs(self) -> None:
        for at, line in enumerate(self._lines):
            if line.strip() and self._is(at, Role.BLANK):
                if not (self._articles and self._runs_on(at)):
                    number = len(self._articles) + 1
                    self._articles.append(
                        Article(f"p{number}", _PLACES.filled("unnumbered", number), None)
                    )
                self._add(self._articles[-1], at, line.strip())

    def _signature(self) -> None:
        """Mark the issuer and the date after the last article."""
        if not self._articles:
            return
        article = self._articles[-1]
        for at in reversed(range(len(self._lines))):
            role, id_ = self._roles[at]
            if role in (Role.BLANK, Role.EDITORIAL):
                continue
            line = self._lines[at].strip()
            signed = len(line) <= _LONGEST_SIGNATURE and not line.endswith(tuple(ENDS))
            if (
                id_ != article.id
                or len(article.lines) < 2
                or article.lines[-1] != line
                or not signed
            ):
                return
            if is_item(line) or not (_DATE.search(line) or self._is_signed_below(at)):
                return
            article.lines.pop()
            self._mark(at, Role.SIGNATURE)

    def _is_signed_below(self, at: int) -> bool:
        return any(role is Role.SIGNATURE for role, _ in self._roles[at + 1 :])
