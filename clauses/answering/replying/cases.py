"""What a clause says of a case in words: whether something may, must or need not be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, CaseVerdict, Obliged
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.kinds import ModeAsked, kind_asked, mode_asked
from clauses.cadence import Quota
from clauses.characters.folding import fold
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.model import Case, Clause, ClauseRef, Question, Ruling

_SURE = 0.7
_LEADING = 3
"""The case is one of a clause that one of so many of the nearest is or rests on."""

_AGREES = {
    (Ruling.MAY, ModeAsked.MAY): True,
    (Ruling.MUST, ModeAsked.MUST): True,
    (Ruling.MUST, ModeAsked.MAY_LEAVE): False,
    (Ruling.NEED_NOT, ModeAsked.MUST): False,
    (Ruling.NEED_NOT, ModeAsked.MAY_LEAVE): True,
    (Ruling.MUST_NOT, ModeAsked.MAY): False,
    (Ruling.MUST_NOT, ModeAsked.MUST): False,
}
"""Whether a ruling is what a question of this mode supposes; nothing else is said of the others."""


class Cases:
    """Knows the cases of all clauses."""

    def __init__(self, library: Library, replies: Replies) -> None:
        self._library = library
        self._replies = replies
        self._words = {
            clause.ref: [
                (case, [fold(words).split() for words in case.when]) for case in clause.cases
            ]
            for clause in library.all_clauses()
            if clause.cases
        }

    def answer(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """The clause that decides the case of the question; None where none of the nearest does."""
        for each in found[:_LEADING]:
            if not each.evidence.terms or each.evidence.vetoed:
                continue
            for ref in dict.fromkeys((each.statement.ref, *each.statement.bears)):
                case = self._case(ref, analysis.text)
                if case is None:
                    continue
                statement = self._replies.statement(ref) or each.statement
                answer = self._replies.answered(question, analysis, statement, found, _SURE)
                mode = mode_asked(analysis.text)
                agrees = None
                if case.ruling is not None and mode is not None:
                    agrees = _AGREES.get((case.ruling, mode))
                return replace(answer, verdict=CaseVerdict(case, agrees))
        return None

    def obliged(self, answer: Answer, found: Sequence[Found]) -> Answer:
        """With whether it has to be done, where that is asked of a duty with a number."""
        clause, analysis = answer.main, answer.analysis
        asked = analysis.aspect in (Aspect.WHETHER, None) and analysis.claim is None
        if not isinstance(clause, Clause) or not isinstance(clause.cadence, Quota) or not asked:
            return answer
        if answer.verdict is not None or answer.correction is not None or answer.applicable:
            return answer
        carried = any(e.statement.ref == clause.ref and e.evidence.carried for e in found[:1])
        mode = mode_asked(analysis.text)
        if not carried or mode in (None, ModeAsked.MAY) or kind_asked(analysis.text) is not None:
            return answer
        return replace(answer, verdict=Obliged(leave=mode is ModeAsked.MAY_LEAVE))

    def _case(self, ref: ClauseRef, text: str) -> Case | None:
        return next(
            (
                case
                for case, alternatives in self._words.get(ref, ())
                if any(all(word in text for word in words) for words in alternatives)
            ),
            None,
        )
