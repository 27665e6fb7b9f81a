"""The statements that may answer a question, best first: search, then all the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from clauses.answering.finding.derived import Shelf
from clauses.answering.finding.evidence import Support, evidence
from clauses.answering.finding.expansion import Expansion
from clauses.answering.finding.features import (
    Asked,
    Features,
    Rarity,
    features_of,
    question_features,
)
from clauses.answering.finding.near_misses import telling
from clauses.answering.finding.weights import Model, certainty_features
from clauses.answering.understanding.analysis import Analysis
from clauses.characters.folding import fold
from clauses.lexicon import field_lexicon
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.model import Clause, ClauseRef
from clauses.searching.fusion import compared
from clauses.searching.grams import gram_counts
from clauses.searching.phrasings import NOT_NEAR, Nearness
from clauses.searching.search import SHORT_LIST, Hit
from clauses.searching.statements import Statement

_WEIGHED = 12
"""Number of the best by search that are looked at closely."""

_BY_WORDS = 3
"""Number of the best by their words alone that are looked at in any case."""

_MEANT = 3
"""Number of further ones, for words that the question only means."""

_WORDED_ALIKE = 0.6
_COVERED = 0.4
_STRUCTURED = (Aspect.HOW_OFTEN, Aspect.WHO, Aspect.WHICH_ARTICLE, Aspect.WHEN)


@dataclass(frozen=True)
class Found:
    """A hit, and what it carries of the question. ``rank`` compares within one question.

    ``refs`` are those that an answer from it rests on, the nearest to the question first.
    """

    hit: Hit
    evidence: Support
    features: Features
    refs: tuple[ClauseRef, ...]
    rank: float = 0.0

    @property
    def statement(self) -> Statement:
        """The statement of the hit."""
        return self.hit.statement

    @property
    def loose(self) -> bool:
        """Whether only scattered characters of the question speak for it."""
        near = self.hit.phrasing >= _WORDED_ALIKE or self.features.get("coverage", 0) >= _COVERED
        return not (self.evidence.anchored or near)


class Finder:
    """Searches and ranks; nothing in it changes after building."""

    def __init__(self, library: Library, shelf: Shelf, model: Model) -> None:
        self._library = library
        self._statements = shelf.statements
        self._index, self._phrasings = shelf.index, shelf.phrasings
        self._known = frozenset(shelf.occurrences)
        self._rarity = Rarity(shelf.occurrences, len(shelf.statements))
        self._expansion = Expansion(field_lexicon().said_for)
        self.model = model

    def find(self, analysis: Analysis) -> list[Found]:
        """Everything near the question that it does not rule out, best first."""
        return self.ranked(analysis, self.gathered(analysis))

    def ranked(self, analysis: Analysis, gathered: Iterable[Found]) -> list[Found]:
        """These, best first by the weights."""
        weighed = [replace(each, rank=self.model.score(each.features)) for each in gathered]
        return _by_nearness(self._led(analysis, sorted(weighed, key=lambda each: -each.rank)))

    def gathered(self, analysis: Analysis) -> list[Found]:
        """Everything near the question that it does not rule out, not weighed yet."""
        asked = Asked(analysis, self._rarity)
        names = [fold(concept.name) for concept in analysis.own]
        counts = gram_counts(" ".join((analysis.text, *names)))
        lexical = dict(self._index.ranked(counts, SHORT_LIST))
        best = max(lexical.values(), default=1.0)
        near = self._phrasings.near(gram_counts(analysis.text))
        either = {
            at: lexical.get(at, 0.0) / best + near.get(at, NOT_NEAR).nearest
            for at in (*lexical, *near)
        }
        # Texts without phrasings must not fall behind many whose phrasings are a little like it.
        by_words = nlargest(_BY_WORDS, lexical, key=lambda at: (lexical[at], -at))
        by_either = nlargest(_WEIGHED, either, key=lambda at: (either[at], -at))
        places = list(dict.fromkeys((*by_words, *by_either)))
        meant = self._expansion.of(analysis.text)
        places += [at for at in self._meant(meant) if at not in places]
        found = []
        for at in places:
            hit = compared(analysis.text, self._statements[at], lexical.get(at, 0.0) / best)
            found.append(self._found(asked, hit, near.get(at, NOT_NEAR), meant))
        return [each for each in found if not each.evidence.vetoed]

    def likely(self, analysis: Analysis, found: Sequence[Found]) -> tuple[float, float]:
        """Probabilities, 0 to 1, that the first of these answers the question, and that one of three does."""
        if not found:
            return 0.0, 0.0
        features = self.certainty_features(analysis, found)
        return self.model.probability(features), self.model.one_of_three(features)

    def certainty_features(self, analysis: Analysis, found: Sequence[Found]) -> Features:
        """Features that :meth:`likely` weighs."""
        best, *others = found
        # A statement that rests on the same clause would be as right.
        rivals = [
            each.rank
            for each in others
            if not set(best.statement.bears) & set(each.statement.bears)
        ]
        question = question_features(analysis, self._known, self._rarity)
        weighed = certainty_features(best.features, question, [best.rank, *rivals])
        weighed["somebody else"] = float(best.evidence.subject == 0 and best.evidence.terms)
        weighed["loose"] = float(best.loose)
        return weighed | telling(analysis, best.statement)

    def _led(self, analysis: Analysis, found: list[Found]) -> list[Found]:
        """The same, with the clause by which another is met in place of that other, where it leads."""
        by_ref = {each.statement.ref: each for each in found}
        kept: dict[ClauseRef, Found] = {}
        for each in found:
            meeting = self._library.met_by(each.statement.ref)
            if (
                meeting is not None
                and (leader := by_ref.get(meeting)) is not None
                and leader.evidence.carried >= each.evidence.carried
                and _leads(leader, each, analysis)
            ):
                leader = replace(leader, rank=max(leader.rank, each.rank))
                kept.setdefault(leader.statement.ref, leader)
            else:
                kept.setdefault(each.statement.ref, each)
        return list(kept.values())

    def _meant(self, words: tuple[str, ...]) -> list[int]:
        """Places of statements by words that the question means but does not say."""
        ranked = self._index.ranked(gram_counts(" ".join(words)), _MEANT) if words else []
        return [at for at, _ in ranked]

    def _found(self, asked: Asked, hit: Hit, near: Nearness, meant: tuple[str, ...]) -> Found:
        held = evidence(asked.analysis, hit.statement, self._known, hit.phrasing)
        features = features_of(asked, hit, held, near)
        if meant:
            features["meant"] = sum(word in hit.statement.text for word in meant) / len(meant)
            features["meant at all"] = float(features["meant"] > 0)
        return Found(hit, held, features, hit.statement.bears)


def _by_nearness(found: list[Found]) -> list[Found]:
    """These; of the clauses that an answer rests on, the one first that is itself the nearest of all."""
    stated = (each.statement for each in found)
    nearest = next((each.ref for each in stated if isinstance(each.stated, Clause)), None)
    return [
        replace(each, refs=tuple(sorted(each.refs, key=lambda ref: ref != nearest)))
        if nearest in each.refs[1:] and each.refs[0] != each.statement.ref
        else each
        for each in found
    ]


def _leads(meeting: Found, met: Found, analysis: Analysis) -> bool:
    """Whether the clause that meets another is the better answer.

    It is when a list restates a regulation for the same subject, and within one pack when the
    rule itself is asked for, not what belongs to it.
    """
    if meeting.statement.subject != met.statement.subject:
        return False
    return meeting.statement.ref.pack != met.statement.ref.pack or analysis.aspect in _STRUCTURED
