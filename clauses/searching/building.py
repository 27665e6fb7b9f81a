"""Counting the grams of all statements and weighing them: whole arrays, a part of the texts at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clauses.searching.grams import SHIFT
from clauses.searching.postings import Postings

K1, B = 1.2, 0.6
PAIR, SINGLE = 1.0, 0.7
"""Weights of a pair of characters and of a single one."""

_CHUNK = 512
"""Number of statements counted at once."""

_LOW = (1 << SHIFT) - 1

Keys = NDArray[np.int64]
"""A gram and the place of a statement as one number each, rising."""


@dataclass(frozen=True)
class Field:
    """One text of each statement, in order, and how much an occurrence there counts."""

    texts: Sequence[str]
    boost: float


def build_postings(fields: Sequence[Field]) -> Postings:
    """Weigh every gram by BM25, each field with its own rarity, and sum the fields up.

    Everything is counted twice: first for how rare each gram is and how long the texts are, then
    to put the weights where they belong. That takes less memory than to hold all counts.
    """
    size = len(fields[0].texts)
    parts = range(0, size, _CHUNK)
    weighers = [_Weigher(field, size) for field in fields]
    together = _Occurrences()
    for at in parts:
        counted = [weigher.learn(at) for weigher in weighers]
        together.add(np.unique(np.concatenate(counted)))
    grams, occurs = together.all()
    for weigher in weighers:
        weigher.settle()

    starts = np.zeros(len(grams) + 1, np.int64)
    np.cumsum(occurs, out=starts[1:])
    places = np.empty(starts[-1], np.int32)
    weights = np.empty(starts[-1], np.float32)
    free = starts[:-1].copy()
    for at in parts:
        keys, found = _summed([weigher.weigh(at) for weigher in weighers])
        own, first = np.unique(keys >> SHIFT, return_index=True)
        row = np.searchsorted(grams, own)
        length = np.diff(first, append=len(keys))
        # After what earlier parts put there: the keys of one gram stand together, places rising.
        where = np.arange(len(keys)) + np.repeat(free[row] - first, length)
        places[where] = keys & _LOW
        weights[where] = found
        free[row] += length
    return Postings(size, grams, starts, places, weights)


class _Occurrences:
    """Number of statements with each gram, summed over the parts."""

    def __init__(self) -> None:
        self._grams = np.empty(0, np.int64)
        self._statements = np.empty(0, np.int64)

    def add(self, keys: Keys) -> None:
        grams, statements = np.unique(keys >> SHIFT, return_counts=True)
        merged = np.union1d(self._grams, grams)
        summed = np.zeros(len(merged), np.int64)
        summed[np.searchsorted(merged, self._grams)] = self._statements
        summed[np.searchsorted(merged, grams)] += statements
        self._grams, self._statements = merged, summed

    def all(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return self._grams, self._statements


class _Weigher:
    """One field: learns from all its parts, then weighs each of them."""

    def __init__(self, field: Field, size: int) -> None:
        self._field = field
        self._size = size
        self._occurrences = _Occurrences()
        self._norms = np.zeros(size, np.float32)

    def learn(self, at: int) -> Keys:
        """Count the part that begins at this place."""
        keys, counts = self._count(at)
        self._occurrences.add(keys)
        lengths = np.bincount((keys & _LOW) - at, weights=counts)
        self._norms[at : at + len(lengths)] = lengths
        return keys

    def settle(self) -> None:
        """After all parts: from lengths to what tames repetition, and from counts to rarity."""
        mean = float(self._norms.sum()) / max(1, self._size) or 1.0
        self._norms = (K1 * (1 - B + B * self._norms / mean)).astype(np.float32)
        self._grams, occurs = self._occurrences.all()
        self._rarity = np.log(1 + (self._size - occurs + 0.5) / (occurs + 0.5)).astype(np.float32)

    def weigh(self, at: int) -> tuple[Keys, NDArray[np.float32]]:
        """The weights in the part that begins at this place."""
        keys, counts = self._count(at)
        grams = keys >> SHIFT
        weights = counts * np.float32(self._field.boost * (K1 + 1))
        weights /= counts + self._norms[keys & _LOW]
        weights *= self._rarity[np.searchsorted(self._grams, grams)]
        weights *= np.where(grams >> SHIFT, np.float32(PAIR), np.float32(SINGLE))
        return keys, weights

    def _count(self, at: int) -> tuple[Keys, NDArray[np.float32]]:
        texts = self._field.texts[at : at + _CHUNK]
        joined = "\n".join(" ".join(text.split()) for text in texts)
        codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32).astype(np.int64)
        places = np.cumsum(codes == ord("\n")) + at
        solid = codes > ord(" ")
        single = codes[solid] << SHIFT | places[solid]
        paired = solid[:-1] & solid[1:]
        pair = (codes[:-1] << SHIFT | codes[1:])[paired] << SHIFT | places[:-1][paired]
        keys, counts = np.unique(np.concatenate((single, pair)), return_counts=True)
        return keys, counts.astype(np.float32)


def _summed(
    fields: Sequence[tuple[Keys, NDArray[np.float32]]],
) -> tuple[Keys, NDArray[np.float32]]:
    """The weights of all fields, summed for each gram and statement."""
    keys = np.concatenate([keys for keys, _ in fields])
    weights = np.concatenate([weights for _, weights in fields])
    order = np.argsort(keys, kind="stable")
    keys, first = np.unique(keys[order], return_index=True)
    return keys, np.add.reduceat(weights[order], first) if len(first) else weights
