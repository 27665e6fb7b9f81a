"""Answers to questions in plain words, from the loaded packs alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from clauses.answering.analysis import Analysis
from clauses.answering.answer import Answer, Reason, Status
from clauses.answering.articles import ArticleRoute
from clauses.answering.duty_lists import DutyLists
from clauses.answering.finding import Finder, Found
from clauses.answering.follow_up import leans
from clauses.answering.lexicon import Aspect
from clauses.answering.question import QuestionReader
from clauses.answering.replies import Replies, asked_which_post, asked_which_term, unanswered
from clauses.answering.spelling import Speller
from clauses.answering.ties import tied
from clauses.answering.vocabulary import Concept, Kind, Vocabulary
from clauses.library import Library
from clauses.model import Clause, Correction, PostId, Question
from clauses.searching.search import ClauseIndex
from clauses.searching.statements import all_statements

__all__ = ["Answer", "Answerer"]

_SILENT_WORDS = 0.6
_WORDED_ALIKE = 0.8
_SURE_ALONE = 0.85
_OF_ONESELF = (Aspect.DUTIES, Aspect.WHAT, Aspect.HOW_OFTEN, Aspect.WHEN, Aspect.HOW_LONG)


class Answerer:
    """Answers questions from one library. Built once; safe to share, nothing in it changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        vocabulary = Vocabulary(library)
        statements = all_statements(library, vocabulary)
        self._by_ref = {statement.ref: statement for statement in statements}
        occurrences = Counter(gram for statement in statements for gram in statement.grams)
        known = frozenset(occurrences)
        speller = Speller(vocabulary.all_forms(), occurrences)
        self._reader = QuestionReader(library, vocabulary, speller)
        self._finder = Finder(library, ClauseIndex(statements), known)
        self._articles = ArticleRoute(library, statements)
        self._duties = DutyLists(library)
        self._replies = Replies(library, statements, known)

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
        own = tuple(
            Concept(Kind.POST, id_, self._library.post(id_).name) for id_ in sorted(asker_posts)
        )
        analysis = self._reader.read(question)
        completed = self._reader.completed(analysis, after) if after else None
        if completed is None:
            return self._put(question, analysis, own)
        if leans(analysis):
            return self._put(question, completed, own)
        # It may be complete after all: the one before could be about something else.
        alone = self._put(question, analysis, own)
        if alone.status is Status.ANSWERED and alone.confidence >= _SURE_ALONE:
            return alone
        continued = self._put(question, completed, own)
        return continued if continued.status in (Status.ANSWERED, Status.AMBIGUOUS) else alone

    def _put(self, question: str, analysis: Analysis, own: Sequence[Concept]) -> Answer:
        """Answer for these posts first where the question is about the person who asks."""
        mine = replace(analysis, own=tuple(own))
        if analysis.article is not None:
            about = mine if analysis.asker and not analysis.subjects else analysis
            return self._articles.answer(question, about, analysis.article)
        unnamed = not (analysis.subjects or analysis.documents)
        if own and unnamed and (analysis.asker or not (analysis.terms or analysis.content)):
            answered = self._understood(question, mine, own)
            if answered.status in (Status.ANSWERED, Status.AMBIGUOUS):
                return answered
        return self._understood(question, analysis, own)

    def _understood(self, question: str, analysis: Analysis, own: Sequence[Concept]) -> Answer:
        if analysis.fragments:
            return self._told_apart(question, analysis, own)
        if analysis.blank and not analysis.own:
            if analysis.asker and analysis.aspect in _OF_ONESELF:
                return asked_which_post(question, analysis)
            return unanswered(question, analysis, Reason.NOTHING_NEAR)
        found = self._finder.find(analysis)
        carried = [each for each in self._finder.carried(analysis, found) if not _too_far(each)]
        if duties := self._duties.answer(question, analysis, carried):
            return duties
        if not carried:
            return self._replies.nothing(question, analysis, found)
        if len(equal := tied(analysis, carried, own)) > 1:
            return self._replies.asked_back(question, analysis, equal)
        chosen = equal[0]
        if isinstance(stated := chosen.statement.stated, Question) and stated.answer is None:
            return self._replies.silent(question, analysis, stated)
        return self._replies.answered(question, analysis, chosen, carried, found)

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
            return asked_which_term(question, analysis, possible)
        return plain


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
