from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.flood_limit import GROUP, PERSON, QUESTIONS, FloodLimit, Verdict

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
def limit(time) -> FloodLimit:
    return FloodLimit(time)


def test_a_person_who_asks_too_much_is_refused_and_told_once(limit):
    verdicts = [limit.admit(ANN, None, question=False) for _ in range(PERSON.most + 3)]

    assert verdicts[: PERSON.most] == [Verdict.ADMITTED] * PERSON.most
    assert verdicts[PERSON.most :] == [
        Verdict.REFUSED,
        Verdict.REFUSED_AGAIN,
        Verdict.REFUSED_AGAIN,
    ]


def test_others_are_not_refused(limit):
    for _ in range(1000):
        limit.admit(ANN, None, question=False)

    assert limit.admit(BOB, None, question=False) is Verdict.ADMITTED


def test_the_person_goes_on_when_the_window_has_passed(limit, time):
    for _ in range(PERSON.most + 1):
        limit.admit(ANN, None, question=False)
    time.now += PERSON.seconds

    assert limit.admit(ANN, None, question=False) is Verdict.ADMITTED


def test_questions_have_a_limit_of_their_own(limit, time):
    for _ in range(QUESTIONS.most):
        assert limit.admit(ANN, None, question=True) is Verdict.ADMITTED
        time.now += 1

    assert limit.admit(ANN, None, question=True) is Verdict.REFUSED
    assert limit.admit(ANN, None, question=False) is Verdict.ADMITTED


def test_a_group_is_refused_as_a_whole_but_not_its_members_in_private(limit):
    for number in range(GROUP.most):
        assert limit.admit(number, TEAM, question=False) is Verdict.ADMITTED

    assert limit.admit(BOB, TEAM, question=False) is Verdict.REFUSED
    assert limit.admit(BOB, None, question=False) is Verdict.ADMITTED


@given(st.lists(st.floats(0, 3), max_size=120))
def test_no_window_ever_admits_more(pauses):
    time = Seconds()
    limit = FloodLimit(time)
    admitted = []
    for pause in pauses:
        time.now += pause
        if limit.admit(ANN, None, question=False) is Verdict.ADMITTED:
            admitted.append(time.now)

    assert all(
        later - earlier >= PERSON.seconds
        for earlier, later in zip(admitted, admitted[PERSON.most :], strict=False)
    )


def test_nothing_is_kept_of_those_who_have_gone(limit, time):
    for person in range(5000):
        limit.admit(person, None, question=False)
        time.now += PERSON.seconds

    assert len(limit._recent) < 2000
