from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.conversation.addresses import TelegramId, telegram
from bot.conversation.sealing import Seal
from bot.telegram_api.courier import TelegramCourier
from bot.telegram_api.http_client import AiohttpRequest
from bot.telegram_api.markup import plain_text
from bot.texts.catalogue import Html
from bot.views.screen import Button, Screen
from scheduler.address import Address
from scheduler.clock import SystemClock
from scheduler.delivery.ports import (
    Ambiguous,
    ChatMoved,
    DeliveryFailure,
    NotSent,
    SendingForbidden,
    Undeliverable,
    UndeliverableReason,
)
from scheduler.planning.notices import DeliveryId, NoticeKind, Parcel
from scheduler.roster.model import Person, PersonId
from tests.listening import Serve, listening

TOKEN = "123456789:" + "A" * 35
SEAL = Seal(TOKEN, SystemClock())
ANN = Person(PersonId(1), telegram(71), "安", "zh-Hans")
PARCEL = Parcel(
    delivery_id=DeliveryId(1),
    reference="ABC234",
    address=ANN.address,
    kind=NoticeKind.REMINDER,
    recipient=ANN,
    reminders=(),
    join_requests=(),
    today=date(2026, 11, 23),
)
SCREEN = Screen(
    Html("<b>职责提醒</b>：1 &lt; 2"),
    ((Button("已完成", data="done:1"), Button("依据", url="https://x.cn")),),
)


MESSAGE = {
    "ok": True,
    "result": {"message_id": 5, "date": 1795395600, "chat": {"id": 71, "type": "private"}},
}


@dataclass
class Telegram:
    """Answers each call with the next of ``answers``, or raises it; keeps what it was sent."""

    answers: list[httpx.Response | Exception] = field(default_factory=list)
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        form = parse_qs(request.content.decode())
        method = request.url.path.rsplit("/", 1)[-1]
        self.calls.append((method, {key: value[0] for key, value in form.items()}))
        answer = self.answers.pop(0) if self.answers else httpx.Response(200, json=MESSAGE)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The same over a connection; with an exception for an answer it breaks off."""
        try:
            while request := await read_request(reader):
                answer = self(request)
                head = f"HTTP/1.1 {answer.status_code} x\r\nContent-Length: {len(answer.content)}"
                writer.write(head.encode() + b"\r\n\r\n" + answer.content)
        except (asyncio.IncompleteReadError, ConnectionError, BrokenHere):
            pass
        finally:
            writer.close()


class BrokenHere(Exception):
    """For an answer: the connection ends instead."""


async def read_request(reader: asyncio.StreamReader) -> httpx.Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = int(head.lower().split("content-length:")[1].split("\r\n")[0])
    path = head.split(" ")[1]
    return httpx.Request("POST", f"http://telegram{path}", content=await reader.readexactly(length))


@asynccontextmanager
async def bot_api(serve: Serve) -> AsyncIterator[str]:
    """The base address of a server that treats its connections like this."""
    async with listening(serve) as port:
        yield f"http://127.0.0.1:{port}/bot"


@asynccontextmanager
async def courier_over(
    request: BaseRequest, base_url: str = "http://telegram/bot"
) -> AsyncIterator[TelegramCourier]:
    bot = Bot(TOKEN, base_url=base_url, request=request, get_updates_request=request)
    await request.initialize()
    yield TelegramCourier(bot, lambda _: SCREEN, SEAL, read_timeout=timedelta(milliseconds=100))
    await request.shutdown()


def over_httpx() -> BaseRequest:
    return HTTPXRequest()


def over_aiohttp() -> BaseRequest:
    return AiohttpRequest(connections=4, read_timeout=5)


@asynccontextmanager
async def courier_to(telegram: Telegram, client: str) -> AsyncIterator[TelegramCourier]:
    """Our client over a connection, or the library's, which reaches the messenger in this process."""
    if client == "httpx":
        request = HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(telegram)})
        async with courier_over(request) as courier:
            yield courier
    else:
        async with (
            bot_api(telegram.serve) as base_url,
            courier_over(over_aiohttp(), base_url) as courier,
        ):
            yield courier


