"""Reads duties in an article: subject, act and rhythm. Only proposals: a person confirms them.

A phrase is read within one part of a sentence. A rhythm without numbers (定期) is given
none; one that packs cannot express (每日, 每周一、三) is kept as words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clauses.cadence import OnEvent, Quota
from clauses.importing.parsing.actors import actor_of
from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.readable import readable
from clauses.importing.parsing.rhythms import Rhythm, rhythm_of
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
_DAY_OF_NEXT = WordTable("duties.toml", "days").pattern("of-next")
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
            parts = _parts(sentence)
            for at, part in enumerate(parts):
                if (rhythm := rhythm_of(part)) is not None:
                    rhythm = _with_day(rhythm, parts[at + 1 : at + 2])
                    yield Proposal(
                        place=article.id + (line.suffix if line.numbers != (1,) else ""),
                        words=part[:_LONGEST_WORDS],
                        strength=strength_of(part, sentence),
                        subject_words=_actor(rhythm, parts[at:]) or actor,
                        cadence=rhythm.cadence,
                        unexpressed=rhythm.unexpressed,
                    )
        lead = actor if len(line.numbers) == 1 else lead


def _actor(rhythm: Rhythm, parts: Sequence[str]) -> str | None:
    """Whoever acts in the first part, unless that names an event: 债权人会议召开十五日前，管理人应当."""
    actor = actor_of(parts[0])
    if isinstance(rhythm.cadence, OnEvent) and actor and actor in rhythm.cadence.event:
        return actor_of("，".join(parts[1:])) or actor
    return actor


def _with_day(rhythm: Rhythm, following: Sequence[str]) -> Rhythm:
    """The rhythm with the day that the next part adds: 按月汇总，于次月5日前报送."""
    quota = rhythm.cadence
    if not isinstance(quota, Quota) or quota.due or quota.season or rhythm.unexpressed:
        return rhythm
    for part in following:
        found = _DAY_OF_NEXT.search(readable(part))
        if found is not None and rhythm_of(part) is None:
            return replace(rhythm, unexpressed=found[0])
    return rhythm


def strength_of(part: str, sentence: str) -> Strength:
    """The strength, by the words of the part, else of the whole sentence."""
    for words in map(readable, (part, sentence)):
        for pattern, strength in _STRENGTHS:
            if pattern.search(words):
                return strength
    return Strength.MUST


def _parts(sentence: str) -> list[str]:
    return [part.strip() for part in _PART.split(sentence) if part.strip()]
