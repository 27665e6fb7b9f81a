"""Calls to the outside, over loopback."""

from __future__ import annotations

import asyncio
import contextlib
import json
from contextlib import asynccontextmanager

import pytest

from bot.operating.outside import heartbeat, http_time, second_way
from bot.texts.catalogue import texts
from scheduler.watch.alerts import Alert
from scheduler.watch.conditions import Condition
from tests.listening import listening

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
        self.bodies.append(
            await reader.readexactly(int(length[0].split(":")[1])) if length else b""
        )
        writer.write(ANSWER % self.status)

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@asynccontextmanager
async def outside(status: bytes = b"200 OK"):
    async with serving(Outside(status)) as there:
        yield there


@asynccontextmanager
async def serving(there):
    async with listening(there.serve) as there.port:
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


def alert(clock, *, over=False):
    return Alert(
        Condition.PASS_FAILED,
        "planner",
        "no <b>",
        1,
        clock.now(),
        ended_at=clock.now() if over else None,
    )


@pytest.mark.experiment("5 alerts have a second way")
async def test_alerts_are_sent_as_json_one_by_one(clock):
    async with outside() as there:
        send = second_way(there.at("/hook"))
        assert await send([alert(clock), alert(clock, over=True)], texts("en"))

    assert there.asked == ["POST /hook HTTP/1.1"] * 2
    begun, ended = (json.loads(body) for body in there.bodies)
    assert begun == {
        "condition": "pass-failed",
        "subject": "planner",
        "over": False,
        "text": "⚠️ A part of the program keeps failing: planner. See the log. (no <b>)",
    }
    assert ended["over"] is True
    assert ended["text"].startswith("✅ Over: ")


@pytest.mark.experiment("5 alerts have a second way")
async def test_an_address_for_alerts_that_refuses_or_is_gone_is_logged(clock, caplog):
    async with outside(b"500 Oh") as there:
        assert not await second_way(there.at("/hook"))([alert(clock)], texts("en"))
    assert not await second_way(there.at("/hook"))([alert(clock)], texts("en"))

    assert caplog.text.count("the address for alerts does not answer") == 2


@pytest.mark.experiment("5 alerts have a second way")
@pytest.mark.parametrize("path", ["/hook/Canary", "/秘密/Canary", "/a b/Canary", "/x/../Canary"])
async def test_no_log_shows_an_address_in_any_spelling(clock, caplog, path):
    """The library writes addresses in its own way, which is not the one that is kept out of logs."""
    async with outside(b"404 No") as there:
        url = there.at(path).replace("http://127.0.0.1", "http://LOCALHOST")
        assert not await second_way(url)([alert(clock)], texts("en"))
        await heartbeat(url, lambda: asyncio.sleep(0, ""))()

    assert caplog.text.count("does not answer") == 2
    told = [str(vars(record)) for record in caplog.records if record.name.startswith("bot.")]
    assert "404" in "".join(told)
    assert "Canary" not in "".join(told)


@pytest.mark.experiment("5 alerts have a second way")
async def test_an_answer_that_never_ends_keeps_nobody_waiting(clock, caplog, monkeypatch):
    """An address of a stream, say: a byte now and then is in time for every single read."""
    monkeypatch.setattr("bot.operating.outside.SECONDS", 0.2)

    async def drip(reader, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            while True:
                writer.write(b"1\r\n.\r\n")
                await writer.drain()
                await asyncio.sleep(0.02)

    there = Outside()
    there.serve = drip
    async with serving(there), asyncio.timeout(5):
        assert not await second_way(there.at("/sse"))([alert(clock)], texts("en"))
        await heartbeat(there.at("/sse"), lambda: asyncio.sleep(0, ""))()
        await http_time(there.at("/sse"))()

    assert caplog.text.count("does not answer") == 2


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/ping/Canary", "http://[bad/Canary"])
async def test_a_heartbeat_that_fails_is_logged(url, caplog):
    async def trail_end():
        return ""

    await heartbeat(url, trail_end)()

    assert "does not answer" in caplog.text
