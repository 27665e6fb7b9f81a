"""The web server over loopback, with sockets that say less than they should."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.config import ListenAddress
from bot.web.connections import ConnectionLimits
from bot.web.listening import listen
from bot.web.server import SECRET_HEADER, WEBHOOK_AT_ONCE, serve, web_app, webhook_route

SECRET = "s" * 32
SHORT = ConnectionLimits(header_seconds=0.3, body_seconds=0.3, idle_seconds=1)
HEALTH = b"GET /livez HTTP/1.1\r\nHost: bot\r\n\r\n"
WHOLE = 5.0
"""Seconds in which anything in here must have happened."""


@asynccontextmanager
async def serving(limits=SHORT, accept=None):
    """The port of a server with a webhook."""

    async def no_trouble():
        return None

    async def forget(update):
        pass

    listener = listen(ListenAddress("127.0.0.1", 0))
    ending = asyncio.Event()
    app = web_app(no_trouble, [webhook_route(accept or forget, SECRET)])
    task = asyncio.create_task(serve(app, listener, ending, lambda: None, limits))
    try:
        yield listener.address.port
    finally:
        ending.set()
        await task
        listener.socket.close()


@asynccontextmanager
async def connection(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def said(reader) -> bytes:
    """All until the server ends the connection."""
    try:
        async with asyncio.timeout(WHOLE):
            return await reader.read()
    except ConnectionError:
        return b""


async def answers(port) -> bool:
    async with asyncio.timeout(WHOLE), connection(port) as (reader, writer):
        writer.write(HEALTH)
        return (await reader.readline()).startswith(b"HTTP/1.1 200")


def webhook(length: int) -> bytes:
    return (
        f"POST /telegram HTTP/1.1\r\nHost: bot\r\nContent-Length: {length}\r\n"
        f"{SECRET_HEADER}: {SECRET}\r\n\r\n"
    ).encode()


async def trickle(writer):
    """A byte now and then, for as long as it is taken."""
    while True:
        writer.write(b"x")
        await asyncio.sleep(0.05)


@pytest.mark.experiment("9 half-open requests")
@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /livez HTTP/1.1\r\nHo",
        webhook(500),
        webhook(500) + b'{"update_id"',
        HEALTH + b"GET /livez HTTP/1.1\r\nHo",
        b"POST /telegram HTTP/1.1\r\nHost: bot\r\nContent-Length: 500\r\n\r\n",
        b"GET /nowhere HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n",
    ],
    ids=["nothing", "header", "body", "part-of-body", "second", "without-secret", "nowhere"],
)
@pytest.mark.parametrize("trickling", [False, True], ids=["silent", "trickling"])
async def test_a_request_that_never_ends_is_ended(begun, trickling):
    async with serving() as port, connection(port) as (reader, writer):
        writer.write(begun)
        more = asyncio.create_task(trickle(writer)) if trickling and begun else None

        await said(reader)

        if more is not None:
            more.cancel()


async def test_an_answered_connection_that_says_no_more_is_ended():
    async with serving() as port, connection(port) as (reader, writer):
        writer.write(HEALTH)

        assert (await said(reader)).startswith(b"HTTP/1.1 200")


async def test_a_slow_but_whole_request_is_answered():
    async with serving(ConnectionLimits()) as port, connection(port) as (reader, writer):
        body = b'{"update_id": 7}'
        for part in (webhook(len(body))[:30], webhook(len(body))[30:], body[:5], body[5:]):
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0.05)

        async with asyncio.timeout(WHOLE):
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")


@pytest.mark.experiment("9 half-open requests")
@pytest.mark.parametrize(
    "begun", [b"GET /livez HTTP/1.1\r\n", webhook(500)], ids=["header", "body"]
)
async def test_health_is_answered_however_many_are_half_open(begun):
    async with serving(ConnectionLimits(connections=10)) as port:
        held = []
        for _ in range(40):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun)
            held.append((reader, writer))

        assert await answers(port)

        dropped = [reader async for reader in _ended(held)]
        assert len(dropped) >= 30
        for _, writer in held:
            writer.transport.abort()


async def _ended(held):
    for reader, _ in held:
        try:
            async with asyncio.timeout(0.02):
                await reader.read()
                yield reader
        except TimeoutError:
            pass
        except ConnectionError:
            yield reader


@pytest.mark.experiment("9 half-open requests")
async def test_health_is_answered_while_the_webhook_is_flooded():
    stored = asyncio.Event()
    taken = 0

    async def accept(update):
        nonlocal taken
        taken += 1
        await stored.wait()

    async with serving(ConnectionLimits(), accept) as port:
        body = b'{"update_id": 7}'
        held = []
        for _ in range(WEBHOOK_AT_ONCE + 10):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(webhook(len(body)) + body)
            held.append((reader, writer))

        assert await answers(port)

        refused = await asyncio.wait_for(held[-1][0].readline(), WHOLE)
        assert refused.startswith(b"HTTP/1.1 503")
        assert taken == WEBHOOK_AT_ONCE
        stored.set()
        async with asyncio.timeout(WHOLE):
            assert (await held[0][0].readline()).startswith(b"HTTP/1.1 200")
        for _, writer in held:
            writer.transport.abort()


SMALL_SERVER = """
import asyncio, resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
from bot.config import ListenAddress
from bot.web.listening import listen
from bot.web.server import ending_signals, serve, web_app

async def no_trouble():
    return None

async def main():
    listener = listen(ListenAddress("127.0.0.1", 0))
    print(listener.address.port, flush=True)
    await serve(web_app(no_trouble, []), listener, ending_signals(), lambda: None)

asyncio.run(main())
"""


@pytest.mark.experiment("9 half-open requests")
async def test_a_program_with_256_descriptors_outlives_400_half_open_requests():
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SMALL_SERVER,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    held = []
    try:
        assert process.stdout is not None
        port = int(await asyncio.wait_for(process.stdout.readline(), 30))
        for _ in range(400):
            each = socket.socket()
            each.setblocking(False)
            held.append(each)
        loop = asyncio.get_running_loop()
        await asyncio.wait_for(
            asyncio.gather(*(loop.sock_connect(each, ("127.0.0.1", port)) for each in held)), 60
        )
        for each in held:
            with suppress(OSError):  # the server has dropped it already
                each.send(b"GET /livez HTTP/1.1\r\n")

        assert await answers(port)
    finally:
        for each in held:
            each.close()
        process.terminate()
        _, errors = await process.communicate()
    assert b"Too many open files" not in errors
