from __future__ import annotations

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr
from telegram.error import TimedOut
from telegram.ext import ApplicationBuilder

from bot.config import Settings
from bot.messenger.driver import joined
from bot.messenger.messenger import Messenger
from bot.receiving.rivals import ASKED_EVERY_SECONDS, QUIET_SECONDS, Rivals
from scheduler.clock import ManualClock
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

OURS = "https://ours.example/telegram"
OURS_BEFORE = "https://before.example/telegram"
FOREIGN = "https://foreign.example/telegram"


class Place:
    """A bot whose webhook others may change, and the programs that watch it."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.messenger = Messenger(clock)
        self.application = joined(ApplicationBuilder(), self.messenger).updater(None).build()
        self.database = database
        self.clock = clock
        self.holds = Holds(database, clock)
        self.alerts = Alerts(database, clock)
        self.polling: Any = SimpleNamespace(conflict="", conflict_at=None)
        self.seconds = 1000.0

    def program(self, webhook: str | None = OURS) -> Rivals:
        settings = Settings.model_construct(
            webhook_url=webhook, webhook_secret=SecretStr("s" * 32) if webhook else None
        )
        return Rivals(
            settings,
            self.application.bot,
            self.polling,
            self.database,
            self.clock,
            self.holds,
            self.alerts,
            monotonic=lambda: self.seconds,
        )

    @property
    def webhook(self) -> str:
        return str(self.messenger.world.bot.webhook.get("url", ""))

    def somebody_sets(self, url: str) -> None:
        self.messenger.world.bot.webhook = {"url": url} if url else {}

    async def reasons(self) -> list[str]:
        return [each.reason for each in await self.holds.current()]


async def unanswered(_: object) -> None:
    raise TimedOut


@pytest.fixture
async def place(database: Database, clock: ManualClock) -> AsyncIterator[Place]:
    place = Place(database, clock)
    async with place.application:
        yield place


async def test_our_webhook_is_set_and_nothing_is_held(place: Place) -> None:
    await place.program().check()
    assert place.webhook == OURS
    assert await place.reasons() == []


async def test_a_replica_finds_the_webhook_as_it_should_be(place: Place) -> None:
    await place.program().check()
    await place.program().check()
    assert (place.webhook, await place.reasons()) == (OURS, [])


@pytest.mark.parametrize("webhook", [OURS, None])
async def test_a_foreign_webhook_at_the_start_is_left_alone_and_stops_the_sending(
    place: Place, webhook: str | None
) -> None:
    place.somebody_sets(FOREIGN)
    await place.program(webhook).check()
    assert place.webhook == FOREIGN
    (reason,) = await place.reasons()
    assert FOREIGN in reason
    assert [each.condition for each in await place.alerts.open()] == ["foreign-webhook"]


async def test_an_address_that_was_ours_is_replaced(place: Place) -> None:
    await place.program(OURS_BEFORE).check()
    await place.program(OURS).check()
    assert (place.webhook, await place.reasons()) == (OURS, [])
    await place.program(None).check()
    assert (place.webhook, await place.reasons()) == ("", [])


async def test_where_telegram_does_not_answer_it_is_asked_again_soon(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = place.program()
    with monkeypatch.context() as broken:
        broken.setattr(type(place.application.bot), "get_webhook_info", unanswered)
        await program.check()
    assert place.webhook == ""
    place.seconds += 10
    await program.check()
    assert place.webhook == OURS


@pytest.mark.parametrize("change", [FOREIGN, ""])
async def test_a_webhook_that_somebody_changes_stops_the_sending_until_it_is_ours_again(
    place: Place, change: str
) -> None:
    program = place.program()
    await program.check()
    place.somebody_sets(change)
    place.seconds += ASKED_EVERY_SECONDS
    await program.check()
    (reason,) = await place.reasons()
    assert "webhook" in reason or FOREIGN in reason
    place.somebody_sets(OURS)
    place.seconds += ASKED_EVERY_SECONDS
    await program.check()
    assert await place.reasons() == []


async def test_somebody_else_who_polls_stops_the_sending_until_nothing_is_heard_of_them(
    place: Place,
) -> None:
    program = place.program(None)
    await program.check()
    place.polling.conflict, place.polling.conflict_at = "terminated by other", place.seconds
    await program.check()
    assert await place.reasons() == ["terminated by other"]
    place.seconds += QUIET_SECONDS - 1
    await program.check()
    assert [each.cause for each in await place.holds.current()] == [HoldCause.CONFLICT]
    place.seconds += 1
    await program.check()
    assert await place.reasons() == []


async def test_the_updates_are_taken_where_somebody_says_that_they_are_ours(place: Place) -> None:
    place.somebody_sets(FOREIGN)
    program = place.program()
    await program.check()
    assert await place.program().take() == FOREIGN
    place.seconds += ASKED_EVERY_SECONDS
    await program.check()
    assert (place.webhook, await place.reasons()) == (OURS, [])
