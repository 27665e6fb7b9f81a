"""Does a sentence hold the kind of thing that is asked: a time, a number, somebody, a consequence?"""

from __future__ import annotations

from clauses.answering.finding.evidence import COUNTED, DURATION, FREQUENCY, NUMBER
from clauses.answering.understanding.analysis import Analysis
from clauses.lexicon.questions import Aspect
from clauses.words import WordTable

_TOLD_BESIDE = WordTable("evidence.toml", "told-beside")
_ASKED_BESIDE = WordTable("evidence.toml", "asked-beside")
ASKED_BESIDE = tuple(
    (name, _ASKED_BESIDE.pattern(name), _TOLD_BESIDE.pattern(name)) for name in _ASKED_BESIDE
)
"""Questions beside the aspects: their kind, the words that ask, and those that tell it."""

_EVIDENCE = {"frequency": FREQUENCY.pattern, "duration": DURATION.pattern}
_TELLING = WordTable("evidence.toml", "told", _EVIDENCE)
_TOLD = {Aspect(name): _TELLING.pattern(name) for name in _TELLING}


def tells(analysis: Analysis, sentence: str) -> bool:
    """Whether a folded sentence has the kind of thing that is asked for."""
    for _, asked, told in ASKED_BESIDE:
        if asked.search(analysis.text):
            return told.search(sentence) is not None
    if analysis.aspect is Aspect.HOW_MANY:
        return COUNTED.get(analysis.unit or "", NUMBER).search(sentence) is not None
    told_by = _TOLD.get(analysis.aspect) if analysis.aspect else None
    return told_by is None or told_by.search(sentence) is not None
