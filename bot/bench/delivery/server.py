"""A Bot API in a process of its own that accepts every message at once, and keeps when it came.

With ``limits`` it refuses what Telegram would: more than 30 messages in any second, more than one a
second to a chat, more than 20 a minute to a group.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import parse_qs
from urllib.request import urlopen

_ME = {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}


class FakeServer:
    """Only what sending needs of HTTP, so that the server takes a tenth of the client's time."""

    def __init__(self, *, limits: bool) -> None:
        self._limits = limits
        self._all: deque[float] = deque()
        self._chats: defaultdict[int, deque[float]] = defaultdict(deque)
        self._last: dict[int, float] = {}
        self.accepted: list[tuple[float, int]] = []
        self.refused = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept alive."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = _length(head)
                body = await reader.readexactly(length) if length else b""
                status, answer = self._answer(head.split(b" ", 2)[1].rsplit(b"/", 1)[-1], body)
                payload = json.dumps(answer).encode()
                writer.write(
                    b"HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                    % (status, len(payload), payload)
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, method: bytes, body: bytes) -> tuple[int, dict[str, Any]]:
        if method == b"report":
            return 200, {"accepted": self.accepted, "refused": self.refused}
        if method != b"sendMessage":
            return 200, {"ok": True, "result": _ME if method == b"getMe" else True}
        chat = int(parse_qs(body.decode())["chat_id"][0])
        now = time.monotonic()
        wait = self._wait(chat, now) if self._limits else 0.0
        if wait > 0:
            self.refused += 1
            seconds = int(wait) + 1
            return 429, {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {seconds}",
                "parameters": {"retry_after": seconds},
            }
        self.accepted.append((now, chat))
        of_type = "private" if chat > 0 else "supergroup"
        message = {
            "message_id": len(self.accepted),
            "date": 1795395600,
            "chat": {"id": chat, "type": of_type},
            "text": "x",
        }
        return 200, {"ok": True, "result": message}

    def _wait(self, chat: int, now: float) -> float:
        """Seconds until Telegram would take it; 0.0 when it counts from now on."""
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        wait = self._all[0] + 1 - now if len(self._all) >= 30 else 0.0
        wait = max(wait, self._last.get(chat, -1.0) + 1 - now)
        of_chat = self._chats[chat] if chat < 0 else None
        if of_chat is not None:
            while of_chat and of_chat[0] <= now - 60:
                of_chat.popleft()
            wait = max(wait, of_chat[0] + 60 - now if len(of_chat) >= 20 else 0.0)
        if wait > 0:
            return wait
        self._all.append(now)
        self._last[chat] = now
        if of_chat is not None:
            of_chat.append(now)
        return 0.0


def _length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if rest else 0


@contextmanager
def running(*, limits: bool = False) -> Iterator[str]:
    """The address of a server in a new process, such as ``http://127.0.0.1:40000``."""
    command = [sys.executable, "-m", __name__, "limits" if limits else "open"]
    with Popen(command, stdout=PIPE, text=True) as process:  # noqa: S603 - our own interpreter
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def report_of(address: str) -> tuple[list[tuple[float, int]], int]:
    """What was accepted so far, as (seconds, chat), and how many messages were refused."""
    with urlopen(f"{address}/bot1:x/report", timeout=60) as answer:  # noqa: S310 - our own server
        told = json.loads(answer.read())
    return [(at, chat) for at, chat in told["accepted"]], told["refused"]


async def _main(*, limits: bool) -> None:
    server = await asyncio.start_server(FakeServer(limits=limits).serve, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(limits=sys.argv[1] == "limits"))
