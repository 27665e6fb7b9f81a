"""Thresholds: the quantity is declared, the bounds can be met, and what they point to is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from clauses.errors import PackFault
from clauses.limits import Comparison
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawEntry
from clauses.quantities import Form

_NUMBER = "{n}"


def check(scope: PackScope) -> Iterator[PackFault]:
    """Faults of quantities and of the limits that name them."""
    yield from _declared(scope)
    for quantity in scope.pack.entries(schema.QUANTITIES, "quantities"):
        yield from _quantity(quantity)
    for file in (schema.CLAUSES, schema.QUESTIONS):
        for entry in scope.pack.entries(file):
            for limit in entry.entries("limits"):
                yield from _limit(scope, limit)


def _declared(scope: PackScope) -> Iterator[PackFault]:
    taken: set[str] = set()
    for pack in (*scope.used, scope.pack):
        for quantity in pack.entries(schema.QUANTITIES, "quantities"):
            id_ = quantity.text("id")
            if id_ in taken and pack is scope.pack:
                yield quantity.fault("duplicate-id", f"there is a quantity {id_!r} already", "id")
            taken.add(id_ or "")


def _quantity(quantity: RawEntry) -> Iterator[PackFault]:
    form, amount = quantity.text("form"), quantity.entry("amount")
    if form == Form.DURATION:
        if amount is not None:
            yield quantity.fault("quantity", "a duration is said in its own units", "amount")
        return
    if amount is None:
        yield quantity.fault("quantity", "say how a number of it is said: amount")
    for locale, text in amount.value.items() if amount is not None else ():
        forms = text.split("|") if isinstance(text, str) else [_NUMBER]
        if amount is not None and any(_NUMBER not in each for each in forms):
            yield amount.fault("quantity", f"the place of the number is written {_NUMBER}", locale)


def _limit(scope: PackScope, limit: RawEntry) -> Iterator[PackFault]:
    name = limit.text("quantity")
    if name is None:
        return
    if name not in scope.quantities:
        yield limit.fault("unknown-quantity", f"no quantity has the id {name!r}", "quantity")
        return
    quantity = scope.quantities.entries.get(name)
    form = quantity.text("form") if quantity is not None else None
    bounds = {each: limit.value[each] for each in Comparison if limit.value.get(each) is not None}
    yield from _sense(limit, form, bounds.values())
    yield from _meetable(limit, bounds)
    yield from _bands(limit)
    instead = limit.text("instead")
    if instead is not None and not scope.ref_known(instead):
        yield limit.fault("unknown-ref", f"nothing has the id {instead!r} here", "instead")


def _sense(limit: RawEntry, form: str | None, bounds: Iterable[object]) -> Iterator[PackFault]:
    open_ = not [*bounds] and not limit.value.get("bands")
    if open_ and limit.text("note") is None:
        yield limit.fault("limit", "without a bound, say in a note what is open")
    if form is None:
        return
    if form == Form.SHARE and limit.text("of") is None and not open_:
        yield limit.fault("limit", "say what the share is of", "of")
    if form != Form.SHARE and "of" in limit.value and not limit.value.get("bands"):
        yield limit.fault("limit", "only a share is of something", "of")
    if (form == Form.DURATION) != ("unit" in limit.value):
        yield limit.fault("limit", "a duration, and nothing else, has a unit of time", "unit")


def _meetable(limit: RawEntry, bounds: dict[Comparison, object]) -> Iterator[PackFault]:
    low = [_number(bound) for each, bound in bounds.items() if not each.from_above]
    high = [_number(bound) for each, bound in bounds.items() if each.from_above]
    if len(low) > 1 or len(high) > 1:
        yield limit.fault("limit", "one lower and one upper bound are enough")
    elif low and high and low[0] is not None and high[0] is not None and low[0] > high[0]:
        yield limit.fault("limit", f"no number is between {low[0]} and {high[0]}")


def _number(bound: object) -> Fraction | None:
    try:
        return Fraction(str(bound))
    except (ValueError, ZeroDivisionError):
        return None  # its form is wrong, which is reported elsewhere


def _bands(limit: RawEntry) -> Iterator[PackFault]:
    bands = limit.entries("bands")
    ends = [band.number("up_to") for band in bands]
    if bands and ends[-1] is not None:
        yield bands[-1].fault("limit", "the last band has no end", "up_to")
    for at, (one, other) in enumerate(pairwise(ends)):
        if one is None or (other is not None and other <= one):
            yield bands[at].fault("limit", "bands stand in order, and only the last has no end")
