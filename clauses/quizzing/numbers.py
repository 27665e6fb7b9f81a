"""How many, how much, how long: the thresholds of a clause, and what is owed in other units than acts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clauses.cadence import TIMES, Quota
from clauses.characters.folding import fold
from clauses.library import Library
from clauses.limits import Bound, Limit
from clauses.model import Clause, ClauseRef, QuizAsked
from clauses.quantities import Form
from clauses.quizzing.questions import Amount, Option, Threshold
from clauses.words import WordTable

_MONTHS = "{n}" + WordTable("quizzing.toml", "stated").text("months")


class NumberQuestions:
    """A threshold has its question in the pack; wrong ones are numbers of the same form from others."""

    asked = QuizAsked.HOW_MANY

    def __init__(self, library: Library) -> None:
        self._library = library

    def right(self, clause: Clause) -> Option | None:
        """The first bound of the threshold that is asked for; else the amount of a period."""
        asked = next((each for each in clause.limits if each.asks is not None), None)
        if asked is not None:
            return next(_thresholds(asked), None)
        amount = _amount(clause)
        return None if amount is None or str(amount.number) in fold(clause.duty) else amount

    def truths(self, clause: Clause) -> Iterator[Option]:
        """All bounds of all thresholds, and the amount."""
        for limit in clause.limits:
            yield from _thresholds(limit)
        amount = _amount(clause)
        if amount is not None:
            yield amount

    def offered(self, clause: Clause, right: Option, others: Sequence[Clause]) -> Iterator[Option]:
        """The numbers of others with what the right one counts; none that the text itself names."""
        for other in others:
            match right:
                case Amount(unit=unit):
                    amount = _amount(other)
                    if amount is not None and amount.unit == unit:
                        yield amount
                case Threshold():
                    for limit in other.limits:
                        if self._is_alike(limit, other.ref, right, clause.ref):
                            yield from self._unlike_the_text(clause, right, limit)

    def is_same(self, option: Option, other: Option) -> bool:
        """Whether the numbers are equal, whatever they count."""
        match option, other:
            case Threshold(), Threshold():
                return option.unit is other.unit and option.bound.of(None) == other.bound.of(None)
            case _:
                return option == other

    def distance(self, right: Option, option: Option) -> float:
        """How many times as much or as little; nobody would think of more than ten times."""
        match right, option:
            case Threshold(), Threshold():
                times = abs(math.log10(option.bound.of(None) / right.bound.of(None)))
                return times if times <= 1 else math.inf
            case _:
                return 0

    def _is_alike(self, limit: Limit, ref: ClauseRef, right: Threshold, of: ClauseRef) -> bool:
        form = self._form(right.quantity, of)
        return limit.unit is right.unit and self._form(limit.quantity, ref) is form

    def _unlike_the_text(
        self, clause: Clause, right: Threshold, limit: Limit
    ) -> Iterator[Threshold]:
        quantity = self._library.quantity(right.quantity, clause.ref.pack)
        counted = (
            _MONTHS if quantity is None or quantity.amount is None else quantity.amount.zh_hans
        )
        for each in _thresholds(limit):
            number = each.bound
            if number.number and counted.replace("{n}", str(number.number)) not in fold(
                clause.text
            ):
                share = number.of(None)
                bound = Bound(right.bound.comparison, share.numerator, share.denominator)
                yield replace(right, bound=bound)

    def _form(self, quantity: str, ref: ClauseRef) -> Form | None:
        found = self._library.quantity(quantity, ref.pack)
        return None if found is None else found.form


def _thresholds(limit: Limit) -> Iterator[Threshold]:
    return (Threshold(each, limit.quantity, limit.unit) for each in limit.bounds)


def _amount(clause: Clause) -> Amount | None:
    cadence = clause.cadence
    if isinstance(cadence, Quota) and cadence.unit != TIMES:
        return Amount(cadence.at_least, cadence.unit)
    return None
