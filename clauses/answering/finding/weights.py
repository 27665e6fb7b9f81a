"""The weights by which statements are ranked, and how likely the first one is right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from pathlib import Path

from clauses.answering.finding.features import Features

WEIGHTS = Path(__file__).parent / "weights.toml"
TEXT_WEIGHTS = Path(__file__).parent / "text_weights.toml"
"""Those of imported texts are fitted apart: neither fit changes what the other one gives."""

_LITTLE = 6.0
"""A score below which far less is right, however far it is ahead."""


@dataclass(frozen=True)
class Model:
    """A linear score for ranking, two logistic ones for how likely it is right, and where they lead.

    ``certainty`` is about the first, ``among`` about one of the first three. The first is given as
    the answer from the probability ``limit``, the three are shown as the nearest from ``nearest``.
    """

    ranking: Mapping[str, float]
    certainty: Mapping[str, float]
    among: Mapping[str, float] = field(default_factory=dict)
    limit: float = 1.0
    nearest: float = 1.0

    def score(self, features: Features) -> float:
        """Comparable within one question."""
        return _sum(self.ranking, features)

    def probability(self, features: Features) -> float:
        """Probability that the first is right, from 0 to 1."""
        return logistic(_sum(self.certainty, features))

    def one_of_three(self, features: Features) -> float:
        """Probability that one of the first three is right, never below that of the first."""
        return max(self.probability(features), logistic(_sum(self.among, features)))


def _sum(weights: Mapping[str, float], features: Features) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def logistic(odds: float) -> float:
    """The probability of these log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def certainty_features(best: Features, question: Features, scores: Sequence[float]) -> Features:
    """Of the first statement, with how far it is ahead; ``scores`` are those of all, its own first."""
    ahead = min(3.0, scores[0] - max(scores[1:], default=scores[0] - 3.0)) / 3
    share = 1 / sum(exp(max(-30.0, min(0.0, score - scores[0]))) for score in scores)
    foreign, near = best.get("foreign", 0.0), best.get("phrasing", 0.0)
    found = {
        **best,
        **question,
        "always": 1.0,
        "score": scores[0] / 10,
        "little score": max(0.0, 1 - scores[0] / _LITTLE),
        "ahead": ahead,
        "share": share,
        "foreign, not near": foreign * (1 - near),
        "unheard, not near": question["unheard"] * (1 - near),
        "covered and ahead": best.get("coverage", 0.0) * share,
        "coverage of all": best.get("coverage", 0.0) * question.get("share known", 0.0),
        "asked share of all": best.get("asked share", 0.0) * question.get("share known", 0.0),
        "asked and ahead": best.get("asked share", 0.0) * share,
        "asked well": max(0.0, best.get("asked share", 0.0) - 0.5),
        "worded so": max(0.0, near - 0.8) * 5,
    }
    if "bare" in best:
        found |= {"score, bare": scores[0] / 10, "ahead, bare": ahead, "share, bare": share}
        found["unheard, bare"] = question["share unheard"]
    return found


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The weights that come with the program."""
    return _read(WEIGHTS)


@lru_cache(maxsize=1)
def text_model() -> Model:
    """Those for the articles of imported texts."""
    return _read(TEXT_WEIGHTS)


def _read(file: Path) -> Model:
    values = tomllib.loads(file.read_text("utf-8"))
    return Model(**values)
