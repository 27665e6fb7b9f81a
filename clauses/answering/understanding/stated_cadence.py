"""What a question itself says about how often: 不是每半年一次吗."""

from __future__ import annotations

import re

from clauses.cadence import Months, Per, Quota
from clauses.lexicon.periods import CALENDAR_PERIOD, PERIOD_ALONE, per_of

_BY_MONTHS = {per.kind.length.count: per for per in Per if isinstance(per.kind.length, Months)}

# 隔月 and 一两个月 state no number: people mean different ones by them.
_CLAIMED_RATE = re.compile(
    "(?<![几多两0-9个半隔])"
    f"(?:(?:每|1(?![0-9])|一(?!两))个?({CALENDAR_PERIOD})|(?<!一)个?({PERIOD_ALONE}))"
    "(?:里|内|都|要|得|应该?|必须)?[^0-9几多 ]{0,12}?([0-9]+)(?:次|回|遍|场|堂)"
)
_CLAIMED_INTERVAL = re.compile("([0-9]+)个月[^0-9几多 ]{0,6}?1(?:次|回|遍)")
_CLAIMED_HALVES = re.compile("上下半年各[^0-9几多 ]{0,4}1(?:次|回)")
_CLAIMED_TERM = re.compile(
    "([0-9]+)年(?:就)?(?:1届|一届|1换|换1?次?届?|1任)|任期(?:是|为)?([0-9]+)年"
)


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
