"""Reads which days of a year are off and which are worked: the yearly notice, or a table. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from clauses.characters.numerals import numeral_value
from clauses.characters.script import simplified_by_character
from clauses.words import WordTable

_NOTICE = WordTable("workday_notice.toml", "notice")
_TABLE = WordTable("workday_notice.toml", "table")

_YEAR = _NOTICE.pattern("year")
_YEAR_OF_ONE = _NOTICE.pattern("year-of-one")
_DAY = _NOTICE.pattern("day")
_TO = _NOTICE.pattern("to")
_ALSO = _NOTICE.pattern("also")
_WEEKDAY = _NOTICE.pattern("weekday")
_WEEKDAYS = _NOTICE.text("weekdays")
_OFF = _NOTICE.pattern("off")
_WORKED = _NOTICE.pattern("worked")
_COUNT = _NOTICE.pattern("count")
_SENTENCES = _NOTICE.pattern("sentences")

_LINE = _TABLE.pattern("line")
_KINDS = {
    **dict.fromkeys(_TABLE.words("off"), False),
    **dict.fromkeys(_TABLE.words("worked"), True),
}

_LONGEST = timedelta(days=31)
_DECEMBER = 12


class NoticeFaultKind(StrEnum):
    """What is wrong with a notice or a table."""

    NO_YEAR = "no-year"
    NO_DAYS = "no-days"
    NO_SUCH_DAY = "no-such-day"
    WEEKDAY = "weekday"
    """The weekday in brackets is another one."""
    COUNT = "count"
    """The days are not as many as is said."""
    NOT_READ = "not-read"
    """A sentence, or a line, that speaks of days and was not understood."""
    TWICE = "twice"
    """A day is said to be off and to be worked."""


@dataclass(frozen=True)
class NoticeFault:
    """A fault, with the words in which it was found, what they say, and what is so.

    Weekdays are numbers from 1, Monday.
    """

    kind: NoticeFaultKind
    words: str = ""
    said: str = ""
    actual: str = ""


class BadNotice(Exception):
    """Nothing of it is taken; ``faults`` holds all that is wrong, in the order of the text."""

    def __init__(self, faults: tuple[NoticeFault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


@dataclass(frozen=True)
class WorkdayNotice:
    """The days that were said, each with whether it is worked.

    ``year`` is that of the title; None for a table and for a notice about one holiday, which stand
    for no year as a whole.
    """

    days: dict[date, bool]
    year: int | None = None


def read_workdays(text: str) -> WorkdayNotice:
    """Read a notice as it was published, or lines of a day and its kind.

    Raises:
        BadNotice: something in it does not fit.
    """
    plain = simplified_by_character(unicodedata.normalize("NFKC", text))
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    if any(_LINE.fullmatch(line) for line in lines):
        return _of_table(lines)
    return _of_notice("\n".join("".join(line.split()) for line in lines))


def _of_table(lines: list[str]) -> WorkdayNotice:
    collected = _Collected()
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        worked = _KINDS.get(found["kind"].lower()) if found else None
        if found is None or worked is None:
            if number or found:  # the first one may be a heading
                collected.fault(NoticeFaultKind.NOT_READ, line)
            continue
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            collected.fault(NoticeFaultKind.NO_SUCH_DAY, line)
            continue
        beside = _WEEKDAY.search(found["beside"] or "")
        if beside is not None and (said := _weekday(beside["weekday"])) != day.weekday():
            collected.fault(NoticeFaultKind.WEEKDAY, line, str(said + 1), str(day.isoweekday()))
        collected.put(day, line, worked=worked)
    return WorkdayNotice(collected.days())


def _of_notice(text: str) -> WorkdayNotice:
    of_all = _YEAR.search(text)
    titled = of_all or _YEAR_OF_ONE.search(text)
    if titled is None:
        raise BadNotice((NoticeFault(NoticeFaultKind.NO_YEAR),))
    year = int(titled["year"])
    collected = _Collected()
    for sentence in _SENTENCES.split(text):
        _read_sentence(sentence, year, collected)
    return WorkdayNotice(collected.days(), year if of_all else None)


def _read_sentence(sentence: str, year: int, collected: _Collected) -> None:
    """One sentence says of its days that they are off, or that they are worked, or both in turn."""
    stated = [*_stretches(sentence, year, collected)]
    understood = False
    for number, (start, end, first, last) in enumerate(stated):
        until = stated[number + 1][0] if number + 1 < len(stated) else len(sentence)
        # A list shares what is said after its last member.
        said = next(
            (
                sentence[each[1] : following]
                for each, following in _tails(stated[number:], sentence)
                if not _ALSO.match(sentence[each[1] : following])
            ),
            sentence[end:until],
        )
        worked = _kind_of(said)
        if worked is None:
            continue
        understood = True
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        for day in days:
            collected.put(day, sentence[start:end], worked=worked)
        for counted in _COUNT.finditer(sentence[end:until]):
            if numeral_value(counted["count"]) != len(days):
                collected.fault(
                    NoticeFaultKind.COUNT, sentence[start:until], counted["count"], str(len(days))
                )
    if stated and not understood and (_OFF.search(sentence) or _WORKED.search(sentence)):
        collected.fault(NoticeFaultKind.NOT_READ, sentence)


_Stretch = tuple[int, int, date, date]


def _tails(stated: list[_Stretch], sentence: str) -> Iterator[tuple[_Stretch, int]]:
    """Each stretch with where the next one begins."""
    for number, each in enumerate(stated):
        yield each, stated[number + 1][0] if number + 1 < len(stated) else len(sentence)


def _kind_of(said: str) -> bool | None:
    """Whether the words after a day say that it is worked; None where they say nothing of it."""
    off, worked = _OFF.search(said), _WORKED.search(said)
    if off and (not worked or off.start() < worked.start()):
        return False
    return True if worked else None


def _stretches(sentence: str, year: int, collected: _Collected) -> Iterator[_Stretch]:
    """Where each stretch of days stands in the sentence, with its first and last day."""
    found = list(_DAY.finditer(sentence))
    number, month = 0, None
    while number < len(found):
        begin = end = found[number]
        if number + 1 < len(found) and _TO.match(sentence[begin.end() : found[number + 1].start()]):
            end = found[number + 1]
            number += 1
        number += 1
        month = int(begin["month"]) if begin["month"] else month
        if month is None:
            continue  # a day of no month, such as the length of something
        last_month = int(end["month"]) if end["month"] else month
        crosses = end is not begin and last_month < month
        try:
            last = _date(end, year, last_month, collected)
            first = last if end is begin else _date(begin, last.year - crosses, month, collected)
        except ValueError:
            collected.fault(NoticeFaultKind.NO_SUCH_DAY, sentence[begin.start() : end.end()])
            continue
        month = last_month
        if not timedelta(0) <= last - first <= _LONGEST:
            collected.fault(NoticeFaultKind.NOT_READ, sentence[begin.start() : end.end()])
            continue
        yield begin.start(), end.end(), first, last


def _date(found: re.Match[str], year: int, month: int, collected: _Collected) -> date:
    """The day that is meant, its weekday compared with the one in brackets.

    Raises:
        ValueError: there is no such day.
    """
    day = date(int(found["year"] or year), month, int(found["day"]))
    beside = _WEEKDAY.search(found["beside"] or "")
    if beside is None:
        return day
    said = _weekday(beside["weekday"])
    before = day.replace(year=day.year - 1) if day.month == _DECEMBER else day
    # Before the new year: the weekday alone tells which December it is.
    if not found["year"] and day.weekday() != said == before.weekday():
        return before
    if day.weekday() != said:
        collected.fault(NoticeFaultKind.WEEKDAY, found[0], str(said + 1), str(day.isoweekday()))
    return day


def _weekday(sign: str) -> int:
    """From 0, Monday; Sunday has two signs."""
    return min(_WEEKDAYS.find(sign) % len(_WEEKDAYS), 6)


class _Collected:
    """Days and faults as they are found."""

    def __init__(self) -> None:
        self._days: dict[date, bool] = {}
        self._faults: list[NoticeFault] = []

    def fault(self, kind: NoticeFaultKind, words: str, said: str = "", actual: str = "") -> None:
        self._faults.append(NoticeFault(kind, words, said, actual))

    def put(self, day: date, words: str, *, worked: bool) -> None:
        if self._days.setdefault(day, worked) is not worked:
            self.fault(NoticeFaultKind.TWICE, words)

    def days(self) -> dict[date, bool]:
        """The days in their order.

        Raises:
            BadNotice: there were faults, or no days.
        """
        if not self._days and not self._faults:
            self.fault(NoticeFaultKind.NO_DAYS, "")
        if self._faults:
            raise BadNotice(tuple(self._faults))
        return dict(sorted(self._days.items()))
