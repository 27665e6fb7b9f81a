"""What a clause means for the case that a question describes: its numbers, dates and circumstances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, Applicability, Founded, LimitVerdict, TermVerdict
from clauses.answering.finding.evidence import evidence
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.readings import (
    Reading,
    elected_on,
    newly_founded,
    readings,
    stated_fact,
    states_long,
)
from clauses.cadence import Per, Quota
from clauses.conditions import Fact, FactCondition, FactId, FactKind
from clauses.lexicon import questions as asking
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.limits import Limit, LimitEffect
from clauses.model import Clause, Question
from clauses.searching.statements import Statement

_SURE, _LIKELY = 0.9, 0.6
"""Confidence of a verdict on a quantity that only a few clauses limit, and on others."""

_AMONG = 5
"""A term of office has to be among this number of the nearest."""

_INSTEAD = 4
"""Number of the nearest among which another clause is looked for, where the first does not apply."""

_LEADING = 2
"""People of a body are counted for a clause that one of this number of the nearest rests on."""

_SIZES = frozenset({"members", "full-members"})
_EVERYWHERE = frozenset({"duration", "hours", "units", *_SIZES})
"""Quantities that questions state for many reasons: they need a clause that is near anyway."""

_DURATION = "duration"

_Limited = tuple[Statement, Limit]


class Verdicts:
    """Knows the limits of all clauses."""

    def __init__(self, library: Library, statements: Sequence[Statement], replies: Replies) -> None:
        self._library = library
        self._replies = replies
        self._limited: list[_Limited] = [
            (each, limit)
            for each in statements
            if isinstance(each.stated, Clause)
            for limit in each.stated.limits
        ]
        self._facts = [fact for pack in library.packs for fact in pack.facts]

    def answer(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """The clause that the case falls under, with what it means; None where the question states none."""
        for reading in readings(analysis.text):
            if (chosen := self._limit_for(analysis, reading, found)) is None:
                continue
            statement, limit = chosen
            holds = None if reading.value is None else limit.holds(reading.value, reading.base)
            answer = self._answered(question, analysis, statement, found, reading.quantity)
            others = self._otherwise(chosen, reading, holds=holds)
            verdict = LimitVerdict(limit, reading.value, reading.base, holds, others)
            return replace(answer, verdict=verdict)
        return self._of_term(question, analysis, found) or self._of_new(question, analysis, found)

    def first_that_applies(self, analysis: Analysis, found: Sequence[Found]) -> Found:
        """The first whose own condition the question meets, as far as it says; else the first of all."""
        stated = self._stated(analysis.text)
        nearest = found[:_INSTEAD]
        return next((e for e in nearest if _met(e.statement, analysis, stated)), found[0])

    def applied(self, answer: Answer) -> Answer:
        """With which of the clauses it rests on apply, where the question says something that decides it."""
        main = answer.main
        refs = main.refs if isinstance(main, Question) else (main.ref,) if main else ()
        stated = self._stated(answer.analysis.text)
        entries = (self._library.find(ref) for ref in refs)
        clauses = [entry for entry in entries if isinstance(entry, Clause)]
        applicable = tuple(self._applicability(clause, stated) for clause in clauses)
        if all(each.applies is not False for each in applicable):
            return answer
        return replace(answer, applicable=applicable)

    def _limit_for(
        self, analysis: Analysis, reading: Reading, found: Sequence[Found]
    ) -> _Limited | None:
        """The limit for this quantity that the question's words point to, the nearest first."""
        near = {each.statement.ref: at for at, each in enumerate(found)}
        first = 1 if reading.quantity == _DURATION else _LEADING
        leading = {ref for each in found[:first] for ref in each.statement.bears}
        fitting = [
            (statement, limit)
            for statement, limit in self._limited
            if limit.quantity == reading.quantity
            and (limit.comparison is None or (reading.base is None) == (limit.of is None))
            and _fits(limit.when, analysis.text)
            and (
                statement.ref in leading
                if reading.quantity in _EVERYWHERE
                else evidence(analysis, statement).terms
            )
        ]

        def order(each: _Limited) -> tuple[bool, bool, int]:
            statement, limit = each
            # Of several sizes that are told apart, the one that fits is meant.
            misses = reading.quantity in _SIZES and not self._all_hold(statement, reading)
            return not limit.when, misses, near.get(statement.ref, len(near))

        return min(fitting, key=order, default=None)

    def _all_hold(self, statement: Statement, reading: Reading) -> bool:
        return reading.value is not None and all(
            limit.holds(reading.value, reading.base)
            for each, limit in self._limited
            if each is statement and limit.quantity == reading.quantity
        )

    def _otherwise(
        self, chosen: _Limited, reading: Reading, *, holds: bool | None
    ) -> tuple[tuple[Clause, Limit], ...]:
        """Limits for a special case that the question does not name, and in which it would be otherwise."""
        if chosen[1].when or reading.value is None or reading.base is None or holds is None:
            return ()
        return tuple(
            (each.stated, limit)
            for each, limit in self._limited
            if isinstance(each.stated, Clause)
            and limit.quantity == reading.quantity
            and limit.comparison is not None
            and each.subject == chosen[0].subject
            and each is not chosen[0]
            and limit.holds(reading.value, reading.base) is not holds
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
            answer = self._answered(question, analysis, each.statement, found, _DURATION)
            ends = began.replace(year=began.year + years)
            return replace(answer, verdict=TermVerdict(began, ends, years, analysis.today))
        return None

    def _of_new(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        words = newly_founded(analysis.text)
        if words is None or not found or analysis.aspect is not Aspect.WHETHER:
            return None
        best = found[0].statement
        if not isinstance(best.cadence, Quota) or not found[0].evidence.terms:
            return None
        answer = self._answered(question, analysis, best, found, _DURATION)
        return replace(answer, verdict=Founded(words))

    def _answered(
        self,
        question: str,
        analysis: Analysis,
        statement: Statement,
        found: list[Found],
        quantity: str,
    ) -> Answer:
        sure = _LIKELY if quantity in _EVERYWHERE else _SURE
        return self._replies.answered(question, analysis, statement, found, sure)

    def _stated(self, text: str) -> dict[FactId, int]:
        """The facts of an organisation that a question states, and what follows from them."""
        counted = {each.quantity: each.value for each in readings(text) if each.base is None}
        stated: dict[FactId, int] = {}
        for fact in self._facts:
            if fact.kind is FactKind.NUMBER:
                value = counted.get(fact.id)
            else:
                value = stated_fact(text, fact)
            if value is not None:
                stated[fact.id] = value
        for fact in self._facts:
            if _holds(fact.not_when, stated):
                stated.setdefault(fact.id, 0)
        return stated

    def _reasons(self, id_: FactId, stated: Mapping[FactId, int]) -> Iterator[tuple[Fact, int]]:
        """The fact with its value; the numbers that it follows from where they are stated."""
        fact = self._library.fact(id_)
        if fact is None:
            return
        if not _holds(fact.not_when, stated):
            yield fact, stated[id_]
            return
        for each in fact.not_when:
            if (number := self._library.fact(each.fact)) is not None:
                yield number, stated[each.fact]

    def _applicability(self, clause: Clause, stated: Mapping[FactId, int]) -> Applicability:
        failing = tuple(
            reason
            for each in clause.applies_when
            if each.fact in stated and not each.holds(stated[each.fact])
            for reason in self._reasons(each.fact, stated)
        )
        if failing:
            return Applicability(clause, applies=False, reasons=failing)
        known = all(each.fact in stated for each in clause.applies_when)
        settled = known and (bool(clause.applies_when) or clause.applies_to is None)
        return Applicability(clause, applies=True if settled else None)


def _holds(conditions: Sequence[FactCondition], stated: Mapping[FactId, int]) -> bool:
    return bool(conditions) and all(
        each.fact in stated and each.holds(stated[each.fact]) for each in conditions
    )


def _fits(words: Sequence[str], text: str) -> bool:
    return not words or any(word in text for word in words)


def _met(statement: Statement, analysis: Analysis, stated: Mapping[FactId, int]) -> bool:
    """Whether nothing in the question speaks against the clause's own condition.

    A rule that takes effect after some time is met by that time, or by the question for it.
    """
    clause = statement.stated
    if not isinstance(clause, Clause):
        return True
    if any(e.fact in stated and not e.holds(stated[e.fact]) for e in clause.applies_when):
        return False
    waits = any(
        limit.effect is LimitEffect.APPLIES and limit.quantity == _DURATION
        for limit in clause.limits
    )
    if not waits or not asking.CONSEQUENCE.search(analysis.text):
        return True
    said = any(reading.quantity == _DURATION for reading in readings(analysis.text))
    return said or states_long(analysis.text) or _names(analysis, statement)


def _names(analysis: Analysis, statement: Statement) -> bool:
    """Whether the question has a word of what the clause is called."""
    said = (
        analysis.text[at : at + 2]
        for start, end in analysis.content
        for at in range(start, end - 1)
    )
    named = any(term.name in statement.title for term in analysis.terms)
    return named or any(pair in statement.title for pair in said)
