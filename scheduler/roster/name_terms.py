"""Pure: the terms under which the name of an organisation is entered, to be found by an index."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.roster.likeness import skeleton
from scheduler.roster.name_search import folded_name

ENTERED = "#1"
"""A term of every name; another number has all names entered anew, after a change of folding or likeness."""

_LONGEST = 100


def terms_of(name: str) -> frozenset[str]:
    """Pairs of neighbouring characters, of the folded name and of its skeleton; and the whole skeleton."""
    whole = skeleton(name)
    return frozenset([*pairs_of(folded_name(name)), *pairs_of(whole), whole_term(whole)])


def pairs_of(folded: str) -> list[str]:
    """Each pair of neighbouring characters, in order; a single character stands for itself."""
    cut = folded[:_LONGEST]
    return [cut[at : at + 2] for at in range(len(cut) - 1)] or [cut]


def whole_term(whole: str) -> str:
    """The term shared by names that look alike; longer ones may share it with others."""
    return f"={whole[:_LONGEST]}"


def apart(pairs: Iterable[str], counts: dict[str, int], *, most: int) -> list[str]:
    """At most ``most`` different ones that do not overlap in the text, the rarest first.

    ``pairs`` are those of a text, in its order. A slip in the text spoils one of the result at most.
    """
    places: list[int] = []
    chosen: list[str] = []
    for at, pair in sorted(enumerate(pairs), key=lambda each: (counts[each[1]], each[0])):
        if len(chosen) < most and pair not in chosen and all(abs(at - p) > 1 for p in places):
            places.append(at)
            chosen.append(pair)
    return chosen
