"""What a clause means for the dates of a question: whether a term is over, by when something is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from clauses.answering.answer import Answer, DueVerdict, Founded, TermVerdict
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.readings import day_named, elected_on, newly_founded
from clauses.cadence import OnEvent, Per, Quota
from clauses.lexicon.questions import Aspect

_SURE = 0.6

_AMONG = 5
"""A term of office has to be among this number of the nearest."""

_DAYS_ASKED = (Aspect.WHEN, Aspect.HOW_LONG)


class DayVerdicts:
    """Reads days from questions and holds them against the nearest clauses."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    def answer(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """The clause with what it means; None where the question names no such day."""
        return (
            self._of_term(question, analysis, found)
            or self._of_day(question, analysis, found)
            or self._of_new(question, analysis, found)
        )

    def _of_term(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        began = elected_on(analysis.text)
        if began is None or analysis.today is None:
            return None
        for each in found[:_AMONG]:
            cadence = each.statement.cadence
            if not isinstance(cadence, Quota) or cadence.per is not Per.TERM:
                continue
            years = cadence.term_years or 1
            answer = self._replies.answered(question, analysis, each.statement, found, _SURE)
            ends = began.replace(year=began.year + years)
            return replace(answer, verdict=TermVerdict(began, ends, years, analysis.today))
        return None

    def _of_day(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """By which day something is due that hangs on a day which the question names."""
        if analysis.today is None or analysis.aspect not in _DAYS_ASKED or not found:
            return None
        best = found[0].statement
        began = day_named(analysis.text, analysis.today)
        if began is None or not isinstance(best.cadence, OnEvent) or not found[0].evidence.terms:
            return None
        due = _moved(began, best.cadence)
        if due is None:
            return None
        answer = self._replies.answered(question, analysis, best, found, _SURE)
        return replace(answer, verdict=DueVerdict(began, due, best.cadence))

    def _of_new(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        words = newly_founded(analysis.text)
        if words is None or not found or analysis.aspect is not Aspect.WHETHER:
            return None
        best = found[0].statement
        if not isinstance(best.cadence, Quota) or not found[0].evidence.terms:
            return None
        answer = self._replies.answered(question, analysis, best, found, _SURE)
        return replace(answer, verdict=Founded(words))


def _moved(day: date, cadence: OnEvent) -> date | None:
    """The day by the offset of the cadence; None where it has none."""
    if cadence.offset_days is not None:
        return day + timedelta(days=cadence.offset_days)
    if cadence.offset_months is None:
        return None
    month = day.year * 12 + day.month - 1 + cadence.offset_months
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))
