from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.conversation.addresses import telegram
from scheduler.inbox.dialogues import Dialogue, Dialogues
from scheduler.store.engine import Database

if TYPE_CHECKING:
    from scheduler.clock import ManualClock

ME, OTHER, GROUP = telegram(7), telegram(8), telegram(-100)
PAYLOAD = {"body": "branch", "ids": [1, 2], "name": "党支部 😀", "parent": None}


@pytest.fixture
def dialogues(database: Database, clock: ManualClock) -> Dialogues:
    return Dialogues(database, clock)


async def test_nothing_is_waited_for_at_first(dialogues: Dialogues) -> None:
    assert await dialogues.find(ME, ME) is None
    assert await dialogues.end(ME, ME) is False


async def test_a_step_is_found_until_it_ends(dialogues: Dialogues) -> None:
    await dialogues.expect(ME, ME, "name", PAYLOAD)
    assert await dialogues.find(ME, ME) == Dialogue("name", PAYLOAD)
    assert await dialogues.end(ME, ME) is True
    assert await dialogues.find(ME, ME) is None
    assert await dialogues.end(ME, ME) is False


async def test_a_new_step_takes_the_place_of_the_old(dialogues: Dialogues) -> None:
    await dialogues.expect(ME, ME, "name", PAYLOAD)
    await dialogues.expect(ME, ME, "level", {})
    assert await dialogues.find(ME, ME) == Dialogue("level", {})


async def test_each_person_has_their_own_in_each_chat(dialogues: Dialogues) -> None:
    await dialogues.expect(GROUP, ME, "in the group", {})
    await dialogues.expect(ME, ME, "in private", {})
    assert await dialogues.find(GROUP, OTHER) is None
    await dialogues.end(GROUP, ME)
    assert await dialogues.find(ME, ME) == Dialogue("in private", {})


async def test_a_step_is_forgotten_after_a_day(dialogues: Dialogues, clock: ManualClock) -> None:
    await dialogues.expect(ME, ME, "name", PAYLOAD)
    clock.advance(timedelta(days=1))
    assert await dialogues.find(ME, ME) is not None
    clock.advance(timedelta(seconds=1))
    assert await dialogues.find(ME, ME) is None
    assert await dialogues.end(ME, ME) is False


async def test_a_restart_forgets_nothing(
    dialogues: Dialogues, database_url: str, clock: ManualClock
) -> None:
    await dialogues.expect(ME, ME, "name", PAYLOAD)
    restarted = Database.open(database_url)
    assert await Dialogues(restarted, clock).find(ME, ME) == Dialogue("name", PAYLOAD)
    await restarted.close()


async def test_of_several_answers_at_once_one_ends_the_dialogue(dialogues: Dialogues) -> None:
    await dialogues.expect(ME, ME, "name", PAYLOAD)
    ended = await asyncio.gather(*(dialogues.end(ME, ME) for _ in range(5)))
    assert sorted(ended) == [False, False, False, False, True]
