"""Telling that something was done: 支委会昨天开了, 11月20日开了支委会."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.conversation.days.asked import DayAsked, UnclearDay
from bot.conversation.days.reading import read_day
from bot.conversation.plain import is_chinese, plain
from bot.conversation.utterances import asks
from clauses.words import WordTable
from scheduler.workdays.calendar import WorkdayCalendar

_WORDS = WordTable("talk.toml", "doing")
_PHRASE, _PAST = _WORDS.pattern("phrase"), _WORDS.pattern("past")
_FILLER, _ENGLISH = _WORDS.pattern("filler"), _WORDS.pattern("english")
_HINT = _WORDS.pattern("hint")
_LONGEST_DAY = 14
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class Report:
    """What was done, in the words left for it, and when.

    ``told``: everything beside the day; ``name``: that without words such as 开了, "" where nothing
    is left. ``day``: None where none is told.
    """

    told: str
    name: str
    day: date | None


def may_report(text: str) -> bool:
    """Whether it is worth the time to look for a report: a day or a past is hinted at."""
    typed = plain(text)
    return bool(_PAST.search(typed) or _HINT.search(typed))


def read_report(text: str, *, today: date, calendar: WorkdayCalendar) -> Report | None:
    """What the text tells of; None where it asks something, or tells of nothing done.

    A name alone tells of nothing: there has to be a day, or a word that it is done; nor does a day
    that has not come.
    """
    typed = plain(text)
    if not typed or asks(text):
        return None
    day, rest = _without_day(typed, today, calendar)
    past = bool(_PAST.search(rest)) or bool(_ENGLISH.search(rest))
    name = _ENGLISH.sub("", _FILLER.sub("", _PHRASE.sub("", rest, 1))).strip(" ,.")
    if len(name) < _SHORTEST_NAME:
        name = ""
    if (day is None and not (past and name)) or (day is not None and day > today):
        return None
    return Report(rest, name, day)


def _without_day(typed: str, today: date, calendar: WorkdayCalendar) -> tuple[date | None, str]:
    """The day that the longest part of the text is, and the rest."""
    for start, end in _parts(typed):
        try:
            day = read_day(typed[start:end], today=today, asked=DayAsked.DONE, calendar=calendar)
        except UnclearDay:
            continue
        return day, typed[:start] + typed[end:]
    return None, typed


def _parts(typed: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text, the longest first; of words in English whole ones."""
    if is_chinese(typed):
        edges = list(range(len(typed) + 1))
    else:
        edges = [0, *(found.start() for found in re.finditer(r"\b", typed)), len(typed)]
    spans = {(a, b) for a in edges for b in edges if 1 < b - a <= _LONGEST_DAY}
    yield from sorted(spans, key=lambda span: (span[0] - span[1], span[0]))