Outcome = Callable[..., Awaitable[DeliveryFailure]]


@pytest.fixture(params=["httpx", "aiohttp"])
def client(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def outcome(client: str) -> Outcome:
    """How a delivery fails when its calls meet these answers."""

    async def deliver(*answers: httpx.Response | Exception) -> DeliveryFailure:
        if client == "aiohttp":
            answers = tuple(
                BrokenHere() if isinstance(each, Exception) else each for each in answers
            )
        async with courier_to(Telegram(list(answers)), client) as courier:
            with pytest.raises(DeliveryFailure) as caught:
                await courier.deliver(PARCEL)
        assert TOKEN not in caught.value.detail
        return caught.value

    return deliver


in_process = pytest.mark.parametrize("client", ["httpx"], indirect=True)


def refused(code: int, description: str, **parameters: int) -> httpx.Response:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return httpx.Response(code, json=body)


def page(code: int) -> httpx.Response:
    """What a proxy on the way answers."""
    return httpx.Response(code, text="<html><body>nginx</body></html>")


async def test_a_message_goes_out_with_buttons_as_html_and_without_preview(client: str) -> None:
    telegram = Telegram()
    async with courier_to(telegram, client) as courier:
        receipt = await courier.deliver(PARCEL)
    assert receipt.message_id == "5"
    assert receipt.sent_at == datetime.fromtimestamp(1795395600, UTC)
    ((method, form),) = telegram.calls
    assert method == "sendMessage"
    assert (form["chat_id"], form["parse_mode"], form["text"]) == ("71", "HTML", SCREEN.text)
    assert json.loads(form["link_preview_options"]) == {"is_disabled": True}
    buttons = json.loads(form["reply_markup"])["inline_keyboard"][0]
    assert buttons[0]["text"] == "已完成"
    assert SEAL.opened(buttons[0]["callback_data"], TelegramId(71)) == "done:1"


@in_process
@pytest.mark.parametrize(
    "cause",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectError("Name or service not known"),
        httpx.ConnectTimeout("connect"),
        httpx.PoolTimeout("pool"),
        httpx.ProxyError("proxy"),
        httpx.UnsupportedProtocol("no such protocol"),
    ],
    ids=lambda cause: f"{type(cause).__name__}: {cause}",
)
async def test_what_never_left_was_not_sent(outcome: Outcome, cause: Exception) -> None:
    failure = await outcome(cause)
    assert isinstance(failure, NotSent)
    assert not failure.chat_only
    assert type(cause).__name__ in failure.detail


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx.ReadTimeout("read"), id="accepted, no answer"),
        pytest.param(httpx.WriteTimeout("write"), id="half written, then silence"),
        pytest.param(httpx.WriteError("write"), id="half written, then reset"),
        pytest.param(httpx.ReadError("reset"), id="accepted, reset"),
        pytest.param(httpx.RemoteProtocolError("closed"), id="accepted, closed"),
        pytest.param(page(502), id="502 with a page"),
        pytest.param(page(504), id="504 with a page"),
        pytest.param(refused(500, "Internal Server Error: restart"), id="500"),
        pytest.param(httpx.Response(200, text='{"ok": tru'), id="200, broken JSON"),
        pytest.param(page(200), id="200 with a page"),
        pytest.param(httpx.Response(200, json={"ok": True}), id="200 without a result"),
        pytest.param(httpx.Response(200, json={"ok": False}), id="200, not ok"),
        pytest.param(httpx.Response(200, json={"ok": True, "result": 7}), id="200, odd result"),
        pytest.param(httpx.Response(200, json=[]), id="200, no object"),
        pytest.param(httpx.Response(400, json=[]), id="400, no object"),
        pytest.param(refused(409, "Conflict"), id="409"),
        pytest.param(refused(418, "I'm a teapot"), id="a code nobody knows"),
        pytest.param(RuntimeError("loop is closed"), id="an exception nobody knows"),
    ],
)
async def test_what_may_have_arrived_is_ambiguous(
    outcome: Outcome, answer: httpx.Response | Exception
) -> None:
    assert isinstance(await outcome(answer), Ambiguous)


