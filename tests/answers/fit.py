"""Fits the weights by which answers are ranked, and by which they are held to be right: ``make fit``.

``python -m tests.answers.fit [--write]`` prints, by kind of question, how often the right statement
comes first and what is said of it, all by weights that have not seen the question: each third is judged
by weights of the other two. With ``--write`` the weights of everything go to
``clauses/answering/finding/weights.toml``, which the program reads.
The sets that are set aside (``held_out.jsonl``, ``*_held_out.jsonl``) are never read.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from clauses.answering.answers import Answerer
from clauses.answering.finding.article_finder import ArticleFinder
from clauses.answering.finding.features import Features
from clauses.answering.finding.finder import Finder, Found
from clauses.answering.finding.weights import WEIGHTS, Model, logistic
from clauses.answering.understanding.analysis import Analysis
from clauses.library import Library
from tests.answers.fitting import FOLDS, certainty, line, ranking, straightened, unseen
from tests.answers.trials import (
    HERE,
    Trial,
    entries_left_out,
    phrasings_left_out,
    rows,
    topics_unknown,
)

AT_LEAST = {"said now": 8.0}
"""What a follow-up says itself counts for more than what it inherits: too few questions tell."""


WRONG, DENIED, NEAREST = 1 / 2, 1 / 4, 1 / 6
"""Prices of what may happen to a question, besides the right answer.

They are in inverse proportion to what is allowed of each: 2 % answered wrongly, 4 % said not to be
here, and the 6 % that then remain of 100 when 88 % are answered and right.
"""

NOISE = DENIED - NEAREST
"""Price of showing three of which none is right: what is saved where one of them is."""

LIMIT = round(1 - NEAREST / WRONG, 3)
"""An answer that is wrong with the other probability costs as much as to show the nearest instead."""


def nearest_from(noise: float) -> float:
    """Saying that nothing is here costs as much as showing three one of which is right so often."""
    return round(noise / (DENIED - NEAREST + noise), 3)


@dataclass
class Seen:
    """A trial with what was found for it, and by what."""

    trial: Trial
    finder: Finder | ArticleFinder
    analysis: Analysis
    found: list[Found]

    @property
    def right(self) -> list[bool]:
        """Of each that was found, whether it is right."""
        return [str(each.refs[0]) in self.trial.right for each in self.found]


def gathered(
    trials: Sequence[Trial], asked: Callable[[Answerer], Finder | ArticleFinder]
) -> list[Seen]:
    """What ``asked`` of each answerer finds, not weighed yet."""
    found = []
    for trial in trials:
        finder = asked(trial.answerer)
        analysis = trial.answerer.taken_for(trial.question, trial.after)
        found.append(Seen(trial, finder, analysis, finder.gathered(analysis)))
    return found


def ranked(cases: Sequence[Seen], model: Model) -> list[Seen]:
    """The same, best first by these weights, which their finders then use."""
    for case in cases:
        case.finder.model = model
    return [replace(case, found=case.finder.ranked(case.analysis, case.found)) for case in cases]


def trials(library: Library) -> list[Trial]:
    """Everything that is fitted on."""
    answerer = Answerer(library)
    found = [*phrasings_left_out(library), *entries_left_out(library), *topics_unknown(library)]
    found += rows(HERE / "questions.jsonl", answerer)
    found += rows(HERE / "development.jsonl", answerer, "dev ")
    for path in sorted(HERE.glob("*_tuning.jsonl")):
        found += rows(path, answerer, f"{path.stem.removesuffix('_tuning')} ")
    for path in sorted(HERE.glob("training_*.jsonl")):
        found += rows(path, answerer, "training ")
    return found


@dataclass
class Judged:
    """A case with the probabilities that weights which have not seen it give."""

    case: Seen
    first: float
    among: float

    @property
    def right(self) -> bool:
        return any(self.case.right[:1])

    @property
    def right_among(self) -> bool:
        return any(_firsts(self.case)[:3])

    @property
    def kind(self) -> str:
        return self.case.trial.kind


def told(cases: Sequence[Judged], model: Model) -> None:
    """Print by kind how often the first and one of three is right, and what is said of it."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
        if case.case.trial.asked:
            by_kind["all that is asked" if case.case.trial.right else "all near misses"].append(
                case
            )
    heads = ("top 1", "top 3", "found", "given", "right", "wrong", "denied")
    print(f"{'kind':24}{'n':>5}" + "".join(f"{head:>8}" for head in heads))
    for kind, those in sorted(by_kind.items()):
        given = [each.first >= model.limit for each in those]
        denied = [each.first < model.limit and each.among < model.nearest for each in those]
        right = [each.right for each in those]
        shares = (
            right,
            [each.right_among for each in those],
            [any(each.case.right) for each in those],
            given,
            [a and b for a, b in zip(given, right, strict=True)],
            [a and not b for a, b in zip(given, right, strict=True)],
            denied,
        )
        print(f"{kind:24}{len(those):5}" + "".join(f"{100 * np.mean(s):8.1f}" for s in shares))


