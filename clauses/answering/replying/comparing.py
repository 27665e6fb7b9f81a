"""Two things side by side: what a pack says itself of their difference, else a clause on each."""

from __future__ import annotations

from collections.abc import Sequence

from clauses.answering.answer import Answer, Compared, Status
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies
from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import Per, Quota
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.model import Clause, Correction, Distinction, Question
from clauses.searching.statements import Statement, subject_name
from clauses.vocabulary import Concept, Kind, Vocabulary

_TRIED = 8
"""Clauses on a thing among which one is looked for that has the rhythm of one on the other."""

_SURE, _TOLD = 0.5, 0.9
"""Confidence of two clauses side by side, and of what a pack says of the two."""


class Comparisons:
    """Puts the clauses on two things beside each other."""

    def __init__(
        self,
        library: Library,
        statements: Sequence[Statement],
        replies: Replies,
        vocabulary: Vocabulary,
    ) -> None:
        self._library = library
        self._replies = replies
        self._vocabulary = vocabulary
        self._clauses = [each for each in statements if isinstance(each.stated, Clause)]
        self._apart = [
            (each, self._named_in(each))
            for each in statements
            if isinstance(each.stated, Distinction)
        ]

    def answer(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """The comparison; None when not two things are compared, or one of them is unknown."""
        named = analysis.terms if len(analysis.terms) > 1 else analysis.subjects
        if analysis.aspect is not Aspect.DIFFERENCE or len(named) < 2:
            return None
        if found and self._answers_itself(found[0], named):
            return None
        for statement, terms in self._apart:
            if set(named[:2]) <= terms:
                return self._replies.answered(question, analysis, statement, found, _TOLD)
        near = [each.statement for each in found if isinstance(each.statement.stated, Clause)]
        about = set() if named is analysis.terms else set(analysis.terms)
        statements = [each for each in (*near, *self._clauses) if about <= each.concepts]
        one, other = (self._clauses_on(concept, statements) for concept in named[:2])
        if not one or not other:
            return None
        sides = [
            (concept.name, clause, subject_name(self._library, clause.subject))
            for concept, clause in zip(named, _alike(one, other), strict=False)
        ]
        clauses = [clause for _, clause, _ in sides]
        if clauses[0].ref == clauses[1].ref:
            return None
        return Answer(
            question=question,
            status=Status.ANSWERED,
            analysis=analysis,
            confidence=_SURE,
            main=clauses[0],
            refs=tuple(clause.ref for clause in clauses),
            fact=Compared(tuple(sides)),
        )

    def _answers_itself(self, best: Found, named: Sequence[Concept]) -> bool:
        """Whether a pack has this very question, or one told apart where only whose they are is named."""
        if not self._terms(named) and isinstance(best.statement.stated, Distinction):
            return best.evidence.carried
        return (
            isinstance(best.statement.stated, Question | Correction)
            and best.evidence.carried
            and set(named[:2]) <= self._named_in(best.statement)
        )

    def _terms(self, named: Sequence[Concept]) -> bool:
        return all(each.kind is Kind.TERM for each in named)

    def _named_in(self, statement: Statement) -> frozenset[Concept]:
        return frozenset(each.concept for each in self._vocabulary.mentions(statement.title))

    def _clauses_on(self, concept: Concept, statements: Sequence[Statement]) -> list[Clause]:
        """Those about the thing itself and with a number before those that only name it."""
        naming = [s for s in statements if concept in s.concepts or s.subject == concept.id]
        own = [s for s in naming if s.subject == concept.id]
        ordered = sorted(
            own or naming,
            key=lambda s: (
                s.subject != concept.id and concept.name not in s.title,
                not isinstance(s.cadence, Quota),
            ),
        )
        stated = dict.fromkeys(each.stated for each in ordered)
        return [clause for clause in stated if isinstance(clause, Clause)][:_TRIED]


def _alike(one: Sequence[Clause], other: Sequence[Clause]) -> tuple[Clause, Clause]:
    """The first two with the same rhythm, so that like stands beside like; else the first of each.

    A term of office comes first: what says how long a body serves says what it is.
    """
    pairs = [
        ((_rhythm(each) is not Per.TERM, at + beside), each, its)
        for at, each in enumerate(one)
        for beside, its in enumerate(other)
        if each.ref != its.ref and _rhythm(each) is not None and _rhythm(each) is _rhythm(its)
    ]
    if not pairs:
        return one[0], other[0]
    _, first, second = min(pairs, key=lambda pair: pair[0])
    return first, second


def _rhythm(clause: Clause) -> Per | None:
    return clause.cadence.per if isinstance(clause.cadence, Quota) else None