async def test_a_flood_pauses_the_chat_for_as_long_as_was_said(outcome: Outcome) -> None:
    failure = await outcome(refused(429, "Too Many Requests: retry after 35", retry_after=35))
    assert isinstance(failure, NotSent)
    assert (failure.retry_after, failure.chat_only) == (timedelta(seconds=35), True)


@pytest.mark.parametrize(
    "answer", [refused(429, "Too Many Requests"), page(429)], ids=["of Telegram", "of a proxy"]
)
async def test_a_flood_without_a_time_was_not_sent(
    outcome: Outcome, answer: httpx.Response
) -> None:
    failure = await outcome(answer)
    assert isinstance(failure, NotSent)
    assert (failure.retry_after, failure.chat_only) == (None, True)


@pytest.mark.parametrize(
    ("code", "description", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", UndeliverableReason.BLOCKED),
        (403, "Forbidden: user is deactivated", UndeliverableReason.NOT_FOUND),
        (403, "Forbidden: bot was kicked from the group chat", UndeliverableReason.KICKED),
        (403, "Forbidden: bot was kicked from the supergroup chat", UndeliverableReason.KICKED),
        (403, "Forbidden: bot is not a member of the channel chat", UndeliverableReason.KICKED),
        (403, "Forbidden: the group chat was deleted", UndeliverableReason.NOT_FOUND),
        (
            403,
            "Forbidden: bot can't initiate conversation with a user",
            UndeliverableReason.NOT_FOUND,
        ),
        (403, "Forbidden: something new", UndeliverableReason.FORBIDDEN),
        (400, "Bad Request: chat not found", UndeliverableReason.NOT_FOUND),
        (400, "Bad Request: PEER_ID_INVALID", UndeliverableReason.NOT_FOUND),
        (400, "Bad Request: message is too long", UndeliverableReason.REFUSED),
        (
            400,
            "Bad Request: not enough rights to send text messages to the chat",
            UndeliverableReason.SILENCED,
        ),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", UndeliverableReason.SILENCED),
        (400, "Bad Request: TOPIC_CLOSED", UndeliverableReason.SILENCED),
        (400, "Bad Request: TOPIC_DELETED", UndeliverableReason.TOPIC_GONE),
        (400, "Bad Request: message thread not found", UndeliverableReason.TOPIC_GONE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_telegram_refuses_is_undeliverable(
    outcome: Outcome, code: int, description: str, reason: UndeliverableReason
) -> None:
    failure = await outcome(refused(code, description))
    assert isinstance(failure, Undeliverable)
    assert failure.reason is reason


@pytest.mark.parametrize("code", [301, 302, 307, 400, 401, 403, 404])
async def test_what_something_on_the_way_refuses_says_nothing_about_the_chat(
    outcome: Outcome, code: int
) -> None:
    answers = [page(code), page(code)]  # getMe meets the same
    failure = await outcome(*answers)
    assert isinstance(failure, NotSent)
    assert not failure.chat_only


async def test_a_redirect_is_reported(outcome: Outcome, caplog: pytest.LogCaptureFixture) -> None:
    await outcome(page(302))
    assert "redirect" in caplog.text


async def test_a_group_that_moved_names_its_new_id(outcome: Outcome) -> None:
    failure = await outcome(
        refused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=-100123,
        )
    )
    assert isinstance(failure, ChatMoved)
    assert failure.now_at == Address("telegram", "-100123")


async def test_refused_markup_is_sent_once_more_as_plain_text(client: str) -> None:
    telegram = Telegram([refused(400, "Bad Request: can't parse entities: unsupported tag")])
    async with courier_to(telegram, client) as courier:
        receipt = await courier.deliver(PARCEL)
    assert receipt.message_id == "5"
    _, (_, second) = telegram.calls
    assert second["text"] == "职责提醒：1 < 2"
    assert "parse_mode" not in second
    assert "reply_markup" in second


async def test_refused_markup_is_not_retried_for_ever(outcome: Outcome) -> None:
    complaint = "Bad Request: can't parse entities"
    failure = await outcome(refused(400, complaint), refused(400, complaint))
    assert isinstance(failure, Undeliverable)


async def test_a_plain_text_that_may_have_arrived_is_ambiguous(outcome: Outcome) -> None:
    failure = await outcome(
        refused(400, "Bad Request: can't parse entities"), httpx.ReadTimeout("read")
    )
    assert isinstance(failure, Ambiguous)


async def test_a_token_that_get_me_refuses_too_stops_everything(outcome: Outcome) -> None:
    failure = await outcome(refused(401, "Unauthorized"), refused(401, "Unauthorized"))
    assert isinstance(failure, SendingForbidden)


@pytest.mark.parametrize(
    "second",
    [
        httpx.Response(
            200, json={"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "b"}}
        ),
        httpx.ConnectError("refused"),
        page(502),
        refused(404, "Not Found"),
        httpx.Response(200, json={"ok": True}),
    ],
    ids=["works", "is down", "a page", "not found", "nothing"],
)
async def test_one_refusal_of_the_token_alone_stops_nothing(
    outcome: Outcome,
    second: httpx.Response | Exception,
) -> None:
    assert isinstance(await outcome(refused(401, "Unauthorized"), second), NotSent)


async def test_a_404_is_a_fault_on_the_way(outcome: Outcome) -> None:
    failure = await outcome(refused(404, "Not Found"), refused(404, "Not Found"))
    assert isinstance(failure, NotSent)


async def test_a_fault_in_the_wording_sends_nothing_and_is_passed_on() -> None:
    telegram = Telegram()

    def no_words(_: Parcel) -> Screen:
        raise KeyError("no such text")

    request = HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(telegram)})
    courier = TelegramCourier(
        Bot(TOKEN, request=request, get_updates_request=request), no_words, SEAL
    )
    with pytest.raises(KeyError):
        await courier.deliver(PARCEL)
    assert not telegram.calls
    await request.shutdown()


# What the clients themselves make of a connection that breaks.


async def stay_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    await reader.read()  # until the client gives up


async def close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.transport.abort()


async def send_half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    body = json.dumps(MESSAGE).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:20])
    await writer.drain()


