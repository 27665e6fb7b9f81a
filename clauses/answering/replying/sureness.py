"""How surely something may be said of what was found: the one place that turns probabilities into states."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from clauses.answering.answer import Status

CARRIED = 0.05
"""So much less is enough where the statement carries everything that the question names, so that only a
clause beside it may be meant."""

NEAREST = 0.4
"""Probability of the first three together from which they are shown as the nearest."""

_AMONG_AT_EVEN, _AMONG_SLOPE = 1.9, 0.85
"""Log-odds that the right one is among the first three, from the log-odds that it is the first."""

_LEAST = 1e-6


@dataclass(frozen=True)
class Sureness:
    """Probabilities, 0 to 1, that the ``first`` is right, and that one of the first three is (``among``).

    The first is given as the answer from ``limit`` up.
    """

    first: float
    among: float
    limit: float

    @classmethod
    def of(cls, first: float, limit: float, *, carried: bool = False) -> Sureness:
        """From the probability of the first alone; the slope is that of the question files."""
        held = min(1 - _LEAST, max(_LEAST, first))
        odds = _AMONG_AT_EVEN + _AMONG_SLOPE * log(held / (1 - held))
        among = max(first, 1 / (1 + exp(-odds))) if first > 0 else 0.0
        return cls(first, among, limit - CARRIED if carried else limit)

    @property
    def status(self) -> Status:
        """What may be said: the answer, the nearest, or that nothing here is about it."""
        if self.first >= self.limit:
            return Status.ANSWERED
        return Status.NEAREST if self.among >= NEAREST else Status.OUT_OF_SCOPE
