from __future__ import annotations

import asyncio
import errno
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.error import Forbidden, TimedOut
from telegram.ext import ApplicationBuilder, TypeHandler
from telegram.request import HTTPXRequest

from bot.conversation.addresses import telegram
from bot.receiving import lanes, receiver
from bot.receiving.lanes import CONCURRENT
from bot.receiving.polling import ALLOWED_UPDATES
from bot.receiving.receiver import InboxFull, Receiver
from scheduler.clock import ManualClock
from scheduler.errors import UnknownOccurrence
from scheduler.inbox.inbox import LANE_LEASE_LIFE, MOST_ATTEMPTS, MOST_WAITING, Inbox
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.planning.occurrences import OccurrenceId
from scheduler.store.engine import Database
from scheduler.store.tables.inbox import InboxRow
from tests.patience import PATIENCE_SECONDS, until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TOKEN = "123456789:" + "A" * 35
ME = {"id": 1, "is_bot": True, "first_name": "b", "username": "duty_bot"}


def message(update_id: int, *, chat: int = 7) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "a"}
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1795395600,
            "chat": {"id": chat, "type": "private"},
            "from": person,
            "text": "hi",
        },
    }


def stored(update_id: int, *, chat: int = 7) -> IncomingUpdate:
    """The same message as the inbox is given it."""
    return IncomingUpdate(update_id, telegram(chat), message(update_id, chat=chat))


UNREADABLE = {"update_id": 2, "message": {"message_id": "no date, no chat"}}


class Telegram:
    """Keeps updates until they are acknowledged, as the real Bot API does."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.troubles: list[httpx.Response | Exception] = []
        self.asked: list[dict[str, str]] = []
        self.at_acknowledgement: Callable[[int], Awaitable[None]] | None = None
        self.arrived = asyncio.Event()

    def send(self, *updates: dict[str, Any]) -> None:
        self.updates += updates
        self.arrived.set()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/getMe"):
            return httpx.Response(200, json={"ok": True, "result": ME})
        form = {key: value[0] for key, value in parse_qs(request.content.decode()).items()}
        self.asked.append(form)
        if self.troubles:
            trouble = self.troubles.pop(0)
            if isinstance(trouble, Exception):
                raise trouble
            return trouble
        offset = int(form.get("offset", 0))
        if self.at_acknowledgement is not None:
            await self.at_acknowledgement(offset)
        if "offset" in form:
            self.updates = [
                each for each in self.updates if each.get("update_id", offset) >= offset
            ]
        if not self.updates:
            self.arrived.clear()
            await self.arrived.wait()
        return httpx.Response(200, json={"ok": True, "result": self.updates[:100]})


class Desk:
    """A receiver with its application, whose only handler notes what it gets."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.database = database
        self.inbox = Inbox(database, clock)
        self.telegram = Telegram()
        self.handled: list[int] = []
        self.begun: list[int] = []
        self.gate: asyncio.Event | None = None
        self.errors: list[Exception] = []
        self.busy: list[int] = []
        self.pauses: list[float] = []
        request = HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(self.telegram)})
        other = HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(self.telegram)})
        self.application = (
            ApplicationBuilder()
            .token(TOKEN)
            .request(request)
            .get_updates_request(other)
            .updater(None)
            .job_queue(None)
            .build()
        )
        self.application.add_handler(TypeHandler(Update, self._handle))
        self.application.add_error_handler(self._forgive)
        self.receiver = self._new_receiver()

    def _new_receiver(self) -> Receiver:
        return Receiver(self.application, self.inbox, sleep=self._pause, busy=self._say_busy)

    async def _say_busy(self, updates: Any) -> None:
        self.busy += [raw["update_id"] for raw in updates]

    async def restart(self) -> None:
        """A new run after the first one has stopped."""
        self.receiver = self._new_receiver()
        await self.receiver.start(polling=False)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def _handle(self, update: Update, _: Any) -> None:
        self.begun.append(update.update_id)
        if self.gate is not None:
            await self.gate.wait()
        if self.errors:
            raise self.errors.pop(0)
        self.handled.append(update.update_id)

    async def _forgive(self, _: object, __: Any) -> None:
        pass

    async def at_rest(self) -> None:
        """Wait until no chat is being handled."""
        async with asyncio.timeout(60):
            while any(task.get_name().startswith("chat ") for task in asyncio.all_tasks()):  # noqa: ASYNC110
                await asyncio.sleep(0)
        await asyncio.sleep(0)  # for what follows the end of a lane

    async def until(self, condition: Callable[[], bool]) -> None:
        async def holds() -> bool:
            return condition()

        await until(holds)

    async def until_marked(self, *ids: int) -> None:
        async with asyncio.timeout(60):
            while await self.ids("handled") != [*ids]:  # noqa: ASYNC110 - the database says so
                await asyncio.sleep(0.01)

    async def pending(self) -> list[int]:
        return await self.ids("new")

    async def ids(self, state: str) -> list[int]:
        async with self.database.read() as session:
            rows = await session.scalars(select(InboxRow.update_id).where(InboxRow.state == state))
            return sorted(rows)


