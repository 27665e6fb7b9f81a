"""Chinese number forms in one shape: 第十二条 and 12条 and 廿三次 are written with Arabic digits.

Only numbers that count or number something are touched. 三会一课, 一岗双责, 四好一强, 下一条 keep
their characters: there the numeral is part of a word.
"""

from __future__ import annotations

import re

from clauses.words import WordTable

_WORDS = WordTable("characters.toml", "numerals")
_DIGITS = {each: value for value, forms in enumerate(_WORDS.words("digits")) for each in forms}
_MULTIPLIERS = {
    each: 10**power
    for power, forms in enumerate(_WORDS.words("powers-of-ten"), start=1)
    for each in forms
}
_TENS = {each: 10 * tens for tens, each in enumerate(_WORDS.words("tens"), start=2)}

_NUMERAL = "[" + "".join([*_DIGITS, *_MULTIPLIERS, *_TENS]) + "]"
_PATTERNS = WordTable("characters.toml", "numerals", {"numeral": _NUMERAL})

_ORDINAL = _PATTERNS.pattern("ordinal")
_COUNT = _PATTERNS.pattern("count")
_PERCENT = _PATTERNS.pattern("percent")
_ITEM = _PATTERNS.pattern("item")
_TENS_ALONE = _PATTERNS.pattern("tens-alone")

_ONE = _WORDS.text("one")
_PLACES = WordTable("places.toml", "places")
_NOT_BEFORE_ONE = frozenset(_WORDS.words("not-before-one"))
"""After these a single 一 belongs to the word before it: 下一条, 同一天, 统一."""

_YEAR_DIGITS = 4


def numeral_value(numeral: str) -> int | None:
    """Read a Chinese or Arabic whole number below 10,000; None when it is not one.

    Bare digits in a row are read by place (二〇一九) only when there are four of them or a zero is
    among them: 三五 means "three to five".
    """
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else None
    if all(character in _DIGITS for character in numeral):
        return _by_place(numeral)
    if not all(each in _DIGITS or each in _TENS or each in _MULTIPLIERS for each in numeral):
        return None
    return _by_multiplier(numeral)


def arabic_numbers(text: str) -> str:
    """Write counting and ordinal numbers with Arabic digits; everything else stays.

    Expects Simplified characters. Applying it twice changes nothing more.
    """
    text = _PERCENT.sub(_as_percent, text)
    text = _ORDINAL.sub(_as_ordinal, text)
    text = _COUNT.sub(_as_count, text)
    return _TENS_ALONE.sub(_as_number, text)


def items_spelled_out(text: str) -> str:
    """Write 条(一) as 条第1项, before the brackets are dropped. Expects half-width brackets."""
    return _ITEM.sub(_as_item, text)


def _by_place(numeral: str) -> int | None:
    values = [_DIGITS[character] for character in numeral]
    if len(values) > 1 and len(values) != _YEAR_DIGITS and 0 not in values:
        return None
    return int("".join(map(str, values)))


def _by_multiplier(numeral: str) -> int | None:
    total, pending = 0, 0
    last = 10_000
    for character in numeral:
        if character in _TENS:
            if total or pending:
                return None
            total, last = _TENS[character], 10
        elif character in _MULTIPLIERS:
            multiplier = _MULTIPLIERS[character]
            if multiplier >= last:
                return None
            total += (pending or 1) * multiplier
            pending, last = 0, multiplier
        elif pending:
            return None
        else:
            pending = _DIGITS[character]
    return total + pending


def _as_item(match: re.Match[str]) -> str:
    value = numeral_value(match[2])
    return match[0] if value is None else match[1] + _PLACES.filled("item", value)


def _as_percent(match: re.Match[str]) -> str:
    value = numeral_value(match[1])
    return match[0] if value is None else f"{value}%"


def _as_ordinal(match: re.Match[str]) -> str:
    value = numeral_value(match[1])
    return match[0] if value is None else _WORDS.filled("ordinal-number", value)


def _as_count(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1] if match.start() else ""
    if match[1] == _ONE and before in _NOT_BEFORE_ONE:
        return match[0]
    return _as_number(match)


def _as_number(match: re.Match[str]) -> str:
    numeral = match[1] if match.re.groups else match[0]
    value = numeral_value(numeral)
    return match[0] if value is None else str(value)
