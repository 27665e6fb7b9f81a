"""Does the number of people that a question names meet the condition that a clause opens with?"""

from __future__ import annotations

from functools import lru_cache

from clauses.words import WordTable

_WORDS = WordTable("evidence.toml", "people-bounds")
_NAMED = _WORDS.pattern("named")
_FEWER = _WORDS.pattern("fewer")
_OPENING = _WORDS.pattern("opening")
_LEAST = _WORDS.pattern("at-least")
_BELOW = _WORDS.pattern("below")


def condition_met(question: str, body: str) -> bool | None:
    """Whether every number of people named meets the bounds of a folded text; None without both."""
    bounds = _bounds(body)
    if bounds is None:
        return None
    # Fewer than seven are at most six.
    numbers = [int(found[1]) - 1 for found in _FEWER.finditer(question)]
    numbers = numbers or [int(found[1]) for found in _NAMED.finditer(question)]
    if not numbers:
        return None
    least, below = bounds
    return all(least <= number < below for number in numbers)


@lru_cache(maxsize=4096)
def _bounds(body: str) -> tuple[int, float] | None:
    """The least number of people that the opening words ask for, and the number that is too many."""
    opening = _OPENING.match(body)
    if opening is None:
        return None
    least = [int(found[1]) for found in _LEAST.finditer(opening[0])]
    below = [int(found[1]) for found in _BELOW.finditer(opening[0])]
    if not least and not below:
        return None
    return max(least, default=0), min(below, default=float("inf"))
