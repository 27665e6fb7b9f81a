"""Changes from one edition of a pack to another, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass, fields

from clauses.model import Clause, Pack


@dataclass(frozen=True)
class ChangedClause:
    """A clause that both editions have, with the names of the fields that differ."""

    old: Clause
    new: Clause
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Clauses by their local id. ``removed`` in the old order, the others in the new one."""

    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    changed: tuple[ChangedClause, ...]


def compare(old: Pack, new: Pack) -> Difference:
    """Compare two editions, or any two packs; ids of packs do not matter."""
    before = {clause.ref.local: clause for clause in old.clauses}
    after = {clause.ref.local: clause for clause in new.clauses}
    both = [(before[id_], clause) for id_, clause in after.items() if id_ in before]
    changes = [ChangedClause(one, other, _changed(one, other)) for one, other in both]
    return Difference(
        added=tuple(clause for id_, clause in after.items() if id_ not in before),
        removed=tuple(clause for id_, clause in before.items() if id_ not in after),
        changed=tuple(change for change in changes if change.changed),
    )


def _changed(old: Clause, new: Clause) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(Clause)
        if field.name != "ref" and _comparable(old, field.name) != _comparable(new, field.name)
    )


def _comparable(clause: Clause, name: str) -> object:
    """The value of a field, with refs into the clause's own pack made local."""
    value = getattr(clause, name)
    if name in ("meets", "if_not"):
        return [ref.local if ref.pack == clause.ref.pack else str(ref) for ref in value]
    return value
