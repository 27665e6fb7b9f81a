"""A Bot API in a process of its own that accepts every message at once, and keeps the time of each.

It holds the updates that it is given until they are fetched, or brings them to a webhook. With
``limits`` it refuses as Telegram does: more than 30 messages in any second, more than one a second to
a chat, more than 20 a minute to a group.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import parse_qs
from urllib.request import urlopen

from tests.bench.delivery.webhook import deliver

_RESULTS: dict[str, Any] = {
    "getMe": {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"},
    "getMyShortDescription": {"short_description": ""},
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}
"""Results of methods by name; that of any other is True."""

_ORDERS = ("report", "progress", "ask", "deliver")
"""Orders of the benchmark, which are no methods of Telegram's."""

_MOST_AT_ONCE = 100


class FakeServer:
    """The little of HTTP that sending and polling need: it takes a tenth of the client's time.

    The orders ``ask`` and ``deliver`` give it updates, to be polled or for a webhook; ``report`` and
    ``progress`` read its counts.
    """

    def __init__(self, *, limits: bool) -> None:
        self._limits = limits
        self._all: deque[float] = deque()
        self._chats: defaultdict[int, deque[float]] = defaultdict(deque)
        self._last: dict[int, float] = {}
        self._updates: deque[dict[str, Any]] = deque()
        self._more = asyncio.Event()
        self._delivering: set[asyncio.Task[None]] = set()
        self.accepted: list[tuple[float, int]] = []
        self.refused = 0
        self.calls: Counter[str] = Counter()
        self.last_call = 0.0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept alive."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = _length(head)
                body = await reader.readexactly(length) if length else b""
                method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode()
                if method == "getUpdates":
                    status, answer = 200, _result(await self._give_updates(body))
                else:
                    status, answer = self._answer(method, body)
                payload = json.dumps(answer).encode()
                writer.write(
                    b"HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                    % (status, len(payload), payload)
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, method: str, body: bytes) -> tuple[int, dict[str, Any]]:
        if method in _ORDERS:
            return 200, self._obey(method, body)
        now = time.monotonic()
        self.calls[method] += 1
        if method == "answerCallbackQuery":
            self.last_call = now
        if method not in ("sendMessage", "editMessageText"):
            return 200, _result(_RESULTS.get(method, True))
        chat = int(parse_qs(body.decode())["chat_id"][0])
        limited = self._limits and method == "sendMessage"
        wait = self._wait(chat, now) if limited else 0.0
        if wait > 0:
            self.refused += 1
            seconds = int(wait) + 1
            return 429, {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {seconds}",
                "parameters": {"retry_after": seconds},
            }
        self.last_call = now
        self.accepted.append((now, chat))
        of_type = "private" if chat > 0 else "supergroup"
        message = {
            "message_id": len(self.accepted),
            "date": int(time.time()),
            "chat": {"id": chat, "type": of_type},
            "text": "x",
        }
        return 200, _result(message)

    def _obey(self, order: str, body: bytes) -> dict[str, Any]:
        if order == "report":
            return {"accepted": self.accepted, "refused": self.refused}
        if order == "progress":
            return {"calls": self.calls, "last_call": self.last_call, "now": time.monotonic()}
        told = json.loads(body)
        if order == "ask":
            self._updates += told["updates"]
            self._more.set()
        else:
            task = asyncio.create_task(deliver(told["updates"], told["port"], told["secret"]))
            self._delivering.add(task)
            task.add_done_callback(self._delivering.discard)
        return {"now": time.monotonic()}

    async def _give_updates(self, body: bytes) -> list[dict[str, Any]]:
        fields = parse_qs(body.decode())
        offset = int(fields.get("offset", ["0"])[0])
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        self.calls["getUpdates"] += 1
        if not self._updates:
            self._more.clear()
            try:
                async with asyncio.timeout(int(fields.get("timeout", ["0"])[0])):
                    await self._more.wait()
            except TimeoutError:
                return []
        return list(islice(self._updates, _MOST_AT_ONCE))

    def _wait(self, chat: int, now: float) -> float:
        """Seconds until Telegram would take a message; 0.0 when it takes it now, which is then counted."""
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


def _result(value: Any) -> dict[str, Any]:
    return {"ok": True, "result": value}


def _length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if rest else 0


@contextmanager
def running(*, limits: bool = False) -> Iterator[str]:
    """The address of a server in a new process, such as ``http://127.0.0.1:40000``."""
    command = [sys.executable, "-m", __name__, "limits" if limits else "open"]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def order(address: str, name: str, **values: Any) -> dict[str, Any]:
    """Give an order: ``ask`` (updates), ``deliver`` (updates, port, secret) or ``progress``."""
    body = json.dumps(values).encode()
    with urlopen(f"{address}/bot1:x/{name}", body, timeout=60) as answer:
        told: dict[str, Any] = json.loads(answer.read())
    return told


def report_of(address: str) -> tuple[list[tuple[float, int]], int]:
    """Messages accepted so far, as (seconds, chat), and the number of refused ones."""
    with urlopen(f"{address}/bot1:x/report", timeout=60) as answer:
        told = json.loads(answer.read())
    return [(at, chat) for at, chat in told["accepted"]], told["refused"]


async def _main(*, limits: bool) -> None:
    server = await asyncio.start_server(FakeServer(limits=limits).serve, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(limits=sys.argv[1] == "limits"))
