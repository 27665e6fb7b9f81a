"""How surely something may be said of what was found: the one place that turns probabilities into states."""

from __future__ import annotations

from dataclasses import dataclass

from clauses.answering.answer import Status
from clauses.answering.finding.weights import Model


@dataclass(frozen=True)
class Sureness:
    """Probabilities, 0 to 1, that the ``first`` is right, and that one of the first three is (``among``)."""

    first: float
    among: float
    status: Status
    """What may be said: the answer, the nearest, or that nothing here is about it."""

    @classmethod
    def of(cls, likely: tuple[float, float], model: Model) -> Sureness:
        """From both probabilities, by the limits of the model that gave them."""
        first, among = likely
        if first >= model.limit:
            return cls(first, among, Status.ANSWERED)
        near = among >= model.nearest
        return cls(first, among, Status.NEAREST if near else Status.OUT_OF_SCOPE)
