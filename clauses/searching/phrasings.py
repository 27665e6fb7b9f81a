"""Statements by the single phrasings that a question comes near: each phrasing is a text of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from clauses.searching.postings import Postings
from clauses.searching.statements import Statement

_NEAREST = 40
"""Number of the nearest phrasings that are looked at."""

_VOTING = 8
"""Number of the nearest ones that speak for their statements together."""


@dataclass(frozen=True)
class Nearness:
    """How near the phrasings of a statement come to a question, each from 0 to 1.

    ``nearest``: BM25 of its best one against the best one of all; ``share``: the same against the
    most that the known grams of the question could reach; ``votes``: its part in the sum of the
    few nearest of all.
    """

    nearest: float
    share: float
    votes: float


NOT_NEAR = Nearness(0.0, 0.0, 0.0)


class PhrasingIndex:
    """BM25 over single characters and pairs of every phrasing. Built once, never changed.

    ``postings``, where they are kept from before, must be those of the same statements.
    """

    def __init__(self, statements: Sequence[Statement], postings: Postings | None = None) -> None:
        self._of = [at for at, each in enumerate(statements) for _ in each.phrasings]
        self.postings = postings or _postings(statements)
        self._places = self.postings.places.tolist()
        self._weights = self.postings.weights.tolist()
        self._spans = dict(
            zip(self.postings.grams.tolist(), pairwise(self.postings.starts.tolist()), strict=True)
        )

    def near(self, counts: Mapping[int, float]) -> dict[int, Nearness]:
        """By the places of statements, nearest first, those with one of the nearest phrasings."""
        scores: dict[int, float] = {}
        most = 0.0
        places, weights = self._places, self._weights
        for gram, count in counts.items():
            span = self._spans.get(gram)
            if span is None:
                continue
            start, end = span
            found = weights[start:end]
            most += count * max(found)
            for place, weight in zip(places[start:end], found, strict=True):
                scores[place] = scores.get(place, 0.0) + weight * count
        ranked = nlargest(_NEAREST, scores.items(), key=lambda item: (item[1], -item[0]))
        if not ranked:
            return {}
        best = ranked[0][1]
        voting = [(self._of[at], score) for at, score in ranked[:_VOTING]]
        total = sum(score for _, score in voting)
        nearest: dict[int, Nearness] = {}
        for at, score in ranked:
            statement = self._of[at]
            if statement not in nearest:
                votes = sum(each for owner, each in voting if owner == statement) / total
                nearest[statement] = Nearness(score / best, score / most, votes)
        return nearest


def _postings(statements: Sequence[Statement]) -> Postings:
    from clauses.searching.building import Field, build_postings  # lazily: it takes NumPy

    texts = [phrasing for each in statements for phrasing in each.phrasings]
    return build_postings([Field(texts, 1.0)])
