"""The short list put in order: BM25 beside what RapidFuzz says of phrasings and text."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from clauses.searching.statements import Statement


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


def compared(question: str, statement: Statement, lexical: float) -> Hit:
    """The statement beside a folded question, character by character."""
    nearest = fuzz.ratio(question, statement.title)
    for phrasing in statement.phrasings:
        # Below the cutoff the ratio is 0, and RapidFuzz gives up early.
        nearest = max(nearest, fuzz.ratio(question, phrasing, score_cutoff=nearest))
    partial = fuzz.partial_ratio(question, statement.body)
    return Hit(statement, lexical, nearest / 100, partial / 100)
