"""Conditions and events: what a clause depends on is declared, and can be met."""

from __future__ import annotations

from collections.abc import Iterator

from clauses.conditions import FactKind
from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawEntry


def check(scope: PackScope) -> Iterator[PackFault]:
    """Faults of facts, of what clauses want of them, and of events that clauses hang on."""
    for fact in scope.pack.entries(schema.SUBJECTS, "facts"):
        if fact.text("kind") == FactKind.YES_NO and fact.value.get("choices"):
            yield fact.fault("choices", "choices are for a number, not for yes or no", "choices")
    for clause in scope.pack.entries(schema.CLAUSES):
        yield from _wanted(scope, clause)
        cadence = clause.entry("cadence")
        kind = cadence.text("kind") if cadence is not None else None
        if cadence is not None and kind is not None and kind not in scope.events:
            yield cadence.fault("unknown-event", f"no event has the id {kind!r}", "kind")


def _wanted(scope: PackScope, clause: RawEntry) -> Iterator[PackFault]:
    wanted = clause.entry("applies_when")
    for name, value in wanted.value.items() if wanted is not None else ():
        if name not in scope.facts:
            yield clause.fault("unknown-fact", f"no fact has the id {name!r}", "applies_when", name)
            continue
        fact = scope.facts.entries.get(name)
        message = _objection(fact.text("kind") if fact else None, name, value)
        if message is not None:
            yield clause.fault("condition", message, "applies_when", name)


def _objection(kind: str | None, name: str, value: object) -> str | None:
    if kind == FactKind.YES_NO and isinstance(value, dict):
        return f"{name!r} is yes or no: write true or false"
    if kind == FactKind.NUMBER and isinstance(value, bool):
        return f"{name!r} is a number: write at_least or at_most"
    if not isinstance(value, dict) or value.keys() - {"at_least", "at_most"}:
        return None  # its form is wrong, which is reported elsewhere
    low, high = value.get("at_least"), value.get("at_most")
    if low is None and high is None:
        return "a number needs at_least or at_most"
    if isinstance(low, int) and isinstance(high, int) and low > high:
        return f"no number is at least {low} and at most {high}"
    return None