@pytest.fixture
async def desk(database: Database, clock: ManualClock) -> AsyncIterator[Desk]:
    desk = Desk(database, clock)
    await desk.application.initialize()
    yield desk
    if desk.gate is not None:
        desk.gate.set()
    await desk.receiver.stop()
    await desk.application.shutdown()


async def test_updates_are_handled_and_ticked_off(desk: Desk) -> None:
    await desk.receiver.start()
    desk.telegram.send(message(1), message(2), message(3))
    await desk.until(lambda: desk.handled == [1, 2, 3])
    await desk.receiver.stop()
    assert await desk.pending() == []


async def test_the_kinds_of_updates_are_named_each_time(desk: Desk) -> None:
    desk.telegram.send(message(1))
    await desk.receiver.start()
    await desk.until(lambda: len(desk.telegram.asked) == 2)
    for form in desk.telegram.asked:
        assert json.loads(form["allowed_updates"]) == list(ALLOWED_UPDATES)
        assert 10 <= int(form["timeout"]) <= 50


async def test_nothing_is_acknowledged_before_it_is_stored(desk: Desk) -> None:
    stored_at_acknowledgement: list[bool] = []

    async def look(offset: int) -> None:
        if offset:
            known = await desk.pending()
            stored_at_acknowledgement.append(set(range(1, offset)) <= {*known, *desk.handled})

    desk.gate = asyncio.Event()
    desk.telegram.at_acknowledgement = look
    desk.telegram.send(*(message(n) for n in range(1, 51)))
    await desk.receiver.start()
    await desk.until(lambda: bool(stored_at_acknowledgement))
    assert all(stored_at_acknowledgement)


async def test_what_cannot_be_stored_is_not_acknowledged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, failures = desk.inbox.exchange, [OSError("disk is full")] * 2

    async def fail_twice(arrived: Any = (), **rest: Any) -> Any:
        if arrived and failures:
            raise failures.pop()
        return await exchange(arrived, **rest)

    monkeypatch.setattr(desk.inbox, "exchange", fail_twice)
    desk.telegram.send(message(1))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1])
    assert [form.get("offset") for form in desk.telegram.asked[:3]] == [None] * 3


async def test_one_chat_is_handled_in_order(desk: Desk) -> None:
    desk.telegram.send(*(message(n, chat=n % 3) for n in range(1, 60)))
    await desk.receiver.start()
    await desk.until(lambda: len(desk.handled) == 59)
    for chat in range(3):
        own = [n for n in desk.handled if n % 3 == chat]
        assert own == sorted(own)


async def test_chats_are_handled_side_by_side_but_not_too_many(desk: Desk) -> None:
    desk.gate = asyncio.Event()
    desk.telegram.send(*(message(n, chat=n // 2) for n in range(2, 42)))
    await desk.receiver.start()
    await desk.until(lambda: len(desk.begun) == CONCURRENT)
    await asyncio.sleep(0.01)
    assert desk.begun == [2, 4, 6, 8, 10, 12, 14, 16]
    desk.gate.set()
    await desk.until(lambda: len(desk.handled) == 40)


async def test_the_same_update_twice_is_handled_once(desk: Desk) -> None:
    await desk.receiver.start(polling=False)
    await asyncio.gather(*(desk.receiver.accept(message(1)) for _ in range(20)))
    await desk.until(lambda: bool(desk.handled))
    await desk.receiver.accept(message(1))
    await desk.receiver.accept(message(2))
    await desk.until(lambda: 2 in desk.handled)
    assert desk.handled == [1, 2]


async def test_what_cannot_be_read_is_set_aside_and_stops_nothing(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.send(message(1), UNREADABLE, message(3))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1, 3])
    await desk.receiver.stop()
    assert await desk.pending() == []
    assert "set aside" in caplog.text
    assert len(desk.telegram.asked) == 2


async def test_updates_without_ids_make_no_hot_loop(desk: Desk) -> None:
    desk.telegram.send({"message": {}})
    await desk.receiver.start()
    await desk.until(lambda: len(desk.pauses) >= 3)
    assert desk.pauses[2] > desk.pauses[0]


async def test_a_negative_id_never_becomes_an_offset(desk: Desk) -> None:
    desk.telegram.send({**message(1), "update_id": -7})  # an offset of -6 would drop all but six
    await desk.receiver.start()
    await desk.until(lambda: len(desk.pauses) >= 3)
    assert {form.get("offset") for form in desk.telegram.asked} == {None}


async def test_what_has_no_usable_id_does_not_stop_the_rest(desk: Desk) -> None:
    desk.telegram.send({"message": {}}, {**message(1), "update_id": -1}, message(5))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [5])


async def test_an_error_that_passes_does_no_harm(desk: Desk) -> None:
    desk.errors = [RuntimeError("a bug")] * (MOST_ATTEMPTS - 1)
    desk.telegram.send(message(1), message(2))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1, 2])
    assert desk.begun == [1] * MOST_ATTEMPTS + [2]


