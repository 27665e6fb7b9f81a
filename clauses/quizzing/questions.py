"""A question for practice: one right option and some wrong ones. The words are the catalogues' business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from clauses.cadence import OnEvent, Quota
from clauses.limits import Bound
from clauses.model import BodyId, ClauseRef, PostId, QuizAsked
from clauses.quantities import TimeUnit


@dataclass(frozen=True)
class Amount:
    """A number of units within a period: 32 学时."""

    number: int
    unit: str


@dataclass(frozen=True)
class Threshold:
    """A bound of a limit: three quarters, 3 people, 6 months; ``quantity`` is one of the clause's pack."""

    bound: Bound
    quantity: str
    unit: TimeUnit | None


Option = BodyId | PostId | Quota | OnEvent | Amount | Threshold | str
"""By what is asked: a subject, a cadence, the id of a document, a number."""


@dataclass(frozen=True)
class QuizQuestion:
    """A question about one clause; ``stem`` are its words where the pack gives them."""

    ref: ClauseRef
    asked: QuizAsked
    right: Option
    wrong: tuple[Option, ...]
    stem: str | None = None

    def options(self, seed: str) -> tuple[Option, ...]:
        """All options in an order that hangs on ``seed`` alone."""
        return tuple(shuffled((self.right, *self.wrong), seed))


def shuffled(options: Sequence[Option], seed: str) -> list[Option]:
    """In an order that is the same in every process."""
    return sorted(
        options, key=lambda each: blake2b(f"{seed} {each!r}".encode(), digest_size=8).digest()
    )
