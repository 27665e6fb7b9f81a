"""Putting answers together: what goes with a statement, and what is said instead of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, AnswerReason, Choice, ClaimCheck, Status
from clauses.answering.finding.finder import Found
from clauses.answering.replying.facts import claim_of, fact_of, strength_of
from clauses.answering.replying.sureness import Sureness
from clauses.answering.understanding.analysis import Analysis
from clauses.lexicon.questions import Aspect
from clauses.library import Library, Stated
from clauses.model import Citation, Clause, ClauseRef, Correction, Distinction, Question
from clauses.searching.statements import Statement, subject_name
from clauses.vocabulary import Concept

_MOST = 3
_NEAR = 0.35
_HARDLY = 0.05
"""Probability that the statement shown beside a refusal would have been right."""

_ONE_OF_SEVERAL = 0.45


class Replies:
    """Makes answers of what was found."""

    def __init__(self, library: Library, statements: Sequence[Statement]) -> None:
        self._library = library
        self._by_ref = {statement.ref: statement for statement in statements}
        self._corrections = [c for pack in library.packs for c in pack.corrections]

    def answered(
        self,
        question: str,
        analysis: Analysis,
        chosen: Statement,
        found: list[Found],
        certainty: float,
    ) -> Answer:
        """The answer that ``chosen`` gives; ``found`` has its neighbours, best first."""
        statement = self._behind(chosen)
        fact = fact_of(analysis, statement, self._library)
        claim = claim_of(analysis, fact)
        correction = self._correction(analysis, chosen, statement, claim)
        corrected = (correction.ref,) if correction is not None else ()
        return Answer(
            question=question,
            status=Status.ANSWERED,
            analysis=analysis,
            confidence=round(certainty, 3),
            main=statement.stated,
            subject=subject_name(self._library, statement.subject),
            citations=self._citations(statement),
            refs=_refs(analysis, statement, corrected, found),
            strength=strength_of(statement, self._library),
            fact=fact,
            claim=claim,
            correction=correction,
            neighbours=self._neighbours(statement, found),
        )

    def find(self, ref: ClauseRef) -> Stated | None:
        """The statements of packs under this ref."""
        return self._library.find(ref)

    def statement(self, ref: ClauseRef) -> Statement | None:
        """The statement under this ref, as it is searched."""
        return self._by_ref.get(ref)

    def _citations(self, statement: Statement) -> tuple[Citation, ...]:
        """Its own, else those of the clauses that it rests on."""
        if statement.citations:
            return statement.citations
        found = (self._by_ref[ref].citations for ref in statement.bears if ref in self._by_ref)
        return tuple(dict.fromkeys(citation for citations in found for citation in citations))

    def _behind(self, statement: Statement) -> Statement:
        """A correction answers with the clause that it points to, where there is one."""
        if isinstance(statement.stated, Correction):
            for ref in statement.stated.refs:
                if isinstance(self._library.find(ref), Clause) and ref in self._by_ref:
                    return self._by_ref[ref]
        return statement

    def _correction(
        self, analysis: Analysis, chosen: Statement, statement: Statement, claim: ClaimCheck | None
    ) -> Correction | None:
        """The common error in the question: none where what it says is right."""
        if claim is not None and claim.holds:
            return None
        if isinstance(chosen.stated, Correction):
            return chosen.stated
        if claim is None:
            return None
        return next((c for c in self._corrections if set(statement.bears) & set(c.refs)), None)

    def _neighbours(self, statement: Statement, found: list[Found]) -> tuple[Stated, ...]:
        """Clauses near the question that are near the answer too."""
        taken = set(statement.bears)
        near: list[Stated] = []
        for each in found:
            other = each.statement
            related = other.subjects & statement.subjects or other.concepts & statement.concepts
            if not isinstance(other.stated, Clause) or not related or each.hit.score < _NEAR:
                continue
            # Nor what is done by doing one of these, or does one of these.
            others = {other.ref, *other.stated.meets, self._library.met_by(other.ref)}
            if taken.isdisjoint(others):
                taken.add(other.ref)
                near.append(other.stated)
        return tuple(near[:_MOST])

    def silent(self, question: str, analysis: Analysis, silent: Question) -> Answer:
        """The answer for a point that, by a pack's own word, the published text does not hold."""
        nearest = [entry for ref in silent.refs if (entry := self._library.find(ref))]
        shown = tuple(e for e in nearest if not isinstance(e, Correction | Distinction))[:_MOST]
        return Answer(
            question=question,
            status=Status.NOT_LOADED,
            analysis=analysis,
            confidence=_HARDLY,
            main=silent,
            refs=(silent.ref, *(entry.ref for entry in shown)),
            neighbours=shown,
            reason=AnswerReason.SILENT,
        )

    def asked_back(self, question: str, analysis: Analysis, tied: Sequence[Found]) -> Answer:
        """Ask which of several clauses is meant."""
        clauses = [
            each.statement.stated for each in tied if isinstance(each.statement.stated, Clause)
        ]
        one_subject = len({clause.subject for clause in clauses}) == 1
        candidates = tuple(
            Choice(
                clause.duty,
                clause.ref,
                None if one_subject else subject_name(self._library, clause.subject),
            )
            for clause in clauses
        )
        return Answer(
            question=question,
            status=Status.AMBIGUOUS,
            analysis=analysis,
            confidence=_ONE_OF_SEVERAL,
            refs=tuple(clause.ref for clause in clauses),
            candidates=candidates,
            reason=AnswerReason.WHICH_TERM if one_subject else AnswerReason.WHICH_SUBJECT,
        )

    def unsure(
        self, question: str, analysis: Analysis, found: Sequence[Found], sureness: Sureness
    ) -> Answer:
        """What comes nearest where one of it is probably meant; else that it is not here."""
        if analysis.topics:
            covered = unanswered(question, analysis, AnswerReason.NOT_COVERED)
            return replace(covered, topic=analysis.topics[0])
        if not found or sureness.status is Status.OUT_OF_SCOPE:
            far = unanswered(question, analysis, AnswerReason.NOTHING_NEAR)
            return replace(far, confidence=round(sureness.first, 3))
        return nearest(question, analysis, found, sureness)


