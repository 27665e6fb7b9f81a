"""Fits the weights by which answers are ranked, and by which they are held to be right.

``python -m tests.answers.fit [--texts FOLDER] [--write]``: FOLDER has regulations as plain text, one
article to a line. Prints how often the right statement comes first, by kind of question.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from clauses.answering.answers import ANSWERED, Answerer
from clauses.answering.finding.features import Features
from clauses.answering.finding.finder import Found
from clauses.answering.finding.weights import WEIGHTS, Model
from clauses.answering.understanding.analysis import Analysis
from clauses.library import Library
from tests.answers.trials import (
    HERE,
    Trial,
    entries_left_out,
    phrasings_left_out,
    rows,
    text_pack,
    texts_asked,
    topics_unknown,
)

ROUNDS = 600

AT_LEAST = {"said now": 8.0, "carried": 1.5}
"""Weights that too few questions tell: what a follow-up says itself counts for more than what it
inherits, and in a small library structure counts for more than shared words."""


@dataclass
class Seen:
    """A trial with what was found for it."""

    trial: Trial
    analysis: Analysis
    found: list[Found]

    @property
    def right(self) -> list[bool]:
        """Of each that was found, whether it is right."""
        return [str(each.statement.bears[0]) in self.trial.right for each in self.found]


def seen(trials: Sequence[Trial]) -> list[Seen]:
    """What each answerer finds."""
    return [Seen(t, *t.answerer.considered(t.question, t.after)) for t in trials]


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
    cases: Sequence[Any], penalty: float = 0.002, *, least: Mapping[str, float] = AT_LEAST
) -> dict[str, float]:
    """Weights that put what is right before what is not (conditional logit)."""
    usable = [case for case in cases if any(case.right) and not all(case.right)]
    table = Table([each.features for case in usable for each in case.found])
    sizes = np.array([len(case.found) for case in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([value for case in usable for value in case.right], dtype=float)
    weight = np.array([case.trial.weight for case in usable])
    weight /= weight.sum()

    def gradient(weights: np.ndarray) -> np.ndarray:
        scores = table.values @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores)
        every = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        good = powers * right
        good /= np.repeat(np.add.reduceat(good, starts) + 1e-12, sizes)
        return table.values.T @ ((every - good) * np.repeat(weight, sizes)) + penalty * weights

    return _named(table, _descended(gradient, len(table.names), _limits(table, least)))


def certainty(
    features: Sequence[Features],
    right: Sequence[bool],
    weights: Sequence[float],
    *,
    least: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Weights that tell how likely the first is right (logistic regression)."""
    table = Table(features)
    truth = np.array(right, dtype=float)
    weight = np.array(weights) / sum(weights)

    def gradient(at: np.ndarray) -> np.ndarray:
        likely = 1 / (1 + np.exp(-np.clip(table.values @ at, -30, 30)))
        return table.values.T @ ((likely - truth) * weight) + 0.0005 * at

    return _named(table, _descended(gradient, len(table.names), _limits(table, least or {})))


def _limits(table: Table, least: Mapping[str, float]) -> np.ndarray:
    return np.array([least.get(name, -np.inf) for name in table.names])


def calibrated(
    sure: dict[str, float],
    features: Sequence[Features],
    right: Sequence[bool],
    weights: Sequence[float],
) -> dict[str, float]:
    """The same order of certainties, stretched and shifted to be as honest as they can be.

    What is hard to tell counts for more in the fit than it is asked; ``weights`` are as it is asked.
    """
    model = Model({}, sure)
    odds = [
        log(p / (1 - p)) for p in (min(max(model.probability(f), 1e-6), 1 - 1e-6) for f in features)
    ]
    fitted = certainty([{"odds": o, "always": 1.0} for o in odds], right, weights)
    found = {name: round(weight * fitted["odds"], 3) for name, weight in sure.items()}
    return found | {"always": round(found.get("always", 0.0) + fitted["always"], 3)}


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


def trials(library: Library, texts: Path | None) -> list[Trial]:
    """Everything that is fitted on."""
    answerer = Answerer(library)
    found = [*phrasings_left_out(library), *entries_left_out(library), *topics_unknown(library)]
    found += rows(HERE / "questions.jsonl", answerer)
    if (development := HERE / "development.jsonl").exists():
        found += rows(development, answerer, "dev ")
    for path in sorted(HERE.glob("training_*.jsonl")):
        found += rows(path, answerer, "training ")
    if texts is not None:
        found += texts_asked(library, texts)
        imported = HERE / "imported_development.jsonl"
        if imported.exists():
            pack = text_pack(texts / "xinfang-tiaoli-2022.txt")
            found += rows(imported, Answerer(Library([pack])), "imported ")
    return found


