"""One person who writes without end keeps nobody else waiting, and is not answered without end."""

from __future__ import annotations

import itertools

import httpx
import pytest

from bot.conversation.flood_limit import PERSON, QUESTIONS
from bot.messenger.messenger import Messenger
from tests.acceptance.conftest import build_talk
from tests.patience import PATIENCE_SECONDS, wait_until
from tests.running import said_address


@pytest.fixture
async def busy(database, library, answerer, clock):
    """A bot for which no time passes at all between messages."""
    talk = build_talk(database, library, answerer, clock, Messenger(clock), lambda: 0.0)
    async with talk.application:
        yield talk


async def test_of_two_hundred_messages_few_are_answered_and_one_notice_is_sent(busy):
    ann, bob = busy.person("ann"), busy.person("bob")
    for _ in range(200):
        await ann.send("/help")

    said = [message.text for message in ann.messages]
    assert len(said) == 21
    assert sum("太快" in text for text in said) == 1
    await bob.send("/help")
    assert "/myduties" in bob.last.text


async def test_a_press_too_many_is_answered_and_has_no_effect(busy):
    ann = busy.person("ann")
    await ann.send("/settings")
    settings = ann.last
    for _ in range(30):
        await ann.send("/help")

    await ann.tap("English", on=settings)

    assert "太快" in ann.alert.text
    assert ann.messages[0].text == settings.text


@pytest.fixture
async def brisk(database, library, answerer, clock):
    """A bot that gets a message each second: too much only if all of them are questions."""
    time = itertools.count(0.0, 1.0).__next__
    talk = build_talk(database, library, answerer, clock, Messenger(clock), time)
    async with talk.application:
        yield talk


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("党员大会多久开一次", True),
        ("/ask 党员大会多久开一次", True),
        ("/ASK 党员大会多久开一次", True),
        ("/clause 1", True),
        ("/help", False),
        ("/asking", False),
    ],
)
async def test_whatever_asks_counts_for_the_limit_of_questions(brisk, text, counts):
    ann = brisk.person("ann")
    for _ in range(QUESTIONS.most):
        await ann.send(text)
    await ann.send("党员大会多久开一次")

    assert ("太快" in ann.last.text) is counts


def test_where_the_clock_leaps_an_hour_whoever_wrote_too_much_has_waited_an_hour(start):
    address = said_address(start())
    with httpx.Client(
        base_url=f"{address}/messenger/api", headers={"Origin": address}, timeout=PATIENCE_SECONDS
    ) as page:
        zhou = page.get("/overview").json()["people"][0]
        mine = {"as": zhou["id"], "chat": zhou["chats"][0]["id"]}

        def last() -> str:
            view = page.get(f"/chats/{mine['chat']}", params={"as": mine["as"]}).json()
            return view["messages"][-1]["text"]

        for _ in range(PERSON.most + 1):
            page.post("/send", json={**mine, "text": "/help"})
        wait_until(lambda: "太快" in last())
        page.post("/clock", json={"jump": "hour"})
        page.post("/send", json={**mine, "text": "/help"})
        wait_until(lambda: "/myduties" in last())