async def test_an_update_that_fails_three_times_is_set_aside_and_stops_nothing(desk: Desk) -> None:
    desk.errors = [RuntimeError("a bug")] * MOST_ATTEMPTS
    desk.telegram.send(message(1), message(2))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [2])
    await desk.receiver.stop()
    assert desk.begun == [1] * MOST_ATTEMPTS + [2]
    assert await desk.ids("dead") == [1]


@pytest.mark.parametrize(
    "answer", [UnknownOccurrence(OccurrenceId(1)), Forbidden("blocked"), TimedOut()], ids=repr
)
async def test_refusals_and_failed_answers_are_not_tried_again(
    desk: Desk, answer: Exception
) -> None:
    desk.errors = [answer]
    desk.telegram.send(message(1), message(2))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [2])
    await desk.receiver.stop()
    assert desk.begun == [1, 2]
    assert await desk.ids("handled") == [1, 2]


async def test_a_busy_database_is_waited_out_however_long_it_takes(desk: Desk) -> None:
    desk.errors = [OperationalError("", {}, Exception("database is locked"))] * 20
    desk.telegram.send(message(1), message(2))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1, 2])
    await desk.receiver.stop()
    assert await desk.ids("handled") == [1, 2]


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("can't start new thread"),
        MemoryError(),
        OSError(errno.EMFILE, "Too many open files"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
    ids=repr,
)
async def test_trouble_of_the_machine_is_no_fault_of_an_update(
    desk: Desk, error: Exception
) -> None:
    desk.errors = [error] * 20
    desk.telegram.send(message(1), message(2))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1, 2])
    await desk.receiver.stop()
    assert await desk.ids("handled") == [1, 2]


async def test_those_whose_update_cannot_be_stored_are_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, locked = desk.inbox.exchange, asyncio.Event()

    async def exchange_unless_locked(arrived: Any = (), **rest: Any) -> Any:
        if arrived and not locked.is_set():
            raise OperationalError("", {}, Exception("database is locked"))
        return await exchange(arrived, **rest)

    monkeypatch.setattr(desk.inbox, "exchange", exchange_unless_locked)
    await desk.receiver.start(polling=False)
    with pytest.raises(OperationalError):
        await desk.receiver.accept(message(1))
    assert desk.busy == [1]
    assert desk.receiver.failure is None  # once is not much
    with pytest.raises(OperationalError):
        await desk.receiver.accept(message(1))
    assert isinstance(desk.receiver.failure, OperationalError)
    locked.set()
    await desk.receiver.accept(message(1))
    assert desk.receiver.failure is None
    await desk.until(lambda: desk.handled == [1])


async def test_a_full_inbox_takes_nothing_more_until_there_is_room(desk: Desk) -> None:
    desk.gate = asyncio.Event()
    await desk.inbox.exchange([stored(n, chat=n % 50) for n in range(1, MOST_WAITING + 1)])
    await desk.receiver.start(polling=False)
    await desk.until(lambda: bool(desk.begun))
    with pytest.raises(InboxFull):
        await desk.receiver.accept(message(MOST_WAITING + 1))
    desk.gate.set()
    await desk.until(lambda: len(desk.handled) > 1)
    await desk.until(lambda: desk.inbox.waiting < MOST_WAITING)
    await desk.receiver.accept(message(MOST_WAITING + 1))