def told(cases: Sequence[Seen]) -> None:
    """Print, by kind, how often the first and one of three is right, and how often it is given."""
    by_kind: dict[str, list[tuple[bool, bool, bool, bool]]] = defaultdict(list)
    for case in cases:
        right = case.right or [False]
        sure = case.trial.answerer.certainty(case.analysis, case.found) >= ANSWERED
        firsts = _firsts(case)
        by_kind[case.trial.kind].append((right[0], any(firsts[:3]), sure, any(right)))
    print(
        f"{'kind':32}{'n':>5}{'top 1':>8}{'top 3':>8}{'found':>8}{'given':>8}{'given, right':>14}"
    )
    for kind, values in sorted(by_kind.items()):
        n = len(values)
        top, three, given, found = (100 * sum(v[i] for v in values) / n for i in range(4))
        both = 100 * sum(v[0] and v[2] for v in values) / n
        print(f"{kind:32}{n:5}{top:8.1f}{three:8.1f}{found:8.1f}{given:8.1f}{both:14.1f}")


def _firsts(case: Seen) -> list[bool]:
    first: dict[str, bool] = {}
    for each, right in zip(case.found, case.right, strict=True):
        first.setdefault(str(each.statement.bears[0]), right)
    return list(first.values())


def thresholds(cases: Sequence[Seen]) -> None:
    """Print what is answered of each kind at thresholds that keep 90 and 95 % of the prepared questions."""
    sure: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        certain = case.trial.answerer.certainty(case.analysis, case.found)
        right = any(case.right[:1])
        if case.trial.right and not right:
            continue
        sure[case.trial.kind].append(certain)
    for kind in ("left out", "plain"):
        for kept in (0.05, 0.1):
            limit = float(np.quantile(sure[kind], kept))
            print(f"keeping {1 - kept:.2f} of {kind}: limit {limit:.2f}", end=" ")
            for other in (
                "near-miss",
                "far",
                "dev near-miss",
                "training near-miss",
                "dev far",
                "topic unknown",
                "not held",
            ):
                if sure[other]:
                    print(f"{other} {100 * np.mean(np.array(sure[other]) >= limit):.0f}", end=" ")
            print()


def reliability(cases: Sequence[tuple[float, bool]]) -> None:
    """Print how often answers are right, by how sure they were."""
    print("certainty   n   right")
    edges = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]
    for low, high in pairwise(edges):
        bin_ = [right for sure, right in cases if low <= sure < high]
        if bin_:
            print(f"{low:.2f}-{high:.2f} {len(bin_):5} {100 * sum(bin_) / len(bin_):6.1f}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    found = trials(Library.load(), given.texts)
    if given.write:
        _fit(found)
    cases = seen(found)
    told(cases)
    thresholds(cases)
    reliability(
        [
            (case.trial.answerer.certainty(case.analysis, case.found), case.right[0])
            for case in cases
            if case.found
        ]
    )


def _fit(found: Sequence[Trial]) -> None:
    ranks = ranking(seen(found))
    _use(found, Model(ranks, {}))
    # Ranked anew: the certainty is about what comes first with these weights.
    cases = [case for case in seen(found) if case.found]
    sure = certainty(
        [case.trial.answerer.certainty_features(case.analysis, case.found) for case in cases],
        [case.right[0] for case in cases],
        [case.trial.weight for case in cases],
    )
    asked = [case for case in cases if case.trial.asked]
    sure = calibrated(
        sure,
        [case.trial.answerer.certainty_features(case.analysis, case.found) for case in asked],
        [case.right[0] for case in asked],
        [case.trial.asked for case in asked],
    )
    _use(found, Model(ranks, sure))
    written(WEIGHTS, Model(ranks, sure), "tests.answers.fit")


def _use(found: Sequence[Trial], model: Model) -> None:
    for trial in found:
        trial.answerer._finder._model = model


def written(file: Path, model: Model, by: str) -> None:
    """Put the weights where the program reads them."""
    lines = [
        f"# Made by `python -m {by} --write`; what the names mean is in the code that gives them."
    ]
    for title, weights in (("ranking", model.ranking), ("certainty", model.certainty)):
        lines += ["", f"[{title}]", *(f'"{name}" = {w}' for name, w in weights.items())]
    file.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
