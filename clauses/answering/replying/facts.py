"""The fact that a statement gives on what was asked: a cadence, an owner, a number, a place."""

from __future__ import annotations

import re

from clauses.answering.answer import ClaimCheck, Fact, Owner, Places, Quotation
from clauses.answering.finding.evidence import COUNTED, DURATION, NUMBER, TIME, is_called
from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import (
    Cadence,
    NotStated,
    OnEvent,
    Per,
    Quota,
    Regular,
)
from clauses.characters.folding import fold
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.model import Clause, Question, Strength
from clauses.searching.statements import Statement, subject_name

_SENTENCE = re.compile(r"[^。；？！]+[。；？！]?")
_LONG_SENTENCE = 40


def fact_of(analysis: Analysis, statement: Statement, library: Library) -> Fact | None:
    """The fact to say first; None when the text itself is the answer."""
    match statement.stated:
        case Clause() as clause:
            return _of_clause(clause, analysis, statement, library)
        case Question(answer=str()) as question:
            return _of_question(question, analysis, statement, library)
        case _:
            return None


def strength_of(statement: Statement, library: Library) -> Strength:
    """The strength of the clause, or of the only clause that a question rests on."""
    clauses = _clauses(statement, library)
    return clauses[0].strength if len(clauses) == 1 else Strength.MUST


def _clauses(statement: Statement, library: Library) -> list[Clause]:
    found = (library.find(ref) for ref in statement.bears)
    return [entry for entry in found if isinstance(entry, Clause)]


def claim_of(analysis: Analysis, fact: Fact | None) -> ClaimCheck | None:
    """Compare the cadence stated in the question with the one that the text states.

    Only rates and terms of office are compared; a claim beside any other fact is left alone.
    """
    claimed = analysis.claim
    if claimed is None or not isinstance(fact, Quota | Regular):
        return None
    if isinstance(fact, Regular):
        return ClaimCheck(claimed, holds=False)
    if (claimed.per is Per.TERM) != (fact.per is Per.TERM) or claimed.unit != fact.unit:
        return None
    return ClaimCheck(claimed, holds=claimed.times_a_year == fact.times_a_year)


def _of_clause(
    clause: Clause, analysis: Analysis, statement: Statement, library: Library
) -> Fact | None:
    match analysis.aspect:
        case Aspect.HOW_OFTEN:
            return _how_often(clause)
        case Aspect.WHEN:
            return _when(clause)
        case Aspect.HOW_LONG:
            return _how_long(clause)
        case Aspect.WHO:
            return _who(clause, analysis, statement, library)
        case Aspect.HOW_MANY:
            return _passage(clause.text, COUNTED.get(analysis.unit or "", NUMBER))
        case Aspect.WHICH_ARTICLE:
            return Places(clause.citations)
        case Aspect.DIFFERENCE | Aspect.STEPS:
            return None
        case _:
            # The text says what the duty is; its quota is worth saying first.
            return clause.cadence if isinstance(clause.cadence, Quota) else None


def _of_question(
    question: Question, analysis: Analysis, statement: Statement, library: Library
) -> Fact | None:
    """A question that rests on a single clause gives that clause's cadence or place."""
    clauses = _clauses(statement, library)
    if analysis.aspect is Aspect.WHICH_ARTICLE:
        citations = question.citations or tuple(c for each in clauses for c in each.citations)
        return Places(tuple(dict.fromkeys(citations))) if citations else None
    if len(clauses) != 1:
        return None
    cadence = clauses[0].cadence
    asked = analysis.aspect is Aspect.HOW_OFTEN or analysis.claim is not None
    return cadence if asked and isinstance(cadence, Quota) else None


def _how_often(clause: Clause) -> Fact | None:
    if isinstance(clause.cadence, NotStated | OnEvent):
        return _passage(clause.text, DURATION) or _stated(clause.cadence)
    return clause.cadence


def _when(clause: Clause) -> Fact | None:
    cadence = clause.cadence
    if isinstance(cadence, OnEvent) or (isinstance(cadence, Quota) and cadence.season):
        return cadence
    return _passage(clause.text, TIME) or _stated(cadence)


def _how_long(clause: Clause) -> Fact | None:
    if isinstance(clause.cadence, Quota) and clause.cadence.per is Per.TERM:
        return clause.cadence
    return _passage(clause.text, DURATION) or _stated(clause.cadence)


def _who(clause: Clause, analysis: Analysis, statement: Statement, library: Library) -> Fact:
    named_by_role = is_called(statement, analysis)
    asked_of = {c.id for c in (*analysis.subjects, *analysis.own)}
    if statement.subjects & asked_of and not named_by_role:
        # Asked about this very subject, the one who acts on it stands in the text.
        return Quotation(clause.text)
    name = subject_name(library, clause.subject)
    return Owner((name,)) if name else Quotation(clause.text)


def _stated(cadence: Cadence) -> Cadence | None:
    return None if isinstance(cadence, NotStated) else cadence


def _passage(text: str, pattern: re.Pattern[str]) -> Quotation | None:
    """The sentence with what is asked; of a long sentence only the part between commas."""
    for sentence in _SENTENCE.findall(text):
        if not pattern.search(fold(sentence)):
            continue
        parts = sentence.split("，")
        if len(sentence) > _LONG_SENTENCE:
            parts = [part for part in parts if pattern.search(fold(part))] or parts
        return Quotation("，".join(parts).strip("。；！？ "))
    return None
