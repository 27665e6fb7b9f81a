from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram_api.http_client import AiohttpRequest, BrokenOff, NeverLeft, _form
from tests.listening import Serve, listening

SECRET = "A" * 35
TOKEN = f"123456789:{SECRET}"
MESSAGE = (
    b'{"ok":true,"result":{"message_id":5,"date":1795395600,"chat":{"id":7,"type":"private"}}}'
)


class Server:
    """Answers every request alike, and keeps what it read."""

    def __init__(self, answer: bytes = MESSAGE, *, code: int = 200, headers: str = "") -> None:
        self.answer = (
            f"HTTP/1.1 {code} x\r\n{headers}Content-Length: {len(answer)}\r\n\r\n".encode()
        )
        self.answer += answer
        self.requests: list[bytes] = []
        self.connections = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.requests.append(head + await read_body(reader, head))
                writer.write(self.answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def read_body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if b"chunked" in head.lower():
        return await reader.readuntil(b"\r\n0\r\n\r\n")
    _, _, length = head.lower().partition(b"content-length: ")
    return await reader.readexactly(int(length.split(b"\r\n")[0] or 0))


async def stay_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100_000)
    await reader.read()
    writer.close()


async def send_half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100_000)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")
    await writer.drain()
    writer.close()


async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100_000)
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(MESSAGE)}\r\n\r\n".encode())
    for byte in MESSAGE:
        writer.write(bytes([byte]))
        await asyncio.sleep(0.1)
    writer.close()


async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


@asynccontextmanager
async def bot_at(serve: Serve, *, connections: int = 4) -> AsyncIterator[Bot]:
    async with (
        listening(serve) as port,
        bot_to(f"http://127.0.0.1:{port}", connections=connections) as bot,
    ):
        yield bot


@asynccontextmanager
async def bot_to(base: str, *, connections: int = 4) -> AsyncIterator[Bot]:
    request = AiohttpRequest(connections=connections, read_timeout=0.2, pool_timeout=0.05)
    await request.initialize()
    yield Bot(TOKEN, f"{base}/bot", f"{base}/file/bot", request, request)
    await request.shutdown()


async def test_a_call_carries_its_fields_and_reuses_the_connection() -> None:
    server = Server()
    async with bot_at(server) as bot:
        for text in ("甲&乙", "two"):
            message = await bot.send_message(7, text)
            assert message.message_id == 5
    assert server.connections == 1
    assert server.requests[0].startswith(f"POST /bot{TOKEN}/sendMessage ".encode())
    assert server.requests[0].endswith(b"text=%E7%94%B2%26%E4%B9%99")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_the_form(text: str) -> None:
    assert parse_qs(_form({"text": text, "n": "1"}).decode(), keep_blank_values=True) == {
        "text": [text],
        "n": ["1"],
    }


async def test_a_file_is_sent_with_its_name_and_content() -> None:
    server = Server()
    async with bot_at(server) as bot:
        await bot.send_document(7, InputFile(b"\x00content", filename="计划.csv"), caption="C")
    (request,) = server.requests
    assert b"multipart/form-data" in request
    assert b"\x00content" in request
    assert b'name="caption"' in request
    assert b"%E8%AE%A1%E5%88%92.csv" in request or "计划.csv".encode() in request


async def test_a_file_is_fetched() -> None:
    async with bot_at(Server(b"\x00content")) as bot:
        fetched = await bot.request.retrieve(f"{bot.base_file_url}/1.csv")
    assert fetched == b"\x00content"


async def test_a_redirect_is_not_followed() -> None:
    server = Server(b"", code=302, headers="Location: /elsewhere\r\n")
    async with bot_at(server) as bot:
        with pytest.raises(NetworkError, match="302"):
            await bot.get_me()
    assert len(server.requests) == 1


@pytest.mark.parametrize("serve", [stay_silent, send_half, hang_up, trickle])
async def test_what_breaks_after_the_request_may_have_arrived(serve: Serve) -> None:
    async with bot_at(serve) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "text")
    assert isinstance(caught.value.__cause__, BrokenOff)
    assert isinstance(caught.value, TimedOut) == (serve in (stay_silent, trickle))


async def test_a_call_that_gets_no_connection_was_not_sent() -> None:
    async with bot_at(stay_silent, connections=1) as bot:
        first, second = await asyncio.gather(
            bot.send_message(7, "1"),
            bot.send_message(7, "2", connect_timeout=0.05),
            return_exceptions=True,
        )
    assert isinstance(first, TimedOut)
    assert isinstance(first.__cause__, BrokenOff)
    assert isinstance(second, TimedOut)
    assert isinstance(second.__cause__, NeverLeft)


nowhere = pytest.mark.parametrize(
    "base", ["http://127.0.0.1:1", "http://nowhere.invalid", "gopher://x"]
)


@nowhere
async def test_an_address_that_leads_nowhere_was_not_sent_to(base: str) -> None:
    async with bot_to(base) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "text")
    assert isinstance(caught.value.__cause__, NeverLeft)


@pytest.mark.parametrize("serve", [stay_silent, send_half, hang_up, Server(code=500)])
async def test_a_failure_does_not_tell_the_token(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with bot_at(serve) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "text")
    assert_no_token(caught.value, caplog)


@nowhere
async def test_an_address_that_leads_nowhere_does_not_tell_the_token(
    base: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with bot_to(base) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "text")
    assert_no_token(caught.value, caplog)


def assert_no_token(error: BaseException, caplog: pytest.LogCaptureFixture) -> None:
    told = "".join(traceback.format_exception(error)) + caplog.text
    seen: BaseException | None = error
    while seen is not None:
        told += repr(seen) + str(vars(seen))
        seen = seen.__cause__ or seen.__context__
    assert SECRET not in told


async def test_a_call_before_the_start_or_after_the_end_is_refused() -> None:
    request = AiohttpRequest(connections=1, read_timeout=1)
    data = RequestData([RequestParameter("text", "x", None)])
    for _ in range(2):
        with pytest.raises(NetworkError, match="not open"):
            await request.post("http://127.0.0.1:1", data)
        await request.initialize()
        await request.initialize()
        await request.shutdown()
        await request.shutdown()
