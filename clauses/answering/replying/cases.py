"""What a clause says of a case in words: whether something may, must or need not be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, AnswerReason, CaseVerdict, Obliged, Status
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies
from clauses.answering.understanding.kinds import KindAsked, ModeAsked, kind_asked, mode_asked
from clauses.answering.understanding.readings import says_absent
from clauses.cadence import Quota
from clauses.characters.folding import fold
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.model import Case, Clause, ClauseRef, Ruling

_LIKELY = 0.6
_SURE = 0.7
"""An answer that is surer than this is not put aside for the case of another clause."""

_NEAR, _NEARER = 3, 2
"""Number of the nearest of which one may decide the case, where none is sure; by a short word alone."""

_FOREIGN = 0.35
"""Highest share of a question without any name of the packs that the clause does not have."""

_LONG = 4
"""Characters of a word that says by itself which case is meant."""

_AGREES = {
    (Ruling.MAY, ModeAsked.MAY): True,
    (Ruling.MUST, ModeAsked.MUST): True,
    (Ruling.MUST, ModeAsked.MAY_LEAVE): False,
    (Ruling.NEED_NOT, ModeAsked.MUST): False,
    (Ruling.NEED_NOT, ModeAsked.MAY_LEAVE): True,
    (Ruling.MUST_NOT, ModeAsked.MAY): False,
    (Ruling.MUST_NOT, ModeAsked.MAY_LEAVE): True,
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

    def decided(self, answer: Answer) -> Answer:
        """With what the clause that answers says of the case of the question, if anything."""
        main = answer.main
        if not isinstance(main, Clause) or answer.verdict is not None or answer.applicable:
            return answer
        if kind_asked(answer.analysis.text) is KindAsked.REASON:
            return answer
        verdict = self._verdict(main.ref, answer.analysis.text)
        return answer if verdict is None else replace(answer, verdict=verdict)

    def instead(self, answer: Answer, found: list[Found]) -> Answer:
        """Of one that is not sure: the answer where one of the nearest decides the very case that is asked.

        The clause has to carry what is named. Several words of a case that come together, or a long one,
        say that it is meant; of a short one, something has to be asked for as allowed or needed.
        """
        analysis = answer.analysis
        if not _unsure(answer):
            return answer
        named = bool(analysis.terms or analysis.subjects)
        asked = mode_asked(analysis.text) is not None
        for at, each in enumerate(found[:_NEAR]):
            held = each.evidence
            if not held.document or not held.terms or each.loose:
                continue
            if not named and held.foreign > _FOREIGN:
                continue
            words = self._matched(each.statement.ref, analysis.text)
            hinted = words and asked and held.topics and held.subject
            if _tells(words) or (hinted and at < _NEARER and _near(answer)):
                told = self._replies.answered(
                    answer.question, analysis, each.statement, found, _LIKELY
                )
                verdict = self._verdict(each.statement.ref, analysis.text)
                return replace(told, verdict=verdict)
        return answer

    def _verdict(self, ref: ClauseRef, text: str) -> CaseVerdict | None:
        case = self._case(ref, text)
        if case is None:
            return None
        mode = mode_asked(self._without(case, text))
        if case.ruling is None or mode is None:
            return CaseVerdict(case)
        return CaseVerdict(case, _AGREES.get((case.ruling, mode)))

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
        if mode is ModeAsked.MUST and says_absent(analysis.text):
            return answer
        return replace(answer, verdict=Obliged(leave=mode is ModeAsked.MAY_LEAVE))

    def _without(self, case: Case, text: str) -> str:
        """The text without the words of a case that is allowed or forbidden: they may have a 不 of their own."""
        if case.ruling not in (Ruling.MAY, Ruling.MUST_NOT):
            return text
        for words in sorted((w for each in case.when for w in fold(each).split()), key=len)[::-1]:
            text = text.replace(words, "_")
        return text

    def _case(self, ref: ClauseRef, text: str) -> Case | None:
        """The first case of the clause of which all words of one alternative are there."""
        return next((case for case, words in self._words.get(ref, ()) if _said(words, text)), None)

    def _matched(self, ref: ClauseRef, text: str) -> list[str]:
        """The words of that case which are there."""
        found = (_said(words, text) for _, words in self._words.get(ref, ()))
        return next(filter(None, found), [])


def _said(alternatives: Sequence[list[str]], text: str) -> list[str]:
    fitting = [words for words in alternatives if all(word in text for word in words)]
    return max(fitting, key=lambda words: (len(words), sum(map(len, words))), default=[])


def _tells(words: Sequence[str]) -> bool:
    return len(words) > 1 or any(len(word) >= _LONG for word in words)


def _near(answer: Answer) -> bool:
    return answer.status is Status.NEAREST


def _unsure(answer: Answer) -> bool:
    if answer.status is Status.ANSWERED:
        return answer.confidence < _SURE and answer.verdict is None
    return answer.reason in (
        AnswerReason.UNSURE,
        AnswerReason.NOTHING_NEAR,
        AnswerReason.NOT_COVERED,
    )
