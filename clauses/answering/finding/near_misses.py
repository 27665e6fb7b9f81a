"""Does the chosen statement tell the thing that is asked, and not only name its subject?

Near misses are worded much like a clause, about something that it does not state: how many days,
which form, at what cost, with what consequence. These features weigh that, for one statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from clauses.answering.finding.features import Features, aspect_of
from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import Continuous, OnEvent, Quota, Regular
from clauses.lexicon import questions as asking
from clauses.lexicon.periods import PATTERNS
from clauses.lexicon.questions import Aspect
from clauses.model import Clause
from clauses.searching.statements import Statement
from clauses.words import WordTable

_MANY = 3
_NEAR = 3

_MATTERS = WordTable("evidence.toml", "matters")
MATTERS: Mapping[str, re.Pattern[str]] = {
    name: re.compile("|".join(_MATTERS.words(name))) for name in _MATTERS
}
"""Matters that offices ask about every day and duties seldom tell, by kind. Folded."""

_COUNT = WordTable("evidence.toml", "counts").pattern("asked")
_TOLD = WordTable("evidence.toml", "counts-told", PATTERNS).by_word()

_WEIGHED = frozenset(
    {Aspect.WHO, Aspect.WHEN, Aspect.HOW_LONG, Aspect.STEPS, Aspect.WHETHER, Aspect.HOW_MANY}
)


def telling(analysis: Analysis, statement: Statement) -> Features:
    """Features for and against the statement telling the thing that is asked."""
    text = f"{statement.title} {statement.body}"
    own = (text, *statement.phrasings)
    untold = [
        name
        for name, pattern in MATTERS.items()
        if any(not _stands_in(match[0], own) for match in pattern.finditer(analysis.text))
    ]
    found: Features = {f"untold {name}": 1.0 for name in untold}
    found["untold matters"] = min(_MANY, len(untold)) / _MANY
    found |= _count(analysis, statement, text)
    found |= _rhythm(analysis, statement)
    found |= _asked_alike(analysis, statement)
    found |= _spans(analysis, statement)
    found |= _beside_what_asks(analysis, statement, f"{text} {statement.subject_words}")
    return {name: value for name, value in found.items() if value}


def _stands_in(words: str, texts: tuple[str, ...]) -> bool:
    return any(words in each for each in texts)


def _count(analysis: Analysis, statement: Statement, text: str) -> Features:
    """几张, 多少天: whether there is a number of that kind, and whether the phrasings ask for it."""
    asked = _COUNT.search(analysis.text)
    if asked is None or asked[1] is None:
        return {}
    told = (_TOLD.get(asked[1]) or re.compile(f"[0-9]+{asked[1]}")).search(text) is not None
    alike = any(asked[0] in each for each in statement.phrasings)
    return {
        "count told": float(told),
        "count untold": float(not told),
        "count asked alike": float(alike and told),
        "count never asked": float(not alike),
    }


def _rhythm(analysis: Analysis, statement: Statement) -> Features:
    if analysis.aspect is not Aspect.HOW_OFTEN:
        return {}
    return {f"often, {_RHYTHMS.get(type(statement.cadence), 'other')}": 1.0}


_RHYTHMS = {
    Quota: "quota",
    Regular: "regular",
    Continuous: "continuous",
    OnEvent: "on event",
}


def _asked_alike(analysis: Analysis, statement: Statement) -> Features:
    """Whether the phrasings, which ask what the statement tells, ask for the same of it."""
    found: Features = {}
    if isinstance(statement.stated, Clause) and analysis.aspect in _WEIGHED:
        found[f"asked {analysis.aspect}, clause"] = 1.0
    if analysis.aspect is Aspect.WHETHER and analysis.deontic:
        found["whether, deontic"] = 1.0
    if not statement.phrasings:
        return found
    alike = sum(aspect_of(each) is analysis.aspect for each in statement.phrasings)
    found["asked share"] = alike / len(statement.phrasings)
    found["never asked"] = float(not alike)
    pairs = frozenset(_pairs(analysis.text))
    cover, nearest = max(
        (sum(pair in each for pair in pairs) / len(pairs), each) for each in statement.phrasings
    )
    back = [pair in analysis.text for pair in _pairs(nearest)]
    found["nearest cover"] = cover
    found["nearest covered"] = sum(back) / len(back)
    found["nearest both ways"] = cover * found["nearest covered"]
    found["nearest asked alike"] = float(aspect_of(nearest) is analysis.aspect)
    return found


def _spans(analysis: Analysis, statement: Statement) -> Features:
    """The words of the question that carry content, and have nothing in common with the statement."""
    if not analysis.content:
        return {"no content": 1.0}
    strange = [
        not any(pair in statement.grams for pair in _pairs(analysis.text[start:end]))
        for start, end in analysis.content
    ]
    return {
        "spans strange": sum(strange) / len(strange),
        "any span strange": float(any(strange)),
        "all spans strange": float(all(strange)),
        "head strange": float(strange[-1]),
    }


def _beside_what_asks(analysis: Analysis, statement: Statement, worded: str) -> Features:
    """Whether the word that goes with what asks (由谁保管, 几天回复) is one of the statement's."""
    text = analysis.text
    start, end = _asking(text, analysis.aspect)
    after = [span for span in analysis.content if span[0] >= end]
    before = [span for span in analysis.content if span[1] <= start]
    if after and (after[0][0] - end <= _NEAR or not before):
        span = after[0]
    elif before:
        span = before[-1]
    else:
        return {"nothing beside": 1.0}
    pairs = [*_pairs(text[slice(*span)])]
    strange = sum(pair not in statement.grams for pair in pairs) / len(pairs)
    title = [*_pairs(statement.title)]
    return {
        "beside ask strange": strange,
        "beside ask unworded": sum(pair not in worded for pair in pairs) / len(pairs),
        "beside all strange": float(strange == 1),
        "beside strange title": strange * sum(pair in text for pair in title) / len(title),
    }


def _asking(text: str, aspect: Aspect | None) -> tuple[int, int]:
    """Span of the words that ask; the end of the text where none does."""
    for each, pattern in asking.ASPECTS:
        if each is aspect and (found := pattern.search(text)):
            return found.span()
    return len(text), len(text)


def _pairs(text: str) -> Iterator[str]:
    """Pairs of neighbours; a character that is alone, as it is."""
    if len(text) < 2:
        yield text
    for at in range(len(text) - 1):
        yield text[at : at + 2]
