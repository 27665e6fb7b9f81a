"""Checks of the clauses that a clause ``meets``.

Doing the one must really do the other: for the same post (or that of a body whose duties its own may
carry), in the same period, at least as often.
"""

from __future__ import annotations

from collections.abc import Iterator

from clauses.cadence import TIMES
from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawEntry
from clauses.said import said


def check(scope: PackScope) -> Iterator[PackFault]:
    """Faults of ``meets``; refs that name nothing are reported elsewhere."""
    for clause in scope.pack.entries(schema.CLAUSES):
        for line, ref in clause.texts("meets"):
            if (met := scope.find(ref)) is not None:
                for code, message in _objections(scope, clause, ref, met):
                    yield PackFault(clause.file, line, code, message)
    yield from _cycles(scope)


def _objections(
    scope: PackScope, clause: RawEntry, ref: str, met: RawEntry
) -> Iterator[tuple[str, str]]:
    if met.file.name != schema.CLAUSES:
        yield "meets", said("{0} is not a clause", ref)
        return
    if met.file == clause.file and met.path == clause.path:
        yield "meets", said("a clause cannot meet itself")
        return
    ours, theirs = clause.text("subject"), met.text("subject")
    if ours and theirs and schema.UNKNOWN_SUBJECT not in (ours, theirs):
        both_known = scope.subject_known(ours) and scope.subject_known(theirs)
        if both_known and not scope.owed_together(ours, theirs):
            yield "meets-subject", said("{0} is owed by {1}, this by {2}", ref, theirs, ours)
    yield from _cadence_objections(ref, clause, met)


def _cadence_objections(ref: str, clause: RawEntry, met: RawEntry) -> Iterator[tuple[str, str]]:
    asked, given = met.entry("cadence"), clause.entry("cadence")
    needed = _number(asked)
    if asked is None or needed is None or clause.value.get("cadence") is None:
        return
    if given is None or "event" in given.value:
        yield "meets-cadence", said("{0} has a quota, this has none", ref)
        return
    for key, default in (("per", None), ("unit", TIMES), ("each", None), ("term_years", None)):
        ours, theirs = given.value.get(key, default), asked.value.get(key, default)
        if ours != theirs:
            yield "meets-cadence", said("{0} has {1} {2}, this {3}", ref, key, theirs, ours)
            return
    enough = _number(given)
    if enough is not None and needed > enough:
        yield "meets-cadence", said("{0} asks for {1}, this only for {2}", ref, needed, enough)


def _number(quota: RawEntry | None) -> int | None:
    """The number of a quota as written, exact or not."""
    if quota is None:
        return None
    exact = quota.number("times")
    return quota.number("at_least") if exact is None else exact


def _cycles(scope: PackScope) -> Iterator[PackFault]:
    """One fault per cycle within the pack (another pack cannot meet this one's clauses)."""
    meets = {
        id_: [
            (line, local)
            for line, ref in clause.texts("meets")
            for pack_id, local in [scope.split(ref)]
            if pack_id == scope.pack.id
        ]
        for clause in scope.pack.entries(schema.CLAUSES)
        if (id_ := clause.text("id")) is not None
    }
    file = scope.pack.folder / schema.CLAUSES
    done: set[str] = set()
    for start in meets:
        trail = [start]
        steps = [iter(meets[start])]
        while steps:
            step = next(steps[-1], None)
            if step is None:
                done.add(trail.pop())
                steps.pop()
                continue
            line, target = step
            if target in trail and target != trail[-1]:
                circle = " meets ".join([*trail[trail.index(target) :], target])
                yield PackFault(file, line, "meets-cycle", said("in a circle: {0}", circle))
            elif target in meets and target not in done and target not in trail:
                trail.append(target)
                steps.append(iter(meets[target]))