async def test_posts_that_arrive_together_are_stored_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    exchange = desk.inbox.exchange

    async def counted(arrived: Any = (), **rest: Any) -> Any:
        if arrived:
            batches.append(len(arrived))
        return await exchange(arrived, **rest)

    monkeypatch.setattr(desk.inbox, "exchange", counted)
    await desk.receiver.start(polling=False)
    await asyncio.gather(*(desk.receiver.accept(message(n, chat=n)) for n in range(1, 101)))
    assert sum(batches) == 100
    assert len(batches) <= 3


async def test_what_an_earlier_run_left_is_handled(desk: Desk) -> None:
    await desk.inbox.exchange([stored(1), stored(2, chat=8)])
    await desk.receiver.start(polling=False)
    await desk.until(lambda: sorted(desk.handled) == [1, 2])


async def test_an_update_that_killed_three_runs_is_not_tried_again(
    desk: Desk, clock: ManualClock
) -> None:
    for _ in range(MOST_ATTEMPTS):
        killed = Inbox(desk.database, clock)
        await killed.open()
        await killed.exchange([stored(1)], room=1, look=True)
        await killed.begin(1)
    await desk.inbox.exchange([stored(2)])
    await desk.receiver.start(polling=False)
    await desk.until(lambda: desk.handled == [2])
    assert await desk.ids("dead") == [1]


async def test_suspects_are_handled_one_by_one(desk: Desk, clock: ManualClock) -> None:
    killed = Inbox(desk.database, clock)
    await killed.exchange([stored(n, chat=n) for n in range(1, 6)], room=10)
    desk.gate = asyncio.Event()
    await desk.receiver.start(polling=False)
    await desk.until(lambda: len(desk.begun) == 1)
    await desk.receiver.accept(message(9, chat=9))
    await desk.until(lambda: len(desk.begun) == 2)
    await asyncio.sleep(0.01)
    assert sorted(desk.begun) == [1, 9]
    desk.gate.set()
    await desk.until(lambda: sorted(desk.handled) == [1, 2, 3, 4, 5, 9])


async def test_stopping_finishes_what_is_under_way_and_keeps_the_rest(desk: Desk) -> None:
    desk.gate = asyncio.Event()
    desk.telegram.send(message(1), message(2))
    await desk.receiver.start()
    await desk.until(lambda: desk.begun == [1])
    stop = asyncio.create_task(desk.receiver.stop())
    await asyncio.sleep(0)
    desk.gate.set()
    await stop
    assert desk.handled == [1]
    assert await desk.pending() == [2]
    await desk.restart()
    await desk.until(lambda: desk.handled == [1, 2])


async def test_stopping_does_not_wait_for_ever_and_loses_nothing(desk: Desk) -> None:
    desk.gate = asyncio.Event()
    desk.telegram.send(message(1))
    await desk.receiver.start()
    await desk.until(lambda: desk.begun == [1])
    await desk.receiver.stop(timedelta(milliseconds=10))
    assert await desk.pending() == [1]


async def test_stopping_ends_a_long_poll_at_once(desk: Desk) -> None:
    await desk.receiver.start()
    await desk.until(lambda: len(desk.telegram.asked) == 1)
    async with asyncio.timeout(PATIENCE_SECONDS):  # the poll itself never ends
        await desk.receiver.stop()


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("silence"),
        httpx.Response(502, text="<html>"),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"ok": True}),
        httpx.Response(200, json={"ok": True, "result": True}),
        httpx.Response(200, json={"ok": True, "result": ["?"]}),
        httpx.Response(401, json={"ok": False, "description": "Unauthorized"}),
        httpx.Response(409, json={"ok": False, "description": "Conflict: terminated by other"}),
    ],
    ids=lambda trouble: (
        trouble.text or "empty" if isinstance(trouble, httpx.Response) else type(trouble).__name__
    ),
)
async def test_trouble_is_waited_out_and_logged_once(
    desk: Desk, trouble: httpx.Response | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.troubles = [trouble] * 7
    desk.telegram.send(message(1))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1])
    assert len(desk.pauses) == 7
    assert desk.pauses[6] > desk.pauses[0] >= 0.5
    assert sum(desk.pauses) > 20
    ours = [record for record in caplog.records if record.name == "bot.receiving.retrying"]
    assert [record.levelname for record in ours if record.levelname != "INFO"] == ["ERROR"]


async def test_another_poller_is_given_way(desk: Desk) -> None:
    conflict = httpx.Response(409, json={"ok": False, "description": "Conflict"})
    desk.telegram.troubles = [conflict]
    desk.telegram.send(message(1))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1])
    assert desk.pauses[0] >= 5


