"""The cadence that a question itself states: 不是每半年一次吗."""

from __future__ import annotations

from clauses.cadence import Months, Per, Quota
from clauses.lexicon.periods import PATTERNS, per_of
from clauses.words import WordTable

_BY_MONTHS = {per.kind.length.count: per for per in Per if isinstance(per.kind.length, Months)}

_WORDS = WordTable("questions.toml", "stated-cadence", PATTERNS)
_CLAIMED_RATE = _WORDS.pattern("rate")
_CLAIMED_INTERVAL = _WORDS.pattern("interval")
_CLAIMED_HALVES = _WORDS.pattern("halves")
_CLAIMED_TERM = _WORDS.pattern("term")


def stated_cadence(text: str) -> Quota | None:
    """The cadence that a folded question states itself; None when it states none."""
    if found := _CLAIMED_TERM.search(text):
        return Quota(1, Per.TERM, term_years=int(found[1] or found[2]))
    if _CLAIMED_HALVES.search(text):
        return Quota(1, Per.HALF_YEAR)
    if (found := _CLAIMED_INTERVAL.search(text)) and (per := _BY_MONTHS.get(int(found[1]))):
        return Quota(1, per)
    if found := _CLAIMED_RATE.search(text):
        times = int(found[3])
        return Quota(times, per_of(found[1] or found[2])) if times else None
    return None
