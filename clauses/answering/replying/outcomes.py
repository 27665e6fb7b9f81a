"""What follows from a rule, how it is done, and what for: as far as the text states it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, AnswerReason, StatedOutcome, Status
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies, nearest
from clauses.answering.replying.sureness import Sureness
from clauses.answering.understanding.kinds import (
    KindAsked,
    asks_how,
    kind_asked,
    speaks_of_neglect,
)
from clauses.cadence import Quota
from clauses.library import Library, Stated
from clauses.model import Clause

_AMONG = 4
"""Number of the nearest among which the one is looked for that states what is asked."""

_FOREIGN = 0.6
"""Highest share of the question that a clause does not have, where it is to say what follows."""

_FIRST = 1
_LIKELY = 0.6
"""Confidence of the nearest where it states the kind of thing that is asked of it."""


class Outcomes:
    """Reads them from the clauses."""

    def __init__(self, library: Library, replies: Replies) -> None:
        self._library = library
        self._replies = replies

    def told(self, answer: Answer, found: Sequence[Found]) -> Answer:
        """The answer with what the text states of the kind that is asked, or that it states nothing."""
        text = answer.analysis.text
        outright = kind_asked(text)
        kind = outright or (KindAsked.PROCEDURE if asks_how(text) else None)
        if kind is None or answer.status is not Status.ANSWERED or answer.verdict is not None:
            return answer
        if answer.applicable or answer.correction:
            return answer
        main = answer.main if isinstance(answer.main, Clause) else None
        if main is None and kind is not KindAsked.PROCEDURE:
            return answer  # a question of the pack answers itself
        outcome = self._outcome(main, kind, text) if main is not None else None
        if outcome is not None and outcome.stated:
            return replace(answer, outcome=outcome)
        for each in found[:_AMONG]:
            other = each.statement.stated
            if not isinstance(other, Clause) or not each.evidence.terms or each.evidence.vetoed:
                continue
            near = each.evidence.carried or (main is not None and self._related(other, main))
            if near and (stated := self._outcome(other, kind, text)).stated:
                told = self._replies.answered(
                    answer.question, answer.analysis, each.statement, list(found), answer.confidence
                )
                return replace(told, outcome=stated)
        return replace(answer, outcome=outcome) if outright else answer

    def instead(self, answer: Answer, found: Sequence[Found]) -> Answer:
        """Of one that is not sure or refused: what the nearest states of the kind that is asked.

        A clause that is named and states it is the answer; that a named one does not is said with it.
        """
        analysis, text = answer.analysis, answer.analysis.text
        kind = kind_asked(text)
        unsure = answer.reason in (AnswerReason.UNSURE, AnswerReason.NOTHING_NEAR)
        named = analysis.terms or answer.status is Status.NEAREST
        if kind is None or not unsure or not named:
            return answer
        near = [
            each
            for each in found[:_AMONG]
            if isinstance(each.statement.stated, Clause)
            and each.evidence.terms
            and not each.evidence.vetoed
            and each.evidence.foreign <= _FOREIGN
            and set(analysis.terms) <= each.statement.concepts
        ]
        for each in near[:_FIRST] if answer.status is Status.NEAREST else ():
            if (outcome := self._outcome(each.statement.stated, kind, text)).stated:
                told = self._replies.answered(
                    answer.question, analysis, each.statement, list(found), _LIKELY
                )
                return replace(told, outcome=outcome)
        if not near:
            return answer
        # What states it comes first; then a duty with a number rather than what hangs on it.
        stated = {
            each.statement.ref: self._outcome(each.statement.stated, kind, text) for each in near
        }
        near.sort(
            key=lambda each: (
                not stated[each.statement.ref].stated,
                not isinstance(each.statement.cadence, Quota),
            )
        )
        sureness = Sureness(answer.confidence, answer.confidence, Status.NEAREST)
        nearer = nearest(answer.question, analysis, near, sureness)
        return replace(nearer, outcome=stated[near[0].statement.ref])

    def _related(self, clause: Clause, other: Clause) -> bool:
        """Whether one is met by the other, so that both are about the same."""
        return clause.ref in other.meets or other.ref in clause.meets

    def _outcome(self, clause: Stated, kind: KindAsked, text: str) -> StatedOutcome:
        if not isinstance(clause, Clause):
            return StatedOutcome(kind)
        match kind:
            case KindAsked.CONSEQUENCE:
                neglect = clause.neglect if speaks_of_neglect(text) else None
                words = tuple(filter(None, (clause.consequence, neglect)))
                elsewhere = (self._library.find(ref) for ref in clause.if_not)
                clauses = tuple(each for each in elsewhere if isinstance(each, Clause))
                return StatedOutcome(kind, words, clauses)
            case KindAsked.PROCEDURE:
                return StatedOutcome(kind, clause.steps)
            case KindAsked.REASON:
                return StatedOutcome(kind, (clause.purpose,) if clause.purpose else ())
