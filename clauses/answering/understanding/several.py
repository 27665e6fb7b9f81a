"""Two questions put in one: 清单谁发的，有多少条; 支委会和党员大会分别多久开一次."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from clauses.answering.understanding.question import QuestionReader
from clauses.characters.folding import fold_question
from clauses.lexicon.questions import Aspect
from clauses.vocabulary import Mention, Vocabulary
from clauses.words import WordTable

_WORDS = WordTable("questions.toml", "several")
_BETWEEN = _WORDS.pattern("between")
_ASKS = _WORDS.pattern("asks")
_EACH = _WORDS.pattern("each")
_JOINED = _WORDS.pattern("joined")
_MOST = 3


class SeveralQuestions:
    """Takes questions apart that ask more than one thing."""

    def __init__(self, vocabulary: Vocabulary, reader: QuestionReader) -> None:
        self._vocabulary = vocabulary
        self._reader = reader

    def questions_in(self, question: str) -> tuple[str, ...]:
        """The questions, at most three, each in its own words; nothing where only one is asked.

        What asks nothing belongs to the question after it, or at the end to the one before.
        """
        asked = list(self._pieces(question))
        if 1 < len(asked) <= _MOST:
            return tuple(asked)
        return self._of_each(fold_question(question)) if len(asked) == 1 else ()

    def _pieces(self, question: str) -> Iterator[str]:
        before: list[str] = []
        pending = None
        for piece in filter(None, map(str.strip, _BETWEEN.split(question))):
            if self._asks(piece):
                if pending is not None:
                    yield pending
                pending, before = _WORDS.text("comma").join((*before, piece)), []
            else:
                before.append(piece)
        if pending is not None:
            yield _WORDS.text("comma").join((pending, *before))

    def _asks(self, piece: str) -> bool:
        read = self._reader.read(piece)
        if read.aspect is None or not _ASKS.search(read.text):
            return False
        return not read.blank or read.aspect not in (Aspect.WHETHER, Aspect.WHAT, Aspect.STEPS)

    def _of_each(self, text: str) -> tuple[str, ...]:
        """The same asked of each of two things that stand side by side."""
        if not _EACH.search(text):
            return ()
        mentions = self._vocabulary.mentions(text)
        for one, other in pairwise(mentions):
            if one.concept != other.concept and _JOINED.fullmatch(text[one.end : other.start]):
                return _without(text, one, other)
        return ()


def _without(text: str, one: Mention, other: Mention) -> tuple[str, ...]:
    rest = _EACH.sub("", text[other.end :])
    start = text[: one.start]
    return tuple(f"{start}{text[each.start : each.end]}{rest}" for each in (one, other))
