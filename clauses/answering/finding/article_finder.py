"""Articles that may answer a question, best first: official texts are found by their words alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from rapidfuzz import fuzz

from clauses.answering.finding.derived import Shelf
from clauses.answering.finding.evidence import evidence
from clauses.answering.finding.expansion import Expansion
from clauses.answering.finding.features import Features, Rarity, question_features
from clauses.answering.finding.finder import Found
from clauses.answering.finding.likeness import Wanted
from clauses.answering.finding.near_misses import telling
from clauses.answering.finding.sentences import tells
from clauses.answering.finding.sound_alike import SoundAlike
from clauses.answering.finding.weights import Model, certainty_features
from clauses.answering.understanding.analysis import Analysis
from clauses.lexicon import field_lexicon
from clauses.lexicon import questions as asking
from clauses.searching.grams import gram_counts
from clauses.searching.search import Hit

_WEIGHED = 12
"""Number of the best by BM25 that are looked at closely."""

_LITTLE = 2
"""Characters of content up to which a question says little."""

_SPOKEN = 0.35
"""Weight of a gram of an official word in the search, against 1 for one that was said."""


class ArticleFinder:
    """Searches and ranks the articles of imported texts; nothing that it says changes after building."""

    def __init__(self, shelf: Shelf, model: Model) -> None:
        self._statements = shelf.statements
        self._index = shelf.index
        self._known = frozenset(shelf.occurrences)
        self._rarity = Rarity(shelf.occurrences, len(shelf.statements))
        self._alike = SoundAlike(shelf.occurrences)
        self.model = model

    @cached_property
    def _expansion(self) -> Expansion:
        """Put together for the first question: without articles it never is."""
        return Expansion(field_lexicon().said_for)

    def find(self, analysis: Analysis, packs: Collection[str] = ()) -> list[Found]:
        """The articles nearest to a question, of these packs where any are named, best first."""
        return self.ranked(analysis, self.gathered(analysis, packs))

    def ranked(self, _: Analysis, gathered: Iterable[Found]) -> list[Found]:
        """These, best first by the weights."""
        weighed = [replace(each, rank=self.model.score(each.features)) for each in gathered]
        return sorted(weighed, key=lambda each: -each.rank)

    def gathered(self, analysis: Analysis, packs: Collection[str] = ()) -> list[Found]:
        """The articles nearest to a question by their words, not weighed yet."""
        if not self._statements:
            return []
        wanted = Wanted(analysis, self._rarity, self._expansion, self._alike)
        near = self._nearest(wanted, packs)
        if not near:
            return []
        said = gram_counts(wanted.about)
        best = near[0][1]
        plain = dict(self._index.ranked(said, _WEIGHED * 2))
        most = max(plain.values(), default=1.0)
        found = [
            self._found(wanted, at, plain.get(at, 0.0) / most, score / best) for at, score in near
        ]
        own = max(each.features.get("said", 0.0) for each in found)
        return [_in_its_words(each, own) for each in found]

    def _nearest(self, wanted: Wanted, packs: Collection[str]) -> list[tuple[int, float]]:
        counts: dict[int, float] = dict(gram_counts(wanted.about))
        for spoken in wanted.spoken:
            for word in spoken.official:
                share = _SPOKEN / len(spoken.official) ** 0.5
                for gram, count in gram_counts(word).items():
                    counts[gram] = counts.get(gram, 0.0) + share * count
        if not packs:
            return self._index.ranked(counts, _WEIGHED)
        ranked = self._index.ranked(counts, len(self._statements))
        own = [each for each in ranked if self._statements[each[0]].ref.pack in packs]
        return own[:_WEIGHED]

    def _found(self, wanted: Wanted, at: int, plain: float, expanded: float) -> Found:
        analysis, statement = wanted.analysis, self._statements[at]
        covered, understood, sentence, grams = wanted.best(statement)
        phrasing = max((fuzz.ratio(wanted.about, p) for p in statement.phrasings), default=0) / 100
        hit = Hit(
            statement, plain, phrasing, fuzz.partial_ratio(wanted.about, statement.body) / 100
        )
        held = evidence(analysis, statement, self._known, phrasing)
        text = statement.text
        features: Features = {
            "lexical": plain,
            "expanded": expanded,
            "phrasing": phrasing,
            "partial": hit.partial,
            "coverage": wanted.coverage(statement.grams),
            "understood": wanted.understood(text, statement.grams),
            "best sentence": covered,
            "best sentence, understood": understood,
            "explained": wanted.explained(text, statement.grams),
            "explained, sentence": wanted.explained(f"{statement.title} {sentence}", grams),
            "said": wanted.said(statement.grams),
            "meant": wanted.meant(text),
            "told": float(tells(analysis, sentence)),
            "told elsewhere": float(tells(analysis, statement.body)),
            "terms missing": held.terms_missing,
            "all terms": float(bool(analysis.terms) and held.terms),
            "subject not named": float(held.subject == 0),
            "foreign": held.foreign,
            "narrowed otherwise": float(not held.topics),
        }
        if beside := asking.BESIDE_DUTY.findall(analysis.text):
            features["beside"] = float(not any(word in statement.body for word in beside))
        if analysis.said:
            said = self._rarity.of(analysis.said)
            common = sum(said[gram] for gram in said.keys() & statement.grams)
            features["said now"] = common / (sum(said.values()) or 1.0)
        features = {name: value for name, value in features.items() if value}
        return Found(hit, held, features, statement.bears)

    def likely(self, analysis: Analysis, found: Sequence[Found]) -> tuple[float, float]:
        """Probabilities, 0 to 1, that the first of these answers the question, and that one of three does."""
        if not found:
            return 0.0, 0.0
        features = self.certainty_features(analysis, found)
        return self.model.probability(features), self.model.one_of_three(features)

    def certainty_features(self, analysis: Analysis, found: Sequence[Found]) -> Features:
        """Features that :meth:`likely` weighs."""
        best = found[0].features
        question = question_features(analysis, self._known, self._rarity)
        weighed = certainty_features(best, question, [each.rank for each in found])
        content = sum(end - start for start, end in analysis.content)
        weighed["little said"] = float(content <= _LITTLE)
        weighed["explained and ahead"] = best.get("explained", 0.0) * weighed["share"]
        weighed["explained of all"] = best.get("explained", 0.0) * question["share known"]
        weighed["topic elsewhere"] = float(bool(analysis.topics))
        return weighed | telling(analysis, found[0].statement)


def _in_its_words(each: Found, own: float) -> Found:
    """Nearness weighed by the most that any of the articles has of the question's own words."""
    features = dict(each.features)
    for name in ("lexical", "said"):
        features[f"{name}, own words"] = features.get(name, 0.0) * own
    return replace(each, features=features)
