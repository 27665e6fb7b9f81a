"""Conditions and events: what a clause depends on is declared, and can be met."""

from __future__ import annotations

from collections.abc import Iterator

from clauses.conditions import FactKind
from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawEntry
from clauses.said import said


def check(scope: PackScope) -> Iterator[PackFault]:
    """Faults of facts, of what clauses want of them, and of events that clauses hang on."""
    for fact in scope.pack.entries(schema.SUBJECTS, "facts"):
        if fact.text("kind") == FactKind.YES_NO and fact.value.get("choices"):
            yield fact.fault(
                "choices", said("choices are for a number, not for yes or no"), "choices"
            )
    for clause in scope.pack.entries(schema.CLAUSES):
        yield from _wanted(scope, clause)
        cadence = clause.entry("cadence")
        kind = cadence.text("kind") if cadence is not None else None
        if cadence is not None and kind is not None and kind not in scope.events:
            yield cadence.fault("unknown-event", said("no event has the id {0!r}", kind), "kind")


def _wanted(scope: PackScope, clause: RawEntry) -> Iterator[PackFault]:
    wanted = clause.entry("applies_when")
    for name, value in wanted.value.items() if wanted is not None else ():
        if name not in scope.facts:
            yield clause.fault(
                "unknown-fact", said("no fact has the id {0!r}", name), "applies_when", name
            )
            continue
        fact = scope.facts.entries.get(name)
        message = _objection(fact.text("kind") if fact else None, name, value)
        if message is not None:
            yield clause.fault("condition", message, "applies_when", name)


def _objection(kind: str | None, name: str, value: object) -> str | None:
    if kind == FactKind.YES_NO and isinstance(value, dict):
        return said("{0!r} is yes or no: write true or false", name)
    if kind == FactKind.NUMBER and isinstance(value, bool):
        return said("{0!r} is a number: write at_least or at_most", name)
    if not isinstance(value, dict) or value.keys() - {"at_least", "at_most"}:
        return None  # its form is wrong, which is reported elsewhere
    low, high = value.get("at_least"), value.get("at_most")
    if low is None and high is None:
        return said("a number needs at_least or at_most")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        return said("no number is at least {0} and at most {1}", low, high)
    return None
