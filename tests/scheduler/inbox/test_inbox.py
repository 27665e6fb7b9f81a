from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.conversation.addresses import telegram, telegram_id
from scheduler.address import Address
from scheduler.clock import ManualClock
from scheduler.inbox.inbox import LANE_LEASE_LIFE, MOST_ATTEMPTS, OF_EACH_CHAT, Inbox
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.store.engine import Database
from scheduler.store.tables.inbox import InboxRow
from scheduler.store.trouble import DatabaseLost
from tests.patience import PATIENCE_SECONDS


@pytest.fixture
def inbox(database: Database, clock: ManualClock) -> Inbox:
    return Inbox(database, clock)


def message(update_id: int, *, chat: int = 7, text: str = "hi") -> IncomingUpdate:
    payload = {"update_id": update_id, "message": {"chat": {"id": chat}, "text": text}}
    return IncomingUpdate(update_id, telegram(chat), payload)


async def row(database: Database, update_id: int) -> InboxRow:
    async with database.read() as session:
        return await session.get_one(InboxRow, update_id)


async def waiting(database: Database) -> list[int]:
    async with database.read() as session:
        rows = await session.scalars(select(InboxRow.update_id).where(InboxRow.state == "new"))
        return sorted(rows)


async def take(inbox: Inbox, *arrived: IncomingUpdate, **rest: Any) -> dict[int, list[int]]:
    """What an exchange puts in hand: chats, and the ids of their updates in order."""
    rest["finished"] = rest["leased"] = [telegram(chat) for chat in rest.get("finished", ())]
    exchanged = await inbox.exchange(arrived, room=10, **rest)
    return {
        telegram_id(each.chat): [update.update_id for update in each.updates]
        for each in exchanged.in_hand
    }


async def let_leases_lapse(database: Database, clock: ManualClock) -> None:
    """By the time that processes compare: the clock's on SQLite, the server's on PostgreSQL."""
    clock.advance(LANE_LEASE_LIFE)
    if database.dialect == "postgresql":
        async with database.write() as session:
            await session.execute(text("UPDATE lane_lease SET expires_at = clock_timestamp()"))


@pytest.fixture
def other(database: Database, clock: ManualClock) -> Inbox:
    """The same inbox as another process sees it."""
    return Inbox(database, clock)


async def test_what_is_stored_comes_back_as_it_was(inbox: Inbox) -> None:
    came = message(5, text="完成 \U0001f600 \x00 \ud83d <b>")
    (in_hand,) = (await inbox.exchange([came], room=1)).in_hand
    assert list(in_hand.updates) == [came]
    assert not in_hand.lapsed


async def test_an_update_is_new_only_once(inbox: Inbox, database: Database) -> None:
    await inbox.exchange([message(5), message(5), message(6)])
    await inbox.exchange([message(6), message(7)])
    await inbox.exchange(handled=[5])
    await inbox.exchange([message(5)])
    assert await waiting(database) == [6, 7]


async def test_the_same_update_a_hundred_times_at_once_is_handed_out_once(
    inbox: Inbox, other: Inbox
) -> None:
    taken = await asyncio.gather(
        *(take(each, message(5)) for _ in range(50) for each in (inbox, other))
    )
    assert [each for each in taken if each] == [{7: [5]}]


async def test_a_chat_is_in_one_process_s_hand_until_nothing_of_it_waits(
    inbox: Inbox, other: Inbox
) -> None:
    assert await take(inbox, message(5)) == {7: [5]}
    assert await take(other, message(6), message(9, chat=8)) == {8: [9]}
    assert await take(other, look=True) == {}
    assert await take(inbox, handled=[5], finished=[7]) == {7: [6]}
    assert await take(inbox, handled=[6], finished=[7]) == {}
    assert await take(other, message(8)) == {7: [8]}


async def test_updates_of_a_chat_come_by_id_whoever_stored_them_first(
    inbox: Inbox, other: Inbox
) -> None:
    await inbox.exchange([message(6)])
    await other.exchange([message(5)])
    assert await take(inbox, look=True) == {7: [5, 6]}


async def test_ids_that_begin_again_after_a_quiet_week_come_last(
    inbox: Inbox, clock: ManualClock
) -> None:
    await inbox.exchange([message(900_000_001), message(900_000_002)])
    clock.advance(timedelta(days=7))
    await inbox.exchange([message(17)])
    assert await take(inbox, look=True) == {7: [900_000_001, 900_000_002, 17]}


