"""The time that a question names: 这个季度, 下半年, 明年, 3月份."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from clauses.words import WordTable

_SPANS = WordTable("periods_asked.toml", "spans")
_PATTERNS = {name: _SPANS.pattern(name) for name in _SPANS}
_YEAR, _HALF, _QUARTER = 12, 6, 3
_SIZES = {"month": 1, "quarter": _QUARTER, "half": _HALF, "year": _YEAR}

TimeSpan = tuple[date, date]
"""The first and the last day."""


def span_asked(text: str, today: date) -> TimeSpan | None:
    """The months that a folded text names, by the day on which it is asked; None where it names none."""
    for name, pattern in _PATTERNS.items():
        found = pattern.search(text)
        if found is None:
            continue
        size, _, which = name.partition("-")
        months = _SIZES[size]
        if which == "number":
            number = int(found[1])
            if not 1 <= number <= _YEAR // months:
                return None
            return _months(today.year, (number - 1) * months, months)
        present = (today.month - 1) // months * months
        step = {"first": -present, "second": months - present, "next": months}.get(which, 0)
        return _months(today.year, present + step, months)
    return None


def _months(year: int, start: int, months: int) -> TimeSpan:
    """So many months from one counted from January of the year, from 0."""
    year, month = year + start // _YEAR, start % _YEAR + 1
    end_year, end = year + (month + months - 2) // _YEAR, (month + months - 2) % _YEAR + 1
    return date(year, month, 1), date(end_year, end, monthrange(end_year, end)[1])
