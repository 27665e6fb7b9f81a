"""Which statements have a gram, and how much that counts: BM25 worked out beforehand."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clauses.searching.grams import SHIFT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 1.2, 0.6
PAIR, SINGLE = 1.0, 0.7
"""How much a pair of characters counts, and a single one."""

_CHUNK = 4096
"""So many statements are counted at once, to keep what is in memory small."""

_TYPES = {"grams": "q", "starts": "q", "places": "i", "weights": "f"}
"""The type of each run of :class:`Postings`, as ``array`` names it."""

Buffer = Any
"""A flat run of numbers: an ``array`` or a NumPy array."""


@dataclass(frozen=True)
class Field:
    """One text of each statement, in order, and how much an occurrence there counts."""

    texts: Sequence[str]
    boost: float


@dataclass(frozen=True)
class Postings:
    """For each gram the statements that have it.

    Those of ``grams[n]`` (numbers, rising) are ``places[starts[n]:starts[n + 1]]``, rising, with
    their weights, all fields summed, in ``weights`` at the same positions.
    """

    statements: int
    grams: Buffer
    starts: Buffer
    places: Buffer
    weights: Buffer

    def as_bytes(self) -> dict[str, bytes]:
        """Each run of numbers, in the byte order of this machine."""
        return {name: getattr(self, name).tobytes() for name in _TYPES}

    @classmethod
    def from_bytes(cls, statements: int, runs: dict[str, bytes]) -> Postings:
        """Read what :meth:`as_bytes` gave; needs no NumPy.

        Raises:
            ValueError: a run does not end with a whole number.
        """
        return cls(statements, **{name: array(t, runs[name]) for name, t in _TYPES.items()})


def build_postings(fields: Sequence[Field]) -> Postings:
    """Count the grams of every field and weigh them by BM25, each field with its own rarity."""
    import numpy as np  # lazily: where the postings come from a cache, nothing needs it

    size = len(fields[0].texts)
    counted = [_weighed(field, size) for field in fields]
    keys = np.concatenate([keys for keys, _ in counted])
    weights = np.concatenate([weights for _, weights in counted])
    del counted
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    del order
    first = _firsts(keys)
    weights = np.add.reduceat(weights, first) if len(first) else weights
    keys = keys[first]
    grams = keys >> SHIFT
    starts = _firsts(grams)
    return Postings(
        statements=size,
        grams=grams[starts],
        starts=np.append(starts, len(keys)).astype(np.int64),
        places=(keys & ((1 << SHIFT) - 1)).astype(np.int32),
        weights=weights.astype(np.float32),
    )


def _weighed(field: Field, size: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """For each gram and statement, as one number, the weight in this field."""
    import numpy as np

    found = [_count(field.texts[at : at + _CHUNK], at) for at in range(0, size, _CHUNK)]
    keys = np.concatenate([keys for keys, _ in found] or [np.empty(0, np.int64)])
    counts = np.concatenate([counts for _, counts in found] or [np.empty(0, np.float32)])
    del found
    _, inverse, occurs = np.unique(keys >> SHIFT, return_inverse=True, return_counts=True)
    rarity = np.log(1 + (size - occurs + 0.5) / (occurs + 0.5)).astype(np.float32)
    places = keys & ((1 << SHIFT) - 1)
    lengths = np.bincount(places, weights=counts, minlength=size)
    mean = (lengths.sum() / max(1, size)) or 1.0
    norms = (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
    weights = counts * np.float32(field.boost * (K1 + 1)) / (counts + norms[places])
    weights *= rarity[inverse]
    weights[keys < 1 << (2 * SHIFT)] *= np.float32(SINGLE)
    return keys, weights


def _count(texts: Sequence[str], first: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Gram and statement as one number, rising, and how often; ``first`` is the first place."""
    import numpy as np

    joined = "\n".join(" ".join(text.split()) for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32).astype(np.int64)
    places = np.cumsum(codes == ord("\n")) + first
    solid = codes > ord(" ")
    single = (codes[solid] << SHIFT) | places[solid]
    paired = solid[:-1] & solid[1:]
    pair = ((codes[:-1] << SHIFT) | codes[1:])[paired] << SHIFT | places[:-1][paired]
    keys, counts = np.unique(np.concatenate((single, pair)), return_counts=True)
    return keys, counts.astype(np.float32)


def _firsts(rising: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each number of a rising run first stands."""
    import numpy as np

    return np.flatnonzero(np.diff(rising, prepend=-1))
