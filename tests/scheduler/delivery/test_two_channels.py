"""Two channels beside each other: one outbox, but limits, troubles and message ids of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.conversation.addresses import TELEGRAM
from scheduler.address import Address
from scheduler.delivery.channels import Channel
from scheduler.delivery.confirmations import Confirmations
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.delivery.ports import Ambiguous, NotSent, Receipt, SendingForbidden
from scheduler.planning.notices import Parcel
from tests.scheduler.delivery.conftest import Office, Postbox

PIGEONS = "pigeons"


class PigeonLoft(Postbox):
    """A courier whose receipts hold nothing: its messages have no ids."""

    async def deliver(self, parcel: Parcel) -> Receipt:
        await super().deliver(parcel)
        return Receipt()


class Roads:
    """The office's dispatcher with a second channel, and people on either."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.loft = PigeonLoft()
        self.serve()

    def serve(
        self, *, telegram_limits: Limits | None = None, pigeon_limits: Limits | None = None
    ) -> None:
        stopwatch = self.office.stopwatch
        self.telegram = Channel(
            TELEGRAM, self.office.postbox, pacer=Pacer(stopwatch, telegram_limits)
        )
        self.pigeons = Channel(PIGEONS, self.loft, pacer=Pacer(stopwatch, pigeon_limits))
        self.serve_only(self.telegram, self.pigeons)

    def serve_only(self, *channels: Channel) -> None:
        stopwatch = self.office.stopwatch
        self.dispatcher = Dispatcher(
            self.office.database,
            self.office.clock,
            channels,
            monotonic=stopwatch,
            sleep=stopwatch.sleep,
        )

    async def remind(self, channel: str, count: int) -> list[int]:
        """A reminder for each of ``count`` people who are reached by ``channel``."""
        occurrence = await self.office.make_occurrence()
        return [
            await self.office.remind(
                await self.office.make_person(address=Address(channel, str(1000 + number))),
                occurrence=occurrence,
            )
            for number in range(count)
        ]

    async def ends(self, notices: Sequence[int]) -> set[tuple[str, str | None]]:
        return set(await self.office.states(*notices))


@pytest.fixture
async def roads(office: Office) -> Roads:
    return Roads(office)


async def test_each_message_goes_by_the_channel_of_its_address(roads: Roads) -> None:
    notices = [*await roads.remind(TELEGRAM, 3), *await roads.remind(PIGEONS, 2)]
    assert await roads.dispatcher.run_once() == 5
    assert await roads.ends(notices) == {("sent", None)}
    assert {parcel.address.channel for parcel in roads.office.postbox.arrived} == {TELEGRAM}
    assert {parcel.address.channel for parcel in roads.loft.arrived} == {PIGEONS}
    assert (len(roads.office.postbox.arrived), len(roads.loft.arrived)) == (3, 2)


async def test_a_message_without_an_id_is_on_record_as_sent_and_no_other_has_its_id(
    roads: Roads,
) -> None:
    await roads.remind(TELEGRAM, 1)
    await roads.remind(PIGEONS, 1)
    await roads.dispatcher.run_once()
    kept = {each.address.channel: each.message_id for each in await roads.office.deliveries()}
    assert kept == {TELEGRAM: "101", PIGEONS: None}
    attempts = await roads.office.attempts()
    assert sorted((each.outcome, each.message_id or "") for each in attempts) == [
        ("sent", ""),
        ("sent", "101"),
    ]


async def test_the_same_id_on_another_channel_is_another_chat(roads: Roads) -> None:
    (notice,) = await roads.remind(PIGEONS, 1)
    roads.loft.plan = [Ambiguous("a hawk")]
    await roads.dispatcher.run_once()
    (reference,) = {parcel.reference for parcel in roads.loft.tried}
    confirmations = Confirmations(roads.office.database, roads.office.clock)
    await confirmations.seen(reference, Address(TELEGRAM, "1000"), "7")
    assert await roads.ends([notice]) == {("due", None)}
    await confirmations.seen(reference, Address(PIGEONS, "1000"), "7")
    assert await roads.ends([notice]) == {("sent", "seen")}


async def test_what_is_ambiguous_is_repeated_where_messages_have_no_ids(roads: Roads) -> None:
    (notice,) = await roads.remind(PIGEONS, 1)
    roads.loft.plan = [Ambiguous("a hawk")]
    await roads.dispatcher.run_once()
    roads.office.let_pass(seconds=61)
    await roads.dispatcher.run_once()
    assert [parcel.copy for parcel in roads.loft.tried] == [1, 2]
    assert await roads.ends([notice]) == {("sent", None)}