def _firsts(case: Seen) -> list[bool]:
    first: dict[str, bool] = {}
    for each, right in zip(case.found, case.right, strict=True):
        first.setdefault(str(each.refs[0]), right)
    return list(first.values())


def reliability(cases: Sequence[Judged]) -> None:
    """Print how often the first is right, by how sure it was."""
    print("certainty   n   mean   right")
    edges = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]
    for low, high in pairwise(edges):
        bin_ = [each for each in cases if low <= each.first < high and each.case.trial.asked]
        if bin_:
            weights = [each.case.trial.asked for each in bin_]
            mean = np.average([each.first for each in bin_], weights=weights)
            share = np.average([each.right for each in bin_], weights=weights)
            print(f"{low:.2f}-{high:.2f} {len(bin_):5} {100 * mean:6.1f} {100 * share:6.1f}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    cases = gathered(trials(Library.load()), lambda answerer: answerer.finder)
    folds = [fold(case.trial) for case in cases]
    model, judged = fitted(cases, folds, ordered=AT_LEAST)
    reported(model, judged)
    if given.write:
        written(WEIGHTS, model, "make fit")


def reported(model: Model, judged: Sequence[Judged]) -> None:
    """Print how good the model is at questions that its weights have not seen."""
    told(judged, model)
    reliability(judged)
    print(f"answered from {model.limit}, shown as nearest from {model.nearest}")
    put = [each for each in judged if each.case.trial.asked]
    least = float(np.quantile([each.first for each in put if each.case.trial.right], 0.05))
    for word in ("near", "far"):
        over = [each.first >= least for each in put if word in each.kind]
        print(f"with 95 % of the good ones kept: {100 * np.mean(over):.1f} % of {word} ones")


def fitted(
    cases: Sequence[Seen],
    folds: Sequence[int],
    *,
    ordered: Mapping[str, float],
    surer: Mapping[str, float] | None = None,
    noise: float = NOISE,
) -> tuple[Model, list[Judged]]:
    """The model, and the cases as weights of other folds judge them.

    ``ordered`` and ``surer``: the least that features weigh in ranking, and for certainty; ``noise``:
    the price of showing what is not right.
    """
    strange = list(cases)
    for part in range(FOLDS):
        own = [n for n, each in enumerate(folds) if each == part]
        others = [case for case, each in zip(cases, folds, strict=True) if each != part]
        model = Model(_ranks(others, ordered), {})
        for n, case in zip(own, ranked([cases[n] for n in own], model), strict=True):
            strange[n] = case
    # The certainty learns from what comes first by weights that have not seen the question either.
    put = [n for n, case in enumerate(strange) if case.found]
    those = [strange[n] for n in put]
    features = [case.finder.certainty_features(case.analysis, case.found) for case in those]
    weights = [case.trial.weight for case in those]
    asked = [case.trial.asked for case in those]
    right = [case.right[0] for case in those]
    three = [any(_firsts(case)[:3]) for case in those]
    parts = [folds[n] for n in put]
    sure, first = _certain(features, right, weights, asked, parts, surer)
    wider, among = _certain(features, three, weights, asked, parts, surer)
    judged = [Judged(case, 0.0, 0.0) for case in strange]
    for n, one, any_ in zip(put, first, among, strict=True):
        judged[n] = replace(judged[n], first=one, among=max(one, any_))
    return Model(_ranks(cases, ordered), sure, wider, LIMIT, nearest_from(noise)), judged


def _certain(
    features: Sequence[Features],
    right: Sequence[bool],
    weights: Sequence[float],
    asked: Sequence[float],
    folds: Sequence[int],
    least: Mapping[str, float] | None,
) -> tuple[dict[str, float], list[float]]:
    """Weights for what is right, and the probabilities by weights that have not seen the case."""
    odds = unseen(features, right, weights, folds, least=least)
    straight = line(odds, right, asked)
    found = straightened(certainty(features, right, weights, least=least), straight)
    return found, [logistic(straight["odds"] * each + straight["always"]) for each in odds]


def _ranks(cases: Sequence[Seen], ordered: Mapping[str, float]) -> dict[str, float]:
    return ranking(
        [[each.features for each in case.found] for case in cases],
        [case.right for case in cases],
        [case.trial.weight for case in cases],
        least=ordered,
    )


def fold(trial: Trial) -> int:
    """By the text, so that the same question is never on both sides."""
    return hashlib.sha256(trial.question.encode()).digest()[-1] % FOLDS


def written(file: Path, model: Model, by: str) -> None:
    """Put the weights where the program reads them."""
    lines = [
        f"# Made by `{by}`; the code that gives each feature says what its name means.",
        "",
        "# Probability from which the first is given as the answer.",
        f"limit = {model.limit}",
        "# Probability of one of the first three from which they are shown as the nearest.",
        f"nearest = {model.nearest}",
    ]
    titles = {
        "ranking": "What puts one statement before another.",
        "certainty": "Log-odds that the first is right.",
        "among": "Log-odds that one of the first three is.",
    }
    for title, meaning in titles.items():
        weights = getattr(model, title)
        lines += ["", f"# {meaning}", f"[{title}]"]
        lines += [f'"{name}" = {w}' for name, w in weights.items()]
    file.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
