"""Thresholds as data: how much of what a clause asks for, allows, or takes effect from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from clauses.quantities import TimeUnit


class Comparison(StrEnum):
    """How a number is held against a bound."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"

    @property
    def from_above(self) -> bool:
        """Whether it bounds from above."""
        return self in (Comparison.AT_MOST, Comparison.LESS_THAN)


class LimitEffect(StrEnum):
    """What a number within the bounds means."""

    ENOUGH = "enough"
    """What is needed is there."""
    ALLOWED = "allowed"
    """It may be done."""
    APPLIES = "applies"
    """The rule takes effect; without it the clause says nothing of the case."""


@dataclass(frozen=True)
class Bound:
    """``number`` / ``parts``: of the whole where the limit is a share, else of the quantity itself."""

    comparison: Comparison
    number: int
    parts: int = 1

    def of(self, whole: Fraction | int | None) -> Fraction:
        """The bound as a number; ``whole`` is what a share is of."""
        share = Fraction(self.number, self.parts)
        return share if whole is None else share * whole

    def holds(self, value: Fraction | int, whole: Fraction | int | None = None) -> bool:
        """Whether a number is within it."""
        bound = self.of(whole)
        match self.comparison:
            case Comparison.AT_LEAST:
                return value >= bound
            case Comparison.MORE_THAN:
                return value > bound
            case Comparison.AT_MOST:
                return value <= bound
            case Comparison.LESS_THAN:
                return value < bound

    def least_or_most(self, whole: Fraction | int | None = None) -> int:
        """The least whole number that is enough, or the most that is allowed."""
        bound = self.of(whole)
        match self.comparison:
            case Comparison.AT_LEAST:
                return -(-bound.numerator // bound.denominator)
            case Comparison.MORE_THAN:
                return bound.numerator // bound.denominator + 1
            case Comparison.AT_MOST:
                return bound.numerator // bound.denominator
            case Comparison.LESS_THAN:
                return -(-bound.numerator // bound.denominator) - 1


@dataclass(frozen=True)
class Band:
    """A rate for amounts up to ``up_to``, that one included; for all above where it is None."""

    number: int
    parts: int
    up_to: int | None = None

    @property
    def rate(self) -> Fraction:
        """The share that is owed of the amount."""
        return Fraction(self.number, self.parts)


@dataclass(frozen=True)
class Limit:
    """One threshold of a clause.

    ``quantity`` is the id of one that the pack or one that it uses declares. Without bounds and
    bands the text leaves it open, and ``note`` says what. ``of`` names what a share is of; durations
    are in ``unit``, which only they have. ``when``: the question has to have one of these words. ``open_at``: what holds at
    exactly the bound is open. ``then`` is what the text says for a number within the bounds,
    ``otherwise`` for another one, and ``instead`` is the local id of the clause that it falls under.
    ``bands`` are rates of the quantity, the lowest first. ``asks`` is a question for practice that the
    first bound answers.
    """

    quantity: str
    effect: LimitEffect = LimitEffect.ENOUGH
    bounds: tuple[Bound, ...] = ()
    of: str | None = None
    unit: TimeUnit | None = None
    when: tuple[str, ...] = ()
    normally: bool = False
    open_at: bool = False
    then: str | None = None
    otherwise: str | None = None
    instead: str | None = None
    note: str | None = None
    bands: tuple[Band, ...] = ()
    asks: str | None = None

    def holds(self, value: Fraction | int, whole: int | None = None) -> bool | None:
        """Whether a number is within the bounds; None where the text leaves it open.

        A duration is in the unit of the limit.
        """
        base = whole if self.of is not None else None
        if not self.bounds or (self.open_at and any(value == b.of(base) for b in self.bounds)):
            return None
        return all(bound.holds(value, base) for bound in self.bounds)

    def band(self, amount: Fraction | int) -> Band | None:
        """The band that an amount falls into."""
        fitting = (each for each in self.bands if each.up_to is None or amount <= each.up_to)
        return next(fitting, None)

    def __str__(self) -> str:
        """As in tables: ``attendance >= 1/2 有表决权的党员 [支委]``."""
        return " ".join(self._words())

    def _words(self) -> Iterator[str]:
        yield self.quantity
        for bound in self.bounds:
            number = str(bound.number) if bound.parts == 1 else f"{bound.number}/{bound.parts}"
            yield f"{_SIGNS[bound.comparison]} {number}"
        for band in self.bands:
            above = "" if band.up_to is None else f" <= {band.up_to}"
            yield f"{band.number}/{band.parts}{above}"
        if not self.bounds and not self.bands:
            yield "?"
        if self.unit is not None:
            yield self.unit.value
        if self.of:
            yield self.of
        if self.normally:
            yield "~"
        if self.when:
            yield f"[{' '.join(self.when)}]"


_SIGNS = {
    Comparison.AT_LEAST: ">=",
    Comparison.MORE_THAN: ">",
    Comparison.AT_MOST: "<=",
    Comparison.LESS_THAN: "<",
}