async def test_a_slow_channel_keeps_its_limit_and_keeps_nobody_else_waiting(roads: Roads) -> None:
    roads.serve(pigeon_limits=Limits(overall=1, overall_window=10.0))
    slow = await roads.remind(PIGEONS, 20)
    quick = await roads.remind(TELEGRAM, 5)
    began = roads.office.stopwatch.now
    sent_at: list[float] = []

    async def note(parcel: Parcel) -> None:
        sent_at.append(roads.office.stopwatch.now - began)

    roads.loft.meanwhile = note
    await roads.dispatcher.run_once()
    assert await roads.ends(quick) == {("sent", None)}
    assert roads.office.stopwatch.now - began < 2
    for _ in slow:
        await roads.office.stopwatch.sleep(10.1)
        await roads.dispatcher.run_once()
    assert await roads.ends(slow) == {("sent", None)}
    gaps = [later - earlier for earlier, later in pairwise(sent_at)]
    assert min(gaps) >= 10


async def test_a_channel_that_fails_is_slowed_down_alone(roads: Roads) -> None:
    down = await roads.remind(PIGEONS, 30)
    up = await roads.remind(TELEGRAM, 30)
    roads.loft.plan = [NotSent("fog") for _ in range(200)]
    await roads.dispatcher.run_once()
    assert await roads.ends(up) == {("sent", None)}
    assert await roads.ends(down) == {("due", None)}
    assert len(roads.loft.tried) < 10
    assert roads.telegram.wait() == 0
    roads.loft.plan = []
    for _ in range(10):
        roads.office.let_pass(minutes=1)
        await roads.dispatcher.run_once()
    assert await roads.ends(down) == {("sent", None)}


async def test_a_pause_of_one_chat_is_not_that_of_its_namesake(roads: Roads) -> None:
    notices = [*await roads.remind(PIGEONS, 1), *await roads.remind(TELEGRAM, 1)]
    roads.loft.plan = [NotSent("tired", retry_after=timedelta(seconds=35), chat_only=True)]
    await roads.dispatcher.run_once()
    assert await roads.office.states(*notices) == [("due", None), ("sent", None)]


@pytest.mark.parametrize("refusing", [TELEGRAM, PIGEONS])
async def test_a_channel_that_refuses_the_bot_shuts_itself_only(
    roads: Roads, refusing: str
) -> None:
    refused = await roads.remind(refusing, 20)
    couriers: dict[str, Any] = {TELEGRAM: roads.office.postbox, PIGEONS: roads.loft}
    other = PIGEONS if refusing == TELEGRAM else TELEGRAM
    others = await roads.remind(other, 20)
    couriers[refusing].plan = [SendingForbidden("401")] * 20
    shut = roads.telegram if refusing == TELEGRAM else roads.pigeons
    await roads.dispatcher.run_once()
    await roads.dispatcher.run_once()
    assert await roads.ends(others) == {("sent", None)}
    assert await roads.ends(refused) == {("due", None)}
    assert len(couriers[refusing].tried) <= 4
    assert shut.forbidden == "401"
    assert roads.dispatcher.forbidden is None


async def test_when_every_channel_refuses_the_bot_there_is_nothing_left_to_do(
    roads: Roads,
) -> None:
    await roads.remind(TELEGRAM, 1)
    await roads.remind(PIGEONS, 1)
    roads.office.postbox.plan = [SendingForbidden("401")]
    roads.loft.plan = [SendingForbidden("no loft")]
    await roads.dispatcher.run_once()
    assert roads.dispatcher.forbidden == "401; no loft"
    assert await roads.dispatcher.run_once() == 0


async def test_who_is_on_a_channel_that_nobody_serves_waits_and_holds_nobody_up(
    roads: Roads,
) -> None:
    stranded = await roads.remind(PIGEONS, 20)
    others = await roads.remind(TELEGRAM, 3)
    roads.serve_only(roads.telegram)
    await roads.dispatcher.run_once()
    assert await roads.ends(others) == {("sent", None)}
    assert await roads.ends(stranded) == {("due", None)}
    roads.serve()
    roads.office.let_pass(minutes=2)
    await roads.office.expire_lease()
    await roads.dispatcher.run_once()
    assert await roads.ends(stranded) == {("sent", None)}
