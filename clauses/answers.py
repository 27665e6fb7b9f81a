"""Answers to questions in plain words, from the loaded packs alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from clauses.answer import (
    Answer,
    Candidate,
    Claim,
    Duties,
    Owner,
    Passage,
    Places,
    Reason,
    Status,
)
from clauses.articles import ArticleRoute
from clauses.facts import claim_of, fact_of, strength_of
from clauses.finding import Finder, Found
from clauses.gate import missing
from clauses.lexicon import NARROWING, Aspect
from clauses.library import Library, Stated
from clauses.model import (
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Distinction,
    Known,
    PostId,
    Question,
)
from clauses.question import Analysis, QuestionReader
from clauses.search import ClauseIndex
from clauses.spelling import Speller
from clauses.statements import Statement, all_statements, subject_name
from clauses.vocabulary import Concept, Kind, Vocabulary

__all__ = [
    "Answer",
    "Answerer",
    "Claim",
    "Duties",
    "Owner",
    "Passage",
    "Places",
    "Reason",
    "Status",
]

_MOST = 3
_LISTED = 10
_SAME_WORDS = 0.8
_SILENT_WORDS = 0.6
_CLOSE = 0.08
_STRANGE = 1.0
_NEAR = 0.35
_WORDED_ALIKE = 0.8
_TIMING = (Aspect.HOW_OFTEN, Aspect.WHEN, Aspect.HOW_LONG)
_LISTING = (Aspect.DUTIES, Aspect.WHAT, None)


class Answerer:
    """Answers questions from one library. Built once; safe to share, nothing in it changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary = Vocabulary(library)
        statements = all_statements(library, self._vocabulary)
        self._by_ref = {statement.ref: statement for statement in statements}
        occurrences = Counter(gram for statement in statements for gram in statement.grams)
        self._known = frozenset(occurrences)
        speller = Speller(self._vocabulary.all_forms(), occurrences)
        self._reader = QuestionReader(library, self._vocabulary, speller)
        self._finder = Finder(library, ClauseIndex(statements), self._known)
        self._articles = ArticleRoute(library, statements)
        self._corrections = [c for pack in library.packs for c in pack.corrections]

    def answer(
        self,
        question: str,
        *,
        asker_posts: Collection[PostId] = (),
        after: str | None = None,
    ) -> Answer:
        """Answer a question as typed, or say why not.

        Only a statement that carries the post or body, the activity and the aspect that the
        question names is given as an answer. What cannot be read costs no more than what can: only
        the first ``folding.QUERY_CHARACTERS`` characters count.

        Args:
            question: as the person typed it, in any script.
            asker_posts: the posts that the person holds; a question about "me" is about these.
            after: the question before, for what is left unsaid ("那党小组会呢").

        Raises:
            UnknownPost: no pack has one of ``asker_posts``.
        """
        analysis = self._reader.read(question, after=after)
        own = tuple(
            Concept(Kind.POST, id_, self._library.post(id_).name) for id_ in sorted(asker_posts)
        )
        if analysis.article is not None:
            about = analysis
            if analysis.asker and not analysis.subjects:
                about = replace(analysis, own=own)
            return self._articles.answer(question, about, analysis.article)
        elliptic = not analysis.subjects and (
            analysis.asker or not (analysis.terms or analysis.residue)
        )
        if elliptic and own and not analysis.documents:
            answered = self._understood(question, replace(analysis, own=own), own)
            if answered.status in (Status.ANSWERED, Status.AMBIGUOUS):
                return answered
        return self._understood(question, analysis, own)

    def _understood(self, question: str, analysis: Analysis, own: Sequence[Concept]) -> Answer:
        if analysis.fragments:
            return self._told_apart(question, analysis, own)
        if analysis.blank and not analysis.own:
            if analysis.asker and analysis.aspect in (Aspect.DUTIES, Aspect.WHAT, *_TIMING):
                return _asked_which_post(question, analysis)
            return _unanswered(question, analysis, Reason.NOTHING_NEAR)
        found = self._finder.find(analysis)
        carried = [each for each in self._finder.carried(analysis, found) if not _too_far(each)]
        if duties := self._duties(question, analysis, carried):
            return duties
        if not carried:
            return self._nothing(question, analysis, found)
        if len(tied := self._tied(analysis, carried, own)) > 1:
            return self._asked_back(question, analysis, tied)
        chosen = tied[0]
        if isinstance(chosen.statement.stated, Question) and chosen.statement.stated.answer is None:
            return self._silent(question, analysis, found, chosen.statement.stated)
        return self._answered(question, analysis, chosen, carried, found)

    def _told_apart(self, question: str, analysis: Analysis, own: Sequence[Concept]) -> Answer:
        """Try each term that the shared word may stand for; ask back when several are answered."""
        plain = self._understood(question, self._reader.unresolved(analysis), own)
        fragment = analysis.fragments[0]
        main = plain.main and self._by_ref[plain.main.ref]
        answered = plain.status is Status.ANSWERED and plain.confidence >= _WORDED_ALIKE
        if main and answered and main.concepts.isdisjoint(fragment.concepts):
            return plain
        tried = [
            (concept, self._understood(question, self._reader.meaning(analysis, concept), own))
            for concept in fragment.concepts
        ]
        possible = [
            (concept, answer)
            for concept, answer in tried
            if answer.status in (Status.ANSWERED, Status.AMBIGUOUS)
        ]
        possible = _own_first(possible, own)
        if len({answer.main and answer.main.ref for _, answer in possible}) == 1:
            return possible[0][1]
        if possible:
            return _asked_which_term(question, analysis, possible)
        return plain

    def _duties(self, question: str, analysis: Analysis, carried: list[Found]) -> Answer | None:
        """Everything that a post or body owes, when nothing narrower was asked."""
        subjects = analysis.own or analysis.subjects
        if analysis.activity or analysis.documents or analysis.aspect not in _LISTING:
            return None
        if not subjects or NARROWING.search(analysis.text):
            return None
        if analysis.aspect is not None and carried and carried[0].hit.phrasing >= _SAME_WORDS:
            return None
        clauses = [c for concept in subjects[:1] for c in self._owed_by(concept)]
        if not clauses:
            return None
        listed = tuple(clauses[:_LISTED])
        name = subjects[0].name
        return Answer(
            question=question,
            status=Status.ANSWERED,
            analysis=analysis,
            confidence=0.85,
            main=listed[0],
            refs=tuple(clause.ref for clause in listed),
            fact=Duties(name, listed, len(clauses) - len(listed)),
        )

    def _owed_by(self, concept: Concept) -> list[Clause]:
        """Announced duties first, then the post's own, then those of its body; each once."""
        if concept.kind is Kind.POST:
            owed = [*self._library.duties_of(PostId(concept.id))]
        else:
            owed = [
                clause
                for clause in self._library.all_clauses()
                if clause.subject == concept.id and clause.known in (Known.SEED, Known.TEXT)
            ]
        shown = {clause.ref for clause in owed}
        owed = [c for c in owed if self._library.met_by(c.ref) not in shown]
        return sorted(owed, key=lambda c: (c.part is None, c.subject != concept.id))

    def _tied(
        self, analysis: Analysis, carried: list[Found], own: Sequence[Concept]
    ) -> list[Found]:
        """The best, with those that fit as well but would answer something else."""
        best, *others = carried
        if not isinstance(best.statement.stated, Clause) or analysis.aspect not in _TIMING:
            return [best]
        # A subject that was named, or a phrasing that was met, settles it.
        settled = bool(analysis.subjects) and not analysis.meeting
        if settled or best.hit.phrasing >= _SAME_WORDS + 0.1:
            return [best]
        tied = [best]
        for other in others:
            clause = other.statement.stated
            if not isinstance(clause, Clause) or not self._rivals(analysis, best, other):
                continue
            if all(clause.cadence != t.statement.cadence for t in tied) or analysis.meeting:
                tied.append(other)
        mine = {concept.id for concept in own}
        if len(first := [each for each in tied if each.statement.subjects & mine]) == 1:
            return first
        return tied[:_MOST]

    def _rivals(self, analysis: Analysis, best: Found, other: Found) -> bool:
        if analysis.meeting and not analysis.terms:
            return best.evidence.subject <= other.evidence.subject
        return (
            other.statement.subject != best.statement.subject
            and best.rank - other.rank <= _CLOSE
            and best.evidence.subject <= other.evidence.subject
        )

    def _answered(
        self,
        question: str,
        analysis: Analysis,
        chosen: Found,
        carried: list[Found],
        found: list[Found],
    ) -> Answer:
        statement = self._behind(chosen.statement)
        fact = fact_of(analysis, statement, self._library)
        claim = claim_of(analysis, fact)
        correction = self._correction(analysis, chosen, statement, claim)
        corrected = (correction.ref,) if correction is not None else ()
        return Answer(
            question=question,
            status=Status.ANSWERED,
            analysis=analysis,
            confidence=_confidence(chosen, carried),
            main=statement.stated,
            subject=subject_name(self._library, statement.subject),
            citations=self._citations(statement),
            refs=tuple(dict.fromkeys((*statement.bears, *corrected))),
            strength=strength_of(statement, self._library),
            fact=fact,
            claim=claim,
            correction=correction,
            neighbours=self._neighbours(statement, carried, found),
        )

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
        self, analysis: Analysis, chosen: Found, statement: Statement, claim: Claim | None
    ) -> Correction | None:
        """The common error in the question: none where what it says is right."""
        if claim is not None and claim.holds:
            return None
        if isinstance(chosen.statement.stated, Correction):
            return chosen.statement.stated
        if claim is None:
            return None
        return next((c for c in self._corrections if set(statement.bears) & set(c.refs)), None)

    def _neighbours(
        self, statement: Statement, carried: list[Found], found: list[Found]
    ) -> tuple[Stated, ...]:
        """Clauses near the question that are near the answer too."""
        taken = set(statement.bears)
        near: list[Stated] = []
        for each in (*carried, *found):
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

    def _silent(
        self, question: str, analysis: Analysis, found: list[Found], silent: Question
    ) -> Answer:
        nearest = [entry for ref in silent.refs if (entry := self._library.find(ref))]
        shown = tuple(e for e in nearest if not isinstance(e, Correction | Distinction))[:_MOST]
        return Answer(
            question=question,
            status=Status.NOT_LOADED,
            analysis=analysis,
            confidence=0.85,
            main=silent,
            refs=tuple(entry.ref for entry in shown),
            neighbours=shown,
            reason=Reason.SILENT,
        )

    def _asked_back(self, question: str, analysis: Analysis, tied: Sequence[Found]) -> Answer:
        clauses = [
            each.statement.stated for each in tied if isinstance(each.statement.stated, Clause)
        ]
        one_subject = len({clause.subject for clause in clauses}) == 1
        candidates = tuple(
            Candidate(
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
            confidence=0.75,
            refs=tuple(clause.ref for clause in clauses),
            candidates=candidates,
            reason=Reason.WHICH_TERM if one_subject else Reason.WHICH_SUBJECT,
        )

    def _nothing(self, question: str, analysis: Analysis, found: list[Found]) -> Answer:
        """Nothing carries the question: not ours, or ours and not published."""
        if analysis.topics:
            covered = _unanswered(question, analysis, Reason.NOT_COVERED)
            return replace(covered, topic=analysis.topics[0])
        named = analysis.subjects or analysis.terms or analysis.documents or analysis.own
        if not named or missing(analysis, self._known, self._known) >= _STRANGE:
            return _unanswered(question, analysis, Reason.NOTHING_NEAR)
        nearest = self._nearest(analysis, found)
        return Answer(
            question=question,
            status=Status.NOT_LOADED,
            analysis=analysis,
            confidence=0.7,
            refs=tuple(clause.ref for clause in nearest),
            neighbours=nearest,
            reason=Reason.SILENT,
        )

    def _nearest(self, analysis: Analysis, found: list[Found]) -> tuple[Clause, ...]:
        asked = set(analysis.terms)
        by_nearness = sorted(
            found,
            key=lambda each: (
                -len(asked & each.statement.concepts),
                -min(each.evidence.subject, 2),
                -each.rank,
            ),
        )
        near = (
            each.statement.stated
            for each in by_nearness
            if asked & each.statement.concepts or each.evidence.subject > 1
        )
        return tuple(c for c in near if isinstance(c, Clause))[:_MOST]


def _too_far(found: Found) -> bool:
    """A silence, or a correction, only speaks to questions put much like it."""
    stated = found.statement.stated
    silent = isinstance(stated, Question) and stated.answer is None
    return (silent or isinstance(stated, Correction)) and found.hit.phrasing < _SILENT_WORDS


def _own_first(
    possible: list[tuple[Concept, Answer]], own: Sequence[Concept]
) -> list[tuple[Concept, Answer]]:
    mine = {concept.id for concept in own}
    first = [
        (concept, answer)
        for concept, answer in possible
        if isinstance(answer.main, Clause) and answer.main.subject in mine
    ]
    return first if len(first) == 1 else possible


def _confidence(chosen: Found, carried: list[Found]) -> float:
    others = [each.rank for each in carried if each.statement.ref != chosen.statement.ref]
    margin = chosen.rank - max(others, default=0.0)
    sure = 0.5 + 0.35 * max(chosen.hit.phrasing, chosen.hit.partial * 0.8)
    sure += min(0.15, max(0.0, margin))
    sure -= chosen.evidence.foreign
    stated = chosen.statement.stated
    if isinstance(stated, Clause | Question) and stated.known is Known.SECOND_HAND:
        sure = min(sure, 0.75)
    return round(min(0.98, max(0.3, sure)), 2)


def _unanswered(question: str, analysis: Analysis, reason: Reason) -> Answer:
    return Answer(
        question=question,
        status=Status.OUT_OF_SCOPE,
        analysis=analysis,
        confidence=0.9,
        reason=reason,
    )


def _asked_which_post(question: str, analysis: Analysis) -> Answer:
    return Answer(
        question=question,
        status=Status.AMBIGUOUS,
        analysis=analysis,
        confidence=0.8,
        reason=Reason.WHICH_POST,
    )


def _asked_which_term(
    question: str, analysis: Analysis, possible: Sequence[tuple[Concept, Answer]]
) -> Answer:
    candidates = []
    refs: list[ClauseRef] = []
    for concept, answer in possible[:_MOST]:
        candidates.append(Candidate(concept.name, answer.main.ref if answer.main else None))
        refs += answer.refs[:1]
    return Answer(
        question=question,
        status=Status.AMBIGUOUS,
        analysis=analysis,
        confidence=0.85,
        refs=tuple(dict.fromkeys(refs)),
        candidates=tuple(candidates),
        reason=Reason.WHICH_TERM,
    )
