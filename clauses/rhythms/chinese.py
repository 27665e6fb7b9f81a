"""Rhythms in Chinese; the words are in ``clauses/lexicon/rhythms.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from clauses.cadence import TIMES, DueDay, Months, Per
from clauses.characters.numerals import numeral_value
from clauses.lexicon.periods import CALENDAR_PERIOD, per_of
from clauses.rhythms.readings import (
    EVEN,
    LAST,
    LAST_OF_MONTH,
    MONTHS_OF_YEAR,
    ODD,
    MovableFeast,
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
    in_season,
    of_term,
    on_event,
    once,
)
from clauses.words import WordTable

Match = re.Match[str]

_FILE = "rhythms.toml"
_DAYS = "days.toml"


def _numbers(file: str, table: str) -> dict[str, int]:
    """A table whose names are numbers, by its words."""
    words = WordTable(file, table)
    return {word: int(name) for name in words for word in words.words(name)}


_BY_MONTHS = {2: Per.TWO_MONTHS, 3: Per.QUARTER, 6: Per.HALF_YEAR}
_MONTH_COUNTS = {
    word: _BY_MONTHS[months] for word, months in _numbers(_FILE, "month-counts").items()
}
_WEEKDAYS = _numbers(_DAYS, "weekdays")
_PARTS_OF_MONTH = _numbers(_FILE, "parts-of-month")


def _festivals(table: str) -> dict[str, tuple[int, int]]:
    words = WordTable(_DAYS, table)
    return {word: (int(name[:2]), int(name[3:])) for name in words for word in words.words(name)}


_FESTIVALS = _festivals("festivals")
_WORDS = WordTable(_FILE, "words", {"calendar-period": CALENDAR_PERIOD})
_YEAR_KIND, _DATED = _WORDS.pattern("year-kind"), _WORDS.pattern("dated")
_HALF = _WORDS.text("half")
_GIVEN = {
    "span": _WORDS.text("span"),
    "festivals": "|".join(sorted(_FESTIVALS, key=len, reverse=True)),
    "lunar-festivals": "|".join(sorted(_festivals("lunar-festivals"), key=len, reverse=True)),
}


def _table(name: str) -> WordTable:
    """A table that may use the parts of Chinese rhythms, and those of the days inside periods."""
    parts = WordTable(_FILE, "chinese", _GIVEN)
    given = _GIVEN | {part: parts.text(part) for part in parts}
    inside = WordTable(_FILE, "chinese-inside", given)
    return WordTable(_FILE, name, given | {part: inside.text(part) for part in inside})


COUNT = _table("chinese").pattern("count")
_LEAST = re.compile(_table("chinese").text("least"))
_N = re.compile(_table("chinese").text("n"))
_AROUND = _table("chinese-around")
_LEAD, _TAIL, _BRACKETS = (_AROUND.pattern(name) for name in ("lead", "tail", "brackets"))
_REFUSED = [
    (_table("chinese-refused").pattern(name), refusal)
    for name, refusal in (
        ("no-period", NoSuchPeriod),
        ("several", SeveralDueDays),
        ("movable", MovableFeast),
        ("no-number", NoNumber),
        ("at-most", NoNumber),
        ("vague", NotARhythm),
    )
]


def read(text: str) -> RhythmReading:
    """The rhythm; raises as ``clauses.rhythms.reading.read_rhythm``."""
    refuse(text)
    bare, counted = without_count(_BRACKETS.sub("", text))
    reading = _form(_TAIL.sub("", _LEAD.sub("", _LEAST.sub("", bare))))
    if reading is None:
        raise NotARhythm(text)
    return counted(reading)


def refuse(text: str) -> None:
    """Raise where the text begins like a rhythm that is recognised, and cannot be planned by."""
    for pattern, refusal in _REFUSED:
        if pattern.fullmatch(text):
            raise refusal(text)


def without_count(text: str) -> tuple[str, Callable[[RhythmReading], RhythmReading]]:
    """The text without its number of times, and what that does to a rhythm."""
    found = COUNT.search(text)
    if found is None:
        exact = not _LEAST.search(text)
        return text, lambda reading: reading.counted(1, TIMES, exact=exact)
    count = number(found["count"])
    exact = not (_LEAST.search(text) or found["more"])
    unit = found["unit"].removeprefix(_WORDS.text("piece"))
    unit = unit if unit in _WORDS.words("study-units") else TIMES
    bare = text[: found.start()] + text[found.end() :]
    return bare, lambda reading: reading.counted(
        max(count, 1), unit, exact=exact and reading.quota.exact
    )


def _form(text: str) -> RhythmReading | None:
    for name, pattern in _FORMS:
        found = pattern.fullmatch(text)
        reading = _MEANINGS[name](found) if found else None
        if reading is not None:
            return reading
    return None


def amount(written: str) -> float:
    """The same, and a half."""
    return 0.5 if written == _HALF else number(written)


def number(written: str | None) -> int:
    """A number in digits or Chinese; 0 when it is none."""
    return (numeral_value(written) or 0) if written else 0


def _weekday(written: str | None) -> DueDay | None:
    return DueDay(weekday=_WEEKDAYS[written]) if written else None


def _day(m: Match, month: int | None = None) -> DueDay | None:
    """The day inside a period, of this month of it; None for its last one, or without any."""
    said = m.groupdict()
    month = month or _month_of(said)
    if said.get("edge"):
        return None if month is None else DueDay(month=month, day=LAST_OF_MONTH)
    if said.get("day"):
        return DueDay(month=month, day=number(said["day"]))
    if said.get("part"):
        return DueDay(month=month, day=_PARTS_OF_MONTH[said["part"]])
    if said.get("within"):
        return DueDay(month=month, workday=number(said["within"]))
    nth = LAST if said.get("ending") else number(said.get("nth")) or -number(said.get("back")) or 1
    if said.get("workday"):
        return DueDay(month=month, workday=nth)
    if said.get("weekday"):
        return DueDay(month=month, weekday=_WEEKDAYS[said["weekday"]], nth=nth)
    return None if month is None else DueDay(month=month, day=LAST_OF_MONTH)


def _month_of(said: Mapping[str, str | None]) -> int | None:
    if said.get("first"):
        return 1
    if said.get("final"):
        return LAST
    return number(said["month"]) if said.get("month") else None


def _within(m: Match) -> RhythmReading | None:
    per = _per(m["period"])
    due = _day(m)
    length = per.kind.length
    months = length.count if isinstance(length, Months) else 0
    if due is not None and per is Per.MONTH and due.month in (1, LAST):
        return None
    if due is not None and due.nth < LAST:
        return None
    return None if due is not None and not fits(per, due, months) else once(per, due)


def _per(words: str) -> Per:
    words = _YEAR_KIND.sub("", words)
    return _MONTH_COUNTS[words[0]] if words[0] in _MONTH_COUNTS else per_of(words)


def _second_week(m: Match) -> RhythmReading:
    return RhythmReading(once(Per.WEEK, _weekday(m["weekday"])).quota, asks_first=True)


def _odd_even(m: Match) -> RhythmReading | None:
    due = _day(m)
    if due is not None and not fits(Per.MONTH, due, 1):
        return None
    return in_months(ODD if m["parity"] in _WORDS.text("odd") else EVEN, due)


def _named_months(m: Match) -> RhythmReading | None:
    due = _day(m)
    if due is not None and not fits(Per.MONTH, due, 1):
        return None
    months = tuple(map(number, _N.findall(m["months"])))
    if len(months) == 1 and due is not None:
        return None  # a day of one month is one of the year
    return in_months(months, due)


def _each_named(m: Match) -> RhythmReading | None:
    """3月15日、9月15日: a day that is the same in each month."""
    said = list(_DATED.finditer(m["dated"]))
    days = {number(each["day"]) or LAST_OF_MONTH for each in said}
    if len(days) != 1:
        raise SeveralDueDays(m[0])
    (day,) = days
    due = None if day == LAST_OF_MONTH else DueDay(day=day)
    return in_months(tuple(number(each["month"]) for each in said), due)


def _month_of_year(m: Match) -> RhythmReading | None:
    month = number(m["month"])
    due = _day(m, month)
    if due is None or not fits(Per.YEAR, due, MONTHS_OF_YEAR):
        return None
    if m["day"] and day_of_year(month, due.day or 0) is None:
        return None
    return once(Per.YEAR, due)


def _festival(m: Match) -> RhythmReading | None:
    month, day = _FESTIVALS[m["festival"]]
    return once(Per.YEAR, day_before(month, day) if m["before"] else DueDay(month=month, day=day))


def _quarter_of_year(m: Match) -> RhythmReading | None:
    quarter = number(m["quarter"])
    if m["until"]:
        return once(Per.YEAR, DueDay(month=3 * quarter, day=LAST_OF_MONTH))
    return in_quarter(quarter)


def _after_its_end(m: Match) -> RhythmReading | None:
    """季度终了后15日内: in the period that follows."""
    per, count = _per(m["period"]), number(m["days"])
    length = per.kind.length
    months = length.count if isinstance(length, Months) else 0
    if m["unit"].endswith(_WORDS.text("month")):
        due = DueDay(month=count, day=LAST_OF_MONTH)
        return once(per, due) if 1 <= count < months else None
    month = None if per is Per.MONTH else 1
    if m["unit"].endswith(_WORDS.text("workday")):
        due = DueDay(month=month, workday=count)
        return once(per, due) if months and fits(per, due, months) else None
    due = DueDay(month=month, day=count)
    return once(per, due) if months and 1 <= count <= 28 else None


def _next_month(m: Match) -> RhythmReading | None:
    due = _day(m)
    return once(Per.MONTH, due) if due is not None and fits(Per.MONTH, due, 1) else None


def _end_of_term(m: Match) -> RhythmReading | None:
    ahead = number(m["ahead"])
    if m["unit"] == _WORDS.text("year"):
        ahead = 6 if m["ahead"] == _HALF else 12 * ahead
    return of_term(number(m["years"]) or None, ahead) if ahead else None


def _event(m: Match, *, before: bool) -> RhythmReading | None:
    unit = "day" if m["unit"] in _WORDS.words("days") else "week"
    if m["unit"].endswith(_WORDS.text("month")):
        unit = "month"
    return on_event(m["event"], number(m["number"]), unit, before=before)


_MEANINGS: Mapping[str, Callable[[Match], RhythmReading | None]] = {
    "second-week": _second_week,
    "weekday-of-week": lambda m: once(Per.WEEK, _weekday(m["weekday"])),
    "odd-even": _odd_even,
    "named-months": _named_months,
    "each-named": _each_named,
    "month-of-year": _month_of_year,
    "festival": _festival,
    "quarter-of-year": _quarter_of_year,
    "half-of-year": lambda m: in_half(1 if m["half"] == _WORDS.text("first-half") else 2),
    "span-of-year": lambda m: in_season(number(m["from"]), number(m["to"])),
    "halves": lambda _: once(Per.HALF_YEAR),
    "after-its-end": _after_its_end,
    "next-month": _next_month,
    "end-of-term": _end_of_term,
    "term": lambda m: of_term(number(m["years"]) or None),
    "year-end": lambda _: once(Per.YEAR),
    "within": _within,
    "bare": _within,
    "event-before": lambda m: _event(m, before=True),
    "event-after": lambda m: _event(m, before=False),
}
_FORMS = [
    (name, pattern)
    for table in (_table("chinese-forms"),)
    for name in _MEANINGS
    for pattern in table.patterns(name)
]
