"""Reads duties in an article: subject, act and rhythm. Only proposals: a person confirms them.

A phrase is read within one part of a sentence. A rhythm without numbers (定期) is given
none; one that packs cannot express (每日, 每周一、三) is kept as words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauses.importing.parsing.actors import actor_of
from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.readable import readable
from clauses.importing.parsing.rhythms import rhythm_of
from clauses.model import Proposal, Strength
from clauses.provisions import lines_of
from clauses.words import WordTable

_WORDS = WordTable("duties.toml", "strength")
_STRENGTHS = (
    (_WORDS.pattern("encouraged"), Strength.ENCOURAGED),
    (_WORDS.pattern("normally"), Strength.NORMALLY),
    (_WORDS.pattern("must"), Strength.MUST),
)
_SENTENCE = re.compile(r"[。；！\n]")
_PART = WordTable("duties.toml", "parts").pattern("between")
_ITEM = re.compile(r"^[（(【〔][^）)】〕]{1,20}[）)】〕]\s*|^[0-9]{1,2}[.．、]")
"""Marks that may stand before the sentence: （一）, 1., the heading of an article."""

_LONGEST_WORDS = 120


def proposals(article: Article) -> Iterator[Proposal]:
    """Every duty with a rhythm that the article states, in order."""
    lead: str | None = None
    for line in lines_of(article.text):
        actor = lead if len(line.numbers) > 1 else None
        for sentence in _SENTENCE.split(_ITEM.sub("", line.text)):
            actor = actor_of(sentence) or actor
            for part in _parts(sentence):
                if (rhythm := rhythm_of(part)) is not None:
                    yield Proposal(
                        place=article.id + (line.suffix if line.numbers != (1,) else ""),
                        words=part[:_LONGEST_WORDS],
                        strength=strength_of(part, sentence),
                        subject_words=actor_of(part) or actor,
                        cadence=rhythm.cadence,
                        unexpressed=rhythm.unexpressed,
                    )
        lead = actor if len(line.numbers) == 1 else lead


def strength_of(part: str, sentence: str) -> Strength:
    """The strength, by the words of the part, else of the whole sentence."""
    for words in map(readable, (part, sentence)):
        for pattern, strength in _STRENGTHS:
            if pattern.search(words):
                return strength
    return Strength.MUST


def _parts(sentence: str) -> list[str]:
    return [part.strip() for part in _PART.split(sentence) if part.strip()]
