"""When several clauses fit a question equally well, and answer it differently."""

from __future__ import annotations

from collections.abc import Sequence

from clauses.answering.finding.finder import Found
from clauses.answering.understanding.analysis import Analysis
from clauses.lexicon.questions import Aspect
from clauses.model import Clause
from clauses.vocabulary import Concept

_MOST = 3
_SAME_WORDS = 0.9
_CLOSE = 0.08
_TIMING = (Aspect.HOW_OFTEN, Aspect.WHEN, Aspect.HOW_LONG)


def tied(analysis: Analysis, found: list[Found], own: Sequence[Concept]) -> list[Found]:
    """The best of what was found, with others that carry the question and that fit as well but say otherwise.

    Only where a time is asked: elsewhere the best is good enough. At most three; one alone when the
    post of the person who asks (``own``) settles it.
    """
    best, *others = found
    if not isinstance(best.statement.stated, Clause) or analysis.aspect not in _TIMING:
        return [best]
    # A subject that was named, or a phrasing that was met, settles it.
    settled = bool(analysis.subjects) and not analysis.meeting
    if settled or best.hit.phrasing >= _SAME_WORDS:
        return [best]
    equal = [best]
    for other in others:
        clause = other.statement.stated
        if not isinstance(clause, Clause) or not _rivals(analysis, best, other):
            continue
        if all(clause.cadence != each.statement.cadence for each in equal) or analysis.meeting:
            equal.append(other)
    mine = {concept.id for concept in own}
    if len(first := [each for each in equal if each.statement.subjects & mine]) == 1:
        return first
    return equal[:_MOST]


def _rivals(analysis: Analysis, best: Found, other: Found) -> bool:
    if not other.evidence.carried:
        return False
    if analysis.meeting and not analysis.terms:
        return best.evidence.subject <= other.evidence.subject
    return (
        other.statement.subject != best.statement.subject
        and best.rank - other.rank <= _CLOSE
        and best.evidence.subject <= other.evidence.subject
    )
