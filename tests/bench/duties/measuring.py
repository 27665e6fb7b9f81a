"""How many duties of the sentences are read right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.proposals import proposals
from clauses.model import Proposal
from tests.bench.duties.sentences import Sentence, sentences


@dataclass(frozen=True)
class Reading:
    """A sentence with the proposals that were made of it; ``right``: those that are expected."""

    sentence: Sentence
    proposed: tuple[Proposal, ...]
    right: int
    days: int
    days_kept: int


@dataclass(frozen=True)
class Figures:
    """Sums over sentences."""

    sentences: int
    expected: int
    proposed: int
    right: int
    days: int
    days_kept: int

    @property
    def precision(self) -> float:
        """Share of the proposals that are right."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Share of the duties that are proposed right."""
        return self.right / self.expected if self.expected else 1.0


def read(sentence: Sentence) -> Reading:
    """Read a sentence as the only one of an article."""
    proposed = tuple(proposals(Article("1", "", None, [sentence.words])))
    left = list(proposed)
    right = 0
    for expected in sentence.expected:
        met = next((each for each in left if expected.is_met_by(each)), None)
        if met is not None:
            left.remove(met)
            right += 1
    days = [each for each in sentence.expected if each.day]
    kept = sum(any(each.keeps_day(proposal) for proposal in proposed) for each in days)
    return Reading(sentence, proposed, right, len(days), kept)


def figures(readings: Iterable[Reading]) -> Figures:
    """The sums."""
    found = list(readings)
    return Figures(
        sentences=len(found),
        expected=sum(len(each.sentence.expected) for each in found),
        proposed=sum(len(each.proposed) for each in found),
        right=sum(each.right for each in found),
        days=sum(each.days for each in found),
        days_kept=sum(each.days_kept for each in found),
    )


def measured() -> dict[str, Figures]:
    """The figures of the sentences in sight, and of those set aside."""
    readings = [read(sentence) for sentence in sentences()]
    return {
        "in sight": figures(each for each in readings if not each.sentence.is_set_aside),
        "set aside": figures(each for each in readings if each.sentence.is_set_aside),
    }


def table(found: dict[str, Figures]) -> str:
    """The figures as lines of text."""
    lines = ["sentences     number  duties  proposed  right  precision  recall  days kept"]
    lines += [
        f"{name:<12}{each.sentences:>8}{each.expected:>8}{each.proposed:>10}{each.right:>7}"
        f"{each.precision:>11.1%}{each.recall:>8.1%}{each.days_kept:>6} of {each.days}"
        for name, each in found.items()
    ]
    return "\n".join(lines)


def values(found: dict[str, Figures]) -> dict[str, Any]:
    """The figures as plain values."""
    return {
        name: {**vars(each), "precision": each.precision, "recall": each.recall}
        for name, each in found.items()
    }
