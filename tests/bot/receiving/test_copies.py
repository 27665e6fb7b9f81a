"""Two copies of one database on the same bot: the older one holds before it sends anything twice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.conversation.sealing import Seal
from bot.receiving.copies import LANGUAGE, WAIT_SECONDS, Copies
from scheduler.clock import ManualClock
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.store.engine import Database
from scheduler.watch.installation import Installations

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Telegram:
    """Keeps the descriptions of the bot, in every language."""

    def __init__(self) -> None:
        self.descriptions: dict[str, str] = {"": "值守助手"}
        self.failures: list[Exception] = []
        self.calls = 0

    async def get_my_short_description(self, language_code: str) -> Any:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        text = self.descriptions.get(language_code, self.descriptions[""])
        return SimpleNamespace(short_description=text)

    async def set_my_short_description(self, text: str, language_code: str) -> bool:
        self.descriptions[language_code] = text
        return True


class Side:
    """One copy: a database, and the program on it."""

    def __init__(self, telegram: Telegram, database: Database, clock: ManualClock) -> None:
        self.now = 0.0
        self.settled = True
        self.installations = Installations(database, clock)
        self.holds = Holds(database, clock)
        self.seal = Seal("1:secret", clock)
        self.telegram = telegram
        self.start()

    def start(self) -> None:
        self.copies = Copies(
            self.telegram,  # type: ignore[arg-type]
            self.installations,
            self.seal,
            settled=lambda: self.settled,
            monotonic=lambda: self.now,
        )

    async def causes(self) -> list[HoldCause]:
        return [each.cause for each in await self.holds.current()]


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def old(telegram: Telegram, database: Database, clock: ManualClock) -> Side:
    side = Side(telegram, database, clock)
    await side.installations.claim("telegram:1", side.seal.key)
    return side


@pytest.fixture
async def moved(old: Side, telegram: Telegram, tmp_path: Any, clock: ManualClock) -> Any:
    """The same data on a new server."""
    await old.copies.check()
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'moved.db'}")
    await database.migrate()
    side = Side(telegram, database, clock)
    await side.installations.claim("telegram:1", old.seal.key)
    await side.installations.begin(0)  # as far as the old one had come
    yield side
    await database.close()


async def test_a_start_begins_a_generation_and_waits_for_others_to_notice(old: Side) -> None:
    assert not old.copies.sound()
    await old.copies.check()
    assert old.telegram.descriptions[LANGUAGE] == "generation 1"
    assert not old.copies.sound()
    old.now += WAIT_SECONDS
    assert old.copies.sound()
    for _ in range(3):
        await old.copies.check()
    assert old.telegram.descriptions[LANGUAGE] == "generation 1"
    old.start()
    await old.copies.check()
    assert old.telegram.descriptions[LANGUAGE] == "generation 2"
    assert await old.causes() == []


async def test_the_copy_that_was_left_running_holds(old: Side, moved: Side) -> None:
    await moved.copies.check()
    assert not moved.copies.sound()  # not before the other has held

    await old.copies.check()

    assert await old.causes() == [HoldCause.COPY]
    assert await moved.causes() == []
    await moved.copies.check()
    assert await moved.causes() == []


async def test_a_copy_of_last_week_that_is_put_back_holds_at_its_start(
    old: Side, moved: Side
) -> None:
    for _ in range(3):
        moved.start()
        await moved.copies.check()
    sealed = old.seal.sealed("done:1", 7)  # type: ignore[arg-type]
    old.start()
    await old.copies.check()
    assert await old.causes() == [HoldCause.COPY]
    with pytest.raises(Exception, match="done:1"):
        old.seal.opened(sealed, 7)  # type: ignore[arg-type]


async def test_when_operators_resume_this_copy_takes_over(old: Side, moved: Side) -> None:
    await moved.copies.check()
    await old.copies.check()
    await old.holds.resume(by="ops")
    await old.copies.check()
    assert await old.causes() == []

    await moved.copies.check()

    assert await moved.causes() == [HoldCause.COPY]


async def test_a_program_that_does_not_have_the_updates_begins_nothing(old: Side) -> None:
    old.settled = False
    await old.copies.check()
    assert old.telegram.calls == 0
    assert not old.copies.sound()


@pytest.mark.parametrize("failure", [NetworkError("gone"), RetryAfter(30)])
async def test_a_messenger_that_does_not_answer_is_asked_again(
    old: Side, failure: Exception
) -> None:
    old.telegram.failures = [failure]
    await old.copies.check()
    assert LANGUAGE not in old.telegram.descriptions
    old.now += 31
    await old.copies.check()
    assert old.telegram.descriptions[LANGUAGE] == "generation 1"
