from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.pacing import Limits, Pacer
from scheduler.roster import TelegramId

GROUPS = frozenset({TelegramId(-1), TelegramId(-2)})
CHATS = st.sampled_from([*GROUPS, *map(TelegramId, range(1, 40))])


class Time:
    """Stands still until told; the pacer's only clock here."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def send(pacer: Pacer, time: Time, chat: TelegramId) -> float:
    """Wait as told until the message may go; the instant at which it went."""
    while wait := pacer.take(chat, group=chat in GROUPS):
        assert wait > 0
        time.now += wait
    return time.now


def most_in_a_window(instants: list[float], seconds: float) -> int:
    return max(
        (sum(start <= at < start + seconds for at in instants) for start in instants), default=0
    )


@given(st.lists(st.tuples(CHATS, st.floats(0, 3)), max_size=150))
def test_no_window_holds_more_than_its_limit(messages: list[tuple[TelegramId, float]]) -> None:
    time = Time()
    pacer = Pacer(time)
    sent: list[tuple[float, TelegramId]] = []
    for chat, pause in messages:
        # Mostly bursts: a pause below one second counts as none.
        time.now += pause if pause > 1 else 0
        sent.append((send(pacer, time, chat), chat))
    assert most_in_a_window([at for at, _ in sent], 1) <= 28
    for chat in {chat for _, chat in sent}:
        own = [at for at, to in sent if to == chat]
        assert most_in_a_window(own, 1) <= 1
        if chat in GROUPS:
            assert most_in_a_window(own, 60) <= 20


def test_a_burst_to_many_chats_runs_at_the_limit() -> None:
    time = Time()
    pacer = Pacer(time)
    sent = [send(pacer, time, TelegramId(chat)) for chat in range(280)]
    assert sent[-1] == pytest.approx(9)


def test_a_chat_that_waits_keeps_nobody_else_waiting() -> None:
    pacer = Pacer(Time())
    assert pacer.take(TelegramId(1), group=False) == 0
    assert pacer.take(TelegramId(1), group=False) == pytest.approx(1.05)
    assert pacer.take(TelegramId(2), group=False) == 0


def test_asking_too_early_takes_nothing() -> None:
    time = Time()
    pacer = Pacer(time, Limits(overall=1))
    pacer.take(TelegramId(1), group=False)
    for _ in range(50):
        pacer.take(TelegramId(2), group=False)
    time.now = 1.0
    assert pacer.take(TelegramId(2), group=False) == 0


def test_a_refusal_pauses_that_chat_only() -> None:
    time = Time()
    pacer = Pacer(time)
    pacer.refuse(TelegramId(-1), timedelta(seconds=35))
    assert pacer.take(TelegramId(-1), group=True) == 35
    assert pacer.take(TelegramId(2), group=False) == 0
    assert not pacer.halted
    time.now = 35
    assert pacer.take(TelegramId(-1), group=True) == 0


def test_the_same_chat_refused_twice_is_still_that_chat_only() -> None:
    pacer = Pacer(Time())
    pacer.refuse(TelegramId(-1), timedelta(seconds=35))
    pacer.refuse(TelegramId(-1), timedelta(seconds=10))
    assert not pacer.halted
    assert pacer.take(TelegramId(-1), group=True) == 35


def test_a_second_chat_refused_within_the_pause_stops_all() -> None:
    time = Time()
    pacer = Pacer(time)
    pacer.refuse(TelegramId(1), timedelta(seconds=5))
    time.now = 4
    pacer.refuse(TelegramId(2), timedelta(seconds=30))
    assert pacer.halted
    assert pacer.take(TelegramId(3), group=False) == 30
    time.now = 34
    assert not pacer.halted


def test_refusals_after_each_other_are_two_separate_matters() -> None:
    time = Time()
    pacer = Pacer(time)
    pacer.refuse(TelegramId(1), timedelta(seconds=5))
    time.now = 5
    pacer.refuse(TelegramId(2), timedelta(seconds=30))
    assert not pacer.halted


def test_chats_of_long_ago_are_forgotten() -> None:
    time = Time()
    pacer = Pacer(time, Limits(overall=1_000_000))
    for chat in range(3000):
        time.now += 1
        pacer.take(TelegramId(-chat), group=True)
    remembered = vars(pacer)
    assert len(remembered["_chats"]) < 100
    assert len(remembered["_groups"]) < 100
