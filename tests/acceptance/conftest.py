"""Whole conversations: the real application on the local messenger, a real database, a clock."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from telegram.ext import ApplicationBuilder

from bot.app import build_application
from bot.conversation.addresses import TELEGRAM, TelegramId
from bot.conversation.context import DutyApplication, Services
from bot.conversation.flood_limit import FloodLimit
from bot.conversation.sealing import Seal
from bot.messenger.driver import Driver, connection
from bot.messenger.messenger import Messenger
from bot.messenger.people.chat_client import ChatClient
from bot.telegram_api.bot import DutyBot
from bot.telegram_api.courier import TelegramCourier
from bot.views.pushed.reminders import renderer
from bot.wiring.parts import build_services, plain_bot
from clauses.answering.answers import Answerer
from clauses.library import Library
from scheduler.clock import ManualClock
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.planning.duties import LeadTimes
from scheduler.store.engine import Database
from tests.running import bot_api, data, packs_read, start

__all__ = ["bot_api", "data", "packs_read", "start"]

SHANGHAI = ZoneInfo("Asia/Shanghai")


AT_NINE = LeadTimes(first=time(9), spread=timedelta(0), spread_workdays=1)
"""Everybody at the same moment of the day itself: the spread has tests of its own."""


class Uptime:
    """Seconds that pass only while somebody waits; they take the wall clock along."""

    def __init__(self, clock: ManualClock) -> None:
        self.seconds = 0.0
        self._clock = clock

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self._clock.advance(timedelta(seconds=seconds))


@dataclass
class Talk:
    """A bot, its messenger, and the clock they share."""

    messenger: Messenger
    application: DutyApplication
    services: Services
    dispatcher: Dispatcher
    clock: ManualClock
    uptime: Uptime

    def sealed(self, data: str, client: ChatClient) -> str:
        """What a button for this chat would carry: such as only the bot itself can make."""
        return self.application.seal.sealed(data, TelegramId(client.chat_id))

    def person(self, key: str, **about: str) -> ChatClient:
        """Somebody in their private chat with the bot; see ``Messenger.person``."""
        return self.messenger.person(key, **about)

    async def jump(self, *moment: int) -> None:
        """Let it be this moment (year, month, day, hour, minute) in Shanghai, and remind."""
        self.clock.set(datetime(*moment, tzinfo=SHANGHAI))
        self.uptime.seconds += 60
        await self.services.planner.run()
        await self.services.chaser.run()
        await self.services.study.run()
        while await self.dispatcher.run_once():
            pass
        await self.messenger.settle()

    async def registered(
        self,
        key: str = "zhou",
        *,
        body: str = "机关党委",
        post: str = "机关党委书记",
        name: str = "省民政厅机关党委",
        acting: str | None = None,
    ) -> ChatClient:
        """Somebody who has registered a post in a new organisation by way of the chat."""
        person = self.person(key)
        await person.send("/register")
        if not any(label == body for label in person.last.buttons):
            await person.tap("再登记一个岗位")
        await person.tap(body)
        await person.send(name)
        await person.tap("新建")
        await person.tap("省级")
        if acting is not None:
            await person.tap(acting)
        await person.tap("跳过")
        await person.tap(post)
        assert "登记完成" in person.last.text
        return person


def unhurried() -> Callable[[], float]:
    """A time in which minutes pass between any two messages: no limit is ever reached."""
    return itertools.count(0.0, 120.0).__next__


def build_talk(
    database: Database,
    library: Library,
    answerer: Answerer,
    clock: ManualClock,
    messenger: Messenger,
    flood_time: Callable[[], float] | None = None,
) -> Talk:
    folder = Path(database._url.database or "").parent
    services = build_services(
        database, library, answerer, clock, folder=folder, zone=SHANGHAI, leads=AT_NINE
    )
    seal = Seal(messenger.token, clock)
    bot = DutyBot(seal, **connection(messenger))
    application = build_application(
        ApplicationBuilder().bot(bot), services, FloodLimit(flood_time or unhurried()), seal
    )
    courier = TelegramCourier(
        plain_bot(bot), renderer(library, lambda: application.bot.username), seal
    )
    uptime = Uptime(clock)
    dispatcher = Dispatcher(
        database,
        clock,
        [Channel(TELEGRAM, courier, monotonic=uptime)],
        monotonic=uptime,
        sleep=uptime.sleep,
    )
    messenger.settle = Driver(application, together=True).settle
    return Talk(messenger, application, services, dispatcher, clock, uptime)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Conversations are the same on every database; the use cases are tested on both."""
    return f"sqlite+aiosqlite:///{tmp_path / 'duty.db'}"


@pytest.fixture
async def talk(database, library, answerer, clock):
    """A running bot with nobody registered yet, on Monday 23 November 2026 at 9:00 in Shanghai."""
    talk = build_talk(database, library, answerer, clock, Messenger(clock))
    async with talk.application:
        yield talk


@pytest.fixture
def restarted(talk, database, library, answerer, clock):
    """Another process in place of the first one: only the database and the messenger are the same."""
    return lambda: build_talk(database, library, answerer, clock, talk.messenger)
