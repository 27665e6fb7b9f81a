"""The rhythm of a row of a list: what its column for how often says, and those for a day beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.cadence import Quota
from clauses.importing.parsing.rhythms import TOLD, Rhythm, rhythm_of, whole_quota


def rhythm_of_row(cadence: str, days: Sequence[str]) -> Rhythm:
    """The rhythm of the words in these columns; a day that does not fit into it is kept in its words."""
    rhythm = _rhythm(cadence)
    for words in days:
        quota = rhythm.cadence if isinstance(rhythm.cadence, Quota) else None
        if quota is not None and (both := with_day(quota, cadence, words)) is not None:
            rhythm = replace(rhythm, cadence=both)
        elif words not in cadence:
            kept = "，".join(filter(None, (rhythm.unexpressed, words)))
            rhythm = replace(rhythm, unexpressed=kept)
    return rhythm


def with_day(quota: Quota, cadence: str, words: str) -> Quota | None:
    """A quota that was read from ``cadence``, by the day that other words name; None for any other."""
    for said in (cadence + words, f"{cadence} {words}", words):
        found = whole_quota(said)
        if found is not None and found.per is quota.per:
            return replace(found, at_least=quota.at_least, unit=quota.unit, exact=quota.exact)
    return None


def _rhythm(words: str) -> Rhythm:
    rhythm = rhythm_of(words)
    if rhythm is None or rhythm.cadence is None:
        quota = whole_quota(words)
        return rhythm or TOLD if quota is None else Rhythm(replace(quota, exact=False))
    return rhythm