async def test_a_flood_is_waited_out_as_told(desk: Desk) -> None:
    desk.telegram.troubles = [
        httpx.Response(429, json={"ok": False, "parameters": {"retry_after": 17}})
    ]
    desk.telegram.send(message(1))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1])
    assert desk.pauses == [17]


async def test_a_flood_without_a_wait_and_polls_that_are_not_held_make_no_hot_loop(
    desk: Desk,
) -> None:
    at_once = httpx.Response(429, json={"ok": False, "parameters": {"retry_after": -1}})
    nothing = httpx.Response(200, json={"ok": True, "result": []})
    desk.telegram.troubles = [at_once, nothing, nothing]
    desk.telegram.send(message(1))
    await desk.receiver.start()
    await desk.until(lambda: desk.handled == [1])
    assert desk.pauses == [1, 1, 1]


async def test_a_backlog_is_fetched_no_faster_than_it_is_handled(desk: Desk) -> None:
    desk.gate = asyncio.Event()
    desk.telegram.send(*(message(n, chat=n) for n in range(1, 601)))
    await desk.receiver.start()
    await desk.until(lambda: len(desk.telegram.asked) == 2)
    await asyncio.sleep(0.05)
    assert len(desk.telegram.asked) == 2
    desk.gate.set()
    await desk.until(lambda: len(desk.handled) == 600)


def look_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is exchanged because of the time that goes by."""
    for module in (lanes, receiver):
        monkeypatch.setattr(module, "LOOK_SECONDS", 3600.0)


async def test_what_comes_alone_is_marked_with_what_comes_next(
    desk: Desk, writes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_seldom(monkeypatch)
    await desk.restart()
    await desk.receiver.accept(message(1))
    await desk.until(lambda: desk.handled == [1])
    await desk.at_rest()
    assert await desk.ids("handled") == []
    writes.clear()
    await desk.receiver.accept(message(2, chat=8))
    assert writes == [{"inbox", "lane_lease"}]
    assert await desk.ids("handled") == [1]


async def test_what_comes_alone_is_marked_after_a_second_at_the_latest(desk: Desk) -> None:
    await desk.receiver.start(polling=False)
    await desk.receiver.accept(message(1))
    await desk.until_marked(1)


async def test_what_is_handled_is_marked_at_once_while_others_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_seldom(monkeypatch)
    await desk.restart()
    desk.gate = asyncio.Event()
    await desk.receiver.accept(message(1))
    await desk.receiver.accept(message(2, chat=8))
    await desk.until(lambda: desk.begun == [1, 2])
    gate, desk.gate = desk.gate, asyncio.Event()
    await desk.receiver.accept(message(3, chat=9))
    await desk.until(lambda: desk.begun == [1, 2, 3])
    gate.set()
    await desk.until_marked(1, 2)


async def test_a_bot_at_rest_writes_nothing(
    desk: Desk, writes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, exchanges = desk.inbox.exchange, 0

    async def counted(arrived: Any = (), **rest: Any) -> Any:
        nonlocal exchanges
        exchanges += 1
        return await exchange(arrived, **rest)

    monkeypatch.setattr(desk.inbox, "exchange", counted)
    for module in (lanes, receiver):
        monkeypatch.setattr(module, "LOOK_SECONDS", 0.001)
    await desk.receiver.start(polling=False)
    await desk.receiver.accept(message(1))
    await desk.until(lambda: desk.handled == [1])
    await desk.until_marked(1)
    writes.clear()
    exchanges = 0
    await desk.until(lambda: exchanges >= 20)
    assert writes == []


async def test_a_chat_that_another_process_has_taken_over_is_left_to_it(
    desk: Desk, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "RENEW_SECONDS", 0.0)
    desk.gate = asyncio.Event()
    desk.telegram.send(message(1), message(2))
    await desk.receiver.start()
    await desk.until(lambda: desk.begun == [1])
    clock.advance(LANE_LEASE_LIFE)
    other = Inbox(desk.database, clock)
    (taken,) = (await other.exchange(room=1, look=True)).in_hand
    assert (taken.chat, taken.lapsed) == (telegram(7), True)
    await desk.receiver.accept(message(3))
    desk.gate.set()
    await desk.until(lambda: desk.handled == [1])
    await desk.at_rest()
    assert desk.begun == [1]
    await other.leave()
    await desk.until(lambda: desk.handled == [1, 2, 3])
