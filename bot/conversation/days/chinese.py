"""The Chinese way of writing days; the words are in ``clauses/lexicon/days.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.conversation.days.asked import DayAsked, Days, Moment, NotADay, SeveralDays
from bot.conversation.days.chinese_forms import FORMS
from bot.conversation.days.chinese_stretches import SPANS
from bot.conversation.days.chinese_words import (
    AROUND,
    EITHER_CALENDAR,
    NUMBERS,
    RELATIVE,
    WEEKDAYS,
    patterns,
)
from bot.conversation.days.numeric import read_digits

_LEAD, _TAIL = AROUND.pattern("lead"), AROUND.pattern("tail")
_WEEKDAY_SAID = AROUND.pattern("weekday-said")
_BY_LEAD, _BY, _WITHIN = (AROUND.pattern(name) for name in ("by-lead", "by", "within"))
_FORMS = [(name, pattern, FORMS[name]) for name, pattern in patterns("chinese-forms")]
_SPANS = [(pattern, SPANS[name]) for name, pattern in patterns("chinese-spans")]
_VAGUE = [pattern for _, pattern in patterns("chinese-vague")]
_HOLIDAYS = ("festival", "holiday")


def read(typed: str, moment: Moment) -> date:
    """The day; raises as ``bot.conversation.days.reading.read_day``."""
    if typed in NUMBERS or not EITHER_CALENDAR.isdisjoint(_bared(typed)):
        raise NotADay
    if (days := _checked(typed, moment)) is not None:
        return moment.nearest(days)
    if moment.asked is DayAsked.DUE and (days := _deadline(typed, moment)) is not None:
        return moment.nearest(days)
    bared = (*_bared(typed), _BY.sub("", _BY_LEAD.sub("", typed)))
    if any(pattern.fullmatch(each) for each in bared for pattern in _VAGUE):
        raise SeveralDays
    raise NotADay


def _checked(typed: str, moment: Moment) -> Days | None:
    """The days that may be meant; where a weekday stands behind, it has to be that of the day.

    Raises:
        NotADay: it is another day's.
    """
    _, days = _read(typed, moment)
    if days is not None:
        return days
    for each in _bared(typed):
        said = _WEEKDAY_SAID.search(each)
        before = _read(each[: said.start()], moment)[1] if said and said.start() else None
        if said is not None and before is not None:
            day = moment.nearest(before)
            if WEEKDAYS[said["weekday"]] != day.isoweekday():
                raise NotADay
            return day
    return None


def _deadline(typed: str, moment: Moment) -> Days | None:
    """By which day: 月底前, 节前, 一个月内, 最迟12月5日. What is due before a festival is due a day before it."""
    text = _BY_LEAD.sub("", typed)
    if within := _WITHIN.search(text):
        span = text[: within.start()]
        return _span(span, moment) or _checked(span, moment)
    by = _BY.search(text)
    if by is None:
        return None if text == typed else _checked(text, moment)
    form, days = _read(text[: by.start()], moment)
    if form in _HOLIDAYS and days is not None:
        return _eves(days)
    return _checked(text[: by.start()], moment) if days is None else days


def _read(typed: str, moment: Moment) -> tuple[str | None, Days | None]:
    """Name of the form that fits, and the days that it may mean."""
    for text in _bared(typed):
        if text in RELATIVE:
            return None, moment.today + timedelta(days=RELATIVE[text])
        if (day := read_digits(text, moment)) is not None:
            return None, day
        for name, pattern, form in _FORMS:
            found = pattern.fullmatch(text)
            days = form(found, moment) if found else None
            if days is not None:
                return name, days
    return None, None


def _span(text: str, moment: Moment) -> Days | None:
    for pattern, form in _SPANS:
        if found := pattern.fullmatch(text):
            return form(found, moment)
    return None


def _eves(days: Days) -> Days:
    day_before = timedelta(days=1)
    return days - day_before if isinstance(days, date) else [day - day_before for day in days]


def _bared(typed: str) -> Iterator[str]:
    """The text, then without what may stand before or after a day; each once."""
    short = _LEAD.sub("", typed)
    yield from dict.fromkeys((typed, short, _TAIL.sub("", typed, 1), _TAIL.sub("", short, 1)))
