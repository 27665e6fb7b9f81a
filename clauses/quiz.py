"""Questions for practice, made of what the packs say: each with one right option and some wrong ones.

A wrong option is never right of anything that is much like what was asked, anywhere in the packs.
Pure; the words are the catalogues' business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

from clauses.cadence import TIMES, Months, NotStated, OnEvent, Per, Quota, Week
from clauses.characters.folding import fold
from clauses.errors import UnknownPost
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import BodyId, Clause, ClauseRef, Known, PostId

FEWEST_WRONG = 2
MOST_WRONG = 3

ALIKE = 0.5
"""Share of the pairs of characters of the shorter name from which on two duties may be one."""

GROUNDS = (Known.SEED, Known.TEXT)
"""What is not known by one of these is not taught."""

_DAYS_A_YEAR, _MONTHS_A_YEAR = 364, 12


class QuizAsked(StrEnum):
    """What a question asks of a clause."""

    WHO = "who"
    HOW_OFTEN = "how-often"
    BY_WHEN = "by-when"
    DOCUMENT = "document"
    HOW_MANY = "how-many"


@dataclass(frozen=True)
class Amount:
    """A number of units within a period: 32 学时."""

    number: int
    unit: str


Option = BodyId | PostId | Quota | OnEvent | Amount | str
"""By what is asked: a subject, a cadence, the id of a document, an amount."""


@dataclass(frozen=True)
class QuizQuestion:
    """A question about one clause; ``wrong`` has ``FEWEST_WRONG`` to ``MOST_WRONG`` options."""

    ref: ClauseRef
    asked: QuizAsked
    right: Option
    wrong: tuple[Option, ...]

    def options(self, seed: str) -> tuple[Option, ...]:
        """All options in an order that hangs on ``seed`` alone."""
        return tuple(_shuffled((self.right, *self.wrong), seed))


class Quiz:
    """Every question that the packs give; made when first asked for, in the order of the packs."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def questions(self) -> tuple[QuizQuestion, ...]:
        """All of them."""
        return tuple(
            question for clause in self._clauses for question in self._questions_of(clause)
        )

    def of(self, ref: ClauseRef) -> tuple[QuizQuestion, ...]:
        """Those about one clause."""
        return tuple(each for each in self.questions if each.ref == ref)

    def find(self, ref: ClauseRef, asked: QuizAsked) -> QuizQuestion | None:
        """This question; None where the packs do not give it any more."""
        return next((each for each in self.of(ref) if each.asked is asked), None)

    def about(self, clause: Clause, beside: Sequence[Clause] = ()) -> tuple[QuizQuestion, ...]:
        """Questions about a clause that no pack states; ``beside`` are others such as it."""
        return tuple(self._questions_of(clause, beside))

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
        for asked in QuizAsked:
            right = next(self._true_of(clause, asked), None)
            if right is None:
                continue
            wrong = self._wrong(clause, asked, right, alike)
            if len(wrong) >= FEWEST_WRONG:
                yield QuizQuestion(clause.ref, asked, right, wrong)

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
        self, clause: Clause, asked: QuizAsked, right: Option, alike: Sequence[Clause]
    ) -> tuple[Option, ...]:
        true = {option for each in alike for option in self._true_of(each, asked)}
        others = dict.fromkeys(
            option
            for other in self._clauses
            for option in self._true_of(other, asked)
            if option not in true
            and not any(self._says_as_much(option, each, asked) for each in (right, *true))
        )
        chosen: list[Option] = []
        for option in _shuffled(tuple(others), str(clause.ref) + asked.value):
            if not any(self._says_as_much(option, each, asked) for each in chosen):
                chosen.append(option)
        return tuple(chosen[:MOST_WRONG])

    def _true_of(self, clause: Clause, asked: QuizAsked) -> Iterator[Option]:
        """What is right of a clause; the first is what its question takes."""
        cadence = clause.cadence
        match asked:
            case QuizAsked.WHO if clause.subject is not None and self._is_somebody(clause.subject):
                if not isinstance(cadence, NotStated):
                    yield BodyId(clause.subject)
                    yield from clause.also
            case QuizAsked.HOW_OFTEN if isinstance(cadence, Quota) and cadence.unit == TIMES:
                yield cadence
            case QuizAsked.BY_WHEN if isinstance(cadence, Quota):
                if cadence.season is not None or cadence.due is not None:
                    yield cadence
            case QuizAsked.BY_WHEN if isinstance(cadence, OnEvent):
                if cadence.offset_days is not None or cadence.offset_months is not None:
                    yield cadence
            case QuizAsked.DOCUMENT:
                titled = (each.document for each in clause.citations if each.document.short_title)
                yield from dict.fromkeys(each.id for each in titled)
            case QuizAsked.HOW_MANY if isinstance(cadence, Quota) and cadence.unit != TIMES:
                yield Amount(cadence.at_least, cadence.unit)

    def _is_somebody(self, subject: str) -> bool:
        """Not a word for several kinds of organisations, of which any may be meant."""
        bodies = {body.id: body for body in self._library.bodies()}
        return subject not in bodies or bodies[BodyId(subject)].has_members

    def _says_as_much(self, option: Option, other: Option, asked: QuizAsked) -> bool:
        """Whether two options would both be right, or cannot be told apart."""
        if option == other:
            return True
        match asked:
            case QuizAsked.WHO:
                return bool(self._bodies(str(option)) & self._bodies(str(other)))
            case QuizAsked.HOW_OFTEN if isinstance(option, Quota) and isinstance(other, Quota):
                return _a_year(option) == _a_year(other)
            case QuizAsked.BY_WHEN:
                return _deadline(option) == _deadline(other)
            case _:
                return False

    def _bodies(self, subject: str) -> set[BodyId]:
        """The body of a subject, with those that may stand in for it or it for them."""
        try:
            body = self._library.post(PostId(subject)).body
        except UnknownPost:
            body = BodyId(subject)
        near = {body}
        for rule in self._library.acting():
            if body == rule.absent or body in rule.carried_by:
                near |= {rule.absent, *rule.carried_by}
        return near


def _deadline(option: Option) -> object:
    if isinstance(option, Quota):
        return option.per, option.season, option.due
    return option


def _a_year(quota: Quota) -> float | tuple[Per, int | None]:
    """How often in a year; of a term of office, which one."""
    match quota.per.kind.length:
        case Months(count):
            return quota.at_least * (len(quota.months) or _MONTHS_A_YEAR / count)
        case Week():
            return quota.at_least * _DAYS_A_YEAR / 7
        case _:
            return quota.per, quota.term_years


def _pairs_of(name: str) -> frozenset[str]:
    text = fold(name)
    return frozenset(text[index : index + 2] for index in range(len(text) - 1)) or frozenset(text)


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(1, min(len(some), len(others)))


def _shuffled(options: Sequence[Option], seed: str) -> list[Option]:
    """In an order that is the same in every process."""
    return sorted(
        options, key=lambda each: blake2b(f"{seed} {each!r}".encode(), digest_size=8).digest()
    )
