"""Reads the rhythm of a duty in some words: how often, in which months, on what occasion."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clauses.cadence import TIMES, Cadence, Continuous, OnEvent, Per, Quota, Regular
from clauses.importing.parsing.actors import is_actor
from clauses.importing.parsing.readable import least_value, readable
from clauses.importing.parsing.stated_days import stated_days
from clauses.lexicon.periods import PATTERNS, per_of
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import UnclearRhythm
from clauses.words import WordTable

_WORDS = WordTable("duties.toml", "rhythms", PATTERNS)
_EVERY = _WORDS.pattern("every")
_ALONE = _WORDS.pattern("alone")
_HALVES = _WORDS.pattern("halves")
_COUNT = _WORDS.pattern("count")
_TIMES = _WORDS.words("times")
_DAYS_OF_WORK = _WORDS.pattern("days-of-work")
_OTHER = _WORDS.pattern("other")
_NO_FORM = _WORDS.pattern("no-form")
_REGULAR = _WORDS.pattern("regular")
_CONTINUOUS = _WORDS.pattern("continuous")
_TERM = _WORDS.pattern("term")
_TERM_LENGTH = _WORDS.pattern("term-length")
_MONTH_COUNTS = _WORDS.pattern("month-counts")
_BY_MONTHS = {2: Per.TWO_MONTHS, 3: Per.QUARTER, 6: Per.HALF_YEAR, 12: Per.YEAR}

_NO_DUTY = WordTable(
    "duties.toml",
    "no-duty",
    {**PATTERNS, "number": _WORDS.text("number"), "unit": _WORDS.text("unit")},
)
_RIGHT = _NO_DUTY.pattern("right")
_DUTY = _NO_DUTY.pattern("duty")
_NEVER = _NO_DUTY.pattern("never")
_AT_MOST = _NO_DUTY.pattern("at-most")
_CASE = _NO_DUTY.pattern("case")

_EVENTS = WordTable("duties.toml", "events")
_BEFORE = (_EVENTS.pattern("counted-before"), _EVENTS.pattern("before-counted"))
_AFTER = _EVENTS.pattern("after-it")
_AHEAD = _EVENTS.pattern("ahead")
_LEAD = _EVENTS.pattern("lead")
_NO_EVENT = _EVENTS.pattern("no-event")

_MOST_TIMES = 1000
_MOST_YEARS = 10
_MOST_DAYS = 366
_MOST_MONTHS = 60
_LONGEST_DAYS = 60


@dataclass(frozen=True)
class Rhythm:
    """A rhythm as read. ``cadence`` is None where packs have no form for it (每日).

    ``unexpressed`` are the words of a day that the cadence does not hold: 每月5日前.
    """

    cadence: Cadence | None
    unexpressed: str | None = None


TOLD = Rhythm(None)
"""A rhythm that is recognised and has no form."""


def rhythm_of(words: str) -> Rhythm | None:
    """The rhythm in one phrase of a sentence; None when nobody owes anything by one."""
    text = _DAYS_OF_WORK.sub(_as_days, readable(words).strip())
    if found := _TERM.search(text):
        years = least_value(found[1])
        fits = years is not None and 0 < years <= _MOST_YEARS
        return Rhythm(Quota(1, Per.TERM, term_years=years)) if fits else TOLD
    if _is_no_duty(text):
        return None
    if _NO_FORM.search(text):
        return TOLD
    if _HALVES.search(text):
        return Rhythm(Quota(1, Per.HALF_YEAR))
    return (
        _in_period(text)
        or _on_event(text)
        or (Rhythm(Regular()) if _REGULAR.search(text) else None)
    )


def without_dates(words: str) -> Regular | Continuous | None:
    """What is owed by no date: 定期, 持续; None where the words say anything else."""
    text = readable(words).strip()
    if _CONTINUOUS.fullmatch(text):
        return Continuous()
    return Regular() if _REGULAR.fullmatch(text) else None


def _as_days(found: re.Match[str]) -> str:
    return found[0].removesuffix(found[1]) + _WORDS.text("day-word")


def _is_no_duty(text: str) -> bool:
    if _RIGHT.search(text) and not _DUTY.search(text):
        return True
    return any(pattern.search(text) for pattern in (_NEVER, _AT_MOST, _CASE))


def _in_period(text: str) -> Rhythm | None:
    found, other = _EVERY.search(text), _OTHER.search(text)
    if other and not (found and found.start() <= other.start()):
        return _longest(text[other.start() :]) or TOLD
    if found is None:
        if alone := _ALONE.search(text):
            return _quota(per_of(alone[1] or alone[2]), alone[3], alone[4])
        return None
    per = _per(next(filter(None, found.groups())))
    if per is Per.YEAR and (inside := _inside_the_year(text, found)):
        return inside
    if per is Per.TERM and _TERM_LENGTH.search(text):
        return None
    counted = _COUNT.search(text, found.end()) or _COUNT.search(text[: found.start()])
    rhythm = _quota(per, *counted.groups()) if counted else Rhythm(Quota(1, per))
    days = stated_days(text, found.end(), per)
    if days is None or not isinstance(rhythm.cadence, Quota):
        return rhythm
    quota = rhythm.cadence
    if not days.has_more:
        return Rhythm(replace(quota, season=days.season))
    said = text[found.start() : days.end][:_LONGEST_DAYS]
    if (expressed := whole_quota(said)) is not None:
        return Rhythm(replace(expressed, at_least=quota.at_least, unit=quota.unit, exact=False))
    at_least = quota.at_least * days.acts if quota.unit == TIMES else quota.at_least
    return Rhythm(replace(quota, at_least=at_least, season=days.season), said)


def _inside_the_year(text: str, year: re.Match[str]) -> Rhythm | None:
    """The rhythm of some months of the year: 每年3月至11月每月两次; None where no other one follows at once."""
    shorter = _EVERY.search(text, year.end())
    if shorter is None:
        return None
    months = stated_days(text, year.end(), Per.YEAR)
    if months is None or not months.end <= shorter.start() <= months.end + 1:
        return None
    rhythm = _in_period(text[shorter.start() :])
    if rhythm is None or not isinstance(rhythm.cadence, Quota):
        return rhythm
    season = None if months.has_more else months.season
    if rhythm.cadence.per is Per.MONTH and season and not rhythm.cadence.months:
        named = tuple(range(season.first_month, season.last_month + 1))
        return replace(rhythm, cadence=replace(rhythm.cadence, months=named))
    said = text[year.start() : shorter.start()] + (rhythm.unexpressed or "")
    return replace(rhythm, unexpressed=said[:_LONGEST_DAYS])


def _longest(text: str) -> Rhythm | None:
    """The rhythm with which the text begins, of months of the year: 逢双月15日前."""
    for end in range(min(len(text), _LONGEST_DAYS), 0, -1):
        quota = whole_quota(text[:end])
        if quota is not None and quota.months:
            return Rhythm(replace(quota, exact=False))
    return None


def whole_quota(words: str) -> Quota | None:
    """The quota that all of the words state; None where they state more, or another rhythm."""
    try:
        reading = read_rhythm(words)
    except UnclearRhythm:
        return None
    return None if reading.asks_first or reading.event else reading.quota


def _per(words: str) -> Per:
    if _MONTH_COUNTS.fullmatch(words):
        return _BY_MONTHS[least_value(re.sub(_EVENTS.text("of-months"), "", words)) or 0]
    return per_of(words)


def _quota(per: Per, number: str, unit: str) -> Rhythm:
    count = least_value(number)
    if not count or count > _MOST_TIMES:
        return Rhythm(Quota(1, per))
    return Rhythm(Quota(count, per, TIMES if unit in _TIMES else unit))


def _on_event(text: str) -> Rhythm | None:
    for pattern in _BEFORE:
        if (found := pattern.search(text)) and (rhythm := _offset(found, -1)):
            return rhythm
    if (found := _AFTER.search(text)) and (rhythm := _offset(found, 1)):
        return rhythm
    if found := _AHEAD.search(text):
        event = found[1].strip()
        return TOLD if not event or is_actor(event) else _offset(found, -1)
    return None


def _offset(found: re.Match[str], sign: int) -> Rhythm | None:
    """The event of a match with the distance; packs have no form for workdays and hours."""
    event = _LEAD.sub("", found[1]).strip()
    number = least_value(found[2])
    if len(event) < 2 or not number or _NO_EVENT.search(event):
        return None
    unit = found[3]
    if unit in _EVENTS.words("months"):
        fits = number <= _MOST_MONTHS
        return Rhythm(OnEvent(event, offset_months=sign * number)) if fits else TOLD
    days = number * 7 if unit in _EVENTS.words("weeks") else number
    known = unit in (*_EVENTS.words("days"), *_EVENTS.words("weeks"))
    return Rhythm(OnEvent(event, sign * days)) if known and days <= _MOST_DAYS else TOLD
