"""The questions for practice that a pack gives, clause by clause, as its author sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.texts.catalogue import Texts
from bot.views.study.quiz import quiz_poll
from clauses.library import Library
from clauses.model import Pack
from clauses.quizzing.quiz import Quiz


def quiz_lines(packs: Sequence[Pack], t: Texts) -> Iterator[str]:
    """The clauses of the last pack that give questions, each with them; the right option is marked."""
    for ref, polls in groupby(quiz_values(packs, t), key=lambda each: each["ref"]):
        yield ref
        for poll in polls:
            yield f"  {poll['question']}"
            for index, option in enumerate(poll["options"]):
                yield f"    {'✓' if index == poll['right'] else '✗'} {option}"


def quiz_values(packs: Sequence[Pack], t: Texts) -> list[dict[str, Any]]:
    """Every question of the last pack, with the options in an order and the index of the right one."""
    library = Library(packs)
    return [
        {
            "ref": str(question.ref),
            "asked": question.asked.value,
            "question": poll.question,
            "options": list(poll.options),
            "right": poll.right,
            "explanation": poll.explanation,
        }
        for question in Quiz(library).questions
        if question.ref.pack == packs[-1].id
        for clause in [library.get(question.ref)]
        for poll in [quiz_poll(question, clause, library, t, seed=str(question.ref))]
    ]
