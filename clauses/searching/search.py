"""Finding the statements that are closest to a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from clauses.searching.statements import Statement

SHORT_LIST = 24
"""So many of the best by BM25 are compared with the question character by character."""

_WEIGHTS = {"words": 1.0, "subject": 0.4, "phrasings": 0.9}
"""How much an occurrence in each field counts."""

_K1, _B = 1.2, 0.6
_PAIR = 1.0
_SINGLE = 0.7


@dataclass(frozen=True)
class Hit:
    """A statement with what speaks for it, each from 0 to 1.

    ``lexical``: BM25 against the best hit of the same search; ``phrasing``: RapidFuzz ``ratio``
    with the nearest everyday phrasing; ``partial``: ``partial_ratio`` with the text.
    """

    statement: Statement
    lexical: float
    phrasing: float
    partial: float

    @property
    def score(self) -> float:
        """Comparable only within one search."""
        return 0.5 * self.lexical + 0.35 * self.phrasing + 0.15 * self.partial


class ClauseIndex:
    """BM25 over single characters and pairs, in three fields. Built once, never changed."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = tuple(statements)
        self._postings = _postings(self._statements)

    def search(self, question: str, *, limit: int = SHORT_LIST) -> list[Hit]:
        """The statements closest to a folded question, best first; ties keep pack order.

        A blank question, or one that shares no character with any statement, finds nothing.

        Raises:
            ValueError: ``limit`` is below 1.
        """
        if limit < 1:
            raise ValueError(limit)
        scores: dict[int, float] = {}
        for gram, count in Counter(_grams(question)).items():
            for at, weight in self._postings.get(gram, ()):
                scores[at] = scores.get(at, 0.0) + weight * count
        if not scores:
            return []
        short_list = sorted(scores, key=lambda at: (-scores[at], at))[:SHORT_LIST]
        best = scores[short_list[0]]
        hits = [self._hit(question, at, scores[at] / best) for at in sorted(short_list)]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def _hit(self, question: str, at: int, lexical: float) -> Hit:
        statement = self._statements[at]
        near = max((fuzz.ratio(question, p) for p in statement.phrasings), default=0.0)
        near = max(near, fuzz.ratio(question, statement.title))
        partial = fuzz.partial_ratio(question, statement.body)
        return Hit(statement, lexical, near / 100, partial / 100)


def _grams(text: str) -> list[str]:
    """Single characters and pairs of neighbours; nothing reaches over a space."""
    grams: list[str] = []
    for run in text.split():
        grams += run
        grams += (run[at : at + 2] for at in range(len(run) - 1))
    return grams


def _fields(statement: Statement) -> dict[str, str]:
    return {
        "words": f"{statement.title} {statement.body}",
        "subject": statement.subject_words,
        "phrasings": " ".join(statement.phrasings),
    }


def _postings(statements: Sequence[Statement]) -> dict[str, tuple[tuple[int, float], ...]]:
    """For each gram, the statements that have it with its BM25 weight there, fields summed."""
    weights: dict[str, dict[int, float]] = {}
    for field, boost in _WEIGHTS.items():
        counted = [Counter(_grams(_fields(statement)[field])) for statement in statements]
        lengths = [sum(counts.values()) for counts in counted]
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        rarity = _rarity(counted)
        for at, counts in enumerate(counted):
            norm = _K1 * (1 - _B + _B * lengths[at] / mean)
            for gram, count in counts.items():
                size = _PAIR if len(gram) > 1 else _SINGLE
                weight = boost * size * rarity[gram] * count * (_K1 + 1) / (count + norm)
                by_statement = weights.setdefault(gram, {})
                by_statement[at] = by_statement.get(at, 0.0) + weight
    return {gram: tuple(found.items()) for gram, found in weights.items()}


def _rarity(counted: Iterable[Counter[str]]) -> dict[str, float]:
    counted = list(counted)
    occurs: Counter[str] = Counter()
    for counts in counted:
        occurs.update(counts.keys())
    total = len(counted)
    return {gram: log(1 + (total - n + 0.5) / (n + 0.5)) for gram, n in occurs.items()}