async def talk_nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"hello\r\n\r\n")
    await writer.drain()


both_clients = pytest.mark.parametrize("over", [over_httpx, over_aiohttp])


@both_clients
@pytest.mark.parametrize("behaviour", [stay_silent, close, reset, send_half, talk_nonsense])
async def test_a_connection_that_breaks_after_the_request_is_ambiguous(
    over: Callable[[], BaseRequest], behaviour: Serve
) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await behaviour(reader, writer)
        finally:
            writer.close()

    async with bot_api(serve) as base_url, courier_over(over(), base_url) as courier:
        with pytest.raises(Ambiguous) as caught:
            await courier.deliver(PARCEL)
    assert TOKEN not in caught.value.detail


@both_clients
async def test_a_port_where_nobody_listens_is_not_sent(over: Callable[[], BaseRequest]) -> None:
    async with bot_api(close) as base_url:
        pass
    async with courier_over(over(), base_url) as courier:
        with pytest.raises(NotSent):
            await courier.deliver(PARCEL)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>甲</b>乙", "甲乙"),
        ('<a href="https://x.cn/?a=1&amp;b=2">链接</a>', "链接"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("a < b and c > d", "a < b and c > d"),
        ("<code>ABC234</code>", "ABC234"),
        ("<blockquote expandable>文</blockquote>", "文"),
    ],
)
def test_plain_text_keeps_what_is_written(html: str, text: str) -> None:
    assert plain_text(html) == text
