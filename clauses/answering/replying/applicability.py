"""Which clauses apply to the organisation that a question describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, Applicability
from clauses.answering.finding.finder import Found
from clauses.answering.replying.verdicts import Verdicts
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.readings import stated_fact, states_long
from clauses.conditions import Fact, FactCondition, FactId, FactKind
from clauses.lexicon import questions as asking
from clauses.library import Library
from clauses.limits import LimitEffect
from clauses.model import Clause, Question
from clauses.searching.statements import Statement

_INSTEAD = 4
"""Number of the nearest among which another clause is looked for, where the first does not apply."""


class ApplicableClauses:
    """Knows the facts that clauses depend on."""

    def __init__(self, library: Library, verdicts: Verdicts) -> None:
        self._library = library
        self._verdicts = verdicts
        self._facts = [fact for pack in library.packs for fact in pack.facts]

    def first(self, analysis: Analysis, found: Sequence[Found]) -> Found:
        """The first whose own condition the question meets, as far as it says; else the first of all."""
        stated = self._stated(analysis.text)
        nearest = found[:_INSTEAD]
        return next((e for e in nearest if self._met(e.statement, analysis, stated)), found[0])

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

    def _met(self, statement: Statement, analysis: Analysis, stated: Mapping[FactId, int]) -> bool:
        """Whether nothing in the question speaks against the clause's own condition.

        A rule that takes effect after some time is met by that time, or by the question for it.
        """
        clause = statement.stated
        if not isinstance(clause, Clause):
            return True
        if any(e.fact in stated and not e.holds(stated[e.fact]) for e in clause.applies_when):
            return False
        waits = any(
            limit.effect is LimitEffect.APPLIES and limit.unit is not None
            for limit in clause.limits
        )
        if not waits or not asking.CONSEQUENCE.search(analysis.text):
            return True
        said = self._verdicts.states_duration(analysis.text)
        return said or states_long(analysis.text) or _names(analysis, statement)

    def _stated(self, text: str) -> dict[FactId, int]:
        """The facts of an organisation that a question states, and what follows from them."""
        counted = self._verdicts.counted(text)
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


def _names(analysis: Analysis, statement: Statement) -> bool:
    """Whether the question has a word of what the clause is called."""
    said = (
        analysis.text[at : at + 2]
        for start, end in analysis.content
        for at in range(start, end - 1)
    )
    named = any(term.name in statement.title for term in analysis.terms)
    return named or any(pair in statement.title for pair in said)
