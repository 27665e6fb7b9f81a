"""What follows from a rule, how it is done, and what for: as far as the text states it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, Outcome, Status
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies
from clauses.answering.understanding.kinds import KindAsked, kind_asked
from clauses.library import Library
from clauses.model import Clause

_AMONG = 4
"""Number of the nearest among which the one is looked for that states what is asked."""


class Outcomes:
    """Reads them from the clauses."""

    def __init__(self, library: Library, replies: Replies) -> None:
        self._library = library
        self._replies = replies

    def told(self, answer: Answer, found: Sequence[Found]) -> Answer:
        """The answer with what the text states of the kind that is asked, or that it states nothing."""
        kind = kind_asked(answer.analysis.text)
        if kind is None or answer.status is not Status.ANSWERED or answer.verdict is not None:
            return answer
        if not isinstance(answer.main, Clause) or answer.applicable or answer.correction:
            return answer
        outcome = self._outcome(answer.main, kind)
        if outcome.stated:
            return replace(answer, outcome=outcome)
        for each in found[:_AMONG]:
            other = each.statement.stated
            if not isinstance(other, Clause) or not each.evidence.terms or each.evidence.vetoed:
                continue
            if (stated := self._outcome(other, kind)).stated and self._related(other, answer.main):
                told = self._replies.answered(
                    answer.question, answer.analysis, each.statement, list(found), answer.confidence
                )
                return replace(told, outcome=stated)
        return replace(answer, outcome=outcome)

    def _related(self, clause: Clause, other: Clause) -> bool:
        """Whether one is met by the other, so that both are about the same."""
        return clause.ref in other.meets or other.ref in clause.meets

    def _outcome(self, clause: Clause, kind: KindAsked) -> Outcome:
        match kind:
            case KindAsked.CONSEQUENCE:
                words = (clause.consequence,) if clause.consequence else ()
                elsewhere = (self._library.find(ref) for ref in clause.if_not)
                clauses = tuple(each for each in elsewhere if isinstance(each, Clause))
                return Outcome(kind, words, clauses)
            case KindAsked.PROCEDURE:
                return Outcome(kind, clause.steps)
            case KindAsked.REASON:
                return Outcome(kind, (clause.purpose,) if clause.purpose else ())
