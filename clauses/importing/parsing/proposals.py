"""Reads duties in an article: subject, act and cadence. Only proposals: a person confirms them.

A phrase is read within one part of a sentence. A rhythm without numbers (定期) is given
none; one that packs cannot express (每日, 每周一、三, 每月不超过36小时) is kept as words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauses.cadence import TIMES, Cadence, OnEvent, Per, Quota, Regular
from clauses.characters.numerals import numeral_value
from clauses.importing.parsing.articles import Article
from clauses.lexicon.periods import PATTERNS, per_of
from clauses.model import Proposal, Strength
from clauses.provisions import lines_of
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "duties", PATTERNS)
_TIMES = _WORDS.words("times")
_QUOTA = _WORDS.pattern("quota")
_PER_YEAR = _WORDS.pattern("per-year")
_EVERY = _WORDS.pattern("every")
_AT_MOST = _WORDS.pattern("at-most")
_DAYS_OF_THE_WEEK = _WORDS.pattern("days-of-the-week")
_OTHER_RHYTHM = _WORDS.pattern("other-rhythm")
_REGULAR = _WORDS.pattern("regular")
_TERM = _WORDS.pattern("term")
_AFTER = _WORDS.pattern("after")
_BEFORE = _WORDS.pattern("before")
_BEFORE_THE_EVENT = _WORDS.pattern("before-the-event")
_RIGHT = _WORDS.pattern("right")
_DUTY = _WORDS.pattern("duty")

_SENTENCE = re.compile(r"[。；！\n]")
_PART = re.compile("[，：]")
_ACTS = _WORDS.pattern("acts")
_NO_ACTOR = _WORDS.pattern("no-actor")
_ACTOR_ENDS = _WORDS.pattern("actor-ends")
_TRIMMED = _WORDS.text("trimmed")
_JOINS = _WORDS.pattern("joins")
_STRENGTHS = (
    (_WORDS.pattern("encouraged"), Strength.ENCOURAGED),
    (_WORDS.pattern("normally"), Strength.NORMALLY),
    (_WORDS.pattern("must"), Strength.MUST),
)
_ITEM = re.compile(r"^[（(【〔][^）)】〕]{1,20}[）)】〕]\s*|^[0-9]{1,2}[.．、]")
"""Marks that may stand before the sentence: （一）, 1., the heading of an article."""

_LONGEST_WORDS = 120
_LONGEST_ACTOR = 30


def proposals(article: Article) -> Iterator[Proposal]:
    """Every duty with a rhythm that the article states, in order."""
    lead: str | None = None
    for line in lines_of(article.text):
        actor = lead if len(line.numbers) > 1 else None
        for sentence in _SENTENCE.split(_ITEM.sub("", line.text)):
            actor = actor_of(sentence) or actor
            for part in _parts(sentence):
                if (found := cadence_of(part)) is not None:
                    yield Proposal(
                        place=article.id + (line.suffix if line.numbers != (1,) else ""),
                        words=part[:_LONGEST_WORDS],
                        strength=strength_of(part, sentence),
                        subject_words=actor_of(part) or actor,
                        cadence=found[0],
                    )
        lead = actor if len(line.numbers) == 1 else lead


def cadence_of(words: str) -> tuple[Cadence | None] | None:
    """The cadence in some words: None for none at all, ``(None,)`` for one without a form."""
    if _RIGHT.search(words) and not _DUTY.search(words):
        return None
    if found := _TERM.search(words):
        years = numeral_value(found[1])
        return (Quota(1, Per.TERM, term_years=years),) if years and years <= 10 else (None,)
    if _DAYS_OF_THE_WEEK.search(words):
        return (None,)
    if found := _QUOTA.search(words) or _PER_YEAR.search(words):
        if _AT_MOST.search(found[0]):
            return (None,)
        groups = [group for group in found.groups() if group is not None]
        # 至少1次每季度: the period comes after.
        period = _EVERY.search(words) if len(groups) == 2 else None
        *before, number, unit = groups
        per = per_of(period[1] if period else before[0])
        count = numeral_value(number)
        if count and count <= 1000:
            return (Quota(count, per, TIMES if unit in _TIMES else unit),)
    if (event := _on_event(words)) is not None:
        return event
    if found := _EVERY.search(words):
        return (Quota(1, per_of(found[1])),)
    if _OTHER_RHYTHM.search(words):
        return (None,)
    return (Regular(),) if _REGULAR.search(words) else None


def _on_event(words: str) -> tuple[OnEvent | None] | None:
    """As :func:`cadence_of`; packs cannot express a deadline in workdays."""
    for pattern, sign in ((_AFTER, 1), (_BEFORE, -1)):
        found = pattern.search(words)
        days = numeral_value(found[2]) if found else None
        if found and days and days <= 366:
            event = _BEFORE_THE_EVENT.sub("", found[1]).strip()
            if len(event) > 1:
                return (None if found[3] else OnEvent(event, sign * days),)
    return None


def strength_of(part: str, sentence: str) -> Strength:
    """The strength, by the words of the part, else of the whole sentence."""
    for words in (part, sentence):
        for pattern, strength in _STRENGTHS:
            if pattern.search(words):
                return strength
    return Strength.MUST


def actor_of(sentence: str) -> str | None:
    """The actor of a sentence: the words before its first verb; None when it names nobody."""
    for part in _PART.split(sentence.strip()):
        found = _ACTS.search(part)
        words = part[: found.start()].strip(_TRIMMED) if found else ""
        words = _JOINS.sub("", words)
        if 2 <= len(words) <= _LONGEST_ACTOR and _is_actor(words):
            return words
    return None


def _is_actor(words: str) -> bool:
    return _ACTOR_ENDS.search(words) is not None and _NO_ACTOR.search(words) is None


def _parts(sentence: str) -> list[str]:
    return [part.strip() for part in _PART.split(sentence) if part.strip()]
