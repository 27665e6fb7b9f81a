"""Days within a period: 每年3月31日前, 每月5日前, 每季度首月10日前.

A season of whole months is a part of the cadence; any other day is kept in its words.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from clauses.cadence import Per, Season
from clauses.importing.parsing.readable import least_value
from clauses.words import WordTable

_WORDS = WordTable("duties.toml", "days")
_MONTHS = _WORDS.pattern("months")
_SPAN = _WORDS.pattern("span")
_SHORT_SPAN = _WORDS.pattern("short-span")
_UNTIL = _WORDS.pattern("until")
_MONTH = _WORDS.pattern("month-day")
_QUARTER = _WORDS.pattern("quarter")
_HALF = _WORDS.pattern("half")
_LAST_DAYS = _WORDS.pattern("last-days")
_ONE_MONTH = re.compile(_WORDS.text("number") + _WORDS.text("month-sign"))
_IN_PERIOD = {
    Per.WEEK: _WORDS.pattern("in-week"),
    Per.MONTH: _WORDS.pattern("in-month"),
    Per.TWO_MONTHS: _WORDS.pattern("in-quarter"),
    Per.QUARTER: _WORDS.pattern("in-quarter"),
    Per.HALF_YEAR: _WORDS.pattern("in-half-year"),
    Per.YEAR: _WORDS.pattern("in-year"),
}
_NEAR = 8
"""Most characters between the period and a day that belongs to it."""

_LEAP_YEAR = 2024


@dataclass(frozen=True)
class StatedDays:
    """What stands after a period: whole months, and whether its words say more than these.

    ``end`` is where the words end. ``acts`` is above 1 where several months are named (6月、12月).
    """

    end: int
    season: Season | None = None
    has_more: bool = True
    acts: int = 1


def stated_days(text: str, start: int, per: Per) -> StatedDays | None:
    """The days that ``text`` states for the period that ends at ``start``."""
    if per is Per.YEAR:
        for pattern, read in _IN_YEAR:
            found = pattern.search(text, start)
            if found and found.start() - start <= _NEAR:
                return read(found)
    if per not in _IN_PERIOD:
        return None
    pattern = _IN_PERIOD[per]
    found = pattern.search(text, start)
    near = found is not None and found.start() - start <= (0 if per is Per.WEEK else _NEAR)
    return StatedDays(found.end()) if found is not None and near else None


def _several(found: re.Match[str]) -> StatedDays:
    return StatedDays(found.end(), acts=len(_ONE_MONTH.findall(found[0])))


def _span(found: re.Match[str]) -> StatedDays:
    first, first_day, _, first_part, last, last_day, _, last_part = found.groups()
    month = least_value(last)
    begins = not first_part and (not first_day or least_value(first_day) == 1)
    ends = not last_part and (not last_day or _is_last(month, last_day))
    return _months(found, least_value(first), month, exact=begins and ends)


def _short_span(found: re.Match[str]) -> StatedDays:
    return _months(found, least_value(found[1]), least_value(found[2]), exact=True)


def _until(found: re.Match[str]) -> StatedDays:
    month = least_value(found[1])
    last = bool(found[3]) or (bool(found[2]) and _is_last(month, found[2]))
    return _months(found, 1, month, exact=last)


def _one(found: re.Match[str]) -> StatedDays:
    month = least_value(found[1])
    return _months(found, month, month, exact=not any(found.groups()[1:]))


def _quarter(found: re.Match[str]) -> StatedDays:
    last = 3 * (least_value(found[1]) or 0)
    return _months(found, last - 2, last, exact=True)


def _half(found: re.Match[str]) -> StatedDays:
    first = 1 if found[1] == _WORDS.text("first-half") else 7
    return _months(found, first, first + 5, exact=True)


def _last_days(found: re.Match[str]) -> StatedDays:
    return StatedDays(found.end(), has_more=False)


def _months(
    found: re.Match[str], first: int | None, last: int | None, *, exact: bool
) -> StatedDays:
    if first is None or last is None or not 1 <= first <= last <= 12:
        return StatedDays(found.end())
    season = None if (first, last) == (1, 12) else Season(first, last)
    return StatedDays(found.end(), season, has_more=not exact)


def _is_last(month: int | None, day: str) -> bool:
    if month is None or not 1 <= month <= 12:
        return False
    last = monthrange(_LEAP_YEAR, month)[1]
    return least_value(day) in ((28, 29) if month == 2 else (last,))


_IN_YEAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], StatedDays]], ...] = (
    (_MONTHS, _several),
    (_SPAN, _span),
    (_SHORT_SPAN, _short_span),
    (_UNTIL, _until),
    (_MONTH, _one),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_LAST_DAYS, _last_days),
)
