from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from bot.conversation.addresses import telegram
from bot.conversation.sealing import Seal
from bot.messenger.driver import connection
from bot.messenger.messenger import Messenger
from bot.messenger.people.chat_client import ChatClient
from bot.telegram_api.bot import DutyBot
from scheduler.address import Address
from scheduler.clock import ManualClock

pytestmark = pytest.mark.experiment("15 odd things from Telegram")


class Moves:
    """Knows where groups went once it is told, or once the bot has waited for the news."""

    def __init__(self) -> None:
        self.known: dict[Address, Address] = {}
        self.news: dict[Address, Address] = {}
        self.waited: list[float] = []

    async def now_at(self, address: Address) -> Address:
        return self.known.get(address, address)

    async def moved(self, old: Address, new: Address) -> None:
        self.known[old] = new

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.known |= self.news


@pytest.fixture
def messenger(clock: ManualClock) -> Messenger:
    return Messenger(clock)


@pytest.fixture
def moves() -> Moves:
    return Moves()


@pytest.fixture
async def bot(messenger: Messenger, moves: Moves, clock: ManualClock) -> AsyncIterator[DutyBot]:
    bot = DutyBot(Seal(messenger.token, clock), sleep=moves.sleep, **connection(messenger))
    async with bot:
        bot.follow(moves)
        yield bot


def refusal(words: str, code: int = 400) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": words}).encode()


PARSE = "Bad Request: can't parse entities: Can't find end tag corresponding to start tag b"
UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"
KICKED = "Forbidden: bot was kicked from the group chat"


# Markup that Telegram does not take


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_a_text_whose_markup_is_refused_is_sent_as_plain_text(
    bot: DutyBot, messenger: Messenger, method: str
) -> None:
    zhou = messenger.person("zhou")
    await zhou.send("/start")
    sent = await bot.send_message(zhou.chat_id, "begin")
    messenger.faults.garble_next(method, status=400, body=refusal(PARSE))
    text = "<b>1 &lt; 2</b>"
    if method == "sendMessage":
        await bot.send_message(zhou.chat_id, text, parse_mode=ParseMode.HTML)
    else:
        await bot.edit_message_text(text, zhou.chat_id, sent.message_id, parse_mode=ParseMode.HTML)
    assert zhou.last.text == "1 < 2"
    assert zhou.last.html == "1 &lt; 2"


async def test_a_picture_keeps_its_caption_as_plain_text(
    bot: DutyBot, messenger: Messenger
) -> None:
    zhou = messenger.person("zhou")
    await zhou.send("/start")
    messenger.faults.garble_next("sendDocument", status=400, body=refusal(PARSE))
    await bot.send_document(
        zhou.chat_id, b"x", filename="a.txt", caption="<i>a &amp; b</i>", parse_mode=ParseMode.HTML
    )
    assert messenger.get_chat(zhou.chat_id).messages[zhou.last.id].content["caption"] == "a & b"


async def test_inline_articles_are_offered_as_plain_text(
    bot: DutyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    async def _do_post(endpoint: str, data: dict[str, Any], **_: Any) -> bool:
        asked.append(data["results"][0].input_message_content)
        if len(asked) == 1:
            raise BadRequest(PARSE.removeprefix("Bad Request: "))
        return True

    with bot._unfrozen():
        monkeypatch.setattr(bot, "_do_post", _do_post)
    content = InputTextMessageContent("<b>1 &lt; 2</b>", parse_mode=ParseMode.HTML)
    await bot.answer_inline_query("5", [InlineQueryResultArticle("0", "title", content)])
    assert [(each.message_text, each.parse_mode) for each in asked] == [
        ("<b>1 &lt; 2</b>", "HTML"),
        ("1 < 2", None),
    ]


async def test_other_refusals_are_not_repeated(bot: DutyBot, messenger: Messenger) -> None:
    zhou = messenger.person("zhou")
    await zhou.send("/start")
    body = refusal("Bad Request: message text is empty")
    messenger.faults.garble_next("sendMessage", status=400, body=body)
    with pytest.raises(BadRequest, match="empty"):
        await bot.send_message(zhou.chat_id, "<b>1</b>", parse_mode=ParseMode.HTML)
    assert messenger.api.calls.count("sendMessage") == 1


# A group that becomes a supergroup in the moment of the answer


@pytest.fixture
async def group(messenger: Messenger) -> ChatClient:
    zhou = messenger.person("zhou")
    here = zhou.in_group(messenger.basic_group(zhou))
    await here.add_bot()
    return here


async def test_the_answer_follows_where_telegram_says(
    bot: DutyBot, group: ChatClient, moves: Moves
) -> None:
    there = await group.upgrade_group()
    await bot.send_message(group.chat_id, "answer", reply_to_message_id=1)
    assert there.last.text == "answer"
    assert moves.known == {telegram(group.chat_id): telegram(there.chat_id)}


@pytest.mark.parametrize(("words", "code"), [(UPGRADED, 400), (KICKED, 403)])
async def test_the_answer_follows_when_the_move_is_known_meanwhile(
    bot: DutyBot, messenger: Messenger, group: ChatClient, moves: Moves, words: str, code: int
) -> None:
    there = await group.upgrade_group()

    async def known_at_the_second_look(address: Address) -> Address:
        looks.append(address)
        return telegram(there.chat_id) if len(looks) > 1 else address

    looks: list[Address] = []
    moves.now_at = known_at_the_second_look  # type: ignore[method-assign] # the update is handled meanwhile
    messenger.faults.garble_next("sendMessage", status=code, body=refusal(words, code))
    await bot.send_message(group.chat_id, "answer")
    assert there.last.text == "answer"


async def test_the_answer_waits_for_news_of_where_the_group_went(
    bot: DutyBot, messenger: Messenger, group: ChatClient, moves: Moves
) -> None:
    there = await group.upgrade_group()
    moves.news = {telegram(group.chat_id): telegram(there.chat_id)}
    messenger.faults.garble_next("sendMessage", status=400, body=refusal(UPGRADED))
    await bot.send_message(group.chat_id, "answer")
    assert there.last.text == "answer"
    assert moves.waited


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Bad Request: chat not found", 400),
        ("Forbidden: bot is not a member of the supergroup chat", 403),
    ],
)
async def test_a_supergroup_that_is_not_ready_yet_is_tried_again(
    bot: DutyBot, messenger: Messenger, group: ChatClient, moves: Moves, words: str, code: int
) -> None:
    there = await group.upgrade_group()
    moves.known = {telegram(group.chat_id): telegram(there.chat_id)}
    messenger.faults.garble_next("sendMessage", status=code, body=refusal(words, code))
    await bot.send_message(group.chat_id, "answer")
    assert there.last.text == "answer"


async def test_a_group_that_shuts_the_bot_out_is_not_tried_again(
    bot: DutyBot, messenger: Messenger, group: ChatClient, moves: Moves
) -> None:
    await group.remove_bot()
    with pytest.raises(Forbidden):
        await bot.send_message(group.chat_id, "answer")
    assert messenger.api.calls.count("sendMessage") == 1
    assert moves.waited == []
