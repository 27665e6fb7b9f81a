"""Calls to the outside, over loopback."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot.operating.outside import heartbeat

ANSWER = b"HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Outside:
    """A web server that keeps what it is asked: first lines and bodies."""

    def __init__(self, status: bytes = b"200 OK") -> None:
        self.status = status
        self.asked: list[str] = []
        self.bodies: list[bytes] = []
        self.port = 0

    async def serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(head.splitlines()[0])
        length = [line for line in head.lower().splitlines() if line.startswith("content-length:")]
        self.bodies.append(await reader.readexactly(int(length[0].split(":")[1])) if length else b"")
        writer.write(ANSWER % self.status)
        writer.close()

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@asynccontextmanager
async def outside(status: bytes = b"200 OK"):
    there = Outside(status)
    server = await asyncio.start_server(there.serve, "127.0.0.1", 0)
    there.port = server.sockets[0].getsockname()[1]
    async with server:
        yield there


@pytest.mark.experiment("12 the trail edited")
@pytest.mark.parametrize(
    ("path", "last", "line"),
    [
        ("/ping/abc", "f" * 64, f"GET /ping/abc?trail={'f' * 64} HTTP/1.1"),
        ("/push?key=x&msg=OK", "0a", "GET /push?key=x&msg=OK&trail=0a HTTP/1.1"),
        ("/ping/abc", "", "GET /ping/abc HTTP/1.1"),
    ],
)
async def test_the_heartbeat_tells_the_last_hash_of_the_trail(path, last, line):
    async def trail_end():
        return last

    async with outside() as there:
        await heartbeat(there.at(path), trail_end)()

    assert there.asked == [line]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/ping/Canary", "http://[bad/Canary"])
async def test_a_heartbeat_that_fails_is_logged(url, caplog):
    async def trail_end():
        return ""

    await heartbeat(url, trail_end)()

    assert "does not answer" in caplog.text
