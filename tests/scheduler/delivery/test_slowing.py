from __future__ import annotations

from datetime import timedelta

from scheduler.delivery.outcomes import OwnFault
from scheduler.delivery.pacing import Pacer
from scheduler.delivery.ports import (
    Ambiguous,
    DeliveryFailure,
    NotSent,
    Receipt,
    Undeliverable,
    UndeliverableReason,
)
from scheduler.delivery.slowing import Brake
from scheduler.roster.model import TelegramId

ANN, BOB = TelegramId(1), TelegramId(2)


class Road:
    """A brake with a clock that stands still until told."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pacer = Pacer(lambda: self.now)
        self.brake = Brake(self.pacer)

    def fails(self, failure: DeliveryFailure, chat: TelegramId = ANN) -> timedelta | None:
        weighed = self.brake.weigh(chat, failure)
        return weighed.retry_after if isinstance(weighed, NotSent) else None

    def halt(self) -> float:
        return self.pacer.take(TelegramId(99), group=False)


def test_one_failure_stops_nothing() -> None:
    road = Road()
    road.fails(Ambiguous())
    assert not road.brake.probing
    assert road.halt() == 0


def test_failures_in_a_row_stop_everything_for_longer_and_longer() -> None:
    road = Road()
    halts = []
    for _ in range(8):
        road.fails(NotSent("refused"))
        halts.append(road.halt())
        road.now += 100
    assert halts == [0, 1, 2, 4, 8, 16, 30, 30]
    assert road.brake.probing


def test_one_success_ends_the_trouble(receipt: Receipt) -> None:
    road = Road()
    road.fails(NotSent())
    road.fails(NotSent())
    road.brake.weigh(ANN, receipt)
    assert not road.brake.probing


def test_an_answer_of_the_messenger_ends_the_trouble_too() -> None:
    road = Road()
    road.fails(NotSent())
    road.fails(NotSent())
    road.fails(Undeliverable(UndeliverableReason.BLOCKED))
    assert not road.brake.probing


def test_a_pause_that_was_asked_for_is_kept_for_that_chat() -> None:
    road = Road()
    assert road.fails(NotSent(retry_after=timedelta(seconds=35), chat_only=True)) == timedelta(
        seconds=35
    )
    assert road.pacer.take(ANN, group=False) == 35
    assert road.halt() == 0


def test_floods_without_a_time_wait_five_seconds_and_double() -> None:
    road = Road()
    assert road.fails(NotSent(chat_only=True), ANN) == timedelta(seconds=5)
    assert road.fails(NotSent(chat_only=True), BOB) == timedelta(seconds=10)
    assert road.halt() == 10


def test_our_own_faults_say_nothing_about_the_messenger() -> None:
    road = Road()
    for _ in range(5):
        road.fails(OwnFault("no words", retry_after=timedelta(minutes=10)))
    assert not road.brake.probing
    assert road.halt() == 0
