"""The meaning of a question as a value: for finding, for gating and for explaining."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from clauses.cadence import Quota
from clauses.characters.folding import fold
from clauses.characters.numerals import numeral_value
from clauses.lexicon import questions as asking
from clauses.lexicon.questions import Aspect
from clauses.vocabulary import Concept, Fragment
from clauses.words import WordTable

_PLACES = WordTable("places.toml", "places")


@dataclass(frozen=True)
class ArticleNumber:
    """第12条第2款第3项; paragraph and item are None when not named. ``sub`` is the 1 of 第12条之一."""

    number: int
    paragraph: int | None = None
    item: int | None = None
    sub: int | None = None

    @classmethod
    def of(cls, found: re.Match[str]) -> ArticleNumber:
        """From a match of ``ARTICLE`` or ``BARE_ARTICLE``."""
        named = {name: numeral_value(text) for name, text in found.groupdict().items() if text}
        return cls(
            named["number"] or 0, named.get("paragraph"), named.get("item"), named.get("sub")
        )

    @classmethod
    def cited(cls, place: str | None) -> ArticleNumber | None:
        """The article that a citation names; None where it names none."""
        found = asking.ARTICLE.search(fold(place)) if place else None
        return cls.of(found) if found else None

    @property
    def local(self) -> str:
        """The id that an imported article of this number has: ``12``, ``12-1``."""
        return f"{self.number}-{self.sub}" if self.sub else str(self.number)

    def __str__(self) -> str:
        numbers = {"paragraph": self.paragraph, "item": self.item}
        within = (_PLACES.filled(unit, n) for unit, n in numbers.items() if n is not None)
        return "".join((self._name(), *within))

    def _name(self) -> str:
        if self.sub is None:
            return _PLACES.filled("article", self.number)
        names = _PLACES.words("sub-numbers")
        sub = names[self.sub] if self.sub < len(names) else self.sub
        return _PLACES.filled("sub-article", self.number, sub)


@dataclass(frozen=True)
class Analysis:
    """The meaning of a question. ``text`` is folded, with what it inherited already put in.

    ``content`` are the spans of ``text`` that carry content and that no word of the packs covers;
    ``weight`` is how many characters of content the words of the packs are worth. ``called`` are
    the words used for posts and bodies, ``topics`` the words that packs name as not covered.
    ``claim`` is the cadence that the question itself states (每半年1次). ``meeting``: some meeting
    is meant, without its name. ``own`` are the posts of the person who asks, where the question is
    about them. ``inherited`` names what was taken over from the question before; ``corrected``:
    characters were set right; ``pinyin``: some of it was typed in pinyin. ``said`` is
    what the question itself said, where it was completed by what the one before was about. ``about``
    is the text without the words that name documents: it is looked for in their articles. ``today`` is
    the day on which it is asked, where that is known.
    """

    text: str
    aspect: Aspect | None = None
    unit: str | None = None
    posts: tuple[Concept, ...] = ()
    bodies: tuple[Concept, ...] = ()
    called: tuple[str, ...] = ()
    terms: tuple[Concept, ...] = ()
    documents: tuple[Concept, ...] = ()
    article: ArticleNumber | None = None
    claim: Quota | None = None
    deontic: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    content: tuple[tuple[int, int], ...] = ()
    weight: float = 0.0
    topics: tuple[str, ...] = ()
    asker: bool = False
    meeting: bool = False
    own: tuple[Concept, ...] = ()
    inherited: tuple[str, ...] = ()
    corrected: bool = False
    pinyin: bool = False
    said: str = ""
    about: str = ""
    today: date | None = None

    @property
    def residue(self) -> tuple[str, ...]:
        """The characters of ``content``."""
        return tuple(self.text[start:end] for start, end in self.content)

    @cached_property
    def characters(self) -> tuple[tuple[str, str, str, bool], ...]:
        """Those of ``content``, with the pairs before and after, and whether it is a word by itself."""
        text = self.text
        return tuple(
            (text[at], _pair(text, at - 1), _pair(text, at), end - start == 1)
            for start, end in self.content
            for at in range(start, end)
        )

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbours that ``content`` has a part in."""
        around = (pair for _, before, after, _ in self.characters for pair in (before, after))
        return frozenset(pair for pair in around if pair)

    @property
    def subjects(self) -> tuple[Concept, ...]:
        """Posts and bodies, as named."""
        return (*self.posts, *self.bodies)

    @property
    def names_something(self) -> bool:
        """Whether it has a name of the packs, beyond words."""
        return bool(self.subjects or self.terms or self.documents)

    @property
    def activity(self) -> bool:
        """Whether the question says what it is about, beyond posts, bodies and documents."""
        return bool(self.terms or self.content or self.fragments or self.meeting)

    @property
    def blank(self) -> bool:
        """Whether there is nothing in the question that anything could be looked up by."""
        return not (self.subjects or self.documents or self.article or self.activity)


def _pair(text: str, at: int) -> str:
    """Two neighbours; nothing beyond the ends of the text."""
    pair = text[at : at + 2] if at >= 0 else ""
    return pair if len(pair) > 1 else ""
