"""Questions that found no answer, put together by likeness; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from rapidfuzz import fuzz

from clauses.characters.folding import fold_question

OpenQuestionId = NewType("OpenQuestionId", int)

ALIKE = 70.0
"""Likeness, of 100, from which on two questions are shown as one."""


class WhyOpen(StrEnum):
    """Why a question is in the list."""

    NOT_FOUND = "not-found"
    NO_HELP = "no-help"
    """Whoever asked said that the answer was none."""


@dataclass(frozen=True)
class OpenQuestion:
    """A question as it was asked, ``times`` times up to the day ``last_on``; nobody knows by whom."""

    id: OpenQuestionId
    words: str
    outcome: WhyOpen
    times: int
    last_on: date


@dataclass(frozen=True)
class OpenGroup:
    """Questions that are much alike, the one asked most first."""

    questions: tuple[OpenQuestion, ...]

    @property
    def first(self) -> OpenQuestion:
        """The one that stands for all."""
        return self.questions[0]

    @property
    def times(self) -> int:
        """How often they were asked together."""
        return sum(each.times for each in self.questions)


def grouped(questions: Iterable[OpenQuestion]) -> list[OpenGroup]:
    """The groups, the one asked most first; each question is in one of them."""
    found: list[list[OpenQuestion]] = []
    for question in sorted(questions, key=lambda each: (-each.times, each.id)):
        group = next((each for each in found if _alike(each[0], question)), None)
        if group is None:
            found.append([question])
        else:
            group.append(question)
    groups = [OpenGroup(tuple(each)) for each in found]
    return sorted(groups, key=lambda each: (-each.times, each.first.id))


def group_of(id_: OpenQuestionId, groups: Sequence[OpenGroup]) -> OpenGroup | None:
    """The group with this question in it."""
    return next((each for each in groups if any(one.id == id_ for one in each.questions)), None)


def _alike(one: OpenQuestion, other: OpenQuestion) -> bool:
    return fuzz.ratio(fold_question(one.words), fold_question(other.words)) >= ALIKE
