"""Everything that a post or a body owes, as an answer."""

from __future__ import annotations

from clauses.answering.answer import Answer, Duties, Status
from clauses.answering.finding.finder import Found
from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import Per, Quota
from clauses.lexicon import questions as asking
from clauses.lexicon.periods import per_of
from clauses.lexicon.questions import NARROWING, Aspect
from clauses.library import Library
from clauses.model import Clause, Known, PostId
from clauses.searching.statements import subject_name
from clauses.vocabulary import Concept, Kind

_LISTED = 10
_SURE = 0.85
_SAME_WORDS = 0.8
_BESIDE = 3
"""Most characters beside the name of a post with which all of its duties are still asked for."""

_LISTING = (Aspect.DUTIES, Aspect.WHAT, None)


class DutyLists:
    """Lists duties: all of the asker's posts, or of the first post or body that is named."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def answer(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """The list, when nothing narrower was asked; None otherwise."""
        subjects = analysis.own or analysis.subjects
        if (per := _period(analysis)) is not None:
            return self._owed_each(question, analysis, per)
        if analysis.activity or analysis.documents or analysis.aspect not in _LISTING:
            return None
        if analysis.aspect is None and not analysis.own and _says_more(analysis):
            return None
        if not subjects or NARROWING.search(analysis.text):
            return None
        if analysis.aspect is not None and found and found[0].hit.phrasing >= _SAME_WORDS:
            return None
        subjects = subjects if analysis.own else subjects[:1]
        owed = {c.ref: c for concept in subjects for c in self._owed_by(concept)}
        if not owed:
            return None
        clauses = tuple(owed.values())
        listed = clauses[:_LISTED]
        names = tuple(concept.name for concept in subjects)
        return Answer(
            question=question,
            status=Status.ANSWERED,
            analysis=analysis,
            confidence=_SURE,
            main=listed[0],
            refs=tuple(clause.ref for clause in listed),
            fact=Duties(names, listed, len(clauses) - len(listed)),
        )

    def _owed_each(self, question: str, analysis: Analysis, per: Per) -> Answer | None:
        """哪些岗位有每半年的任务: every duty with that rhythm, of those who are named or of all."""
        subjects = analysis.own or analysis.subjects
        if subjects:
            owed = [clause for concept in subjects for clause in self._owed_by(concept)]
        else:
            known = [
                clause
                for clause in self._library.all_clauses()
                if clause.known in (Known.SEED, Known.TEXT)
            ]
            met = {ref for clause in known for ref in clause.meets}
            owed = [clause for clause in known if clause.ref not in met]
        clauses = tuple(
            clause
            for clause in {clause.ref: clause for clause in owed}.values()
            if isinstance(clause.cadence, Quota) and clause.cadence.per is per
        )
        if not clauses:
            return None
        listed = clauses[:_LISTED]
        owners = (subject_name(self._library, clause.subject) or "" for clause in listed)
        return Answer(
            question=question,
            status=Status.ANSWERED,
            analysis=analysis,
            confidence=_SURE,
            main=listed[0],
            refs=tuple(clause.ref for clause in listed),
            fact=Duties(
                tuple(concept.name for concept in subjects),
                listed,
                len(clauses) - len(listed),
                tuple(owners),
            ),
        )

    def _owed_by(self, concept: Concept) -> list[Clause]:
        """Announced duties first, then the post's own, then those of its body; each once."""
        if concept.kind is Kind.POST:
            owed = [*self._library.listed_duties(PostId(concept.id))]
        else:
            owed = [
                clause
                for clause in self._library.all_clauses()
                if clause.subject == concept.id
                and clause.is_duty
                and clause.known in (Known.SEED, Known.TEXT)
            ]
            shown = {clause.ref for clause in owed}
            owed = [c for c in owed if self._library.met_by(c.ref) not in shown]
        return sorted(owed, key=lambda c: (c.part is None, c.subject != concept.id))


def _period(analysis: Analysis) -> Per | None:
    """The rhythm by which duties are asked for, when nothing else is named."""
    found = asking.DUTIES_EACH.search(analysis.text)
    if found is None or analysis.terms or analysis.documents or analysis.article:
        return None
    return per_of(found[1])


def _says_more(analysis: Analysis) -> bool:
    """Whether there is more in the question than the names of posts and bodies."""
    named = sum(map(len, analysis.called))
    return len(analysis.text.replace(" ", "")) - named > _BESIDE
