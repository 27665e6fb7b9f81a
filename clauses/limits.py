"""Thresholds as data: how much of what a clause asks for, allows, or takes effect from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Comparison(StrEnum):
    """How a number is held against the bound."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


class LimitEffect(StrEnum):
    """What a number within the bound means."""

    ENOUGH = "enough"
    """What is needed is there."""
    ALLOWED = "allowed"
    """It may be done."""
    APPLIES = "applies"
    """The rule takes effect; without it the clause says nothing of the case."""


@dataclass(frozen=True)
class Limit:
    """One threshold of a clause.

    ``quantity`` is a name of ``clauses/lexicon/quantities.toml``, which knows how people state it. The
    bound is ``number`` / ``parts``: a share of what ``of`` names where that is given, else a number of
    people, or of months for ``duration``. ``comparison`` is None where the text leaves it open.
    ``when``: the question has to have one of these words. ``open_at``: what holds at exactly the bound
    is open.
    """

    quantity: str
    effect: LimitEffect
    comparison: Comparison | None = None
    number: int = 0
    parts: int = 1
    of: str | None = None
    when: tuple[str, ...] = ()
    normally: bool = False
    open_at: bool = False
    note: str | None = None

    def bound(self, base: int | None) -> Fraction:
        """The bound as a number; ``base`` is what a share is of."""
        share = Fraction(self.number, self.parts)
        return share * base if self.of is not None and base is not None else share

    def holds(self, value: Fraction | int, base: int | None = None) -> bool | None:
        """Whether a number is within the bound; None where the text leaves it open."""
        bound = self.bound(base)
        if self.comparison is None or (self.open_at and value == bound):
            return None
        match self.comparison:
            case Comparison.AT_LEAST:
                return value >= bound
            case Comparison.MORE_THAN:
                return value > bound
            case Comparison.AT_MOST:
                return value <= bound
            case Comparison.LESS_THAN:
                return value < bound

    def whole(self, base: int | None) -> int:
        """The least whole number that is enough, or the most that is allowed."""
        bound = self.bound(base)
        match self.comparison:
            case Comparison.AT_MOST:
                return bound.numerator // bound.denominator
            case Comparison.LESS_THAN:
                return -(-bound.numerator // bound.denominator) - 1
            case Comparison.MORE_THAN:
                return bound.numerator // bound.denominator + 1
            case _:
                return -(-bound.numerator // bound.denominator)
