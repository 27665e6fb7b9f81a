"""Numbers that a question states: how many of how many, how long, since when, on which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from clauses.characters.folding import fold
from clauses.characters.numerals import numeral_value
from clauses.conditions import Fact, FactKind
from clauses.quantities import Form, Quantity, TimeUnit
from clauses.words import WordTable, tables

_SAID = WordTable("quantities.toml", "said")
_UNIT_WORDS = WordTable("quantities.toml", "units")
_UNITS = {word: TimeUnit(unit) for unit in _UNIT_WORDS for word in _UNIT_WORDS.words(unit)}
_ANY, _LONG, _FOUNDED, _DATE, _DAY, _SINCE, _ELECTED = map(
    _SAID.pattern, ("any", "long", "founded", "date", "day", "since", "elected")
)
_LESS_BEFORE, _LESS_AFTER, _MORE_BEFORE = map(
    _SAID.pattern, ("less-before", "less-after", "more-before")
)
_NOT, _HAS = _SAID.text("not"), _SAID.text("has")
_ASKED = _SAID.pattern("asked")
_ABSENT = re.compile(_NOT)
_SIZES = ((10_000, _SAID.text("ten-thousand")), (1000, _SAID.text("thousand")))

_NEVER = "(?!)"
_LITTLE = Fraction(1, 1000)
_YEAR, _HALF_YEAR, _HALF_MONTH = 12, 6, 15
_BESIDE = (
    "counted",
    "there",
    "counted_there",
    "before",
    "after",
    "lacking_before",
    "lacking_after",
)


@dataclass(frozen=True)
class Reading:
    """A quantity as the question states it; ``value`` is None where the bound itself is asked.

    ``base`` is what a share is of. A duration is so many of ``unit``. ``off`` is -1 where the question
    says less than that (不到7人), 1 where it says more.
    """

    quantity: Quantity
    value: int | None
    base: int | None = None
    unit: TimeUnit | None = None
    off: int = 0
    at: int = 0
    """Where in the text it ends."""

    def held(self, unit: TimeUnit | None) -> Fraction | int | None:
        """The value to hold against a limit in this unit."""
        if self.value is None or self.unit is None or unit is None:
            return None if self.value is None else self.value + self.off
        return self.value * self.unit.months / unit.months + self.off * _LITTLE


class Readings:
    """Reads the quantities that packs declare; the words for each are made into patterns once."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        self._patterns = [(each, _needs(each), _patterns(each)) for each in quantities]

    def of(self, text: str) -> Iterator[Reading]:
        """The quantities of a folded text, in the order of the packs; of each the first that fits."""
        if not _ANY.search(text):
            return
        for quantity, needs, patterns in self._patterns:
            if needs is not None and not needs.search(text):
                continue
            found = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
            if found is not None and (reading := _reading(quantity, found)) is not None:
                off = _off(text, found) if reading.base is None else 0
                yield replace(reading, off=off, at=found.end())


def _needs(quantity: Quantity) -> re.Pattern[str] | None:
    return re.compile(_any_of(quantity.needs)) if quantity.needs else None


def _patterns(quantity: Quantity) -> tuple[re.Pattern[str], ...]:
    words = {name.replace("_", "-"): _any_of(getattr(quantity, name)) for name in _BESIDE}
    words["whole-before"] = _any_of(quantity.whole_before) if quantity.whole_before else ""
    given = tables("quantities.toml")["words"] | words
    return WordTable("quantities.toml", "forms", given).patterns(quantity.form.value)


def _any_of(words: Iterable[str]) -> str:
    """One of the words, the longest first; nothing fits where there is none."""
    ordered = sorted(map(fold, words), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else _NEVER


def _reading(quantity: Quantity, found: re.Match[str]) -> Reading | None:
    said = {name: text for name, text in found.groupdict().items() if text}
    if quantity.form is Form.DURATION:
        return _duration(quantity, said)
    base = int(said["base"]) if "base" in said else None
    part = said.get("part") or said.get("value")
    value = _number(part) if part else None
    if "absent" in said and base is not None:
        value = base - int(said["absent"])
    if base is not None and (base == 0 or (value is not None and not 0 <= value <= base * 2)):
        return None
    return Reading(quantity, value, base)


def _off(text: str, found: re.Match[str]) -> int:
    """Whether less or more is said than the number that was found, before it or after."""
    said = [name for name, at in found.groupdict().items() if at is not None]
    before, after = text[: min(map(found.start, said))], text[found.end() :]
    if _LESS_BEFORE.search(before) or _LESS_AFTER.match(after):
        return -1
    return 1 if _MORE_BEFORE.search(before) else 0


def _duration(quantity: Quantity, said: dict[str, str]) -> Reading:
    if "half_year" in said:
        return Reading(quantity, _HALF_YEAR, unit=TimeUnit.MONTHS)
    if "half_month" in said:
        return Reading(quantity, _HALF_MONTH, unit=TimeUnit.DAYS)
    count, unit = int(said["count"]), _UNITS[said["unit"]]
    if "half" not in said:
        return Reading(quantity, count, unit=unit)
    if unit is TimeUnit.YEARS:
        return Reading(quantity, count * _YEAR + _HALF_YEAR, unit=TimeUnit.MONTHS)
    return Reading(quantity, count * _HALF_MONTH * 2 + _HALF_MONTH, unit=TimeUnit.DAYS)


def _number(text: str) -> int | None:
    """8千, 四千五 and 一万二 as well as 8000."""
    for size, sign in _SIZES:
        head, found, tail = text.partition(sign)
        if found:
            left, right = _number(head or "1"), _number(tail or "0")
            if left is None or right is None:
                return None
            return left * size + (right * size // 10 if len(tail) == 1 else right)
    if not text.isdigit() and any(map(str.isascii, text)):
        return None  # 2十 is no number
    return numeral_value(text)


def asks(text: str) -> bool:
    """Whether a folded text ends like a question or a statement to be judged, not like a heading."""
    return _ASKED.search(text) is not None


def states_long(text: str) -> bool:
    """Whether a long time is named without a number."""
    return _LONG.search(text) is not None


def says_absent(text: str) -> bool:
    """Whether something is said not to be there, so that a rule on it may not apply."""
    return _ABSENT.search(text) is not None


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


def day_named(text: str, today: date) -> date | None:
    """The day that a folded text names; without a year, that of this year."""
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def months_since(text: str, today: date) -> int | None:
    """The months from one that is named as a beginning until today: 从3月份到现在."""
    found = _SINCE.search(text)
    return (today.month - int(found["month"])) % _YEAR if found else None


def stated_fact(text: str, fact: Fact) -> int | None:
    """The value of a yes or no that a folded text states, as in ``FactCondition.holds``."""
    if fact.kind is not FactKind.YES_NO:
        return None
    for word in fact.called:
        if re.search(_NOT + word, text):
            return 0
        if re.search(_HAS + word, text):
            return 1
    return None
