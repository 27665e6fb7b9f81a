"""Clauses in any number, made from the sentences of the shipped packs, and questions about them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clauses.characters.folding import fold_question
from clauses.library import Library
from clauses.searching.statements import Statement, all_statements
from clauses.vocabulary import Vocabulary

SEED = 20_261_124
QUESTIONS = 400
_SENTENCES, _PHRASINGS = (2, 4), (2, 4)
"""Fewest and most of each that a made clause has."""


@dataclass(frozen=True)
class MadeClause:
    """The folded texts of one made-up clause."""

    title: str
    body: str
    phrasings: tuple[str, ...]
    subject_words: str

    @property
    def text(self) -> str:
        """The text that the peers search."""
        return f"{self.title} {self.body}"


@dataclass(frozen=True)
class Corpus:
    """Made clauses, and real questions, folded."""

    clauses: tuple[MadeClause, ...]
    questions: tuple[str, ...]

    def write(self, file: Path) -> None:
        """Write it for the processes that measure."""
        rows = [[c.title, c.body, c.phrasings, c.subject_words] for c in self.clauses]
        file.write_text(json.dumps([rows, self.questions], ensure_ascii=False), "utf-8")

    @classmethod
    def read(cls, file: Path) -> Corpus:
        """Read a file of :meth:`write`."""
        rows, questions = json.loads(file.read_text("utf-8"))
        made = (MadeClause(title, body, tuple(p), words) for title, body, p, words in rows)
        return cls(tuple(made), tuple(questions))


def corpus(size: int, seed: int = SEED) -> Corpus:
    """The same clauses and questions for the same packs, size and seed."""
    library = Library.load()
    statements = all_statements(library, Vocabulary(library))
    draw = random.Random(seed)
    sentences = [s for each in statements for s in _sentences(each.body)]
    phrasings = [phrasing for each in statements for phrasing in each.phrasings]
    titles = [each.title for each in statements]
    subjects = [each.subject_words for each in statements]
    made = tuple(
        MadeClause(
            title=draw.choice(titles),
            body=" ".join(draw.choices(sentences, k=draw.randint(*_SENTENCES))),
            phrasings=tuple(draw.choices(phrasings, k=draw.randint(*_PHRASINGS))),
            subject_words=draw.choice(subjects),
        )
        for _ in range(size)
    )
    asked = sorted(set(map(fold_question, phrasings)))
    return Corpus(made, tuple(draw.sample(asked, min(QUESTIONS, len(asked)))))


def as_statements(made: Corpus) -> list[Statement]:
    """The clauses as the index takes them; each states the same as the first shipped clause."""
    library = Library.load()
    model = all_statements(library, Vocabulary(library))[0]
    return [
        replace(
            model,
            title=each.title,
            body=each.body,
            phrasings=each.phrasings,
            subject_words=each.subject_words,
        )
        for each in made.clauses
    ]


def _sentences(body: str) -> Iterator[str]:
    """Runs of a folded text, the short ones together with what follows."""
    found = re.findall(r"(?:\S{1,7} )*\S{8,}", body)
    yield from found or ([body] if body else [])
