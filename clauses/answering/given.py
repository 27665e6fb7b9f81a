"""Answers that operators gave to questions which found none: they come before all that is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from clauses.answering.answer import Answer, AnswerReason, Status
from clauses.answering.understanding.analysis import Analysis
from clauses.characters.folding import fold_question
from clauses.library import Library, Stated
from clauses.model import Citation, Clause, ClauseRef, Document, Known, Question, Standard

ALIKE = 92.0
"""Likeness, of 100, from which on a question is taken for one that was answered."""

PACK = "operators"
"""Stands in refs for the pack, until what was given has been written into one."""


@dataclass(frozen=True)
class GivenAnswer:
    """What an operator said to some questions: a statement of the packs, or an answer with its source.

    Where both ``ref`` and ``answer`` are None: that it is next door.
    """

    id: int
    asked: tuple[str, ...]
    ref: ClauseRef | None = None
    answer: str | None = None
    source: str | None = None


class GivenAnswers:
    """Looks for what was given, by words that are the same or nearly so."""

    def __init__(self, library: Library, given: Sequence[GivenAnswer]) -> None:
        self._library = library
        self._by_words = {
            words: each
            for each in given
            for words in map(fold_question, each.asked)
            if words and (each.ref is None or library.find(each.ref) is not None)
        }

    def answer(self, question: str) -> Answer | None:
        """The answer that was given to this question; the latest one where several were."""
        words = fold_question(question)
        given = self._by_words.get(words)
        if given is None and words:
            near = process.extractOne(
                words, self._by_words.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
            )
            given = near and self._by_words[near[0]]
        return None if given is None else self._answered(question, words, given)

    def _answered(self, question: str, words: str, given: GivenAnswer) -> Answer:
        analysis = Analysis(words)
        stated = self._stated(given)
        if stated is None:
            return Answer(
                question,
                Status.OUT_OF_SCOPE,
                analysis,
                1.0,
                reason=AnswerReason.NOT_COVERED,
                topic=given.asked[0],
            )
        citations = stated.citations if isinstance(stated, Clause | Question | Standard) else ()
        return Answer(
            question,
            Status.ANSWERED,
            analysis,
            1.0,
            main=stated,
            citations=citations,
            refs=(stated.ref,),
        )

    def _stated(self, given: GivenAnswer) -> Stated | None:
        if given.ref is not None:
            return self._library.find(given.ref)
        if given.answer is None:
            return None
        source = given.source or ""
        return Question(
            ClauseRef(PACK, f"Q{given.id}"),
            given.asked[0],
            given.answer,
            Known.TEXT,
            (Citation(Document(f"operators-{given.id}", source, source)),),
        )
