"""Takes apart a text of questions and answers, and finds the quotas stated in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clauses.cadence import TIMES, Per
from clauses.characters.numerals import numeral_value
from clauses.lexicon.periods import AFTER_EVERY, per_of
from clauses.model import Strength

_TURN = re.compile(r"(?:^|(?<=[。？！]))\s*(问|记者问|记者|答|答复)：", re.MULTILINE)
_LEAST = "至少|不少于|不得少于|不低于|最少"
_NUMBER = "[0-9零一二三四五六七八九十百两]{1,4}"
_UNIT = "次|回|学时|小时|天|个工作日"
_INSIDE = "[^，。；\n]{0,16}?"
_QUOTA = re.compile(
    rf"每({AFTER_EVERY}){_INSIDE}(?:{_LEAST}){_INSIDE}({_NUMBER})个?({_UNIT})"
    rf"|(?:{_LEAST})每({AFTER_EVERY}){_INSIDE}({_NUMBER})个?({_UNIT})"
)
_ARTICLE = re.compile("^第[0-9零一二三四五六七八九十百]+条\\s*")
_WORDS_OF_THE_QUOTA = re.compile(
    f"应当|必须|一般|原则上|{_LEAST}|(?<![重主必需])要|须|应|每(?:{AFTER_EVERY})"
)


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
        if turn[1].startswith("答"):
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
            unit=TIMES if unit in (TIMES, "回") else unit,
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
    if "一般" in words or "原则上" in words:
        return Strength.NORMALLY
    return Strength.ENCOURAGED if re.search("鼓励|提倡|倡导", words) else Strength.MUST
