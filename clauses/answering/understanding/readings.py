"""Numbers that a question states: how many of how many, how long, since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clauses.conditions import Fact, FactKind
from clauses.words import WordTable

_WORDS = WordTable("quantities.toml", "words")
_QUANTITIES = WordTable(
    "quantities.toml", "quantities", {name: _WORDS.text(name) for name in _WORDS}
)
_SAID = WordTable("quantities.toml", "said")
_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    name: _QUANTITIES.patterns(name) for name in _QUANTITIES
}
_ANY, _LONG, _FOUNDED, _DATE, _ELECTED = map(
    _SAID.pattern, ("any", "long", "founded", "date", "elected")
)
_NOT, _HAS = _SAID.text("not"), _SAID.text("has")

_DURATION = "duration"
_YEAR, _HALF = 12, 6


@dataclass(frozen=True)
class Reading:
    """A quantity as the question states it; ``value`` is None where the bound itself is asked.

    ``base`` is what a share is of. A duration is in months.
    """

    quantity: str
    value: int | None
    base: int | None = None


def readings(text: str) -> Iterator[Reading]:
    """The quantities of a folded text, in the order of the lexicon; of each the first pattern that fits."""
    if not _ANY.search(text):
        return
    for quantity, patterns in _PATTERNS.items():
        found = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
        if found is not None and (reading := _reading(quantity, found)) is not None:
            yield reading


def _reading(quantity: str, found: re.Match[str]) -> Reading | None:
    said = {name: text for name, text in found.groupdict().items() if text}
    if quantity == _DURATION:
        months = int(said.get("years", 0)) * _YEAR + int(said.get("months", 0))
        return Reading(quantity, months + (_HALF if "half" in said else 0))
    base = int(said["base"]) if "base" in said else None
    part = said.get("part") or said.get("value")
    value = int(part) if part else None
    if "absent" in said and base is not None:
        value = base - int(said["absent"])
    if base is not None and value is not None and value < 0:
        return None
    return Reading(quantity, value, base)


def states_long(text: str) -> bool:
    """Whether a long time is named without a number."""
    return _LONG.search(text) is not None


def newly_founded(text: str) -> str | None:
    """The words that say that something has been there for a short time only."""
    found = _FOUNDED.search(text)
    return found[0] if found else None


def elected_on(text: str) -> date | None:
    """The first day of the month in which a term of office began by the question's word."""
    found = _DATE.search(text)
    if found is None or not _ELECTED.search(text):
        return None
    month = int(found["month"])
    return date(int(found["year"]), month, 1) if 1 <= month <= _YEAR else None


def stated_fact(text: str, fact: Fact) -> int | None:
    """The value of a yes or no that a folded text states, as in ``FactCondition.holds``."""
    if fact.kind is not FactKind.YES_NO:
        return None
    for word in fact.called:
        if re.search(_NOT + word, text):
            return 0
        if re.search(f"(?<!没){_HAS}{word}", text):
            return 1
    return None
