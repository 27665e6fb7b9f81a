"""What a clause means for the numbers of a question: enough or not, allowed or not, how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clauses.answering.answer import (
    Answer,
    LimitVerdict,
    RateVerdict,
)
from clauses.answering.finding.evidence import evidence
from clauses.answering.finding.finder import Found
from clauses.answering.replying.replies import Replies
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.readings import (
    Reading,
    Readings,
    asks,
    months_since,
    newly_founded,
)
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.limits import Limit
from clauses.model import Clause, ClauseRef, Question
from clauses.quantities import Form, Quantity, TimeUnit
from clauses.searching.statements import Statement
from clauses.words import WordTable

_SURE, _LIKELY = 0.9, 0.6
"""Confidence of a verdict on a share, which few clauses limit, and on what questions often state."""

_LEADING = {Form.NUMBER: 2, Form.DURATION: 1}
"""What questions state for many reasons is held against the limits of the clauses that so many of the
nearest rest on."""

_WORDED = 4
"""The same where the question has a word that the limit asks for."""

_NOT_OF_NUMBERS = frozenset({Aspect.HOW_OFTEN, Aspect.WHICH_ARTICLE})
_ASKS_ELSE = {
    Form.SHARE: frozenset({Aspect.WHICH_ARTICLE, Aspect.DIFFERENCE}),
    Form.NUMBER: _NOT_OF_NUMBERS,
    Form.DURATION: _NOT_OF_NUMBERS | {Aspect.WHO, Aspect.DIFFERENCE},
}
"""Aspects of a question that states a number only by the way."""


_TOO_FEW = WordTable("quantities.toml", "said").pattern("too-few")


@dataclass(frozen=True)
class _Limited:
    """A limit with the statement that has it, and what it counts."""

    statement: Statement
    limit: Limit
    quantity: Quantity


class Verdicts:
    """Knows the limits of all statements, and reads the quantities that they name."""

    def __init__(self, library: Library, statements: Sequence[Statement], replies: Replies) -> None:
        self._library = library
        self._replies = replies
        self._statements = {each.ref: each for each in statements}
        self._limited = [
            _Limited(each, limit, quantity)
            for each in statements
            if isinstance(each.stated, Clause | Question)
            for limit in each.stated.limits
            if (quantity := library.quantity(limit.quantity, each.ref.pack)) is not None
        ]
        # What two packs declare alike is one quantity, what they only call alike is two.
        quantities = list(dict.fromkeys(q for pack in library.packs for q in pack.quantities))
        self._readings = Readings(quantities)
        self._times = [each for each in quantities if each.form is Form.DURATION]

    def answer(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """What the case falls under, with what it means; None where the question states no case."""
        judged = [
            (chosen, reading)
            for reading in self._stated(analysis)
            if (chosen := self._limit_for(analysis, reading, found)) is not None
        ]
        if judged:
            first, _ = judged[0]
            # Of several that one clause limits, the last is asked about: 应到18人到9人，9票赞成.
            same = [each for each in judged if each[0].statement is first.statement]
            chosen, reading = max(same, key=lambda each: each[1].at)
            answer = self._answered(question, analysis, chosen.statement, found, reading)
            return replace(answer, verdict=self._verdict(chosen, reading))
        return self._of_too_few(question, analysis, found)

    def _of_too_few(self, question: str, analysis: Analysis, found: list[Found]) -> Answer | None:
        """What holds where the number of the nearest clause is not reached: 不够的呢."""
        if not found or not _TOO_FEW.search(analysis.text):
            return None
        short = (each for each in self._limited if each.statement is found[0].statement)
        instead = next(filter(None, map(self._instead, short)), None)
        if instead is None:
            return None
        return self._answered(question, analysis, self._statements[instead.ref], found)

    def counted(self, text: str) -> dict[str, int]:
        """The plain numbers that a folded text states, by the id of what they count."""
        return {
            each.quantity.id: each.value
            for each in self._readings.of(text)
            if each.base is None and each.value is not None
        }

    def states_duration(self, text: str) -> bool:
        """Whether a folded text states a length of time."""
        return any(each.quantity.form is Form.DURATION for each in self._readings.of(text))

    def _stated(self, analysis: Analysis) -> Iterator[Reading]:
        """The quantities of the question; the time since a month that it names is one."""
        # How long something has been there is no length of time that a limit is about.
        timed = newly_founded(analysis.text) is not None
        for reading in self._readings.of(analysis.text):
            is_time = reading.quantity.form is Form.DURATION
            if is_time and timed:
                continue
            timed = timed or is_time
            yield reading
        if timed or analysis.today is None:
            return
        months = months_since(analysis.text, analysis.today)
        for quantity in self._times if months else ():
            yield Reading(quantity, months, unit=TimeUnit.MONTHS)

    def _verdict(self, chosen: _Limited, reading: Reading) -> LimitVerdict | RateVerdict:
        limit = chosen.limit
        if limit.bands and reading.value is not None:
            band = limit.band(reading.value) or limit.bands[-1]
            return RateVerdict(limit, reading.quantity, reading.value, band)
        value = reading.held(limit.unit)
        holds = None if value is None else limit.holds(value, reading.base)
        others = self._otherwise(chosen, reading, holds=holds)
        instead = self._instead(chosen) if holds is False else None
        return LimitVerdict(
            limit=limit,
            quantity=reading.quantity,
            value=reading.value,
            base=reading.base,
            unit=reading.unit,
            off=reading.off,
            holds=holds,
            otherwise=others,
            instead=instead,
        )

    def _instead(self, chosen: _Limited) -> Clause | None:
        if chosen.limit.instead is None:
            return None
        found = self._library.find(ClauseRef(chosen.statement.ref.pack, chosen.limit.instead))
        return found if isinstance(found, Clause) else None

    def _limit_for(
        self, analysis: Analysis, reading: Reading, found: Sequence[Found]
    ) -> _Limited | None:
        """The limit for this quantity that the question's words point to, the nearest first."""
        near = {each.statement.ref: at for at, each in enumerate(found)}
        leading: dict[ClauseRef, int] = {}
        itself = found[:1] if _answers_itself(found) else found[:_WORDED]
        for at, each in enumerate(itself):
            if each.loose or not each.evidence.terms:
                continue
            for ref in (each.statement.ref, *each.statement.bears):
                leading.setdefault(ref, at)
        fitting = [
            each
            for each in self._limited
            if each.quantity == reading.quantity
            and _of_the_form(each.limit, reading)
            and _fits(each.limit.when, analysis.text)
            and self._meant(analysis, each, reading, leading.get(each.statement.ref))
        ]

        only = {each.id for each in analysis.bodies} if len(analysis.bodies) == 1 else set()

        def order(each: _Limited) -> tuple[bool, bool, bool, int]:
            # Of several sizes that are told apart, the one that fits is meant, unless one is named.
            sized = reading.quantity.form is Form.NUMBER
            misses = sized and not _holds(each.limit, reading)
            unnamed = sized and not (only & each.statement.subjects)
            return (
                not each.limit.when,
                unnamed,
                misses,
                near.get(each.statement.ref, len(near)),
            )

        return min(fitting, key=order, default=None)

    def _meant(
        self, analysis: Analysis, each: _Limited, reading: Reading, place: int | None
    ) -> bool:
        """Whether the question is near enough to the statement; ``place`` is that among the nearest."""
        form = reading.quantity.form
        only_named = form is Form.NUMBER and analysis.aspect is None and not asks(analysis.text)
        if only_named or analysis.aspect in _ASKS_ELSE[form]:
            return False
        if each.limit.bands:
            return True  # what is counted in bands, a question names itself
        if reading.quantity.form is Form.SHARE:
            return evidence(analysis, each.statement).terms
        if place is None:
            return False
        if reading.quantity.form is Form.DURATION and analysis.claim is not None:
            return False
        return place < _LEADING[reading.quantity.form] or bool(each.limit.when)

    def _otherwise(
        self, chosen: _Limited, reading: Reading, *, holds: bool | None
    ) -> tuple[tuple[Clause, Limit], ...]:
        """Limits for a special case that the question does not name, and in which it would be otherwise."""
        if chosen.limit.when or reading.value is None or reading.base is None or holds is None:
            return ()
        return tuple(
            (stated, each.limit)
            for each in self._limited
            if isinstance(stated := each.statement.stated, Clause)
            and each.quantity == reading.quantity
            and each.limit.bounds
            and each.statement.subject == chosen.statement.subject
            and each.statement is not chosen.statement
            and each.limit.holds(reading.value, reading.base) is not holds
        )

    def _answered(
        self,
        question: str,
        analysis: Analysis,
        statement: Statement,
        found: list[Found],
        reading: Reading | None = None,
    ) -> Answer:
        share = reading is not None and reading.quantity.form is Form.SHARE
        sure = _SURE if share else _LIKELY
        return self._replies.answered(question, analysis, statement, found, sure)


def _answers_itself(found: Sequence[Found]) -> bool:
    """Whether a pack has this very question, so that only what it rests on may be meant."""
    return (
        bool(found)
        and isinstance(found[0].statement.stated, Question)
        and found[0].evidence.carried
    )


def _of_the_form(limit: Limit, reading: Reading) -> bool:
    """A share needs its whole, and rates need the amount; what is open needs neither."""
    if limit.bands:
        return reading.value is not None
    return not limit.bounds or (reading.base is None) == (limit.of is None)


def _holds(limit: Limit, reading: Reading) -> bool:
    value = reading.held(limit.unit)
    return value is not None and limit.holds(value, reading.base) is True


def _fits(words: Sequence[str], text: str) -> bool:
    return not words or any(word in text for word in words)
