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


def unseen(
    features: Sequence[Features],
    right: Sequence[bool],
    weights: Sequence[float],
    folds: Sequence[int],
    *,
    least: Mapping[str, float] | None = None,
) -> list[float]:
    """For each case the log-odds of weights of :func:`certainty` that have not seen its fold."""
    odds = [0.0] * len(features)
    for fold in range(FOLDS):
        own = [n for n, each in enumerate(folds) if each != fold]
        chosen = (features, right, weights)
        model = Model({}, certainty(*([each[n] for n in own] for each in chosen), least=least))
        for n in (n for n, each in enumerate(folds) if each == fold):
            p = min(max(model.probability(features[n]), 1e-6), 1 - 1e-6)
            odds[n] = log(p / (1 - p))
    return odds


def line(odds: Sequence[float], right: Sequence[bool], asked: Sequence[float]) -> dict[str, float]:
    """The line from log-odds to honest log-odds, by cases that are asked: ``odds`` and ``always``."""
    put = [n for n, each in enumerate(asked) if each]
    return certainty(
        [{"odds": odds[n], "always": 1.0} for n in put],
        [right[n] for n in put],
        [asked[n] for n in put],
    )


def straightened(weights: Mapping[str, float], by: Mapping[str, float]) -> dict[str, float]:
    """Weights of :func:`certainty`, stretched and shifted by a :func:`line`."""
    found = {name: round(weight * by["odds"], 3) for name, weight in weights.items()}
    found["always"] = round(found.get("always", 0.0) + by["always"], 3)
    return found


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
