"""What is owed in one organisation, by the facts that are known of it and its managers' word."""

from __future__ import annotations

from datetime import date, time

import pytest

from clauses.cadence import OnEvent, Per, Quota
from clauses.conditions import EventKindId, FactCondition, FactId
from clauses.model import Clause, ClauseRef, Known, Owed, PostId, Strength
from scheduler.periods import Period
from scheduler.planning.duties import Duty
from scheduler.planning.events import Event, EventId, event_periods
from scheduler.planning.local_rules import (
    KnownFact,
    LocalRule,
    StartDays,
    duties_here,
    facts_asked_by,
    is_uncertain,
    span_of,
)

COMMITTEE, MEMBERS = FactId("committee"), FactId("members")
HAS_COMMITTEE = FactCondition(COMMITTEE, yes=True)
SEVEN = FactCondition(MEMBERS, at_least=7)
FIRST_OF_NOVEMBER = date(2026, 11, 1)
ALWAYS = StartDays(date.min, date.max)


def duty(*conditions: FactCondition, local: str = "E04") -> Duty:
    clause = Clause(
        ClauseRef("rules", local),
        "branch",
        "开会",
        "每月开会。",
        Quota(1, Per.MONTH),
        Strength.MUST,
        Known.TEXT,
        (),
        applies_when=conditions,
    )
    return Duty(clause, Quota(1, Per.MONTH), PostId("head"), Owed.ONCE)


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (HAS_COMMITTEE, 1, True),
        (HAS_COMMITTEE, 0, False),
        (FactCondition(COMMITTEE, yes=False), 0, True),
        (SEVEN, 7, True),
        (SEVEN, 6, False),
        (FactCondition(MEMBERS, at_most=6), 6, True),
        (FactCondition(MEMBERS, at_least=3, at_most=6), 7, False),
    ],
)
def test_a_condition_holds_within_its_bounds(condition, value, holds):
    assert condition.holds(value) is holds


def test_what_is_not_known_excludes_nothing():
    owed = (duty(HAS_COMMITTEE, SEVEN),)
    assert duties_here(owed, {}, {}) == owed
    assert is_uncertain(owed[0].clause, ())
    assert is_uncertain(owed[0].clause, {COMMITTEE})
    assert not is_uncertain(owed[0].clause, {COMMITTEE, MEMBERS})
    assert facts_asked_by([owed[0].clause] * 2) == (COMMITTEE, MEMBERS)


def test_one_fact_that_is_against_it_is_enough():
    owed, other = duty(HAS_COMMITTEE, SEVEN), duty(local="E01")
    assert duties_here([owed, other], {MEMBERS: KnownFact(6)}, {}) == (other,)
    assert duties_here([owed, other], {MEMBERS: KnownFact(7)}, {}) == (owed, other)


@pytest.mark.parametrize(
    ("facts", "span"),
    [
        ({}, ALWAYS),
        ({COMMITTEE: KnownFact(1)}, ALWAYS),
        ({COMMITTEE: KnownFact(0)}, None),
        (
            {COMMITTEE: KnownFact(0, date(2026, 11, 23), 1)},
            StartDays(date.min, date(2026, 11, 23)),
        ),
        (
            {COMMITTEE: KnownFact(1, date(2026, 11, 23), 0)},
            StartDays(date(2026, 11, 23), date.max),
        ),
        ({MEMBERS: KnownFact(9, date(2026, 11, 23), 8)}, ALWAYS),
        (
            {
                COMMITTEE: KnownFact(1, date(2026, 11, 23), 0),
                MEMBERS: KnownFact(6, date(2026, 11, 1), 8),
            },
            None,
        ),
    ],
    ids=["unknown", "yes", "no", "no from now", "yes from now", "still enough", "never both"],
)
def test_a_change_counts_for_what_begins_from_then_on(facts, span):
    assert span_of([HAS_COMMITTEE, SEVEN], facts) == span


def test_a_period_keeps_to_what_it_began_with():
    fact = KnownFact(0, date(2026, 11, 23), 1)
    [here] = duties_here([duty(HAS_COMMITTEE)], {COMMITTEE: fact}, {})
    assert here.span == (date.min, date(2026, 11, 23))


def test_the_managers_word_sets_it_aside_or_gives_other_times():
    owed = duty()
    assert duties_here([owed], {}, {owed.ref: LocalRule(applies=False)}) == ()
    rule = LocalRule(workdays_before=(10, 3), at=time(14, 30))
    [here] = duties_here([owed], {}, {owed.ref: rule})
    assert (here.workdays_before, here.at) == ((10, 3), time(14, 30))
    assert duties_here([owed], {}, {owed.ref: LocalRule()}) == (owed,)


MEETING = EventKindId("meeting")


def event(day: date, *, began_on: date = FIRST_OF_NOVEMBER, called_off: bool = False) -> Event:
    return Event(EventId(1), MEETING, day, began_on, called_off)


@pytest.mark.parametrize(
    ("cadence", "day", "last"),
    [
        (OnEvent("会", kind=MEETING), date(2026, 12, 12), date(2026, 12, 12)),
        (OnEvent("会", -10, kind=MEETING), date(2026, 12, 12), date(2026, 12, 2)),
        (OnEvent("会", 15, kind=MEETING), date(2026, 12, 12), date(2026, 12, 27)),
        (OnEvent("会", offset_months=1, kind=MEETING), date(2027, 1, 31), date(2027, 2, 28)),
        (OnEvent("会", offset_months=-6, kind=MEETING), date(2027, 5, 31), date(2026, 11, 30)),
        # It was entered too late for that.
        (OnEvent("会", -60, kind=MEETING), date(2026, 12, 12), FIRST_OF_NOVEMBER),
    ],
)
def test_what_hangs_on_an_event_lasts_to_its_day_and_offset(cadence, day, last):
    [period] = event_periods(cadence, [event(day)])
    assert (period.start, period.last_day, period.per) == (FIRST_OF_NOVEMBER, last, Per.EVENT)


def test_other_events_and_those_called_off_set_nothing():
    day = date(2026, 12, 12)
    assert list(event_periods(OnEvent("会", kind=EventKindId("fire")), [event(day)])) == []
    assert list(event_periods(OnEvent("会"), [event(day)])) == []
    off = event(day, called_off=True)
    assert list(event_periods(OnEvent("会", kind=MEETING), [off])) == []
    assert Period(day, day, Per.EVENT).per.value == "event"
