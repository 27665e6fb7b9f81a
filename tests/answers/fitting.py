"""The arithmetic of fitting: weights that rank, probabilities that are honest, and where to answer.

Nothing here knows questions or statements; :mod:`tests.answers.fit` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log

import numpy as np

from clauses.answering.finding.features import Features
from clauses.answering.finding.weights import Model

ROUNDS = 400
FOLDS = 3
RANKING_PENALTY, CERTAINTY_PENALTY = 0.002, 0.0005

FALSE_ANSWER = 2.0
"""Cost of a false answer, against 1 for a right one that is not given."""


class Table:
    """Features as rows of numbers, in a fixed order of names."""

    def __init__(self, features: Sequence[Features]) -> None:
        self.names = sorted({name for each in features for name in each})
        at = {name: n for n, name in enumerate(self.names)}
        self.values = np.zeros((len(features), len(self.names)))
        for row, each in enumerate(features):
            for name, value in each.items():
                self.values[row, at[name]] = value


def ranking(
    features: Sequence[Sequence[Features]],
    right: Sequence[Sequence[bool]],
    weights: Sequence[float],
    *,
    least: Mapping[str, float],
) -> dict[str, float]:
    """Weights that put what is right before what is not (conditional logit).

    Each case has the features of everything that was found, and what of it is right; cases that
    have nothing right, or nothing else, tell nothing.
    """
    usable = [n for n, each in enumerate(right) if any(each) and not all(each)]
    table = Table([each for n in usable for each in features[n]])
    sizes = np.array([len(right[n]) for n in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    good = np.array([value for n in usable for value in right[n]], dtype=float)
    weight = np.array([weights[n] for n in usable])
    weight /= weight.sum()

    def gradient(at: np.ndarray) -> np.ndarray:
        scores = table.values @ at
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores)
        every = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        best = powers * good
        best /= np.repeat(np.add.reduceat(best, starts) + 1e-12, sizes)
        slope = table.values.T @ ((every - best) * np.repeat(weight, sizes))
        return slope + RANKING_PENALTY * at

    return _named(table, _descended(gradient, len(table.names), _limits(table, least)))


def certainty(
    features: Sequence[Features],
    right: Sequence[bool],
    weights: Sequence[float],
    *,
    least: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Weights that tell how likely a case is right (logistic regression)."""
    table = Table(features)
    truth = np.array(right, dtype=float)
    weight = np.array(weights) / sum(weights)

    def gradient(at: np.ndarray) -> np.ndarray:
        likely = 1 / (1 + np.exp(-np.clip(table.values @ at, -30, 30)))
        return table.values.T @ ((likely - truth) * weight) + CERTAINTY_PENALTY * at

    return _named(table, _descended(gradient, len(table.names), _limits(table, least or {})))


def honest(
    features: Sequence[Features],
    right: Sequence[bool],
    weights: Sequence[float],
    asked: Sequence[float],
    folds: Sequence[int],
) -> tuple[dict[str, float], list[float]]:
    """Weights of :func:`certainty`, stretched and shifted to be as honest as they can be.

    The stretch is that of cases that the weights have not seen: each fold is judged by weights of
    the others. ``weights`` are what a case counts for in the fit, ``asked`` how often it is asked.

    Returns:
        The weights, and for each case the probability that unseen weights give it.
    """
    odds = [0.0] * len(features)
    for fold in range(FOLDS):
        own = [n for n, each in enumerate(folds) if each != fold]
        model = Model(
            {},
            certainty(
                [features[n] for n in own], [right[n] for n in own], [weights[n] for n in own]
            ),
        )
        for n in (n for n, each in enumerate(folds) if each == fold):
            p = min(max(model.probability(features[n]), 1e-6), 1 - 1e-6)
            odds[n] = log(p / (1 - p))
    put = [n for n, each in enumerate(asked) if each]
    scale = certainty(
        [{"odds": odds[n], "always": 1.0} for n in put],
        [right[n] for n in put],
        [asked[n] for n in put],
    )
    fitted = certainty(features, right, weights)
    found = {name: round(weight * scale["odds"], 3) for name, weight in fitted.items()}
    found["always"] = round(found.get("always", 0.0) + scale["always"], 3)
    model = Model({}, scale)
    return found, [model.probability({"odds": each, "always": 1.0}) for each in odds]


def limit(likely: Sequence[float], right: Sequence[bool], asked: Sequence[float]) -> float:
    """Probability from which answering costs least, false answers counted as ``FALSE_ANSWER``."""
    put = sorted(
        ((p, good, often) for p, good, often in zip(likely, right, asked, strict=True) if often),
        reverse=True,
    )
    cost, best, at = 0.0, 0.0, 1.0
    for p, good, often in put:
        cost += -often if good else FALSE_ANSWER * often
        if cost < best:
            best, at = cost, p
    return round(at, 2)


def _limits(table: Table, least: Mapping[str, float]) -> np.ndarray:
    return np.array([least.get(name, -np.inf) for name in table.names])


def _descended(
    gradient: Callable[[np.ndarray], np.ndarray], size: int, least: np.ndarray | float = -np.inf
) -> np.ndarray:
    """Adam with a falling step; no weight goes below ``least``."""
    at, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for n in range(1, ROUNDS + 1):
        g = gradient(at)
        mean, square = 0.9 * mean + 0.1 * g, 0.99 * square + 0.01 * g * g
        step = 0.2 * (1 - n / (ROUNDS + 1))
        at = at - step * (mean / (1 - 0.9**n)) / (np.sqrt(square / (1 - 0.99**n)) + 1e-9)
        at = np.maximum(at, least)
    return at


def _named(table: Table, weights: np.ndarray) -> dict[str, float]:
    return {name: round(float(w), 3) for name, w in zip(table.names, weights, strict=True)}