def _refs_of(found: Sequence[Found]) -> tuple[ClauseRef, ...]:
    """The refs that the best of these rest on."""
    return tuple(dict.fromkeys(each.refs[0] for each in found))[:_MOST]


def _refs(
    analysis: Analysis,
    statement: Statement,
    corrected: tuple[ClauseRef, ...],
    found: list[Found],
) -> tuple[ClauseRef, ...]:
    """The refs that the answer rests on, the first one first; then the next best hits."""
    # A distinction rests on neither of the two things alone.
    comparing = (statement.ref,) if analysis.aspect is Aspect.DIFFERENCE else ()
    own = next((each.refs for each in found if each.statement is statement), statement.bears)
    first, *rest = dict.fromkeys((*comparing, *own, *corrected))
    others = [each.refs[0] for each in found]
    return tuple(dict.fromkeys((first, *rest, *others)))[: max(_MOST, 1 + len(rest))]


def nearest(
    question: str, analysis: Analysis, found: Sequence[Found], sureness: Sureness
) -> Answer:
    """The best of what was found, the likeliest first, without saying that it is the answer."""
    refs = _refs_of(found)
    shown = {each.refs[0]: each.statement.stated for each in reversed(found)}
    return Answer(
        question=question,
        status=Status.NEAREST,
        analysis=analysis,
        confidence=round(sureness.first, 3),
        refs=refs,
        neighbours=tuple(shown[ref] for ref in refs if not _says_nothing(shown[ref])),
        reason=AnswerReason.UNSURE,
    )


def _says_nothing(stated: Stated) -> bool:
    return isinstance(stated, Question) and stated.answer is None


def unanswered(question: str, analysis: Analysis, reason: AnswerReason) -> Answer:
    """Nothing here is about it."""
    return Answer(
        question=question,
        status=Status.OUT_OF_SCOPE,
        analysis=analysis,
        confidence=_HARDLY,
        reason=reason,
    )


def asked_which_post(question: str, analysis: Analysis) -> Answer:
    """The person asks about themselves, and nothing is known of their post."""
    return Answer(
        question=question,
        status=Status.AMBIGUOUS,
        analysis=analysis,
        confidence=_ONE_OF_SEVERAL,
        reason=AnswerReason.WHICH_POST,
    )


def asked_which_term(
    question: str, analysis: Analysis, possible: Sequence[tuple[Concept, Answer]]
) -> Answer:
    """Ask which term a word stands for; ``possible`` has the answer for each."""
    candidates = []
    refs: list[ClauseRef] = []
    for concept, answer in possible[:_MOST]:
        candidates.append(Choice(concept.name, answer.main.ref if answer.main else None))
        refs += answer.refs[:1]
    return Answer(
        question=question,
        status=Status.AMBIGUOUS,
        analysis=analysis,
        confidence=_ONE_OF_SEVERAL,
        refs=tuple(dict.fromkeys(refs)),
        candidates=tuple(candidates),
        reason=AnswerReason.WHICH_TERM,
    )
