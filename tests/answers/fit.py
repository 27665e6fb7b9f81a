"""Fits the weights by which answers are ranked, and by which they are held to be right: ``make fit``.

``python -m tests.answers.fit [--texts FOLDER] [--write]``: FOLDER has regulations as plain text, one
article to a line. Prints how often the right statement comes first, by kind of question.
With ``--write`` the weights go to ``clauses/answering/finding/weights.toml``, which the program reads.
The sets that are set aside (``held_out.jsonl``, ``*_held_out.jsonl``) are never read.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from clauses.answering.answers import Answerer
from clauses.answering.finding.finder import Found
from clauses.answering.finding.weights import WEIGHTS, Model
from clauses.answering.understanding.analysis import Analysis
from clauses.library import Library
from tests.answers.fitting import FOLDS, honest, limit, ranking
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

AT_LEAST = {"said now": 8.0}
"""What a follow-up says itself counts for more than what it inherits: too few questions tell."""


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


def gathered(trials: Sequence[Trial]) -> list[Seen]:
    """What each answerer finds, not weighed yet."""
    return [Seen(t, *t.answerer.gathered(t.question, t.after)) for t in trials]


def ranked(cases: Sequence[Seen]) -> list[Seen]:
    """The same, best first by the weights that the answerers use."""
    return [
        replace(case, found=case.trial.answerer.ranked(case.analysis, case.found)) for case in cases
    ]


def trials(library: Library, texts: Path | None) -> list[Trial]:
    """Everything that is fitted on."""
    answerer = Answerer(library)
    found = [*phrasings_left_out(library), *entries_left_out(library), *topics_unknown(library)]
    found += rows(HERE / "questions.jsonl", answerer)
    found += rows(HERE / "development.jsonl", answerer, "dev ")
    for path in sorted(HERE.glob("*_tuning.jsonl")):
        found += rows(path, answerer, f"{path.stem.removesuffix('_tuning')} ")
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
        certain = case.trial.answerer.certainty(case.analysis, case.found)
        sure = certain >= case.trial.answerer.limit
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
        return
    cases = ranked(gathered(found))
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
    cases = gathered(found)
    ranks = ranking(
        [[each.features for each in case.found] for case in cases],
        [case.right for case in cases],
        [case.trial.weight for case in cases],
        least=AT_LEAST,
    )
    _use(found, Model(ranks, {}))
    # The certainty is about what comes first with these weights.
    cases = [case for case in ranked(cases) if case.found]
    features = [case.trial.answerer.certainty_features(case.analysis, case.found) for case in cases]
    weights = [case.trial.weight for case in cases]
    asked = [case.trial.asked for case in cases]
    folds = [_fold(case.trial) for case in cases]
    first = [case.right[0] for case in cases]
    sure, likely = honest(features, first, weights, asked, folds)
    model = Model(ranks, sure, limit(likely, first, asked))
    _use(found, model)
    print(f"answered from {model.limit}; what weights say that have not seen the question:")
    reliability([(p, r) for p, r, often in zip(likely, first, asked, strict=True) if often])
    written(WEIGHTS, model, "make fit")
    told(cases)


def _fold(trial: Trial) -> int:
    """By the text, so that the same question is never on both sides."""
    return hashlib.sha256(trial.question.encode()).digest()[-1] % FOLDS


def _use(found: Sequence[Trial], model: Model) -> None:
    for trial in found:
        trial.answerer._finder._model = model


def written(file: Path, model: Model, by: str) -> None:
    """Put the weights where the program reads them."""
    lines = [
        f"# Made by `{by}`; the code that gives each feature says what its name means.",
        "",
        "# Probability from which the first is given as the answer.",
        f"limit = {model.limit}",
    ]
    titles = {
        "ranking": "What puts one statement before another.",
        "certainty": "Log-odds that the first is right.",
    }
    for title, meaning in titles.items():
        weights = getattr(model, title)
        lines += ["", f"# {meaning}", f"[{title}]"]
        lines += [f'"{name}" = {w}' for name, w in weights.items()]
    file.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
