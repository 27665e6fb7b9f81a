"""The statements that have a gram, with its weight in each: BM25 worked out beforehand."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

_TYPES = {"grams": "q", "starts": "q", "places": "i", "weights": "f"}
"""The type of each run of :class:`Postings`, as ``array`` names it."""

Buffer = Any
"""A flat run of numbers: an ``array`` or a NumPy array."""


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
