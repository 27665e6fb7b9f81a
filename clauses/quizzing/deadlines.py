"""By when: the part of the year, the day within a period, the time from an event or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clauses.cadence import OnEvent, Quota, Season
from clauses.characters.folding import fold
from clauses.model import Clause, QuizAsked
from clauses.quizzing.questions import Option
from clauses.words import WordTable

_YEAR_MONTHS = 12
_STATED = WordTable("quizzing.toml", "stated")


class DeadlineQuestions:
    """Wrong ones differ from the right one in the time alone."""

    asked = QuizAsked.BY_WHEN

    def right(self, clause: Clause) -> Option | None:
        """The cadence, where it has a time."""
        return next(self.truths(clause), None)

    def truths(self, clause: Clause) -> Iterator[Option]:
        """The same."""
        cadence = clause.cadence
        if isinstance(cadence, Quota):
            if cadence.season is not None or cadence.due is not None:
                yield cadence
        elif isinstance(cadence, OnEvent) and _offset(cadence) is not None:
            yield cadence

    def offered(self, clause: Clause, right: Option, others: Sequence[Clause]) -> Iterator[Option]:
        """Other parts of the year that are as long; days and times of others."""
        match right:
            case Quota(season=Season() as season):
                yield from (replace(right, season=each) for each in _other_parts(season))
            case Quota(per=per):
                for other in others:
                    cadence = other.cadence
                    if isinstance(cadence, Quota) and cadence.per is per and cadence.due:
                        yield replace(right, due=cadence.due)
            case OnEvent():
                for other in others:
                    if isinstance(other.cadence, OnEvent):
                        yield from _in_its_time(right, other.cadence, fold(clause.text))

    def is_same(self, option: Option, other: Option) -> bool:
        """Whether one day may be in both."""
        match option, other:
            case Quota(season=Season() as season), Quota(season=Season() as another):
                return bool(_months(season) & _months(another))
            case Quota(), Quota():
                return (option.per, option.due) == (other.per, other.due)
            case OnEvent(), OnEvent():
                return _offset(option) == _offset(other)
            case _:
                return False

    def distance(self, right: Option, option: Option) -> float:
        """Any is as good."""
        return 0


def _offset(cadence: OnEvent) -> tuple[int | None, int | None] | None:
    offset = cadence.offset_days, cadence.offset_months
    return None if offset == (None, None) else offset


def _in_its_time(right: OnEvent, other: OnEvent, text: str) -> Iterator[OnEvent]:
    """The right one with the time of the other; none that the clause's own words name as well."""
    if right.offset_months is not None and other.offset_months is not None:
        months = abs(other.offset_months)
        if not any(f"{months}{unit}" in text for unit in _STATED.words("months")):
            yield replace(right, offset_months=months if right.offset_months > 0 else -months)
    elif right.offset_days is not None and other.offset_days is not None:
        days = abs(other.offset_days)
        if not any(f"{days}{unit}" in text for unit in _STATED.words("days")):
            yield replace(right, offset_days=days if right.offset_days > 0 else -days)


def _other_parts(season: Season) -> Iterator[Season]:
    """Those of the same length that begin where it, or another of them, ends."""
    length = len(_months(season))
    for part in range(1, _YEAR_MONTHS // length):
        first, last = ((month + part * length - 1) % _YEAR_MONTHS + 1 for month in _ends(season))
        yield Season(first, last)


def _ends(season: Season) -> tuple[int, int]:
    return season.first_month, season.last_month


def _months(season: Season) -> set[int]:
    first, last = _ends(season)
    if season.reaches_over:
        return {*range(first, _YEAR_MONTHS + 1), *range(1, last + 1)}
    return set(range(first, last + 1))
