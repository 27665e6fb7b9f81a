"""Answers that operators gave to questions which found none: they come before all that is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from clauses.answering.answer import Answer, AnswerReason, Status
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.speech import plain_speech
from clauses.characters.folding import fold_question
from clauses.library import Library, Stated
from clauses.model import Citation, Clause, ClauseRef, Document, Known, Question, Standard
from clauses.words import WordTable

ALIKE = 75.0
"""Likeness, of 100, below which no question is looked at."""

PACK = "operators"
"""Stands in refs and citations for pack and document, until it has been written into one."""


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
    """Looks for what was given, by words that are the same but for how they are spoken.

    One letter can make another question: what differs is nothing but particles.
    """

    def __init__(self, library: Library, given: Sequence[GivenAnswer]) -> None:
        self._library = library
        self._by_words = {
            words: each
            for each in given
            for words in map(_words, each.asked)
            if words and (each.ref is None or library.find(each.ref) is not None)
        }

    def answer(self, question: str) -> Answer | None:
        """The answer that was given to this question; the latest one where several were."""
        words = _words(question)
        given = self._by_words.get(words) or self._nearly(words)
        return None if given is None else self._answered(question, words, given)

    def _nearly(self, words: str) -> GivenAnswer | None:
        near = process.extract_iter(
            words, self._by_words.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        same = (known for known, *_ in near if _differing(words, known) <= _PARTICLES)
        found = next(same, None)
        return None if found is None else self._by_words[found]

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
            (Citation(Document(PACK, source, source)),),
        )


def _words(question: str) -> str:
    return plain_speech(fold_question(question))


def _differing(some: str, others: str) -> set[str]:
    """The letters that only one of them has at its place."""
    edits = Indel.editops(some, others)
    return {some[edit.src_pos] if edit.tag == "delete" else others[edit.dest_pos] for edit in edits}


_PARTICLES = set(WordTable("speech.toml", "particles").text("particles"))