async def test_an_update_under_the_id_of_another_is_no_repeat(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    await take(inbox, message(5), message(6, chat=8))
    await inbox.exchange(handled=[5])
    other, twice = message(5, text="of another bot"), message(6, chat=8, text="anew")
    for _ in range(2):
        await inbox.exchange([message(5), message(6, chat=8), other, twice])
    assert inbox.waiting == 3
    handed_out = (
        await inbox.exchange(room=10, leased=[], look=True, finished=[telegram(7)])
    ).in_hand
    found = [update.payload["message"]["text"] for each in handed_out for update in each.updates]
    assert found == ["of another bot"]
    assert "ids that others had" in caplog.text


async def test_one_chat_s_backlog_keeps_nobody_else_waiting(inbox: Inbox) -> None:
    many = [message(n) for n in range(1, 100)]
    taken = await take(inbox, *many, message(100, chat=8))
    assert taken == {7: list(range(1, OF_EACH_CHAT + 1)), 8: [100]}
    following = await take(inbox, handled=taken[7], finished=[7])
    assert following[7][0] == OF_EACH_CHAT + 1


async def test_there_is_room_for_so_many_chats_and_the_rest_waits(inbox: Inbox) -> None:
    taken = await inbox.exchange([message(n, chat=n) for n in range(1, 6)], room=2)
    assert [each.chat for each in taken.in_hand] == [telegram(1), telegram(2)]
    assert inbox.backlog
    assert inbox.waiting == 5
    following = await take(inbox, handled=[1, 2], finished=[1, 2], look=True)
    assert sorted(following) == [3, 4, 5]
    assert not inbox.backlog


async def test_what_a_killed_process_had_in_hand_is_taken_over_as_suspect(
    inbox: Inbox, other: Inbox, database: Database, clock: ManualClock
) -> None:
    await take(inbox, message(5))
    await let_leases_lapse(database, clock)
    (in_hand,) = (await other.exchange(room=10, look=True)).in_hand
    assert (in_hand.chat, in_hand.lapsed) == (telegram(7), True)
    # Should the first one live after all, it learns that the chat is no longer its own.
    assert await inbox.renew([telegram(7)]) == frozenset()
    assert await take(inbox, finished=[7]) == {}
    assert await other.renew([telegram(7)]) == {telegram(7)}


async def test_leases_are_kept_by_renewing_them(
    inbox: Inbox, other: Inbox, database: Database, clock: ManualClock
) -> None:
    await take(inbox, message(5))
    await let_leases_lapse(database, clock)
    assert await inbox.renew([telegram(7)]) == {telegram(7)}
    assert await take(other, look=True) == {}


async def test_an_end_in_good_order_leaves_no_suspicion(inbox: Inbox, other: Inbox) -> None:
    await take(inbox, message(5), message(6))
    await inbox.leave(handled=[5])
    (in_hand,) = (await other.exchange(room=10, look=True)).in_hand
    assert ([each.update_id for each in in_hand.updates], in_hand.lapsed) == ([6], False)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_new_run_on_a_file_need_not_wait_for_the_leases_of_the_one_before(
    inbox: Inbox, other: Inbox
) -> None:
    await take(inbox, message(5))
    await other.open()
    assert await take(other, look=True) == {7: [5]}


async def test_two_processes_that_store_and_finish_at_once_leave_nothing_behind(
    database: Database, clock: ManualClock
) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    rng = random.Random(seed)
    raws = [message(n, chat=rng.randint(1, 5)) for n in range(1, 121)]
    handled: dict[Address, list[int]] = {}
    in_work: set[Address] = set()
    posts = iter(raws)

    async def process() -> None:
        inbox, done, finished = Inbox(database, clock), list[int](), set[Address]()
        while sum(map(len, handled.values())) < len(raws):
            arrived = [each for each in (next(posts, None), next(posts, None)) if each]
            exchanged = await inbox.exchange(
                arrived,
                handled=done,
                leased=finished,
                finished=finished,
                room=3,
                look=rng.random() < 0.3,
            )
            in_work.difference_update(exchanged.given_back)
            done, finished = [], finished - exchanged.given_back
            for each in exchanged.in_hand:
                assert (each.chat in in_work) is (each.chat in finished)
                in_work.add(each.chat)
                ids = [update.update_id for update in each.updates]
                done += ids
                handled.setdefault(each.chat, []).extend(ids)
                finished.add(each.chat)

    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.gather(process(), process(), process())
    assert sorted(n for ids in handled.values() for n in ids) == list(range(1, 121))


async def test_three_failures_set_an_update_aside(inbox: Inbox, database: Database) -> None:
    await inbox.exchange([message(5)])
    assert [await inbox.failed(5, "bad" * 1000) for _ in range(MOST_ATTEMPTS)] == [
        True,
        True,
        False,
    ]
    assert await waiting(database) == []
    dead = await row(database, 5)
    assert (dead.state, dead.attempts) == ("dead", 3)


async def test_an_update_that_ends_the_program_three_times_is_set_aside(
    inbox: Inbox, database: Database
) -> None:
    await inbox.exchange([message(5)])
    for _ in range(MOST_ATTEMPTS):
        assert await inbox.begin(5)
    assert not await inbox.begin(5)
    assert (await row(database, 5)).state == "dead"


async def test_old_updates_are_forgotten_once_they_cannot_come_again(
    inbox: Inbox, database: Database, clock: ManualClock
) -> None:
    await inbox.exchange([message(1), message(2), message(3)])
    await inbox.exchange(handled=[1])
    for _ in range(MOST_ATTEMPTS):
        await inbox.failed(2, "bad")
    clock.advance(timedelta(days=2))
    assert await inbox.prune() == 0
    clock.advance(timedelta(seconds=1))
    assert await inbox.prune() == 1
    clock.advance(timedelta(days=28))
    assert await inbox.prune() == 1
    assert await waiting(database) == [3]


async def test_nothing_is_taken_in_by_a_database_whose_file_is_gone(
    tmp_path: Path, clock: ManualClock
) -> None:
    file = tmp_path / "duty.db"
    database = Database.open(f"sqlite:///{file}")
    await database.migrate()
    inbox = Inbox(database, clock)
    await inbox.exchange([message(1)])
    file.rename(tmp_path / "elsewhere.db")

    with pytest.raises(DatabaseLost):
        await inbox.exchange([message(2)])
    await database.close()
