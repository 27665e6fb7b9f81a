from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.flood_limit import GROUP, PERSON, QUESTIONS, Floodgate, Verdict

ANN, BOB, TEAM = 1, 2, -100


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Seconds:
    return Seconds()


@pytest.fixture
def gate(time) -> Floodgate:
    return Floodgate(time)


def test_a_person_is_held_up_when_there_is_too_much_and_told_once(gate):
    verdicts = [gate.admit(ANN, None, question=False) for _ in range(PERSON.most + 3)]

    assert verdicts[: PERSON.most] == [Verdict.ADMITTED] * PERSON.most
    assert verdicts[PERSON.most :] == [
        Verdict.REFUSED,
        Verdict.REFUSED_AGAIN,
        Verdict.REFUSED_AGAIN,
    ]


def test_others_are_not_held_up(gate):
    for _ in range(1000):
        gate.admit(ANN, None, question=False)

    assert gate.admit(BOB, None, question=False) is Verdict.ADMITTED


def test_the_person_goes_on_when_the_window_has_passed(gate, time):
    for _ in range(PERSON.most + 1):
        gate.admit(ANN, None, question=False)
    time.now += PERSON.seconds

    assert gate.admit(ANN, None, question=False) is Verdict.ADMITTED


def test_questions_have_a_limit_of_their_own(gate, time):
    for _ in range(QUESTIONS.most):
        assert gate.admit(ANN, None, question=True) is Verdict.ADMITTED
        time.now += 1

    assert gate.admit(ANN, None, question=True) is Verdict.REFUSED
    assert gate.admit(ANN, None, question=False) is Verdict.ADMITTED


def test_a_group_is_held_up_as_a_whole_but_not_its_members_in_private(gate):
    for number in range(GROUP.most):
        assert gate.admit(number, TEAM, question=False) is Verdict.ADMITTED

    assert gate.admit(BOB, TEAM, question=False) is Verdict.REFUSED
    assert gate.admit(BOB, None, question=False) is Verdict.ADMITTED


@given(st.lists(st.floats(0, 3), max_size=120))
def test_no_window_ever_lets_more_through(pauses):
    time = Seconds()
    gate = Floodgate(time)
    admitted = []
    for pause in pauses:
        time.now += pause
        if gate.admit(ANN, None, question=False) is Verdict.ADMITTED:
            admitted.append(time.now)

    assert all(
        later - earlier >= PERSON.seconds
        for earlier, later in zip(admitted, admitted[PERSON.most :], strict=False)
    )


def test_nothing_is_kept_of_those_who_have_gone(gate, time):
    for person in range(5000):
        gate.admit(person, None, question=False)
        time.now += PERSON.seconds

    assert len(gate._recent) < 2000
