"""One update, one use case, one transaction: what an update that comes alone writes, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.receiving import lanes, receiver
from bot.receiving.receiver import Receiver
from scheduler.inbox.inbox import Inbox
from tests.acceptance.test_completion import open_meeting

STORED = {"inbox", "lane_lease"}


class Webhook:
    """Brings the messenger's updates to the receiver, one after the other, each once it is answered."""

    def __init__(self, talk: Any, receiver: Receiver) -> None:
        self._bot = talk.application.bot
        self._receiver = receiver
        self._offset = 0
        self.handled = asyncio.Event()

    async def settle(self) -> None:
        while batch := await self._bot._post("getUpdates", {"offset": self._offset, "timeout": 0}):
            for raw in batch:
                self._offset = raw["update_id"] + 1
                self.handled.clear()
                await self._receiver.accept(raw)
                async with asyncio.timeout(60):
                    await self.handled.wait()
                    await asyncio.gather(*(t for t in asyncio.all_tasks() if _is_lane(t)))
                await asyncio.sleep(0)  # for what follows the end of a lane


@pytest.fixture
async def webhook(talk, database, clock, monkeypatch) -> AsyncIterator[Webhook]:
    """No look for other updates comes in between, however long the test takes."""
    for module in (lanes, receiver):
        monkeypatch.setattr(module, "LOOK_SECONDS", 3600.0)
    receiving = Receiver(talk.application, Inbox(database, clock))
    webhook = Webhook(talk, receiving)

    async def note(_: Update, __: Any) -> None:
        webhook.handled.set()

    talk.application.add_handler(TypeHandler(Update, note), group=99)
    await receiving.start(polling=False)
    yield webhook
    await receiving.stop()


def _is_lane(task: asyncio.Task[Any]) -> bool:
    return task.get_name().startswith("chat ")


@pytest.fixture
async def zhou(talk, webhook):
    """The secretary, whose quarterly meeting is to be entered as done."""
    zhou = await talk.registered()
    await open_meeting(zhou)
    talk.messenger.settle = webhook.settle
    return zhou


async def test_a_command_takes_the_transaction_that_stores_it(zhou, writes) -> None:
    """That of the one before it is marked in the same: nothing else is written for either."""
    await zhou.send("/help")
    writes.clear()
    for _ in range(5):
        await zhou.send("/help")
    assert writes == [STORED] * 5


async def test_a_press_takes_one_more_with_all_that_it_changes(zhou, writes) -> None:
    await zhou.tap("今天办了")
    assert writes == [STORED, {"ledger", "trail", "notice", "chase", "dialogue"}]
    await zhou.tap("不用了")
    writes.clear()
    await zhou.tap("撤回11月23日的登记")
    await zhou.tap("撤回")
    assert writes == [STORED, STORED, {"ledger", "trail", "notice"}]


async def test_a_proof_with_its_words_is_one_transaction(zhou, writes) -> None:
    await zhou.tap("今天办了")
    writes.clear()
    await zhou.send_photo(caption="会议纪要")
    assert writes == [STORED, {"evidence", "trail"}]


async def test_a_typed_day_ends_the_waiting_with_what_it_changes(zhou, writes) -> None:
    await zhou.tap("稍后")
    await zhou.tap("选日期")
    writes.clear()
    await zhou.send("11月30日")
    assert writes == [STORED]
    writes.clear()
    await zhou.tap("对")
    assert writes == [STORED, {"notice", "trail", "dialogue"}]


async def test_an_organisation_is_made_with_the_post_in_it(talk, webhook, writes) -> None:
    li = talk.person("li")
    await li.send("/register")
    await li.tap("机关党委")
    await li.send("省水利厅机关党委")
    await li.tap("新建")
    await li.tap("省级")
    await li.tap("跳过")
    talk.messenger.settle = webhook.settle
    writes.clear()
    await li.tap("机关党委书记")
    assert "登记完成" in li.last.text
    registered = {
        "organisation",
        "organisation_term",
        "manager",
        "assignment",
        "trail",
        "dialogue",
    }
    planned = {"organisation", "occurrence", "notice", "wording"}
    # What the screen asks below is asked once.
    assert writes == [STORED, registered, planned, {"organisation_fact"}]
