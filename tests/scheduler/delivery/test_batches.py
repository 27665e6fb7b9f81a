from __future__ import annotations

import asyncio
from bisect import bisect_left
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert

from bot.conversation.addresses import telegram
from scheduler.delivery.pacing import Limits
from scheduler.delivery.ports import Ambiguous, NotSent, Undeliverable
from scheduler.delivery.selection import REMINDERS_PER_MESSAGE
from scheduler.delivery.sender import SendingStep
from scheduler.planning.notices import Parcel, UndeliverableReason
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.roster import AssignmentRow, PersonRow
from tests.patience import PATIENCE_SECONDS

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def people(office: Any, number: int) -> list[int]:
    """A reminder for each of so many persons, chats 1000 and up."""
    occurrence = await office.make_occurrence()
    return [
        await office.remind(await office.make_person(telegram_id=1000 + n), occurrence=occurrence)
        for n in range(number)
    ]


async def test_of_a_batch_each_message_ends_as_its_own_try_did(office: Any) -> None:
    notices = await people(office, 4)
    office.postbox.plan = [
        None,
        Ambiguous("silence"),
        Undeliverable(UndeliverableReason.BLOCKED),
        NotSent("refused"),
    ]
    await office.dispatcher.run_once()
    by_chat = {int(parcel.address.id): n for n, parcel in enumerate(office.postbox.tried[:4])}
    states = await office.states(*notices)
    expected = [("sent", None), ("due", None), ("undeliverable", "blocked"), ("due", None)]
    assert states == [expected[by_chat[1000 + n]] for n in range(4)]
    attempts = await office.attempts()
    assert sorted(attempt.outcome for attempt in attempts) == [
        "ambiguous",
        "not-sent",
        "sent",
        "undeliverable",
    ]


async def test_a_flood_refusal_within_a_batch_delays_that_chat_only(office: Any) -> None:
    notices = await people(office, 8)
    office.postbox.plan = [None, NotSent("429", retry_after=timedelta(seconds=35), chat_only=True)]
    await office.dispatcher.run_once()
    assert sorted(state for state, _ in await office.states(*notices)) == ["due"] + ["sent"] * 7
    office.let_pass(seconds=36)
    await office.dispatcher.run_once()
    assert set(await office.states(*notices)) == {("sent", None)}


async def test_a_kill_in_the_middle_of_a_batch_leaves_only_that_batch_in_doubt(
    office: Any,
) -> None:
    notices = await people(office, 12)

    calls = count(1)

    async def be_killed(_: Parcel) -> None:
        if next(calls) == 6:
            office.dispatcher._sender.go_on = never
            raise asyncio.CancelledError

    async def never(*_: Any, **__: Any) -> SendingStep:
        return SendingStep()

    office.postbox.meanwhile = be_killed
    with pytest.raises(asyncio.CancelledError):
        await office.dispatcher.run_once()
    office.postbox.meanwhile = None
    states = [state for state, _ in await office.states(*notices)]
    assert 1 <= states.count("sending") <= 4
    assert set(states) == {"sent", "sending", "due"}
    await office.restart()
    for _ in range(4):
        office.let_pass(seconds=61)
        await office.dispatcher.run_once()
    assert set(await office.states(*notices)) == {("sent", None)}
    doubled = [parcel for parcel in office.postbox.tried if parcel.copy > 1]
    assert len(doubled) == states.count("sending")


async def test_a_message_that_takes_longer_than_the_others_goes_on_record(office: Any) -> None:
    notices = await people(office, 12)
    calls = count(1)

    async def dawdle(_: Parcel) -> None:
        for _ in range(40 if next(calls) % 4 == 1 else 1):
            await asyncio.sleep(0)

    office.postbox.meanwhile = dawdle
    assert await office.dispatcher.run_once() == 12
    assert set(await office.states(*notices)) == {("sent", None)}
    assert {attempt.outcome for attempt in await office.attempts()} == {"sent"}


