"""Pure: what is owed in one organisation, by what is known of it and by its managers' word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import NamedTuple

from clauses.conditions import FactCondition, FactId
from clauses.model import Clause, ClauseRef
from scheduler.planning.duties import Duty


@dataclass(frozen=True)
class KnownFact:
    """The value of a fact (yes is 1, no is 0) and, from ``since`` on a changed one.

    A period that has begun keeps to what it began with: before ``since``, that is ``before``. What
    was said first counts for every period.
    """

    value: int
    since: date | None = None
    before: int | None = None


Facts = Mapping[FactId, KnownFact]


@dataclass(frozen=True)
class LocalRule:
    """The managers' word on one duty: whether it applies, and when it is reminded of.

    ``workdays_before`` and ``at`` stand in place of the usual ones; None leaves these.
    """

    applies: bool = True
    workdays_before: tuple[int, ...] | None = None
    at: time | None = None


LocalRules = Mapping[ClauseRef, LocalRule]


class StartDays(NamedTuple):
    """The periods for which something is owed, by the day on which they begin: ``[first, end)``."""

    first: date
    end: date


_ALWAYS = StartDays(date.min, date.max)


def duties_here(duties: Iterable[Duty], facts: Facts, rules: LocalRules) -> tuple[Duty, ...]:
    """The duties that are owed there, with the periods and lead times that hold there.

    A fact that is not known excludes nothing. Order is kept.
    """
    if not facts and not rules:
        return tuple(duties)
    here = []
    for duty in duties:
        rule = rules.get(duty.ref, LocalRule())
        span = span_of(duty.clause.applies_when, facts)
        if rule.applies and span is not None:
            here.append(
                replace(duty, span=span, workdays_before=rule.workdays_before, at=rule.at)
                if (span, rule) != (_ALWAYS, LocalRule())
                else duty
            )
    return tuple(here)


def span_of(conditions: Iterable[FactCondition], facts: Facts) -> StartDays | None:
    """The periods for which all conditions hold, or are not known; None when there are none."""
    first, end = _ALWAYS
    for condition in conditions:
        known = facts.get(condition.fact)
        if known is None:
            continue
        now = condition.holds(known.value)
        then = now if known.before is None else condition.holds(known.before)
        if not now and not then:
            return None
        if known.since is not None and now != then:
            first, end = (max(first, known.since), end) if now else (first, min(end, known.since))
    return StartDays(first, end) if first < end else None


def holds_now(clause: Clause, facts: Facts) -> bool:
    """Whether no fact that is known speaks against the clause; of a changed one, what it is now."""
    return all(
        (known := facts.get(condition.fact)) is None or condition.holds(known.value)
        for condition in clause.applies_when
    )


def is_uncertain(clause: Clause, facts: Collection[FactId]) -> bool:
    """Whether it is not known if the clause applies: a fact is missing among ``facts``."""
    return any(condition.fact not in facts for condition in clause.applies_when)


def facts_asked_by(clauses: Iterable[Clause]) -> tuple[FactId, ...]:
    """The facts on which these clauses depend, each once, in their order."""
    return tuple(dict.fromkeys(c.fact for clause in clauses for c in clause.applies_when))
