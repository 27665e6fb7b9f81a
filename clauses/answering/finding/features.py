"""Evidence for a statement as the answer to a question, as numbers to be weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from clauses.answering.finding.evidence import Support, missing, narrowed_alike
from clauses.answering.finding.own_condition import condition_met
from clauses.answering.finding.sentences import ASKED_BESIDE
from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import Quota
from clauses.lexicon import questions as asking
from clauses.lexicon.questions import Aspect
from clauses.model import Clause, Correction, Distinction, Known, Question, Standard
from clauses.searching.phrasings import Nearness
from clauses.searching.search import Hit
from clauses.searching.statements import Statement

_LISTING = (Aspect.WHAT, Aspect.HOW_MANY, Aspect.DUTIES)
_STRUCTURED = (Aspect.HOW_OFTEN, Aspect.WHO, Aspect.WHICH_ARTICLE, Aspect.WHEN)
_SINGLE = 0.4
_ALIKE = 0.6

Features = dict[str, float]
"""By name; those that are 0 may be missing."""


class Rarity:
    """Weights of characters and pairs found in a statement: the rarer, the higher."""

    def __init__(self, occurrences: Mapping[str, int], statements: int) -> None:
        self._total = statements
        self._weights = {gram: self._weight(gram, n) for gram, n in occurrences.items()}

    def _weight(self, gram: str, occurs: int) -> float:
        size = 1.0 if len(gram) > 1 else _SINGLE
        return size * log(1 + (self._total + 0.5) / (occurs + 0.5))

    def of(self, text: str) -> dict[str, float]:
        """The weight of every gram of a folded text."""
        grams = set(text) | {text[at : at + 2] for at in range(len(text) - 1)}
        return {
            gram: self._weights.get(gram) or self._weight(gram, 0)
            for gram in grams
            if " " not in gram
        }

    def share_known(self, text: str) -> float:
        """The share, by weight, of the grams that some statement has."""
        weights = self.of(text)
        known = sum(weight for gram, weight in weights.items() if gram in self._weights)
        return known / (sum(weights.values()) or 1.0)


class Asked:
    """A question made ready to be held against many statements."""

    def __init__(self, analysis: Analysis, rarity: Rarity) -> None:
        self.analysis = analysis
        self.weights = rarity.of(analysis.text)
        self.total = sum(self.weights.values()) or 1.0
        self.grams = frozenset(self.weights)
        self.beside = asking.BESIDE_DUTY.findall(analysis.text)
        self.said = rarity.of(analysis.said)
        self.listing = analysis.aspect in _LISTING
        self.structured = analysis.aspect in _STRUCTURED
        self.asks_how = _asks_how(analysis)
        self.wording = asking.WORDING.search(analysis.text) is not None
        self.kinds = [(n, told) for n, asks, told in ASKED_BESIDE if asks.search(analysis.text)]

    def coverage(self, grams: frozenset[str]) -> float:
        """The share of the question, by weight, that stands in ``grams``."""
        weights = self.weights
        return sum(weights[gram] for gram in self.grams & grams) / self.total

    def best_coverage(self, parts: Iterable[frozenset[str]]) -> float:
        """That of the best of several parts."""
        return max(map(self.coverage, parts), default=0.0)


def features_of(asked: Asked, hit: Hit, held: Support, near: Nearness) -> Features:
    """Everything about one hit; each number is between -1 and 1. ``near``: of its phrasings."""
    analysis, statement = asked.analysis, hit.statement
    found: Features = {
        "lexical": hit.lexical,
        "phrasing": hit.phrasing,
        "phrased alike": max(0.0, hit.phrasing - _ALIKE),
        "partial": hit.partial,
        "coverage": asked.coverage(statement.grams),
        "best sentence": asked.best_coverage(statement.sentence_grams),
        "title said": _share(_pairs_of(statement.title), asked.grams),
        "foreign": held.foreign,
        "carried": float(held.carried),
        "asked": near.nearest,
        "asked share": near.share,
        "asked, votes": near.votes,
        "asked, back": near.back,
        "asked, alike": near.alike,
    }
    if statement.phrasings:
        same = sum(aspect_of(each) is analysis.aspect for each in statement.phrasings)
        found["same asked"] = same / len(statement.phrasings)
        found["never asked so"] = float(not same)
    for name, told in asked.kinds:
        found[f"{name} told"] = 1.0 if told.search(statement.text) else -1.0
    met = condition_met(analysis.text, statement.body)
    if met is not None:
        found["own condition"] = 1.0 if met else -1.0
    if not statement.phrasings:
        for name in ("lexical", "partial", "coverage", "best sentence", "foreign"):
            found[f"{name}, bare"] = found[name]
        found["bare"] = 1.0
    if asked.said:
        common = sum(asked.said[gram] for gram in asked.said.keys() & statement.grams)
        found["said now"] = common / sum(asked.said.values())
    if asked.beside:
        found["beside the duty"] = float(not any(word in statement.body for word in asked.beside))
    found |= _structure(analysis, held)
    found |= _kind(asked, statement, hit.phrasing)
    return {name: value for name, value in found.items() if value}


@lru_cache(maxsize=8192)
def aspect_of(phrasing: str) -> Aspect | None:
    """What a folded phrasing asks of something."""
    return next((a for a, pattern in asking.ASPECTS if pattern.search(phrasing)), None)


@lru_cache(maxsize=8192)
def _pairs_of(title: str) -> frozenset[str]:
    return frozenset(title[at : at + 2] for at in range(len(title) - 1))


def _share(of: frozenset[str], grams: frozenset[str]) -> float:
    return len(of & grams) / len(of) if of else 0.0


def question_features(analysis: Analysis, known: frozenset[str], rarity: Rarity) -> Features:
    """Everything about the question alone; ``known`` are the grams of all statements together."""
    content = sum(end - start for start, end in analysis.content)
    unheard = missing(analysis, known, known)
    pairs = [
        analysis.text[at : at + 2]
        for start, end in analysis.content
        for at in range(start, max(start + 1, end - 1))
    ]
    return {
        "share known": rarity.share_known(analysis.text),
        "pairs unheard": sum(pair not in known for pair in pairs) / max(1, len(pairs)),
        "unheard": min(unheard, 6.0) / 6,
        "anything unheard": float(unheard >= 1),
        "share unheard": unheard / (content + analysis.weight + 1),
        "content": min(content, 12) / 12,
        "length": min(len(analysis.text), 40) / 40,
        "subjects named": float(bool(analysis.subjects)),
        "terms named": float(bool(analysis.terms)),
        "asked where": float(asking.WHERE.search(analysis.text) is not None),
        "nothing asked": float(analysis.aspect is None),
        "asked how many": float(analysis.aspect is Aspect.HOW_MANY),
        "asked whether": float(analysis.aspect is Aspect.WHETHER),
        "asked what": float(analysis.aspect is Aspect.WHAT),
        "asked how often": float(analysis.aspect is Aspect.HOW_OFTEN),
    }


def _structure(analysis: Analysis, held: Support) -> Features:
    named = bool(analysis.subjects or analysis.own)
    return {
        "other subject": float(held.subject == 0),
        "subject only named": float(held.subject == 1),
        "related subject": float(named and held.subject == 2),
        "very subject": float(held.subject == 3),
        "terms missing": held.terms_missing,
        "all terms": float(bool(analysis.terms) and held.terms),
        "too foreign": float(held.foreign > held.tolerance),
        "aspect not told": float(not held.aspect),
        "not anchored": float(not held.anchored),
    }


def _kind(asked: Asked, statement: Statement, phrasing: float) -> Features:
    analysis, stated = asked.analysis, statement.stated
    found: Features = {"narrowed otherwise": float(not narrowed_alike(analysis, statement))}
    match stated:
        case Clause():
            found["clause of that kind"] = float(asked.structured)
            found["clause, wording asked"] = float(asked.wording)
            found["quota though steps"] = float(
                asked.asks_how and isinstance(stated.cadence, Quota)
            )
            found["quota asked"] = float(
                analysis.aspect is Aspect.HOW_OFTEN and isinstance(stated.cadence, Quota)
            )
            if analysis.claim is not None and isinstance(stated.cadence, Quota):
                found["quota claimed"] = 1.0
        case Question():
            found["question"] = 1.0
            found["silent"] = float(stated.answer is None)
            if stated.answer is None:
                # A silence speaks to questions put much like it; to those for the words of its list too.
                found["silent, phrasing"] = phrasing
                found["silent, of list"] = float(
                    any(document.id == stated.ref.pack for document in analysis.documents)
                )
            asked_for = "silent" if stated.answer is None else "question"
            found[f"{asked_for}, wording asked"] = float(asked.wording)
        case Correction():
            found["correction"] = 1.0
            found["correction, phrasing"] = phrasing
            found["correction, claim"] = float(analysis.claim is not None)
        case Standard():
            found["standard"] = 1.0
            found["standard, listing"] = float(asked.listing)
        case Distinction():
            found["distinction"] = 1.0
            found["distinction, difference"] = float(analysis.aspect is Aspect.DIFFERENCE)
    if isinstance(stated, Clause | Question) and stated.known is Known.SECOND_HAND:
        found["second hand"] = 1.0
    return found


def _asks_how(analysis: Analysis) -> bool:
    """The steps or the contents of something are asked, not that it has to be done."""
    if analysis.aspect is Aspect.DUTIES:
        return bool(analysis.terms)
    return analysis.aspect is Aspect.STEPS or (
        analysis.aspect is Aspect.WHAT and asking.CONTENTS in analysis.text
    )
