"""Takes apart a text of questions and answers, and finds the quotas stated in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clauses.cadence import TIMES, Per
from clauses.characters.numerals import numeral_value
from clauses.lexicon.periods import PATTERNS, per_of
from clauses.model import Strength
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "interview", PATTERNS)
_TURN = _WORDS.pattern("turn", re.MULTILINE)
_ANSWERS = _WORDS.text("answers")
_TIMES = _WORDS.words("times")
_NORMALLY = _WORDS.pattern("normally")
_ENCOURAGED = _WORDS.pattern("encouraged")
_QUOTA = _WORDS.pattern("quota")
_ARTICLE = _WORDS.pattern("article")
_WORDS_OF_THE_QUOTA = _WORDS.pattern("words-of-the-quota")


@dataclass(frozen=True)
class Exchange:
    """One question with its answer. ``number`` counts from 1; None for what stands outside."""

    number: int | None
    question: str
    answer: str


@dataclass(frozen=True)
class StatedQuota:
    """A quota with the words around it. ``duty`` leaves out who owes it and how often."""

    text: str
    duty: str
    at_least: int
    per: Per
    unit: str
    strength: Strength


def exchanges(text: str) -> tuple[list[Exchange], str]:
    """The questions with their answers, in order, and the text that belongs to none of them."""
    turns = list(_TURN.finditer(text))
    if not turns:
        return [], text.strip()
    found: list[Exchange] = []
    question = ""
    for turn, end in zip(turns, [*(t.start() for t in turns[1:]), len(text)], strict=True):
        words = " ".join(text[turn.end() : end].split("\n")).strip()
        if turn[1].startswith(_ANSWERS):
            found.append(Exchange(len(found) + 1, question, words))
            question = ""
        else:
            question = words
    return found, text[: turns[0].start()].strip()


def stated_quotas(text: str) -> Iterator[StatedQuota]:
    """Every "每……至少……次" of a Simplified text, each with the clause of its sentence."""
    for found in _QUOTA.finditer(text):
        period, number, unit = (group for group in found.groups() if group is not None)
        count = numeral_value(number)
        start, end = _clause_around(text, *found.span())
        words = _ARTICLE.sub("", text[start:end].strip())
        if not count:
            continue
        yield StatedQuota(
            text=words,
            duty=_duty(text[found.start() : found.end()], number + unit, text[found.end() : end]),
            at_least=count,
            per=per_of(period),
            unit=TIMES if unit in _TIMES else unit,
            strength=_strength(words),
        )


def _clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between marks of punctuation, those in brackets and quotes left alone."""
    first = start
    depth = 0
    while first > 0:
        character = text[first - 1]
        depth += (character in "）”》") - (character in "（“《")
        if depth <= 0 and character in "，。；：、\n":
            break
        first -= 1
    last = end
    depth = 0
    while last < len(text):
        character = text[last]
        depth += (character in "（“《") - (character in "）”》")
        if depth <= 0 and character in "，。；：、\n":
            break
        last += 1
    return first, last


def _duty(quota: str, count: str, after: str) -> str:
    before = quota[: quota.rindex(count)]
    return _WORDS_OF_THE_QUOTA.sub("", before).strip() + after.strip()


def _strength(words: str) -> Strength:
    if _NORMALLY.search(words):
        return Strength.NORMALLY
    return Strength.ENCOURAGED if _ENCOURAGED.search(words) else Strength.MUST
