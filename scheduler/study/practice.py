"""Which question comes next; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clauses.model import ClauseRef, QuizAsked
from clauses.quizzing.questions import QuizQuestion

REST = 3
"""Other questions that are asked before a wrong answer's comes back."""


class QuestionKey(NamedTuple):
    """The identity of a question, whatever its options."""

    ref: ClauseRef
    asked: QuizAsked


@dataclass(frozen=True)
class Answered:
    """The last answer to a question: its number among all of this person, from 1, and whether right."""

    turn: int
    right: bool


def key_of(question: QuizQuestion) -> QuestionKey:
    """The key of a question."""
    return QuestionKey(question.ref, question.asked)


def next_question(
    questions: Sequence[QuizQuestion],
    answered: Mapping[QuestionKey, Answered],
    first: Collection[ClauseRef] = (),
    *,
    but: QuestionKey | None = None,
) -> QuizQuestion | None:
    """What was answered wrongly some turns ago, then what is new, then what lies back furthest.

    New ones about the clauses ``first`` come before the others, each in the order given, and one
    clause is not asked about twice on end. ``but`` is left out where there is any other.
    """
    turn = max((each.turn for each in answered.values()), default=0)
    candidates = [each for each in questions if key_of(each) != but] or list(questions)
    wrong = [each for each in _known(candidates, answered) if not answered[key_of(each)].right]
    due = [each for each in wrong if turn - answered[key_of(each)].turn >= REST]
    if due:
        return _oldest(due, answered)
    new = [each for each in candidates if key_of(each) not in answered]
    if new:
        last = {key.ref for key, each in answered.items() if each.turn == turn}
        return min(new, key=lambda each: (each.ref not in first, each.ref in last))
    return _oldest(candidates, answered) if candidates else None


def _known(
    questions: Iterable[QuizQuestion], answered: Mapping[QuestionKey, Answered]
) -> list[QuizQuestion]:
    return [each for each in questions if key_of(each) in answered]


def _oldest(
    questions: Iterable[QuizQuestion], answered: Mapping[QuestionKey, Answered]
) -> QuizQuestion:
    return min(questions, key=lambda each: answered[key_of(each)].turn)