async def test_a_lease_lost_before_the_batch_is_begun_sends_nothing(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = await people(office, 4)
    go_on = office.dispatcher._sender.go_on

    async def others_take_over(ended: Any, **more: Any) -> Any:
        await office.expire_lease()
        assert await office.make_dispatcher().keep_lease()
        return await go_on(ended, **more)

    monkeypatch.setattr(office.dispatcher._sender, "go_on", others_take_over)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await office.dispatcher.run_once()
    assert not office.postbox.tried
    await office.restart()
    office.let_pass(seconds=2)
    await office.dispatcher.run_once()
    assert set(await office.states(*notices)) == {("sent", None)}
    assert len(office.postbox.tried) == 4


@on_sqlite
async def test_chats_that_must_wait_keep_nobody_else_waiting(office: Any) -> None:
    groups = [await office.make_group(telegram_id=-n) for n in range(1, 4)]
    for group in groups:
        for _ in range(40):
            await office.remind(group=group, occurrence=await office.make_occurrence())
    await people(office, 60)
    sent_at: dict[int, list[float]] = {}

    async def note(parcel: Parcel) -> None:
        sent_at.setdefault(int(parcel.address.id), []).append(office.stopwatch.now)

    office.postbox.meanwhile = note
    began = office.stopwatch.now
    await office.dispatcher.run_once()
    private = [at for chat, times in sent_at.items() if chat > 0 for at in times]
    assert len(private) == 60
    assert max(private) - began <= 60 / 29 + 1


@on_sqlite
@pytest.mark.parametrize("burst", [300, pytest.param(10_000, marks=pytest.mark.faults)])
async def test_a_burst_takes_as_long_as_the_limit_says(office: Any, burst: int) -> None:
    await fill(office, burst)
    arrivals: list[float] = []

    async def note(_: Parcel) -> None:
        arrivals.append(office.stopwatch.now)
        await office.dispatcher.keep_lease()

    office.postbox.meanwhile = note
    began = office.stopwatch.now
    while len(arrivals) < burst:
        await office.dispatcher.run_once()
    assert burst / (office.stopwatch.now - began) >= 0.97 * 30
    assert len({int(parcel.address.id) for parcel in office.postbox.arrived}) == burst
    most = max(bisect_left(arrivals, at + 1) - n for n, at in enumerate(arrivals))
    assert most <= 30


async def fill(office: Any, persons: int) -> None:
    now = office.clock.now()
    occurrence = await office.make_occurrence()
    ids = range(5000, 5000 + persons)
    async with office.database.write() as session:
        await session.execute(
            insert(PersonRow),
            [
                {
                    "id": n,
                    "address": telegram(n),
                    "name": "安",
                    "locale": "zh-Hans",
                    "created_at": now,
                }
                for n in ids
            ],
        )
        await session.execute(
            insert(AssignmentRow),
            [
                {
                    "organisation_id": office.organisation,
                    "person_id": n,
                    "post": "secretary",
                    "start_on": now.date() - timedelta(days=300),
                    "created_at": now,
                }
                for n in ids
            ],
        )
        await session.execute(
            insert(NoticeRow),
            [
                {
                    "key": f"burst/{n}",
                    "kind": "reminder",
                    "stage": "before-30",
                    "person_id": n,
                    "occurrence_id": occurrence,
                    "nominal_on": now.date(),
                    "send_at": now,
                    "expires_at": now + timedelta(days=7),
                    "state": "due",
                    "created_at": now,
                }
                for n in ids
            ],
        )


@on_sqlite
async def test_once_a_chat_has_been_lost_its_other_messages_are_not_tried(
    office: Any,
) -> None:
    # A full message and one of one.
    notices = [await office.remind() for _ in range(REMINDERS_PER_MESSAGE + 1)]
    office.postbox.plan = [Undeliverable(UndeliverableReason.BLOCKED, "blocked")]
    office.dispatcher = office.make_dispatcher(limits=Limits(chat_window=0.0))
    await office.dispatcher.run_once()
    assert len(office.postbox.tried) == 1
    states = await office.states(*notices)
    assert {state for state, _ in states} == {"undeliverable"}
