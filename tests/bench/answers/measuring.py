"""Responses of an answerer to the questions, and the figures that follow from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, TypeVar

from tests.bench.answers.question_sets import Asked

_T = TypeVar("_T")

KEPT = 0.95
"""Share of the answerable questions that must still be answered at the threshold."""

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges of the bins of confidence of answers; the last bin includes 1."""

REFUSED_BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
"""The same for what is not answered."""


@dataclass(frozen=True)
class Response:
    """An answer to one question: its refs, best first, and its score or confidence.

    ``answered`` says whether it was given as an answer, ``denied`` whether it was said not to be here;
    a peer has no status and always answers. ``milliseconds`` of CPU were spent on it.
    """

    asked: Asked
    refs: tuple[str, ...]
    score: float
    answered: bool = True
    denied: bool = False
    milliseconds: float = 0.0

    def right(self, best: int = 1) -> bool:
        """Whether one of the first ``best`` refs is an expected one."""
        expected = set(self.asked.refs)
        return self.asked.answerable and any(
            ref in expected or _article(ref) in expected for ref in self.refs[:best]
        )


@dataclass(frozen=True)
class Quality:
    """Numbers of answerable questions of one kind: all, right at the first ref, among the first three.

    ``answered_right`` counts those that were answered, and right at the first ref, ``answered_wrongly``
    those that were answered otherwise, ``denied`` those that were said not to be here.
    """

    questions: int
    top1: int
    top3: int
    answered_right: int
    answered_wrongly: int
    denied: int


@dataclass(frozen=True)
class Refusal:
    """Numbers of questions of one kind that should not be answered: all, and two ways of answering them.

    ``over_threshold`` counts scores at which 95 % of the answerable ones are answered; ``answered``
    counts by the status.
    """

    questions: int
    over_threshold: int
    answered: int


@dataclass(frozen=True)
class Bin:
    """Responses with a confidence from ``low`` up to ``high``; ``mean`` is their mean."""

    low: float
    high: float
    answers: int
    right: int
    mean: float


@dataclass(frozen=True)
class Calibration:
    """A reliability table of responses, and the expected calibration error (0 to 1)."""

    bins: tuple[Bin, ...]
    error: float


@dataclass(frozen=True)
class AnswerFigures:
    """All figures of one answerer. ``kept`` is the share of good ones answered at ``threshold``."""

    name: str
    quality: dict[str, Quality]
    refusals: dict[str, Refusal]
    threshold: float
    kept: float
    answered_share: float
    calibration: Calibration | None = None
    refused: Calibration | None = None
    """The same of what was not answered: how often the first ref would have been right."""
    milliseconds: tuple[float, float] = (0.0, 0.0)
    """CPU of a response, half of them and 99 of 100 below."""

    def values(self) -> dict[str, Any]:
        """The figures as plain values."""
        return asdict(self)


def figures(name: str, responses: Sequence[Response], *, confidence: bool = False) -> AnswerFigures:
    """The figures of one answerer; a calibration only where its scores are a confidence."""
    good = [response for response in responses if response.asked.answerable]
    bad = [response for response in responses if not response.asked.answerable]
    threshold = _threshold([response.score for response in good])
    return AnswerFigures(
        name=name,
        quality=_by_kind(good, _quality),
        refusals=_by_kind(bad, lambda those: _refusal(those, threshold)),
        threshold=threshold,
        kept=_share(good, lambda response: response.score >= threshold),
        answered_share=_share(good, lambda response: response.answered),
        calibration=calibration([r for r in responses if r.answered], BINS) if confidence else None,
        refused=(
            calibration([r for r in responses if not r.answered], REFUSED_BINS)
            if confidence
            else None
        ),
        milliseconds=_halves_and_most([response.milliseconds for response in responses]),
    )


def _halves_and_most(spent: Sequence[float]) -> tuple[float, float]:
    ranked = sorted(spent)
    return ranked[len(ranked) // 2], ranked[math.ceil(0.99 * len(ranked)) - 1]


def calibration(responses: Sequence[Response], edges: Sequence[float]) -> Calibration:
    """How often the first ref of these is right, by their confidence."""
    bins = tuple(
        _bin(low, high, [each for each in responses if _within(each.score, low, high)])
        for low, high in pairwise(edges)
    )
    off = sum(abs(each.mean * each.answers - each.right) for each in bins)
    return Calibration(bins, off / len(responses) if responses else 0.0)


def _threshold(scores: Sequence[float]) -> float:
    """The highest score that at least 95 % of these reach; 0 where there are none."""
    best_first = sorted(scores, reverse=True)
    return best_first[math.ceil(KEPT * len(scores)) - 1] if scores else 0.0


def _by_kind(
    responses: Iterable[Response], measured: Callable[[Sequence[Response]], _T]
) -> dict[str, _T]:
    kinds: dict[str, list[Response]] = {}
    for response in responses:
        kinds.setdefault(response.asked.kind, []).append(response)
    return {kind: measured(those) for kind, those in kinds.items()}


def _quality(responses: Sequence[Response]) -> Quality:
    return Quality(
        questions=len(responses),
        top1=sum(response.right() for response in responses),
        top3=sum(response.right(3) for response in responses),
        answered_right=sum(response.answered and response.right() for response in responses),
        answered_wrongly=sum(response.answered and not response.right() for response in responses),
        denied=sum(response.denied for response in responses),
    )


def _refusal(responses: Sequence[Response], threshold: float) -> Refusal:
    return Refusal(
        questions=len(responses),
        over_threshold=sum(response.score >= threshold for response in responses),
        answered=sum(response.answered for response in responses),
    )


def _bin(low: float, high: float, responses: Sequence[Response]) -> Bin:
    count = len(responses)
    mean = sum(response.score for response in responses) / count if count else 0.0
    return Bin(low, high, count, sum(response.right() for response in responses), mean)


def _within(score: float, low: float, high: float) -> bool:
    return low <= score < high or score == high == BINS[-1]


def _share(responses: Sequence[Response], holds: Callable[[Response], bool]) -> float:
    return sum(holds(response) for response in responses) / len(responses) if responses else 0.0


def _article(ref: str) -> str:
    """The article of a paragraph or an item, which counts as its article: ``12`` of ``12(2)``."""
    return ref.partition("(")[0]
