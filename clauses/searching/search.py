"""Finding the statements that are closest to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clauses.searching.fusion import Hit, compared
from clauses.searching.grams import gram_counts
from clauses.searching.postings import Postings
from clauses.searching.ranking import ranking
from clauses.searching.statements import Statement

__all__ = ["SHORT_LIST", "ClauseIndex", "Hit"]

SHORT_LIST = 24
"""Number of the best by BM25 that are compared with the question character by character."""


class ClauseIndex:
    """BM25 over single characters and pairs, in three fields. Built once, never changed.

    ``postings``, where they are kept from before, must be those of the same statements.
    """

    def __init__(self, statements: Sequence[Statement], postings: Postings | None = None) -> None:
        self._statements = tuple(statements)
        self.postings = postings or _postings(self._statements)
        self._ranking = ranking(self.postings)

    def search(self, question: str, *, limit: int = SHORT_LIST) -> list[Hit]:
        """The statements closest to a folded question, best first; ties keep pack order.

        A blank question, or one that shares no character with any statement, finds nothing. There
        are never more than ``SHORT_LIST`` hits.

        Raises:
            ValueError: ``limit`` is below 1.
        """
        if limit < 1:
            raise ValueError(limit)
        ranked = self.ranked(gram_counts(question), SHORT_LIST)
        if not ranked:
            return []
        best = ranked[0][1]
        hits = [
            compared(question, self._statements[at], score / best) for at, score in sorted(ranked)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def ranked(self, counts: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
        """Places and BM25 of the statements with the best sums, best first; ``counts`` weigh the grams."""
        return self._ranking.best(counts, limit)


def _postings(statements: Sequence[Statement]) -> Postings:
    """Count what each statement has in three fields, and how much an occurrence counts there."""
    from clauses.searching.building import Field, build_postings  # lazily: it takes NumPy

    return build_postings(
        [
            Field([f"{each.title} {each.body}" for each in statements], 1.0),
            Field([each.subject_words for each in statements], 0.4),
            Field([" ".join(each.phrasings) for each in statements], 0.9),
        ]
    )
