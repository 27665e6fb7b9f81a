"""The share of a question that an official text has, literally or in official words for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clauses.answering.finding.expansion import Expansion
from clauses.answering.finding.features import Rarity
from clauses.answering.finding.sound_alike import SoundAlike
from clauses.answering.understanding.analysis import Analysis
from clauses.searching.statements import Statement

MEANT = 0.6
"""Share of a spoken word that counts as said where the text has an official word for it."""


@dataclass(frozen=True)
class Spoken:
    """A word of the question by the weight of its grams, and official words for it."""

    weights: dict[str, float]
    total: float
    official: tuple[str, ...]


class Wanted:
    """A question made ready to be held against articles. ``about``: see ``Analysis``."""

    def __init__(
        self, analysis: Analysis, rarity: Rarity, expansion: Expansion, alike: SoundAlike
    ) -> None:
        self.analysis = analysis
        self.about = analysis.about.strip() or analysis.text
        self.weights = rarity.of(self.about)
        self.total = sum(self.weights.values()) or 1.0
        self.content = _content(analysis, rarity)
        self.content_total = sum(self.content.values())
        self.spoken = tuple(
            Spoken(weights, sum(weights.values()), official)
            for word, official in (*expansion.words(self.about), *alike.words(self.about))
            if (weights := {g: w for g, w in rarity.of(word).items() if g in self.weights})
        )

    def coverage(self, grams: frozenset[str]) -> float:
        """The share of the question, by weight, that stands in ``grams``."""
        weights = self.weights
        return sum(weights[gram] for gram in weights.keys() & grams) / self.total

    def understood(self, text: str, grams: frozenset[str]) -> float:
        """The same, with what stands there in official words."""
        weights = self.weights
        return min(
            1.0,
            (sum(weights[g] for g in weights.keys() & grams) + self._more(text, grams, weights))
            / self.total,
        )

    def explained(self, text: str, grams: frozenset[str]) -> float:
        """The share of what carries content that stands there; 1 where nothing does."""
        content = self.content
        if not content:
            return 1.0
        found = sum(content[g] for g in content.keys() & grams)
        return min(1.0, (found + self._more(text, grams, content)) / self.content_total)

    def said(self, grams: frozenset[str]) -> float:
        """The share that stands there literally; 0 where nothing carries content."""
        found = sum(self.content[g] for g in self.content.keys() & grams)
        return found / self.content_total if self.content_total else 0.0

    def best(self, statement: Statement) -> tuple[float, float, str, frozenset[str]]:
        """Coverage and understanding of the sentence that is understood best, with its grams."""
        text, weights = statement.text, self.weights
        # No sentence has an official word that the whole article lacks.
        spoken = [each for each in self.spoken if any(word in text for word in each.official)]
        best: tuple[float, float, str, frozenset[str]] = (0.0, 0.0, "", frozenset())
        for sentence, grams in _sentences(statement):
            covered = sum(weights[gram] for gram in weights.keys() & grams)
            more = self._more(sentence, grams, weights, spoken) if spoken else 0.0
            understood = min(1.0, (covered + more) / self.total)
            found = (understood, covered / self.total, sentence, grams)
            best = max(best, found, key=lambda each: each[:3])
        return best[1], best[0], best[2], best[3]

    def meant(self, text: str) -> float:
        """The share of the spoken words for which the text has an official one."""
        if not self.spoken:
            return 0.0
        return sum(any(o in text for o in each.official) for each in self.spoken) / len(self.spoken)

    def _more(
        self,
        text: str,
        grams: frozenset[str],
        counted: dict[str, float],
        spoken: Sequence[Spoken] | None = None,
    ) -> float:
        more = 0.0
        for each in self.spoken if spoken is None else spoken:
            if any(word in text for word in each.official):
                missing = sum(counted.get(g, 0.0) for g in each.weights if g not in grams)
                more += MEANT * missing
        return more


def _sentences(statement: Statement) -> Iterable[tuple[str, frozenset[str]]]:
    return zip(statement.sentences, statement.sentence_grams, strict=True)


def _content(analysis: Analysis, rarity: Rarity) -> dict[str, float]:
    """The grams of what carries content, named things among it, by weight."""
    text = analysis.text
    spans: Sequence[tuple[int, int]] = analysis.content
    found: dict[str, float] = {}
    for start, end in spans:
        found |= rarity.of(text[start:end])
    for word in (*analysis.called, *(term.name for term in analysis.terms)):
        if word in text:
            found |= rarity.of(word)
    return found
