"""Rhythms in English; the words are in ``clauses/lexicon/rhythms.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from clauses.cadence import TIMES, DueDay, Months, Per
from clauses.rhythms.readings import (
    EVEN,
    LAST,
    LAST_OF_MONTH,
    MONTHS_OF_YEAR,
    ODD,
    NoNumber,
    NoSuchPeriod,
    NotARhythm,
    RhythmReading,
    SeveralDueDays,
    day_before,
    day_of_year,
    fits,
    in_half,
    in_months,
    in_quarter,
    of_term,
    on_event,
    once,
)
from clauses.words import WordTable

Match = re.Match[str]

_FILE = "rhythms.toml"
_WEEKDAYS = {
    day: n for n, day in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], start=1)
}
_MONTHS = {
    month: n
    for n, month in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_NUMBERS = {
    word: n
    for n, words in enumerate(
        (
            "a an one once",
            "two twice",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
        ),
        start=1,
    )
    for word in words.split()
} | {"twelve": 12}
_ORDINALS = {"last": LAST, "final": LAST, "first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PERIODS = {
    "week": Per.WEEK,
    "month": Per.MONTH,
    "two": Per.TWO_MONTHS,
    "2": Per.TWO_MONTHS,
    "second": Per.TWO_MONTHS,
    "other": Per.TWO_MONTHS,
    "quarter": Per.QUARTER,
    "three": Per.QUARTER,
    "3": Per.QUARTER,
    "half": Per.HALF_YEAR,
    "semi": Per.HALF_YEAR,
    "six": Per.HALF_YEAR,
    "6": Per.HALF_YEAR,
    "twelve": Per.YEAR,
    "12": Per.YEAR,
    "year": Per.YEAR,
    "annual": Per.YEAR,
}

_PARTS = WordTable(_FILE, "english")
_GIVEN = {name: _PARTS.text(name) for name in _PARTS}
_COUNT = re.compile(rf"(?:,|\(|\b) ?{_PARTS.text('count')}\b\)?")
_LEAST = re.compile(r"\bat least\b")
_A_MONTH = re.compile(r"\b(?:" + "|".join(_MONTHS) + r")[a-z]*")
_REFUSED = [
    (WordTable(_FILE, "english-refused", _GIVEN).pattern(name), refusal)
    for name, refusal in (
        ("no-period", NoSuchPeriod),
        ("several", SeveralDueDays),
        ("no-number", NoNumber),
        ("at-most", NoNumber),
    )
]


def read(text: str) -> RhythmReading:
    """The rhythm; raises as ``clauses.rhythms.reading.read_rhythm``."""
    refuse(text)
    reading = _form(text)
    counted = _COUNT.search(text)
    if reading is None and counted is not None:
        bare = " ".join((text[: counted.start()] + " " + text[counted.end() :]).split())
        reading = _form(bare.strip(" ,"))
    if reading is None:
        raise NotARhythm(text)
    if counted is None:
        return reading
    count = number(counted["count"].removesuffix(" times"))
    per_named_month = reading.quota.months and count == len(reading.quota.months)
    exact = not counted["least"]
    return reading.counted(1 if per_named_month else count or 1, TIMES, exact=exact)


def refuse(text: str) -> None:
    """Raise where the text begins like a rhythm that is recognised, and cannot be planned by."""
    for pattern, refusal in _REFUSED:
        if pattern.fullmatch(text):
            raise refusal(text)


def _form(text: str) -> RhythmReading | None:
    for name, pattern in _FORMS:
        found = pattern.fullmatch(text)
        reading = _MEANINGS[name](found) if found else None
        if reading is not None:
            return reading
    return None


def number(written: str | None) -> int:
    """A number in digits or words; 0 when it is none."""
    if not written:
        return 0
    return int(written) if written.isdecimal() else _NUMBERS.get(written, 0)


def _weekday(m: Match) -> DueDay | None:
    return DueDay(weekday=_WEEKDAYS[m["weekday"]]) if m["weekday"] else None


def _day(m: Match) -> DueDay | None:
    """The day inside a period; None for its last one, or without any."""
    said = m.groupdict()
    month = _ORDINALS[said["in_month"]] if said.get("in_month") else None
    if said.get("edge"):
        return None if month is None else DueDay(month=month, day=LAST_OF_MONTH)
    if said.get("day"):
        day = int(said["day"]) - (1 if said.get("before") else 0)
        return DueDay(month=month, day=day)
    if said.get("nth"):
        if said.get("before"):  # the day before it has no form, and it itself would be too late
            raise NotARhythm(m[0])
        nth = _ORDINALS[said["nth"]]
        if said.get("workday"):
            return DueDay(month=month, workday=nth)
        return DueDay(month=month, weekday=_WEEKDAYS[said["weekday"]], nth=nth)
    return None


def _per(words: str) -> Per:
    return next(per for word, per in _PERIODS.items() if words.startswith(word))


def _within(m: Match) -> RhythmReading | None:
    said = m.groupdict()
    per, due = _per(said.get("period") or said["adverb"]), _day(m)
    length = per.kind.length
    months = length.count if isinstance(length, Months) else 0
    return None if due is not None and not fits(per, due, months) else once(per, due)


def _odd_even(m: Match) -> RhythmReading | None:
    due = _day(m)
    if due is not None and not fits(Per.MONTH, due, 1):
        return None
    return in_months(ODD if m["parity"] == "odd" else EVEN, due)


def _month_of_year(m: Match) -> RhythmReading | None:
    month = _MONTHS[(m["month"] or m["month_2"] or m["month_3"])[:3]]
    if m["edge"]:
        return once(Per.YEAR, DueDay(month=month, day=LAST_OF_MONTH))
    day = int(m["day"] or m["day_3"])
    due = day_of_year(month, day)
    if due is not None and m["before"]:
        due = day_before(month, day)
    return None if due is None else once(Per.YEAR, due)


def _named_months(m: Match) -> RhythmReading | None:
    return in_months(tuple(_MONTHS[each[:3]] for each in _A_MONTH.findall(m["months"])))


def _end_of_term(m: Match) -> RhythmReading | None:
    ahead = number(m["ahead"])
    return of_term(None, ahead * (MONTHS_OF_YEAR if m["unit"] == "year" else 1))


_MEANINGS: Mapping[str, Callable[[Match], RhythmReading | None]] = {
    "second-week": lambda m: RhythmReading(once(Per.WEEK, _weekday(m)).quota, asks_first=True),
    "weekday-of-week": lambda m: once(Per.WEEK, _weekday(m)),
    "odd-even": _odd_even,
    "named-months": _named_months,
    "month-of-year": _month_of_year,
    "quarter-of-year": lambda m: in_quarter(
        4 if m["quarter"] == "last" else _ORDINALS[m["quarter"]]
    ),
    "half-of-year": lambda m: in_half(_ORDINALS[m["half"]]),
    "end-of-term": _end_of_term,
    "within": _within,
    "event": lambda m: on_event(
        m["event"], number(m["number"]), m["unit"], before=m["side"] == "before"
    ),
}
_FORMS = [
    (name, pattern)
    for table in (WordTable(_FILE, "english-forms", _GIVEN),)
    for name in _MEANINGS
    for pattern in table.patterns(name)
]
