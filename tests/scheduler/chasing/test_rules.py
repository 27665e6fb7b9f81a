from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.chasing.rules import CHOICES, USUAL, ChaseStep, ChasingRule, step_of, told_of

TODAY, BEFORE = date(2026, 11, 25), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("over", "followed_up_on", "step"),
    [
        (0, None, None),
        (2, None, None),
        (3, None, ChaseStep.FOLLOW_UP),
        (3, BEFORE, None),
        (9, BEFORE, None),
        (10, BEFORE, ChaseStep.ESCALATION),
        (10, TODAY, None),
        (40, None, ChaseStep.FOLLOW_UP),
    ],
)
def test_the_own_managers_come_first_and_those_above_on_a_later_day(over, followed_up_on, step):
    assert step_of(USUAL, over, followed_up_on, TODAY) is step


def test_every_choice_tells_those_above_later():
    assert ChasingRule(3, 10) == USUAL
    assert all(0 < each.follow_up_after < each.escalate_after for each in CHOICES)


@pytest.mark.parametrize(
    ("levels", "holders", "own", "above"),
    [
        ([{1, 2}, {3}], set(), [1, 2], [3]),
        ([{1}, {3}], {1}, [3], []),
        ([set(), {3}, {4}], set(), [3], [4]),
        ([{1, 2}, {3}], {2}, [1], [3]),
        ([set(), set()], set(), [], []),
    ],
)
def test_nobody_is_told_of_what_they_owe_themselves(levels, holders, own, above):
    assert told_of(ChaseStep.FOLLOW_UP, levels, holders) == own
    assert told_of(ChaseStep.ESCALATION, levels, holders, own) == above


@pytest.mark.parametrize(
    ("followed_up", "levels", "above"),
    [
        ([1], [set(), {3}, {4}], [3]),  # the own manager has left, or nothing reaches them
        ([1], [{2}, {3}], [3]),  # another one has come
        ([3], [{1}, {3}, {4}], [4]),  # there was none of their own then
        ([3], [set(), {3, 5}, {4}], [4]),
        ([1], [set(), set()], []),
        ([1], [{1}, {1, 3}], [1, 3]),
    ],
)
def test_those_above_are_told_whoever_was_told_first(followed_up, levels, above):
    assert told_of(ChaseStep.ESCALATION, levels, set(), followed_up) == above


@given(st.lists(st.sets(st.integers(1, 9)), max_size=4), st.sets(st.integers(1, 9)))
def test_the_two_steps_tell_different_levels(levels, holders):
    own = told_of(ChaseStep.FOLLOW_UP, levels, holders)
    above = told_of(ChaseStep.ESCALATION, levels, holders, own)
    assert not {*own, *above} & holders
    assert not above or own
