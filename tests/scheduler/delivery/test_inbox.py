from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from scheduler.clock import ManualClock
from scheduler.db.engine import Database
from scheduler.db.tables import InboxRow
from scheduler.inbox import TRIES, Inbox, chat_of


@pytest.fixture
def inbox(database: Database, clock: ManualClock) -> Inbox:
    return Inbox(database, clock)


def message(update_id: int, *, chat: int = 7, text: str = "hi") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat}, "text": text}}


async def row(database: Database, update_id: int) -> InboxRow:
    async with database.read() as session:
        return await session.get_one(InboxRow, update_id)


async def ids(inbox: Inbox) -> list[int]:
    return [update.update_id for update in await inbox.pending(100)]


async def test_what_is_stored_comes_back_as_it_was(inbox: Inbox) -> None:
    raw = message(5, text="完成 \U0001f600 \x00 \ud83d <b>")
    await inbox.store([raw])
    (update,) = await inbox.pending(10)
    assert (update.payload, update.chat_id, update.tries) == (raw, 7, 0)


async def test_an_update_is_new_only_once(inbox: Inbox) -> None:
    assert len(await inbox.store([message(5), message(5), message(6)])) == 2
    assert [new.update_id for new in await inbox.store([message(6), message(7)])] == [7]
    await inbox.handled(5)
    assert await inbox.store([message(5)]) == []
    assert await ids(inbox) == [6, 7]


async def test_the_same_update_a_hundred_times_at_once_is_one(inbox: Inbox) -> None:
    stored = await asyncio.gather(*(inbox.store([message(5)]) for _ in range(100)))
    assert sum(map(len, stored)) == 1


async def test_order_is_that_of_arrival_even_when_ids_begin_again(
    inbox: Inbox, clock: ManualClock
) -> None:
    await inbox.store([message(900_000_001), message(900_000_002)])
    clock.advance(timedelta(seconds=1))
    await inbox.store([message(17)])
    assert await ids(inbox) == [900_000_001, 900_000_002, 17]


async def test_what_has_no_usable_id_does_not_stop_the_rest(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    odd: list[Any] = [{}, {"update_id": "x"}, {"update_id": 2**63}, {"update_id": -1}, None, 7]
    assert len(await inbox.store([*odd, message(5)])) == 1
    assert "without a usable id" in caplog.text


async def test_three_failures_set_an_update_aside(inbox: Inbox, database: Database) -> None:
    await inbox.store([message(5)])
    assert [await inbox.failed(5, "bad" * 1000) for _ in range(TRIES)] == [True, True, False]
    assert await ids(inbox) == []
    dead = await row(database, 5)
    assert (dead.state, dead.tries) == ("dead", 3)


async def test_an_update_that_ends_the_program_three_times_is_set_aside(
    inbox: Inbox, database: Database
) -> None:
    await inbox.store([message(5)])
    for _ in range(TRIES):
        (update,) = await inbox.pending(10)
        assert await inbox.begin(update)
    (update,) = await inbox.pending(10)
    assert not await inbox.begin(update)
    assert (await row(database, 5)).state == "dead"


async def test_old_updates_are_forgotten_once_they_cannot_come_again(
    inbox: Inbox, database: Database, clock: ManualClock
) -> None:
    await inbox.store([message(1), message(2), message(3)])
    await inbox.handled(1)
    for _ in range(TRIES):
        await inbox.failed(2, "bad")
    clock.advance(timedelta(days=2))
    assert await inbox.prune() == 0
    clock.advance(timedelta(seconds=1))
    assert await inbox.prune() == 1
    clock.advance(timedelta(days=28))
    assert await inbox.prune() == 1
    assert await ids(inbox) == [3]


@pytest.mark.parametrize(
    ("raw", "chat"),
    [
        (message(1, chat=-100), -100),
        ({"update_id": 1, "edited_message": {"chat": {"id": 3}, "from": {"id": 9}}}, 3),
        (
            {"update_id": 1, "callback_query": {"message": {"chat": {"id": 3}}, "from": {"id": 9}}},
            3,
        ),
        ({"update_id": 1, "callback_query": {"inline_message_id": "x", "from": {"id": 9}}}, 9),
        ({"update_id": 1, "inline_query": {"from": {"id": 9}}}, 9),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 3}, "from": {"id": 9}}}, 3),
        ({"update_id": 1, "poll_answer": {"user": {"id": 9}}}, 9),
        ({"update_id": 1, "poll_answer": {"voter_chat": {"id": 4}}}, 4),
        ({"update_id": 1, "poll": {"id": "5"}}, None),
        ({"update_id": 1, "message": {"chat": {"id": 2**70}}}, None),
        ({"update_id": 1, "message": "?"}, None),
    ],
    ids=lambda value: (
        next((key for key in value if key != "update_id"), "")
        if isinstance(value, dict)
        else str(value)
    ),
)
def test_updates_are_put_in_order_by_chat_or_else_by_person(
    raw: dict[str, Any], chat: int | None
) -> None:
    assert chat_of(raw) == chat
