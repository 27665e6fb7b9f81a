from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from scheduler.address import Address
from scheduler.delivery.channels import Channel
from scheduler.delivery.outcomes import OwnFault, Released
from scheduler.delivery.pacing import Pacer
from scheduler.delivery.ports import (
    Ambiguous,
    DeliveryFailure,
    NotSent,
    Receipt,
    SendingForbidden,
    Undeliverable,
)
from scheduler.planning.notices import UndeliverableReason
from tests.scheduler.delivery.conftest import Postbox, telegram

ANN, BOB, SOMEBODY = telegram(1), telegram(2), telegram(99)


class Road:
    """A channel with a clock that goes on only between the attempts."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pacer = Pacer(lambda: self.now)
        self.channel = Channel("telegram", Postbox(), pacer=self.pacer, monotonic=lambda: self.now)

    def ends(self, outcome: Receipt | DeliveryFailure, chat: Address = ANN) -> timedelta | None:
        """What an attempt teaches; the wait that comes back with a failure."""
        self.now += 100
        assert self.pacer.take(chat, group=False) == 0
        ended = self.channel.ended(chat, outcome, took=0.0)
        return ended.retry_after if isinstance(ended, NotSent) else None

    def halt(self) -> float:
        return self.pacer.take(SOMEBODY, group=False)

    def probing(self) -> bool:
        """Whether a pass may make one attempt only."""
        self.channel.begin_pass()
        self.now += 100
        assert self.channel.take(SOMEBODY, group=False) == 0
        self.now += 100
        return math.isinf(self.channel.wait())


def test_one_failure_stops_nothing() -> None:
    road = Road()
    road.ends(Ambiguous())
    assert road.channel.wait() == 0
    assert not road.probing()


def test_failures_in_a_row_stop_everything_for_longer_and_longer() -> None:
    road = Road()
    halts = []
    for _ in range(8):
        road.ends(NotSent("refused"))
        halts.append(road.halt())
        if halts[-1] == 0:
            road.pacer.unused(SOMEBODY)
    assert halts == [0, 1, 2, 4, 8, 16, 30, 30]
    assert road.probing()


def test_one_success_ends_the_trouble(receipt: Receipt) -> None:
    road = Road()
    road.ends(NotSent())
    road.ends(NotSent())
    road.ends(receipt)
    assert not road.probing()


def test_an_answer_of_the_messenger_ends_the_trouble_too() -> None:
    road = Road()
    road.ends(NotSent())
    road.ends(NotSent())
    road.ends(Undeliverable(UndeliverableReason.BLOCKED))
    assert not road.probing()


def test_a_pause_that_was_asked_for_is_kept_for_that_chat() -> None:
    road = Road()
    asked = timedelta(seconds=35)
    assert road.ends(NotSent(retry_after=asked, chat_only=True)) == asked
    assert road.channel.take(ANN, group=False) == 35
    assert road.halt() == 0


def test_floods_without_a_time_wait_five_seconds_and_double() -> None:
    road = Road()
    assert road.ends(NotSent(chat_only=True), ANN) == timedelta(seconds=5)
    road.now -= 100  # the second comes while the first still pauses
    assert road.ends(NotSent(chat_only=True), BOB) == timedelta(seconds=10)
    assert road.halt() == 10


def test_our_own_faults_say_nothing_about_the_messenger() -> None:
    road = Road()
    for _ in range(5):
        road.ends(OwnFault("no words", retry_after=timedelta(minutes=10)))
    assert road.channel.wait() == 0
    assert not road.probing()


def test_an_attempt_that_was_not_begun_gives_its_place_back() -> None:
    road = Road()
    road.ends(NotSent())
    road.ends(NotSent())
    road.now += 100
    road.channel.begin_pass()
    assert road.channel.take(ANN, group=False) == 0
    assert math.isinf(road.channel.wait())
    road.channel.ended(ANN, Released(), took=0.0)
    road.now += 1
    assert road.channel.wait() == 0


def test_a_channel_that_shuts_the_bot_out_is_asked_again_after_growing_gaps() -> None:
    road = Road()
    for gap in (60, 120, 240, 480, 960, 1800, 1800):
        road.ends(SendingForbidden("401"))
        road.now += gap - 1
        road.channel.begin_pass()
        assert math.isinf(road.channel.take(BOB, group=False))
        assert road.channel.forbidden == "401"
        road.now += 2
        road.channel.begin_pass()
        assert road.channel.take(BOB, group=False) == 0
        assert math.isinf(road.channel.wait())  # one is enough to ask
        road.channel.unused(BOB)
    road.ends(Receipt("1", datetime.now(UTC)))
    road.channel.begin_pass()
    assert road.channel.forbidden is None
    assert not road.channel.shut
