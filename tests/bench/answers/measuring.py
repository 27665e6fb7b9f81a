"""What an answerer made of the questions, and the figures that follow from it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, TypeVar

from bot.bench.answers.question_sets import Asked

_T = TypeVar("_T")

KEPT = 0.95
"""So many of the answerable questions must still be answered at the threshold."""

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges of the bins of confidence; the last bin includes 1."""


@dataclass(frozen=True)
class Outcome:
    """What was answered: the best refs, the score or the confidence, and whether it was answered.

    ``answered`` is always true of a peer, which has no status.
    """

    asked: Asked
    refs: tuple[str, ...]
    score: float
    answered: bool = True

    def right(self, best: int = 1) -> bool:
        """Whether one of the first so many refs is an expected one."""
        expected = set(self.asked.refs)
        return self.asked.answerable and any(
            ref in expected or _article(ref) in expected for ref in self.refs[:best]
        )


@dataclass(frozen=True)
class Quality:
    """Of the questions of one kind: how many, and how many were right at the first or third ref.

    ``answered_right`` counts those that were answered, and right.
    """

    questions: int
    top1: int
    top3: int
    answered_right: int


@dataclass(frozen=True)
class Refusal:
    """Of the questions of one kind that should not be answered: how many were.

    ``over_threshold`` have a score at which 95 % of the answerable ones are answered; ``answered``
    go by the status.
    """

    questions: int
    over_threshold: int
    answered: int


@dataclass(frozen=True)
class Bin:
    """The answers given with a confidence from ``low`` up to ``high``; ``mean`` is their mean."""

    low: float
    high: float
    answers: int
    right: int
    mean: float


@dataclass(frozen=True)
class Calibration:
    """A reliability table of the answers given, and the expected calibration error (0 to 1)."""

    bins: tuple[Bin, ...]
    error: float


@dataclass(frozen=True)
class Figures:
    """All figures of one answerer. ``kept`` is the share really answered at ``threshold``."""

    name: str
    quality: dict[str, Quality]
    refusals: dict[str, Refusal]
    threshold: float
    kept: float
    answered_share: float
    calibration: Calibration | None = None

    def values(self) -> dict[str, Any]:
        """The figures as plain values."""
        return asdict(self)


def figures(name: str, outcomes: Sequence[Outcome], *, confidence: bool = False) -> Figures:
    """The figures of one answerer; a calibration only where its scores are a confidence."""
    good = [outcome for outcome in outcomes if outcome.asked.answerable]
    bad = [outcome for outcome in outcomes if not outcome.asked.answerable]
    threshold = _threshold([outcome.score for outcome in good])
    return Figures(
        name=name,
        quality=_by_kind(good, _quality),
        refusals=_by_kind(bad, lambda those: _refusal(those, threshold)),
        threshold=threshold,
        kept=_share(good, lambda outcome: outcome.score >= threshold),
        answered_share=_share(good, lambda outcome: outcome.answered),
        calibration=calibration(outcomes) if confidence else None,
    )


def calibration(outcomes: Iterable[Outcome]) -> Calibration:
    """How often the answers that were given are right, by their confidence."""
    given = [outcome for outcome in outcomes if outcome.answered]
    bins = tuple(
        _bin(low, high, [each for each in given if _within(each.score, low, high)])
        for low, high in pairwise(BINS)
    )
    off = sum(abs(each.mean * each.answers - each.right) for each in bins)
    return Calibration(bins, off / len(given) if given else 0.0)


def _threshold(scores: Sequence[float]) -> float:
    """The highest score that at least 95 % of these reach; 0 where there are none."""
    best_first = sorted(scores, reverse=True)
    return best_first[math.ceil(KEPT * len(scores)) - 1] if scores else 0.0


def _by_kind(
    outcomes: Iterable[Outcome], measured: Callable[[Sequence[Outcome]], _T]
) -> dict[str, _T]:
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.asked.kind, []).append(outcome)
    return {kind: measured(those) for kind, those in kinds.items()}


def _quality(outcomes: Sequence[Outcome]) -> Quality:
    return Quality(
        questions=len(outcomes),
        top1=sum(outcome.right() for outcome in outcomes),
        top3=sum(outcome.right(3) for outcome in outcomes),
        answered_right=sum(outcome.answered and outcome.right() for outcome in outcomes),
    )


def _refusal(outcomes: Sequence[Outcome], threshold: float) -> Refusal:
    return Refusal(
        questions=len(outcomes),
        over_threshold=sum(outcome.score >= threshold for outcome in outcomes),
        answered=sum(outcome.answered for outcome in outcomes),
    )


def _bin(low: float, high: float, outcomes: Sequence[Outcome]) -> Bin:
    count = len(outcomes)
    mean = sum(outcome.score for outcome in outcomes) / count if count else 0.0
    return Bin(low, high, count, sum(outcome.right() for outcome in outcomes), mean)


def _within(score: float, low: float, high: float) -> bool:
    return low <= score < high or score == high == BINS[-1]


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return sum(holds(outcome) for outcome in outcomes) / len(outcomes) if outcomes else 0.0


def _article(ref: str) -> str:
    """A paragraph or an item of an imported article counts as its article: ``12(2)`` as ``12``."""
    return ref.partition("(")[0]
