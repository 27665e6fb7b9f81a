"""Restatements of packs and official texts, put into one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, AnswerReason, Duties, Status
from clauses.answering.finding.article_finder import ArticleFinder
from clauses.answering.finding.finder import Found
from clauses.answering.finding.originals import Originals
from clauses.answering.replying.replies import Replies, nearest, unanswered
from clauses.answering.replying.sureness import Sureness
from clauses.answering.understanding.analysis import Analysis
from clauses.model import Clause, ClauseRef

_NAMED = 0.5
"""Of a text that the question names, an article is given at this part of the probability."""

_ALMOST = 0.2
"""The text itself comes first, unless the restatement is likelier by this to be the answer."""

_ELSEWHERE = 0.3
"""At most so likely is an article of a text other than the one that the question names."""

_MOST = 3


class OfficialTexts:
    """Answers from imported texts, where there are any, beside the restatements of other packs.

    Where the answer restates an article of an imported text, the article comes first: an added
    official text is there to be read. What the restatement knows better is kept, such as the
    cadence.
    """

    def __init__(self, texts: ArticleFinder, originals: Originals, replies: Replies) -> None:
        self._texts = texts
        self._originals = originals
        self._replies = replies

    def joined(self, question: str, analysis: Analysis, restated: Answer) -> Answer:
        """The better of the two answers, with what the other one found next to it."""
        packs = self._originals.packs(analysis.documents)
        found = self._texts.find(analysis, packs)
        if not found:
            return restated
        certainty, among = self._texts.likely(analysis, found)
        limit = self._texts.model.limit
        if analysis.documents and not packs:
            certainty = min(certainty, _ELSEWHERE)
        if restated.status is Status.ANSWERED and not packs:
            behind = self._behind(restated, found)
            if behind is not None:
                return self._original(restated, behind, found, certainty)
            if restated.confidence > certainty + _ALMOST or certainty < limit:
                return replace(restated, refs=_mixed(restated.refs, _refs(found)))
        if certainty >= limit * (_NAMED if packs else 1):
            answer = self._replies.answered(
                question, analysis, found[0].statement, found, certainty
            )
            return self._with_restatement(answer, restated, found)
        if restated.status is Status.AMBIGUOUS:
            behind_all = (c for each in restated.candidates for c in self._behind_ref(each.ref))
            return replace(restated, refs=_unique((*behind_all, *restated.refs)))
        return self._not_stated(question, analysis, restated, found, (certainty, among))

    def _behind(self, restated: Answer, found: Sequence[Found]) -> Clause | None:
        """The article that the answer restates: of several the one nearest to the question."""
        if isinstance(restated.fact, Duties):
            return None
        originals = self._originals.of(restated.main)
        near = {each.statement.ref: n for n, each in enumerate(found)}
        return min(originals, key=lambda each: near.get(each.ref, len(near)), default=None)

    def _behind_ref(self, ref: ClauseRef | None) -> tuple[ClauseRef, ...]:
        stated = self._replies.find(ref) if ref is not None else None
        return tuple(each.ref for each in self._originals.of(stated))

    def _original(
        self, restated: Answer, article: Clause, found: Sequence[Found], certainty: float
    ) -> Answer:
        first = found[0].statement.ref
        if first != article.ref and certainty > restated.confidence:
            # The texts know better: what was restated is near, and no more.
            answer = self._replies.answered(
                restated.question, restated.analysis, found[0].statement, list(found), certainty
            )
            return replace(answer, refs=_unique((first, article.ref, *restated.refs[:1])))
        sure = max(restated.confidence, certainty) if first == article.ref else restated.confidence
        return replace(
            restated,
            main=article,
            confidence=round(sure, 3),
            citations=self._originals.citations(article),
            refs=_unique((article.ref, *restated.refs[:1], first, *restated.refs[1:])),
        )

    def _with_restatement(self, answer: Answer, restated: Answer, found: Sequence[Found]) -> Answer:
        article = found[0].statement.stated
        if isinstance(article, Clause):
            answer = replace(answer, citations=self._originals.citations(article))
        if restated.main is None or restated.status is not Status.ANSWERED:
            return answer
        own = [each.ref for each in self._originals.of(restated.main)]
        if found[0].statement.ref in own:
            kept = restated.fact or answer.fact
            sure = max(answer.confidence, restated.confidence)
            refs = _unique((found[0].statement.ref, restated.main.ref, *answer.refs))
            return replace(answer, fact=kept, refs=refs, confidence=sure)
        return replace(answer, refs=_mixed(answer.refs, (*own, *restated.refs)))

    def _not_stated(
        self,
        question: str,
        analysis: Analysis,
        restated: Answer,
        found: Sequence[Found],
        likely: tuple[float, float],
    ) -> Answer:
        """Refused, with the articles that come nearest."""
        sureness = Sureness.of(likely, self._texts.model)
        if restated.status is Status.NOT_LOADED:
            return replace(restated, refs=_mixed(restated.refs, _refs(found)))
        if restated.reason is AnswerReason.NOT_COVERED:
            return restated
        if restated.status is Status.NEAREST and restated.confidence >= sureness.first:
            return replace(restated, refs=_mixed(restated.refs, _refs(found)))
        if sureness.status is Status.OUT_OF_SCOPE:
            far = unanswered(question, analysis, AnswerReason.NOTHING_NEAR)
            return replace(far, confidence=round(sureness.first, 3))
        near = nearest(question, analysis, found, sureness)
        return replace(near, refs=_mixed(near.refs, restated.refs))


def _refs(found: Sequence[Found]) -> tuple[ClauseRef, ...]:
    return tuple(each.statement.ref for each in found[:_MOST])


def _mixed(first: Sequence[ClauseRef], second: Sequence[ClauseRef]) -> tuple[ClauseRef, ...]:
    """The best of each in turn, so that neither falls out of the first three."""
    return _unique((*first[:1], *second[:1], *first[1:], *second[1:]))


def _unique(refs: Sequence[ClauseRef]) -> tuple[ClauseRef, ...]:
    return tuple(dict.fromkeys(refs))[:_MOST]
