"""The Chinese words for days: the tables of ``clauses/lexicon/days.toml`` as patterns and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from clauses.characters.numerals import numeral_value
from clauses.words import WordTable

_FILE = "days.toml"

AROUND = WordTable(_FILE, "around")


def _numbers(table: str) -> dict[str, int]:
    """A table whose names are numbers, by its words."""
    words = WordTable(_FILE, table)
    return {word: int(name) for name in words for word in words.words(name)}


def month_days(table: str) -> dict[str, tuple[int, int]]:
    """A table whose names are month-day, by its words."""
    words = WordTable(_FILE, table)
    return {word: (int(name[:2]), int(name[3:])) for name in words for word in words.words(name)}


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


RELATIVE: Mapping[str, int] = _numbers("relative")
"""Words for days by their distance from today."""

WEEKS: Mapping[str, int] = _numbers("weeks")
MONTHS: Mapping[str, int] = _numbers("months")
QUARTERS: Mapping[str, int] = _numbers("quarters")
YEARS: Mapping[str, int] = _numbers("years")
"""Words for a shift: how many after the present one."""

WEEKDAYS: Mapping[str, int] = _numbers("weekdays")
"""ISO numbers of the weekdays."""

LUNAR_MONTHS: Mapping[str, int] = _numbers("lunar-months")

FESTIVALS: Mapping[str, tuple[int, int]] = month_days("festivals")
LUNAR_FESTIVALS: Mapping[str, tuple[int, int]] = month_days("lunar-festivals")
"""Month and day of each festival."""

_FESTIVAL_WORDS = WordTable(_FILE, "festival-words")
OFF = _FESTIVAL_WORDS.words("off")
NUMBERS = frozenset(_FESTIVAL_WORDS.words("numbers"))
EITHER_CALENDAR = frozenset(_FESTIVAL_WORDS.words("either-calendar"))

_UNIT_TABLE = WordTable(_FILE, "units")
UNITS: Mapping[str, str] = {word: name for name in _UNIT_TABLE for word in _UNIT_TABLE.words(name)}

_SHIFTS = {
    "weeks": WEEKS,
    "months": MONTHS,
    "quarters": QUARTERS,
    "years": YEARS,
    "lunar-months": LUNAR_MONTHS,
    "units": UNITS,
}
_GIVEN = {
    **{name: alternatives(words) for name, words in _SHIFTS.items()},
    "festivals": alternatives((*FESTIVALS, *LUNAR_FESTIVALS)),
}
_PARTS = WordTable(_FILE, "chinese", _GIVEN)
_GIVEN |= {name: _PARTS.text(name) for name in _PARTS}


def patterns(table: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The forms of a table by name, in the order of the file."""
    forms = WordTable(_FILE, table, _GIVEN)
    for name in forms:
        yield name, forms.pattern(name)


def number(written: str | None) -> int:
    """A number in digits or Chinese; 0, which no calendar has, when it cannot be read."""
    return (numeral_value(written) or 0) if written else 0
