from __future__ import annotations

import math
from bisect import bisect_left
from datetime import timedelta
from heapq import heappop, heappush

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.addresses import telegram
from scheduler.address import Address
from scheduler.delivery.pacing import Limits, Pacer

GROUPS = frozenset({telegram(-1), telegram(-2)})
CHATS = st.sampled_from([*GROUPS, *map(telegram, range(1, 40))])


class Time:
    """Stands still until told; the pacer's only clock here."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def send(pacer: Pacer, time: Time, chat: Address, *, takes: float = 0.0) -> float:
    """Wait as told until the message may go; the instant at which it went."""
    while wait := pacer.take(chat, group=chat in GROUPS):
        assert wait > 0
        time.now += wait
    time.now += pacer.until_turn(chat)
    at = time.now
    time.now += takes
    pacer.ended(chat, took=takes)
    return at


def most_in_a_window(instants: list[float], seconds: float) -> int:
    ordered = sorted(instants)
    return max((bisect_left(ordered, at + seconds) - i for i, at in enumerate(ordered)), default=0)


@given(st.lists(st.tuples(CHATS, st.floats(0, 3)), max_size=150))
def test_no_window_holds_more_than_its_limit(messages: list[tuple[Address, float]]) -> None:
    time = Time()
    pacer = Pacer(time)
    sent: list[tuple[float, Address]] = []
    for chat, pause in messages:
        # Mostly bursts: a pause below one second counts as none.
        time.now += pause if pause > 1 else 0
        sent.append((send(pacer, time, chat), chat))
    assert most_in_a_window([at for at, _ in sent], 1) <= 30
    for chat in {chat for _, chat in sent}:
        own = [at for at, to in sent if to == chat]
        assert most_in_a_window(own, 1) <= 1
        if chat in GROUPS:
            assert most_in_a_window(own, 60) <= 20


class Road:
    """Messages on their way to a server and back, several at once, each at its own pace."""

    def __init__(self, constant: float) -> None:
        self.time = Time()
        self.pacer = Pacer(self.time)
        self.arrivals: list[tuple[float, Address]] = []
        self._constant = constant
        self._answers: list[tuple[float, float, Address]] = []

    def send(self, chat: Address, there: float, back: float, *, answer: bool) -> None:
        while len(self._answers) >= 4:
            self.wait(math.inf)
        while wait := self.pacer.take(chat, group=chat in GROUPS, answer=answer):
            self.wait(wait)
        while not answer and (turn := self.pacer.until_turn(chat)):
            self.wait(turn)
        started = self.time.now
        self.arrivals.append((started + self._constant + there, chat))
        heappush(self._answers, (started + 2 * self._constant + there + back, started, chat))

    def wait(self, seconds: float) -> None:
        """Let time pass, or less when an answer comes before."""
        until = self.time.now + seconds
        if not self._answers or self._answers[0][0] > until:
            self.time.now = until
            return
        at, started, chat = heappop(self._answers)
        self.time.now = max(self.time.now, at)
        self.pacer.ended(chat, took=self.time.now - started)


DELAY = st.floats(0, 0.3)


@given(
    st.floats(0, 0.2),
    st.booleans(),
    st.lists(st.tuples(CHATS, DELAY, DELAY, st.booleans()), min_size=40, max_size=200),
)
def test_no_window_of_arrivals_holds_more_however_long_each_is_on_its_way(
    constant: float, way_is_known: bool, messages: list[tuple[Address, float, float, bool]]
) -> None:
    road = Road(constant)
    if way_is_known:
        for _ in range(60):
            road.send(telegram(999), 0, 0, answer=False)
            road.wait(60)
        road.arrivals.clear()
    for chat, there, back, answer in messages:
        road.send(chat, there, back, answer=answer)
    arrivals = [at for at, _ in road.arrivals]
    assert most_in_a_window(arrivals, 1) <= 30
    for group in GROUPS:
        assert most_in_a_window([at for at, to in road.arrivals if to == group], 60) <= 20


def test_a_burst_to_many_chats_runs_at_the_limit() -> None:
    time = Time()
    pacer = Pacer(time)
    sent = [send(pacer, time, telegram(chat)) for chat in range(3000)]
    assert 3000 / sent[-1] >= 0.99 * 30


def test_a_burst_is_spread_over_the_second() -> None:
    time = Time()
    pacer = Pacer(time)
    sent = [send(pacer, time, telegram(chat)) for chat in range(300)]
    assert most_in_a_window(sent, 0.1) <= 8


def test_a_reminder_is_taken_in_hand_a_little_before_its_turn() -> None:
    time = Time()
    pacer = Pacer(time)
    for chat in range(30):
        send(pacer, time, telegram(chat))
    first_free_at = 1.01
    time.now = first_free_at - 0.05
    assert pacer.take(telegram(98), group=False, answer=True) > 0
    assert pacer.take(telegram(99), group=False) == 0
    assert pacer.until_turn(telegram(99)) == pytest.approx(0.05)


def test_an_answer_goes_before_all_reminders() -> None:
    time = Time()
    pacer = Pacer(time)
    for chat in range(300):
        send(pacer, time, telegram(chat))
    asked_at = time.now
    with pacer.answer_waiting():
        while wait := pacer.take(telegram(7000), group=False, answer=True):
            assert pacer.take(telegram(8000), group=False) > 0
            time.now += wait
        assert time.now - asked_at < 0.3


def test_an_answer_counts_like_every_message() -> None:
    time = Time()
    pacer = Pacer(time)
    for chat in range(30):
        assert pacer.take(telegram(chat), group=False, answer=True) == 0
        pacer.ended(telegram(chat), took=0.0)
    assert pacer.take(telegram(99), group=False, answer=True) > 0.9
    assert pacer.take(telegram(99), group=False) > 0.9


def test_what_was_not_sent_takes_no_place() -> None:
    pacer = Pacer(Time(), Limits(overall=1))
    assert pacer.take(telegram(1), group=False) == 0
    assert pacer.take(telegram(2), group=False) > 0
    pacer.unused(telegram(1))
    assert pacer.take(telegram(2), group=False, answer=True) == 0


def test_reminders_to_a_group_leave_room_for_answers_there() -> None:
    time = Time()
    pacer = Pacer(time)
    sent = [send(pacer, time, telegram(-1)) for _ in range(60)]
    assert 60 / (sent[-1] - sent[0]) >= 20 / 61
    assert pacer.take(telegram(-1), group=True, answer=True) < 3.1


def test_a_chat_that_waits_keeps_nobody_else_waiting() -> None:
    pacer = Pacer(Time())
    assert pacer.take(telegram(1), group=False) == 0
    assert pacer.take(telegram(1), group=False) > 0
    pacer.ended(telegram(1), took=0.0)
    assert pacer.take(telegram(1), group=False) == pytest.approx(1.01)
    assert pacer.take(telegram(2), group=False) == 0


def test_asking_too_early_takes_nothing() -> None:
    time = Time()
    pacer = Pacer(time, Limits(overall=1))
    send(pacer, time, telegram(1))
    for _ in range(50):
        pacer.take(telegram(2), group=False)
    time.now = 1.01
    assert pacer.take(telegram(2), group=False) == 0


def test_a_refusal_pauses_that_chat_only() -> None:
    time = Time()
    pacer = Pacer(time)
    pacer.refuse(telegram(-1), timedelta(seconds=35))
    assert pacer.take(telegram(-1), group=True) == 35
    assert pacer.take(telegram(2), group=False) == 0
    assert not pacer.halted
    time.now = 35
    assert pacer.take(telegram(-1), group=True) == 0


def test_the_same_chat_refused_twice_is_still_that_chat_only() -> None:
    pacer = Pacer(Time())
    pacer.refuse(telegram(-1), timedelta(seconds=35))
    pacer.refuse(telegram(-1), timedelta(seconds=10))
    assert not pacer.halted
    assert pacer.take(telegram(-1), group=True) == 35


def test_a_second_chat_refused_within_the_pause_stops_all() -> None:
    time = Time()
    pacer = Pacer(time)
    pacer.refuse(telegram(1), timedelta(seconds=5))
    time.now = 4
    pacer.refuse(telegram(2), timedelta(seconds=30))
    assert pacer.halted
    assert pacer.take(telegram(3), group=False) == 30
    time.now = 34
    assert not pacer.halted


def test_refusals_after_each_other_are_two_separate_matters() -> None:
    time = Time()
    pacer = Pacer(time)
    pacer.refuse(telegram(1), timedelta(seconds=5))
    time.now = 5
    pacer.refuse(telegram(2), timedelta(seconds=30))
    assert not pacer.halted


def test_chats_of_long_ago_are_forgotten() -> None:
    time = Time()
    pacer = Pacer(time, Limits(overall=1_000_000))
    for chat in range(3000):
        time.now += 1
        pacer.take(telegram(-chat), group=True)
        pacer.ended(telegram(-chat))
    assert len(vars(pacer)["_chats"]) < 100
