"""Every question for practice that the packs give.

A wrong option is never right of anything that is much like what was asked, anywhere in the packs.
Pure; the words are the catalogues' business.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

from clauses.characters.folding import fold
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause, ClauseRef, Known, QuizAsked
from clauses.quizzing.deadlines import DeadlineQuestions
from clauses.quizzing.documents import DocumentQuestions
from clauses.quizzing.frequencies import FrequencyQuestions
from clauses.quizzing.kinds import QuizKind, stem_of
from clauses.quizzing.numbers import NumberQuestions
from clauses.quizzing.questions import Option, QuizQuestion, shuffled
from clauses.quizzing.subjects import SubjectQuestions

FEWEST_WRONG = 2
MOST_WRONG = 3

ALIKE = 0.5
"""Share of the pairs of characters of the shorter name from which on two duties may be one."""

GROUNDS = (Known.SEED, Known.TEXT)
"""What is not known by one of these is not taught."""


class Quiz:
    """Questions are made when first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kinds: tuple[QuizKind, ...] = (
            SubjectQuestions(library),
            FrequencyQuestions(),
            DeadlineQuestions(),
            DocumentQuestions(library),
            NumberQuestions(library),
        )

    @cached_property
    def questions(self) -> tuple[QuizQuestion, ...]:
        """All of them in the order of the packs; of those that are worded alike and right alike, one.

        It is of the clause by which the others are met.
        """
        met = {ref for clause in self._clauses for ref in clause.meets}
        kept: dict[object, QuizQuestion] = {}
        for clause in self._clauses:
            for question in self.of(clause.ref):
                key = question.asked, question.stem or fold(clause.duty), question.right
                if key not in kept or kept[key].ref in met:
                    kept[key] = question
        return tuple(
            question
            for clause in self._clauses
            for question in self.of(clause.ref)
            if question in kept.values()
        )

    def of(self, ref: ClauseRef) -> tuple[QuizQuestion, ...]:
        """Those about one clause."""
        return self._by_clause.get(ref, ())

    def find(self, ref: ClauseRef, asked: QuizAsked) -> QuizQuestion | None:
        """This question; None where the packs do not give it any more."""
        return next((each for each in self.of(ref) if each.asked is asked), None)

    def about(self, clause: Clause, beside: Sequence[Clause] = ()) -> tuple[QuizQuestion, ...]:
        """Questions about a clause that no pack states; ``beside`` are others such as it."""
        return tuple(self._questions_of(clause, beside))

    @cached_property
    def _by_clause(self) -> dict[ClauseRef, tuple[QuizQuestion, ...]]:
        return {each.ref: tuple(self._questions_of(each)) for each in self._clauses}

    @cached_property
    def _clauses(self) -> tuple[Clause, ...]:
        return tuple(
            clause
            for clause in self._library.all_clauses()
            if clause.is_duty and clause.known in GROUNDS and clause.subject is not None
        )

    @cached_property
    def _pairs(self) -> dict[ClauseRef, frozenset[str]]:
        return {
            clause.ref: _pairs_of(duty_name(clause.duty)) for clause in self._library.all_clauses()
        }

    def _questions_of(
        self, clause: Clause, beside: Sequence[Clause] = ()
    ) -> Iterator[QuizQuestion]:
        alike = [*self._alike(clause), *beside]
        for kind in self._kinds:
            right = None if kind.asked in clause.unasked else kind.right(clause)
            if right is None:
                continue
            wrong = self._wrong(kind, clause, right, alike, beside)
            if len(wrong) >= FEWEST_WRONG:
                stem = stem_of(clause) if kind.asked is QuizAsked.HOW_MANY else None
                yield QuizQuestion(clause.ref, kind.asked, right, wrong, stem)

    def _alike(self, clause: Clause) -> list[Clause]:
        """Whatever may speak of the same duty, the clause itself among it."""
        pairs = _pairs_of(duty_name(clause.duty))
        return [
            clause,
            *(
                other
                for other in self._library.all_clauses()
                if other.ref in (*clause.meets, *clause.replaces)
                or clause.ref in (*other.meets, *other.replaces)
                or _overlap(pairs, self._pairs[other.ref]) >= ALIKE
            ),
        ]

    def _wrong(
        self,
        kind: QuizKind,
        clause: Clause,
        right: Option,
        alike: Sequence[Clause],
        beside: Sequence[Clause],
    ) -> tuple[Option, ...]:
        true = {right, *(option for each in alike for option in kind.truths(each))}
        offered = dict.fromkeys(kind.offered(clause, right, (*self._clauses, *beside)))
        mixed = shuffled(tuple(offered), str(clause.ref) + kind.asked)
        chosen: list[Option] = []
        for option in sorted(mixed, key=lambda each: kind.distance(right, each)):
            if kind.distance(right, option) == math.inf:
                break
            if not any(kind.is_same(option, each) for each in (*true, *chosen)):
                chosen.append(option)
        return tuple(chosen[:MOST_WRONG])


def _pairs_of(name: str) -> frozenset[str]:
    text = fold(name)
    return frozenset(text[index : index + 2] for index in range(len(text) - 1)) or frozenset(text)


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(1, min(len(some), len(others)))
