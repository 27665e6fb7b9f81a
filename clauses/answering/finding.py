"""The statements that may answer a question, best first: search, then the gate."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clauses.answering.analysis import Analysis
from clauses.answering.gate import Evidence, evidence, narrowed_alike
from clauses.answering.lexicon import Aspect
from clauses.cadence import Quota
from clauses.library import Library
from clauses.model import Clause, ClauseRef, Correction, Known, Question, Standard
from clauses.searching.search import ClauseIndex, Hit
from clauses.searching.statements import Statement

_LISTING = (Aspect.WHAT, Aspect.HOW_MANY, Aspect.DUTIES)
_STRUCTURED = (Aspect.HOW_OFTEN, Aspect.WHO, Aspect.WHICH_ARTICLE, Aspect.WHEN)


@dataclass(frozen=True)
class Found:
    """A hit, and what it carries of the question. ``rank`` compares within one question."""

    hit: Hit
    evidence: Evidence
    rank: float

    @property
    def statement(self) -> Statement:
        """What was found."""
        return self.hit.statement


class Finder:
    """Searches and ranks; nothing in it changes after building."""

    def __init__(self, library: Library, index: ClauseIndex, known: frozenset[str]) -> None:
        self._library = library
        self._index = index
        self._known = known

    def find(self, analysis: Analysis) -> list[Found]:
        """Everything near the question, best first, whether it carries the question or not."""
        found = [self._found(analysis, hit) for hit in self._index.search(analysis.text)]
        return sorted(found, key=lambda each: (not each.evidence.carried, -each.rank))

    def carried(self, analysis: Analysis, found: list[Found]) -> list[Found]:
        """Those that carry the question; one gives way to the clause by which it is met."""
        carried = [each for each in found if each.evidence.carried]
        by_ref = {each.statement.ref: each for each in carried}
        kept: dict[ClauseRef, Found] = {}
        for each in carried:
            chosen = each
            meeting = self._library.met_by(each.statement.ref)
            if meeting in by_ref and _leads(by_ref[meeting], each, analysis):
                chosen = by_ref[meeting]
            kept.setdefault(chosen.statement.ref, chosen)
        return list(kept.values())

    def _found(self, analysis: Analysis, hit: Hit) -> Found:
        held = evidence(analysis, hit.statement, self._known)
        # The nearer the wording, the likelier that what is foreign is only another way to say it.
        near = held.tolerance + 0.25 * max(0.0, hit.phrasing - 0.5)
        held = replace(held, tolerance=near)
        rank = hit.score + 0.05 * held.subject - 0.3 * held.foreign
        stated = hit.statement.stated
        if isinstance(stated, Clause) and analysis.aspect in _STRUCTURED:
            rank += 0.06
        if not narrowed_alike(analysis, hit.statement):
            rank -= 0.1
        if isinstance(stated, Standard) and analysis.aspect in _LISTING:
            rank += 0.12
        if hit.statement.cadence is not None and _asks_how(analysis):
            rank -= 0.1 * isinstance(hit.statement.cadence, Quota)
        if isinstance(stated, Correction) and analysis.claim is None:
            rank -= 0.12
        if isinstance(stated, Question) and stated.answer is None:
            rank -= 0.05
        if isinstance(stated, Clause | Question) and stated.known is Known.SECOND_HAND:
            rank -= 0.05
        return Found(hit, held, rank)


def _asks_how(analysis: Analysis) -> bool:
    """The steps or the contents of something are asked, not that it has to be done."""
    if analysis.aspect is Aspect.DUTIES:
        return bool(analysis.terms)
    return analysis.aspect is Aspect.STEPS or (
        analysis.aspect is Aspect.WHAT and "内容" in analysis.text
    )


def _leads(meeting: Found, met: Found, analysis: Analysis) -> bool:
    """Whether the clause that meets another is the better answer.

    It is when a list restates a regulation for the same subject, and within one pack when the
    rule itself is asked for, not what belongs to it.
    """
    if meeting.statement.subject != met.statement.subject:
        return False
    return meeting.statement.ref.pack != met.statement.ref.pack or analysis.aspect in _STRUCTURED
