"""Checks of a pack beyond the form of its files: names, sense, duties that meet others, conditions, limits, texts."""

from __future__ import annotations

from collections.abc import Iterator

from clauses.errors import PackFault
from clauses.loading.checking import conditions, limits, meeting, names, sense, wording
from clauses.loading.checking.scope import PackScope


def check(scope: PackScope) -> Iterator[PackFault]:
    """Every fault of the pack in this scope, in no particular order; those of form not included."""
    yield from names.check(scope)
    yield from sense.check(scope)
    yield from meeting.check(scope)
    yield from conditions.check(scope)
    yield from limits.check(scope)
    yield from wording.check(scope)
