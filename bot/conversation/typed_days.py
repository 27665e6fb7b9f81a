"""Reading a day as people type it; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from clauses.characters.numerals import numeral_value
from clauses.characters.script import to_simplified

_RELATIVE = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "前天": -2,
    "前日": -2,
    "大前天": -3,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "大后天": 3,
}

_LONGEST = 40
_MOST_DIGITS = 4
_MONTHS = 12
_NUMBER = "[0-9零〇一二三四五六七八九十廿卅]+"
_WORDS = re.compile(
    rf"(?:(?P<year>{_NUMBER}|今|去|明|前)年)?(?:(?P<month>{_NUMBER}|本|上|这个?)月份?)?"
    rf"(?P<day>{_NUMBER})[日号]?"
)
_SIGNS = re.compile(r"(?:(?P<year>[0-9]{4})[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_RUN = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_WEEKDAY = re.compile(r"(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)$")
_ENGLISH_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_ENGLISH = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:of)?(?P<month>[a-z]{3,9}),?(?P<year>[0-9]{4})?"
)
_ENGLISH_MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]{3,9})(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,?(?P<year>[0-9]{4}))?"
)
_ENGLISH_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?")
_YEARS = {"今": 0, "去": -1, "明": 1, "前": -2}
# Keyboards turn a hyphen into any of these.
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def read_day(text: str, *, today: date, first: date, last: date) -> date | None:
    """Read 12月20日, 12-20, 2026/12/20, 20日, 昨天, 20 Dec and the like; None when it is no day.

    Width, Traditional characters, Chinese numerals, spaces and a weekday at the end do not matter.
    Where the year or the month is left out, a day from ``first`` to ``last`` is meant if there is
    one, else the nearest to ``today``. Whether the day may be used is for the use case to decide.
    """
    typed = _plain(text)
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    match = _RUN.fullmatch(typed) or _SIGNS.fullmatch(typed) or _WORDS.fullmatch(typed)
    month = match["month"] if match else None
    if match is None and (match := _english(typed)) is not None:
        month = str(_ENGLISH_MONTHS.index(match["month"][:3]) + 1)
    if match is None:
        return None
    possible = list(_possible(match["year"], month, match["day"], typed, today))
    within = [day for day in possible if first <= day <= last]
    return min(within or possible, key=lambda day: abs(day - today), default=None)


_BETWEEN = (
    re.compile(r"(?:[—~～至到]|\bto\b|\buntil\b)+", re.IGNORECASE),
    re.compile(r"[-–]+"),  # last: a date may hold them too
)


def read_range(text: str, *, today: date) -> tuple[date, date] | None:
    """Read 12月1日至12月10日, 12月1日-10日, 1 Dec to 10 Dec; one day alone is a range of one.

    A day that is left open is the coming one. None when it is no range, or one that is over.
    """
    splits = ([part for part in each.split(text) if part.strip()] for each in _BETWEEN)
    ranges = (_range_of(parts, today) for parts in splits if len(parts) in (1, 2))
    return next((each for each in ranges if each is not None), None)


def _range_of(parts: list[str], today: date) -> tuple[date, date] | None:
    ahead = today + timedelta(days=365)
    first = read_day(parts[0], today=today, first=today, last=ahead)
    if first is None or first > date.max - timedelta(days=365):
        return None
    if len(parts) == 1:
        return (first, first) if first >= today else None
    last = read_day(parts[1], today=first, first=first, last=first + timedelta(days=365))
    if last is None or not first <= last or last < today:
        return None
    return first, last


def _plain(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    plain = to_simplified("".join(plain.split())).rstrip("。.!")
    return _WEEKDAY.sub("", plain)


def _english(typed: str) -> re.Match[str] | None:
    """20 Dec, Dec 20th, Sun 20 December 2026, the spaces being gone already."""
    plain = _ENGLISH_WEEKDAY.sub("", typed)
    match = _ENGLISH.fullmatch(plain) or _ENGLISH_MONTH_FIRST.fullmatch(plain)
    return match if match and match["month"][:3] in _ENGLISH_MONTHS else None


def _possible(
    year: str | None, month: str | None, day: str, typed: str, today: date
) -> Iterator[date]:
    if year is None and month is None and typed == day:
        return  # a bare number may mean anything
    for in_year, in_month in _months(year, month, today):
        on = _number(day)
        try:
            yield date(in_year, in_month, on)
        except ValueError:
            continue


def _months(year: str | None, month: str | None, today: date) -> Iterator[tuple[int, int]]:
    if month is None:
        if year is None:
            yield from (_shifted(today, by) for by in (-1, 0, 1))
        return
    if month in ("本", "这", "这个"):
        yield _shifted(today, 0)
        return
    if month == "上":
        yield _shifted(today, -1)
        return
    number = _number(month)
    if year is None:
        yield from ((today.year + by, number) for by in (-1, 0, 1))
    elif year in _YEARS:
        yield today.year + _YEARS[year], number
    else:
        typed_year = _number(year)
        yield (typed_year + 2000 if typed_year < 100 else typed_year), number


def _shifted(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return year, month + 1


def _number(written: str) -> int:
    """The number; 0, which no calendar has, when it cannot be read."""
    if len(written) > _MOST_DIGITS:
        return 0
    return numeral_value(written) or 0
