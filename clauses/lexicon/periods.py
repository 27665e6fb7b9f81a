"""Patterns for periods in Chinese, made of the words in ``clauses.cadence``.

The patterns have no groups of their own, and fit folded text and Simplified text as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from clauses.cadence import CALENDAR_PERIODS, Per
from clauses.characters.numerals import arabic_numbers
from clauses.words import WordTable


def _words(periods: Iterable[Per]) -> list[tuple[str, Per]]:
    """With numbers in either form (两个月, 2个月); the longest first: 半年 is no 年."""
    words = {
        form: per
        for per in periods
        for word in per.kind.words.every
        for form in (word, arabic_numbers(word))
    }
    return sorted(words.items(), key=lambda each: -len(each[0]))


def _pattern(periods: Iterable[Per]) -> str:
    words = "|".join(word for word, _ in _words(periods))
    return f"(?!{_UNLIKE})(?:{words})"


_UNLIKE = "|".join(word for per in Per for word in per.kind.words.unlike)
_BY_LENGTH = _words(Per)

WORDS = "|".join(word for word, _ in _BY_LENGTH)
"""Alternatives: every word for a period, those that begin another word among them."""

PERIOD = _pattern(Per)
"""A word for a period, and not the beginning of another word."""

CALENDAR_PERIOD = _pattern(CALENDAR_PERIODS)
"""As ``PERIOD``, without the term of office."""

PERIOD_ALONE = _pattern(per for per in CALENDAR_PERIODS if per.kind.words.alone)
"""As ``CALENDAR_PERIOD``, where no 每 stands before it."""

AFTER_EVERY = WordTable("questions.toml", "periods", {"period": PERIOD}).text("after-every")
"""A period after 每: 季度, 个月, 年度."""

PATTERNS = {
    "period": PERIOD,
    "period-words": WORDS,
    "period-alone": PERIOD_ALONE,
    "calendar-period": CALENDAR_PERIOD,
    "after-every": AFTER_EVERY,
    "week": "|".join(Per.WEEK.kind.words.every),
}
"""By the names under which the tables of words refer to them."""


def per_of(words: str) -> Per:
    """The period that a match of one of the patterns names."""
    return next(per for word, per in _BY_LENGTH if word in words)
