"""How often, as a number for a period and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clauses.cadence import CALENDAR_PERIODS, TIMES, Per, Quota
from clauses.characters.folding import fold
from clauses.model import Clause, QuizAsked
from clauses.quizzing.questions import Option
from clauses.words import WordTable

_EVERY = WordTable("quizzing.toml", "given-away").words("every")


class FrequencyQuestions:
    """All options are worded as the right one is: 至少 with each, or with none."""

    asked = QuizAsked.HOW_OFTEN

    def right(self, clause: Clause) -> Option | None:
        """The number for a period, unless the duty tells the period."""
        quota = next(self._plain(clause), None)
        if quota is None or any(each + word in fold(clause.duty) for each, word in _WORDS):
            return None
        return quota

    def truths(self, clause: Clause) -> Iterator[Quota]:
        """Also that of certain months of the year."""
        quota = clause.cadence
        if isinstance(quota, Quota) and quota.unit == TIMES and quota.per in CALENDAR_PERIODS:
            yield quota

    def offered(self, clause: Clause, right: Option, others: Sequence[Clause]) -> Iterator[Option]:
        """The numbers of others in the words of the right one."""
        for other in others:
            for quota in self._plain(other):
                yield replace(quota, exact=isinstance(right, Quota) and right.exact)

    def is_same(self, option: Option, other: Option) -> bool:
        """Whether they come to as many in a year."""
        match option, other:
            case Quota(), Quota():
                return option.times_a_year == other.times_a_year
            case _:
                return False

    def distance(self, right: Option, option: Option) -> float:
        """Any is as good."""
        return 0

    def _plain(self, clause: Clause) -> Iterator[Quota]:
        for quota in self.truths(clause):
            if not quota.months and quota.every_second_from is None:
                yield Quota(quota.at_least, quota.per, exact=quota.exact)


_WORDS = [(each, word) for each in _EVERY for per in Per for word in per.kind.words.every]
