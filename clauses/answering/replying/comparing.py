"""Two things side by side, where no pack says itself what sets them apart."""

from __future__ import annotations

from collections.abc import Sequence

from clauses.answering.answer import Answer, Compared, Status
from clauses.answering.finding.finder import Found
from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import Quota
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.model import Clause
from clauses.searching.statements import Statement, subject_name
from clauses.vocabulary import Concept

_SURE = 0.5


class Comparisons:
    """Puts the clauses on two things beside each other."""

    def __init__(self, library: Library, statements: Sequence[Statement]) -> None:
        self._library = library
        self._clauses = [each for each in statements if isinstance(each.stated, Clause)]

    def answer(self, question: str, analysis: Analysis, found: Sequence[Found]) -> Answer | None:
        """The comparison; None when not two things are compared, or one of them is unknown."""
        named = analysis.terms if len(analysis.terms) > 1 else analysis.subjects
        if analysis.aspect is not Aspect.DIFFERENCE or len(named) < 2:
            return None
        near = [each.statement for each in found if isinstance(each.statement.stated, Clause)]
        sides = []
        for concept in named[:2]:
            clause = self._clause_on(concept, [*near, *self._clauses])
            if clause is None:
                return None
            sides.append((concept.name, clause, subject_name(self._library, clause.subject)))
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

    def _clause_on(self, concept: Concept, statements: Sequence[Statement]) -> Clause | None:
        """One that is about the thing itself and says how often, rather than one that names it."""
        naming = [s for s in statements if concept in s.concepts or s.subject == concept.id]
        ordered = sorted(
            naming,
            key=lambda s: (
                s.subject != concept.id and concept.name not in s.title,
                not isinstance(s.cadence, Quota),
            ),
        )
        stated = ordered[0].stated if ordered else None
        return stated if isinstance(stated, Clause) else None
