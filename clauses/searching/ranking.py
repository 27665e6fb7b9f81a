"""The best statements by the summed weights of the grams they share with a question.

Two ways to the same ranking. :class:`PlainRanking` needs nothing but Python and is the quicker one
for a few hundred statements; :class:`ArrayRanking` adds up whole arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from clauses.searching.postings import Postings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 500
"""Number of statements up to which plain Python is quicker; NumPy is not even imported."""

_COMMON = 8
"""A gram in more than one in this number of statements has its weights in a row of its own."""

_LOOKED_AT = 128
"""Number of those put first by rare grams that common ones are added up for; above any limit."""

_BLOCK = 64
"""Number of neighbouring statements with one maximum, from which the cutoff is read."""


_LEAST = 1e-6
"""Every weight is above this."""


class Ranking(Protocol):
    """Ranks all statements for one question."""

    def best(self, counts: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
        """Places and scores of those that share a gram, best first; ties keep their order."""


def ranking(postings: Postings) -> Ranking:
    """The quicker way for this many statements."""
    return PlainRanking(postings) if postings.statements <= FEW else ArrayRanking(postings)


class PlainRanking:
    """Adds up the weights one by one.

    Exact for a ``FEW`` statements. Of more, grams that a great part of them have are added up only
    for those that the other grams put first.
    """

    def __init__(self, postings: Postings) -> None:
        self._size = postings.statements
        self._places = postings.places.tolist()
        self._weights = postings.weights.tolist()
        spans = pairwise(postings.starts.tolist())
        self._spans = dict(zip(postings.grams.tolist(), spans, strict=True))
        self._rows: dict[int, list[float]] = {}
        if self._size > FEW:
            common = (each for each in self._spans.items() if self._is_common(*each[1]))
            self._rows = {gram: self._row(*span) for gram, span in common}

    def _is_common(self, start: int, end: int) -> bool:
        return (end - start) * _COMMON > self._size

    def _row(self, start: int, end: int) -> list[float]:
        row = [0.0] * self._size
        for place, weight in zip(self._places[start:end], self._weights[start:end], strict=True):
            row[place] = weight
        return row

    def best(self, counts: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
        """See :class:`Ranking`."""
        places, weights, scores = self._places, self._weights, [0.0] * self._size
        common = []
        for gram, count in counts.items():
            if gram in self._rows:
                common.append((self._rows[gram], count))
            elif (span := self._spans.get(gram)) is not None:
                start, end = span
                for place, weight in zip(places[start:end], weights[start:end], strict=True):
                    scores[place] += weight * count
        # Where few have anything that is rare, the cutoff is 0 and all are looked at.
        cutoff = sorted(scores)[-min(_LOOKED_AT, self._size)] if common else _LEAST
        near = [at for at, score in enumerate(scores) if score >= cutoff]
        for row, count in common:
            for at in near:
                scores[at] += row[at] * count
        near.sort(key=scores.__getitem__, reverse=True)
        return [(at, scores[at]) for at in near[:limit] if scores[at] > 0]


class ArrayRanking:
    """Adds up arrays: short lists by place, the weights of common grams as whole rows."""

    def __init__(self, postings: Postings) -> None:
        import numpy as np  # lazily: a tenth of a second that few statements do not need

        self._np = np
        self._size = postings.statements
        self._grams = np.asarray(postings.grams)
        self._starts = np.asarray(postings.starts)
        self._places = np.asarray(postings.places)
        self._weights = np.asarray(postings.weights)
        common = np.flatnonzero(np.diff(self._starts) * _COMMON > self._size)
        self._rows = np.zeros((len(common), self._size), np.float32)
        self._row_of = {int(gram): row for row, gram in enumerate(common)}
        for gram, row in self._row_of.items():
            start, end = self._starts[gram : gram + 2]
            self._rows[row, self._places[start:end]] = self._weights[start:end]

    def best(self, counts: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
        """See :class:`Ranking`."""
        np = self._np
        asked = np.fromiter(counts, np.int64, len(counts))
        at = np.searchsorted(self._grams, asked)
        at[at == len(self._grams)] = 0
        known = (self._grams[at] == asked).tolist() if len(self._grams) else []
        scores = np.zeros(self._size, np.float32)
        for gram, count, is_known in zip(at.tolist(), counts.values(), known, strict=False):
            if not is_known:
                continue
            row = self._row_of.get(gram)
            if row is not None:
                scores += self._rows[row] if count == 1 else self._rows[row] * np.float32(count)
                continue
            start, end = self._starts[gram], self._starts[gram + 1]
            weights = self._weights[start:end]
            scores[self._places[start:end]] += weights if count == 1 else weights * count
        return self._cut(scores, limit)

    def _cut(self, scores: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
        np = self._np
        cutoff = _LEAST
        blocks = self._size // _BLOCK
        if blocks > limit:
            tops = scores[: blocks * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
            # At least ``limit`` blocks hold a statement with this score or a better one.
            cutoff = max(cutoff, float(np.partition(tops, -limit)[-limit]))
        near = np.flatnonzero(scores >= cutoff)
        chosen = near[np.lexsort((near, -scores[near]))[:limit]]
        return list(zip(chosen.tolist(), scores[chosen].tolist(), strict=True))
