"""Statements by the single phrasings that a question comes near: each phrasing is a text of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clauses.searching.postings import Postings
from clauses.searching.ranking import PlainRanking
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
    few nearest of all. ``back``: the share of a phrasing, by weight, that the question has;
    ``alike``: what both have, against what either has; each of the best of its phrasings.
    """

    nearest: float
    share: float
    votes: float
    back: float
    alike: float


NOT_NEAR = Nearness(0.0, 0.0, 0.0, 0.0, 0.0)


class PhrasingIndex:
    """BM25 over single characters and pairs of every phrasing. Built once, never changed.

    ``postings``, where they are kept from before, must be those of the same statements.
    """

    def __init__(self, statements: Sequence[Statement], postings: Postings | None = None) -> None:
        self._of = [at for at, each in enumerate(statements) for _ in each.phrasings]
        self.postings = postings or _postings(statements)
        places, weights = self.postings.places.tolist(), self.postings.weights.tolist()
        self._whole = [0.0] * len(self._of)
        for place, weight in zip(places, weights, strict=True):
            self._whole[place] += weight
        spans = zip(
            self.postings.grams.tolist(), pairwise(self.postings.starts.tolist()), strict=True
        )
        self._most = {gram: max(weights[start:end]) for gram, (start, end) in spans}
        self._ranking = PlainRanking(self.postings)

    def near(self, counts: Mapping[int, float]) -> dict[int, Nearness]:
        """By the places of statements, nearest first, those with one of the nearest phrasings."""
        ranked = self._ranking.best(counts, _NEAREST)
        if not ranked:
            return {}
        best = ranked[0][1]
        most = sum(count * self._most.get(gram, 0.0) for gram, count in counts.items())
        voting = [(self._of[at], score) for at, score in ranked[:_VOTING]]
        total = sum(score for _, score in voting)
        nearest: dict[int, Nearness] = {}
        for at, score in ranked:
            statement, whole = self._of[at], self._whole[at]
            back, alike = (
                min(1.0, score / whole),
                min(1.0, score / max(score, whole + most - score)),
            )
            known = nearest.get(statement)
            if known is None:
                votes = sum(each for owner, each in voting if owner == statement) / total
                nearest[statement] = Nearness(score / best, score / most, votes, back, alike)
            elif back > known.back or alike > known.alike:
                nearest[statement] = replace(
                    known, back=max(back, known.back), alike=max(alike, known.alike)
                )
        return nearest


def _postings(statements: Sequence[Statement]) -> Postings:
    from clauses.searching.building import Field, build_postings  # lazily: it takes NumPy

    texts = [phrasing for each in statements for phrasing in each.phrasings]
    return build_postings([Field(texts, 1.0)])
