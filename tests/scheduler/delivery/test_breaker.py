"""Many permanent failures at once are not to be believed: sending holds, and nothing has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scheduler.delivery.breaker import BELIEVED_FOR, FEWEST
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.delivery.ports import Undeliverable, UndeliverableReason
from scheduler.delivery.requeue import Requeue, Requeued
from scheduler.store.tables.roster import PersonRow

NOT_FOUND = UndeliverableReason.NOT_FOUND


async def people(office: Any, number: int, *, first: int = 1000) -> tuple[list[int], list[int]]:
    """Persons, and a notice for each of them."""
    persons = [await office.make_person(telegram_id=first + n) for n in range(number)]
    return persons, [await office.remind(person) for person in persons]


async def lost(office: Any, persons: list[int]) -> list[bool]:
    async with office.database.read() as session:
        rows = [await session.get_one(PersonRow, person) for person in persons]
    return [row.unreachable_since is not None for row in rows]


@pytest.fixture
def holds(office: Any) -> Holds:
    return Holds(office.database, office.clock)


async def test_where_nobody_is_found_sending_holds_and_nothing_has_ended(
    office: Any, holds: Holds
) -> None:
    persons, notices = await people(office, 20)
    office.postbox.plan = [Undeliverable(NOT_FOUND, "chat not found")] * 20

    await office.dispatcher.run_once()

    assert FEWEST <= len(office.postbox.tried) < FEWEST + 4
    assert {state for state, _ in await office.states(*notices)} == {"due"}
    assert await lost(office, persons) == [False] * 20
    assert [each.cause for each in await holds.current()] == [HoldCause.REFUSALS]
    assert await office.dispatcher.run_once() == 0


async def test_once_the_fault_is_mended_and_sending_resumed_all_of_it_goes_out(
    office: Any, holds: Holds
) -> None:
    persons, notices = await people(office, 20)
    office.postbox.plan = [Undeliverable(NOT_FOUND)] * 20
    await office.dispatcher.run_once()
    office.postbox.plan = []
    await holds.resume(by="ops")
    office.let_pass(minutes=2)

    await office.dispatcher.run_once()

    assert {state for state, _ in await office.states(*notices)} == {"sent"}
    assert await lost(office, persons) == [False] * 20


async def test_failures_that_operators_have_looked_at_are_believed_for_a_while(
    office: Any, holds: Holds
) -> None:
    persons, notices = await people(office, 12)
    office.postbox.plan = [Undeliverable(NOT_FOUND)] * 40
    await office.dispatcher.run_once()
    await holds.resume(by="ops")
    office.let_pass(minutes=2)

    await office.dispatcher.run_once()

    assert await office.states(*notices) == [("undeliverable", "not-found")] * 12
    assert await lost(office, persons) == [True] * 12
    assert await holds.current() == []
    office.let_pass(seconds=BELIEVED_FOR.total_seconds())
    _, later = await people(office, 8, first=2000)
    await office.dispatcher.run_once()
    assert {state for state, _ in await office.states(*later)} == {"due"}


@pytest.mark.parametrize("gone", [1, FEWEST - 1])
async def test_a_few_who_are_gone_are_believed(office: Any, holds: Holds, gone: int) -> None:
    _, notices = await people(office, 20)
    office.postbox.plan = [Undeliverable(UndeliverableReason.BLOCKED)] * gone

    await office.dispatcher.run_once()

    states = [state for state, _ in await office.states(*notices)]
    assert (states.count("undeliverable"), states.count("sent")) == (gone, 20 - gone)
    assert await holds.current() == []


async def test_one_chat_that_fails_often_counts_once(office: Any, holds: Holds) -> None:
    refused = UndeliverableReason.REFUSED
    office.postbox.plan = [Undeliverable(refused, "too long")] * (FEWEST + 2)
    for _ in range(FEWEST + 2):
        await office.remind()
        office.let_pass(seconds=2)
        await office.dispatcher.run_once()
    assert await holds.current() == []


async def test_what_ended_wrongly_is_put_back_by_reason_and_time(office: Any) -> None:
    persons, notices = await people(office, 3)
    office.postbox.plan = [
        Undeliverable(NOT_FOUND),
        Undeliverable(UndeliverableReason.BLOCKED),
        Undeliverable(NOT_FOUND),
    ]
    before = office.clock.now() - timedelta(minutes=1)
    await office.dispatcher.run_once()
    requeue = Requeue(office.database, office.clock)

    late = await requeue.put_back(since=office.clock.now() + timedelta(minutes=1), by="ops")
    done = await requeue.put_back(since=before, reasons=[NOT_FOUND], by="ops")

    assert late == Requeued(notices=0, persons=0, groups=0)
    assert done == Requeued(notices=2, persons=2, groups=0)
    assert [state for state, _ in await office.states(*notices)] == [
        "due",
        "undeliverable",
        "due",
    ]
    assert await lost(office, persons) == [False, True, False]


async def test_what_is_out_of_date_is_not_put_back(office: Any) -> None:
    _, (notice,) = await people(office, 1)
    office.postbox.plan = [Undeliverable(NOT_FOUND)]
    before = office.clock.now() - timedelta(minutes=1)
    await office.dispatcher.run_once()
    office.let_pass(days=8)

    await Requeue(office.database, office.clock).put_back(since=before)

    assert await office.states(notice) == [("undeliverable", "not-found")]


async def test_groups_that_silence_the_bot_stop_nobody_elses_reminders(
    office: Any, holds: Holds
) -> None:
    """Whoever runs a few groups could hold the sending for all: the bot was found in each of them."""
    groups = [await office.make_group(telegram_id=-600 - n) for n in range(FEWEST + 3)]
    notices = [await office.remind(group=group) for group in groups]
    office.postbox.plan = [Undeliverable(UndeliverableReason.SILENCED)] * len(groups)
    await office.dispatcher.run_once()

    assert await holds.current() == []
    assert await office.states(*notices) == [("undeliverable", "silenced")] * len(groups)
    _, others = await people(office, 2)
    await office.dispatcher.run_once()
    assert {state for state, _ in await office.states(*others)} == {"sent"}
