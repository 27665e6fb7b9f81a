"""What every kind of question says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from clauses.model import Clause, QuizAsked
from clauses.quizzing.questions import Option


class QuizKind(Protocol):
    """One kind of question."""

    asked: QuizAsked

    def right(self, clause: Clause) -> Option | None:
        """What its question takes; None where there is none, or its words would give it away."""

    def truths(self, clause: Clause) -> Iterator[Option]:
        """All that is right of a clause, whether asked for or not."""

    def offered(self, clause: Clause, right: Option, others: Sequence[Clause]) -> Iterator[Option]:
        """What might stand beside it, in the same form, from what ``others`` say."""

    def is_same(self, option: Option, other: Option) -> bool:
        """Whether two would both be right, or cannot be told apart."""

    def distance(self, right: Option, option: Option) -> float:
        """The nearest to the right one are taken first, and none that is infinitely far."""


def stem_of(clause: Clause) -> str | None:
    """The words of the question for its threshold, where the pack has them."""
    return next((each.asks for each in clause.limits if each.asks is not None), None)
