"""Takes a regulation apart: title, chapters, articles. Every line is accounted for.

Articles are told by 第X条 at the beginning of a line, where it comes in sequence; a text without any
by 一、二、; a text without those by its paragraphs. A line that belongs to none of them is named with
the reason why it was left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clauses.importing.parsing.articles import AccountedLine, Article, Regulation, Role
from clauses.importing.parsing.preface import title_in
from clauses.importing.reading.markers import (
    ArticleMarker,
    article_marker,
    heading,
    is_item,
    part_marker,
)
from clauses.importing.reading.wrapping import ENDS, Wrapping, joined, wrapping_of
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "regulation")
_PLACES = WordTable("places.toml", "places")
_LEVELS = _WORDS.words("levels")
"""Units that hold articles, the largest first."""

_DATE = _WORDS.pattern("date")
_CONTENTS = _WORDS.pattern("contents")
_LEADER = re.compile(r"[.…·．\s]*[0-9]+\s*$")
_ANNEX = _WORDS.pattern("annex")
_EDITORIAL = _WORDS.pattern("editorial")
_LONGEST_SIGNATURE = 40


def take_apart(lines: Sequence[str], *, may_be_wrapped: bool) -> Regulation:
    """Take apart the lines of an examined text.

    ``may_be_wrapped``: a sentence may run over several lines, as in a text file.
    """
    return _Parser(lines, wrapping_of(lines) if may_be_wrapped else None).parse()


class _Parser:
    def __init__(self, lines: Sequence[str], wrapping: Wrapping | None) -> None:
        self._lines = lines
        self._wrapping = wrapping
        self._roles: list[tuple[Role, str | None]] = [(Role.BLANK, None)] * len(lines)
        self._articles: list[Article] = []
        self._gaps: list[int] = []
        self._series = 1
        self._last: ArticleMarker | None = None
        self._last_part = 0
        self._chapter: str | None = None
        self._chapters: dict[int, str] = {}  # depth -> heading

    def parse(self) -> Regulation:
        self._annotations()
        starts = self._article_starts()
        by_parts = not starts
        if by_parts:
            starts = self._part_starts()
        first = min(starts, default=len(self._lines))
        contents = self._contents(first)
        title = self._preface(self._first_of_body(first, contents), contents)
        if starts:
            self._body(starts, contents, by_parts=by_parts)
        else:
            self._paragraphs()
        self._signature()
        return Regulation(
            title=title,
            articles=tuple(self._articles),
            lines=tuple(
                AccountedLine(number, role, line, id_)
                for number, (line, (role, id_)) in enumerate(
                    zip(self._lines, self._roles, strict=True), start=1
                )
            ),
            gaps=tuple(self._gaps),
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

    def _article_starts(self) -> dict[int, ArticleMarker]:
        starts: dict[int, ArticleMarker] = {}
        before = ""
        last: ArticleMarker | None = None
        for at, line in enumerate(self._lines):
            if self._is(at, Role.ANNOTATION):
                continue
            marker = article_marker(line)
            if marker is not None and _begins_article(marker, last, before):
                starts[at] = last = marker
            before = line.strip()
        return starts

    def _part_starts(self) -> dict[int, ArticleMarker]:
        starts: dict[int, ArticleMarker] = {}
        for at, line in enumerate(self._lines):
            found = part_marker(line)
            if found is not None and found[0] == len(starts) + 1:
                starts[at] = ArticleMarker(found[0], None, found[1], apart=True, refers=False)
        return starts if len(starts) > 1 else {}

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
            if (
                at not in contents
                and not self._is(at, Role.ANNOTATION)
                and heading(self._lines[at])
            ):
                return at
        return first_article if first_article < len(self._lines) else 0

    def _preface(self, end: int, contents: set[int]) -> str | None:
        others: dict[int, str] = {}
        for at in range(end):
            line = self._lines[at].strip()
            if not line or self._is(at, Role.ANNOTATION):
                continue
            self._mark(at, Role.PREAMBLE)
            if at in contents:
                self._mark(at, Role.CONTENTS)
            elif _EDITORIAL.match(line):
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

    def _body(
        self, starts: dict[int, ArticleMarker], contents: set[int], *, by_parts: bool
    ) -> None:
        """Everything from the first heading or article on."""
        article: Article | None = None
        annexes = 0
        for at, line in enumerate(self._lines):
            if not line.strip() or not self._is(at, Role.BLANK):
                continue
            bare = line.strip()
            if at in starts:
                article = self._begin(starts[at], by_parts=by_parts)
                bare = line[starts[at].end :].strip()
            elif at in contents:
                self._mark(at, Role.CONTENTS)
                continue
            elif name := heading(line):
                self._enter(name)
                self._mark(at, Role.HEADING)
                continue
            elif article is not None and (annex := _ANNEX.fullmatch(line)):
                annexes += 1
                article = Article(f"annex-{annexes}", _PLACES.filled("annex", annex[1]), None)
                self._articles.append(article)
            elif _EDITORIAL.match(line) or article is None:
                self._mark(at, Role.EDITORIAL if article is not None else Role.PREAMBLE)
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
        elif last is not None:
            self._gaps.extend(range(last.number + 1, marker.number))
        self._last = marker
        prefix = f"s{self._series}." if self._series > 1 else ""
        place = _PLACES.filled("part", marker.number) if by_parts else marker.place
        article = Article(prefix + marker.id, place, self._chapter)
        self._articles.append(article)
        return article

    def _enter(self, name: str) -> None:
        """Go into a chapter or section; the chapter of an article names all that it is in."""
        unit = next(unit for unit in _LEVELS if unit in name.partition(" ")[0])
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


def _begins_article(marker: ArticleMarker, last: ArticleMarker | None, before: str) -> bool:
    in_sentence = bool(before) and not before.endswith(tuple(ENDS)) and heading(before) is None
    if marker.refers:
        return False
    if last is None:
        return marker.apart or (marker.number == 1 and not in_sentence)
    follows = (marker.number, marker.sub_number) in (
        (last.number + 1, None),
        (last.number, (last.sub_number or 0) + 1),
    )
    if not marker.apart:
        return follows and not in_sentence
    begins_again = marker.number == 1 and marker.sub_number is None
    later = (marker.number, marker.sub_number or 0) > (last.number, last.sub_number or 0)
    return follows or begins_again or (later and not in_sentence)
