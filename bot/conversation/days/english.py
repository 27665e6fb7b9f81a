"""The English way of writing days; the words are in ``clauses/lexicon/days.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from bot.conversation.days.asked import (
    DayAsked,
    Days,
    Moment,
    NotADay,
    SeveralDays,
    a_day,
    month_from,
)
from bot.conversation.days.chinese_words import month_days
from bot.conversation.days.lunar import lunar_day
from bot.conversation.days.numeric import read_digits
from bot.conversation.days.stretches import Stretch, after, months_from, one_of, stretch_around
from clauses.words import WordTable

Match = re.Match[str]

_FILE = "days.toml"
_WORDS = WordTable(_FILE, "english")
_GIVEN = {name: _WORDS.text(name) for name in _WORDS}
_FORM_TABLE = WordTable(_FILE, "english-forms", _GIVEN)
_RELATIVE_TABLE = WordTable(_FILE, "relative-english")
_RELATIVE = {word: int(name) for name in _RELATIVE_TABLE for word in _RELATIVE_TABLE.words(name)}
_LEAD, _TAIL = _WORDS.pattern("lead"), _WORDS.pattern("tail")
_BY_LEAD, _WITHIN_LEAD = _WORDS.pattern("by-lead"), _WORDS.pattern("within-lead")
_WEEKDAY_BEFORE, _WEEKDAY_AFTER = _WORDS.pattern("weekday-before"), _WORDS.pattern("weekday-after")
_LAST = _WORDS.pattern("at-end")
_LENGTH = re.compile(f"{_GIVEN['n']} {_GIVEN['unit']}")
_VAGUE = WordTable(_FILE, "english-vague", _GIVEN).pattern("some")
_FESTIVALS = month_days("english-festivals")
_LUNAR_FESTIVALS = month_days("english-lunar-festivals")

_AROUND = (-1, 0, 1)
_WEEK = 7
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHIFTS = {"last": -1, "past": -1, "next": 1}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "thirty": 30,
}
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_WORKDAYS = ("working", "workday", "business")


def read(typed: str, moment: Moment) -> date:
    """The day; raises as ``bot.conversation.days.reading.read_day``."""
    days = _checked(typed, moment)
    if days is None and moment.asked is DayAsked.DUE:
        days = _deadline(typed, moment)
    if days is not None:
        return moment.nearest(days)
    if any(_VAGUE.fullmatch(each) for each in _bared(typed)):
        raise SeveralDays
    raise NotADay


def _deadline(typed: str, moment: Moment) -> Days | None:
    if within := _WITHIN_LEAD.match(typed):
        length = _LENGTH.fullmatch(typed[within.end() :])
        return _away(length, moment, 1) if length else None
    by = _BY_LEAD.match(typed)
    return _checked(typed[by.end() :], moment) if by else None


def _checked(typed: str, moment: Moment) -> Days | None:
    """The days that may be meant; a weekday beside the day has to be its own.

    Raises:
        NotADay: it is another day's.
    """
    if (days := _days(typed, moment)) is not None:
        return days
    for each in _bared(typed):
        for beside in (_WEEKDAY_BEFORE, _WEEKDAY_AFTER):
            said = beside.search(each)
            rest = each[: said.start()] + each[said.end() :] if said else ""
            if said is None or not rest or (days := _days(rest, moment)) is None:
                continue
            day = moment.nearest(days)
            if _WEEKDAYS[day.weekday()] != said["weekday"]:
                raise NotADay
            return day
    return None


def _days(typed: str, moment: Moment) -> Days | None:
    for text in _bared(typed):
        if text in _RELATIVE:
            return moment.today + timedelta(days=_RELATIVE[text])
        if (day := read_digits(text, moment)) is not None:
            return day
        for pattern, form in _FORMS:
            found = pattern.fullmatch(text)
            days = form(found, moment) if found else None
            if days is not None:
                return days
    return None


def _bared(typed: str) -> Iterator[str]:
    short = _LEAD.sub("", typed)
    yield from dict.fromkeys((typed, short, _TAIL.sub("", typed), _TAIL.sub("", short)))


def _away(m: Match, at: Moment, sign: int) -> date:
    count = _NUMBERS.get(m["n"]) or int(m["n"])
    unit = m["unit"]
    kind = "workday" if unit.startswith(_WORKDAYS) else unit.rstrip("s")
    return after(at.today, sign * count, kind, at.calendar)


def _month_day(m: Match, at: Moment) -> date:
    month, day = _MONTHS.index(m["month"]) + 1, int(m["day"])
    return a_day(int(m["year"]), month, day) if m["year"] else at.of_month(month, day)


def _day_alone(m: Match, at: Moment) -> Days | None:
    return None if m[0].isdecimal() else at.of_any_month(int(m["day"]))


def _day_of_month(m: Match, at: Moment) -> date:
    return a_day(*month_from(at.today, _SHIFTS.get(m["shift"], 0)), int(m["day"]))


def _weekday(m: Match, at: Moment) -> Days | None:
    """Of any week; last Friday and next Friday only where both ways to count give the same day."""
    days = [_of_week(m["weekday"], at, by) for by in _AROUND]
    shift = m["shift"]
    if shift is None:
        return days
    if shift == "this":
        return days[1]
    asked = DayAsked.DONE if _SHIFTS[shift] < 0 else DayAsked.EVENT
    others = [day for day in days if day != at.today]
    nearest = Moment(at.today, asked, at.calendar).nearest(others)
    return nearest if nearest == days[1 + _SHIFTS[shift]] else None


def _weekday_of_week(m: Match, at: Moment) -> date:
    return _of_week(m["weekday"], at, _SHIFTS.get(m["week"], 0))


def _of_week(name: str, at: Moment, by: int) -> date:
    monday = at.today - timedelta(days=at.today.weekday())
    return monday + timedelta(days=_WEEK * by + _WEEKDAYS.index(name))


def _edge_of(m: Match, at: Moment) -> Days:
    kind, shift = m["span"], m["shift"]
    if shift in (None, "the"):
        return [_edge(m, stretch_around(at.today, kind, by)) for by in _AROUND]
    return _edge(m, stretch_around(at.today, kind, _SHIFTS.get(shift, 0)))


def _edge_of_month(m: Match, at: Moment) -> Days:
    month = _MONTHS.index(m["month"]) + 1
    if m["year"]:
        return _edge(m, months_from(int(m["year"]), month, 1))
    return [_edge(m, months_from(at.today.year + by, month, 1)) for by in _AROUND]


def _edge(m: Match, stretch: Stretch) -> date:
    return stretch.last if _LAST.fullmatch(m["edge"]) else stretch.first


def _span_end(m: Match, at: Moment) -> Days:
    return [stretch_around(at.today, m["span"], by).last for by in _AROUND]


def _one_of_month(m: Match, at: Moment) -> Days:
    def day(by: int) -> date:
        fits = at.calendar.is_workday if m["workday"] else _is_weekday(m["weekday"])
        return one_of(stretch_around(at.today, "month", by), _PLACES[m["nth"]], fits)

    shift = m["shift"]
    return [day(by) for by in _AROUND] if shift == "the" else day(_SHIFTS.get(shift, 0))


def _is_weekday(name: str) -> Callable[[date], bool]:
    return lambda day: _WEEKDAYS[day.weekday()] == name


def _festival(m: Match, at: Moment) -> Days:
    name, years = m["festival"], [at.today.year + by for by in _AROUND]
    if name in _FESTIVALS:
        return [a_day(year, *_FESTIVALS[name]) for year in years]
    return [lunar_day(year, *_LUNAR_FESTIVALS[name]) for year in years]


_MEANINGS: Mapping[str, Callable[[Match, Moment], Days | None]] = {
    "ago": lambda m, at: _away(m, at, -1),
    "later": lambda m, at: _away(m, at, 1),
    "from-now": lambda m, at: _away(m, at, 1),
    "day-month": _month_day,
    "month-day": _month_day,
    "day-alone": _day_alone,
    "day-of-month": _day_of_month,
    "weekday": _weekday,
    "weekday-of-week": _weekday_of_week,
    "weeks-weekday": _weekday_of_week,
    "edge-of": _edge_of,
    "edge-of-month": _edge_of_month,
    "span-end": _span_end,
    "one-of-month": _one_of_month,
    "festival": _festival,
}
_FORMS = [(_FORM_TABLE.pattern(name), _MEANINGS[name]) for name in _FORM_TABLE]
