"""A Bot API over a real socket. What it accepts is the truth that the records are held to."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

NOTE_MARK = "⚙"
"""Before the note for the observer at the end of each reminder (``victim.py`` adds it)."""

BOT_API_HOST = "bot-api.test"
"""A name for 127.0.0.1 that only the victims know."""

_BATCH = 5
"""Updates in one answer: few, so that there is more than one acknowledgement."""


@dataclass(frozen=True)
class Accepted:
    """A message that the messenger took; ``at`` goes by the clock that the victims go by.

    ``reference`` is empty for everything but reminders.
    """

    chat_id: int
    text: str
    at: datetime
    reference: str = ""
    copy: int = 0
    notices: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reply:
    """How one call is answered; without ``delivered``, a message is not taken.

    ``ending`` is how the connection goes on: ``kept``, or after the request ``silence``, ``reset``,
    or ``half`` of the answer.
    """

    status: int = 200
    body: bytes | None = None
    delivered: bool = False
    seconds: float = 0.0
    ending: str = "kept"

    @classmethod
    def refusal(cls, status: int, description: str, **parameters: int) -> Reply:
        """``ok: false``, as the Bot API puts it."""
        body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
        if parameters:
            body["parameters"] = parameters
        return cls(status, json.dumps(body).encode())


Behaviour = Callable[[dict[str, str]], Reply | None]
"""How a message (the fields of ``sendMessage``) is answered; None: taken as usual."""


@dataclass
class Messenger:
    """Listens on a port of its own between :meth:`open` and :meth:`close`."""

    ahead: Callable[[], timedelta] = timedelta
    port: int = 0
    behave: Behaviour | None = None
    accepted: list[Accepted] = field(default_factory=list)
    calls: list[tuple[float, int]] = field(default_factory=list)
    """When (seconds of the loop) a message to which chat was asked for, taken or not."""
    said: list[str] = field(default_factory=list)
    """Texts that came by other methods: answers to presses, messages that were edited."""
    updates: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: int = 0
    kill_at: int | None = None
    """Kill the victim when so many messages have been accepted, before it hears of the last one."""
    kill_at_acknowledgement: int | None = None
    victim: int | None = None
    webhook: str = ""
    description: str = ""
    _server: asyncio.Server | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> None:
        """Listen; on the same port as before, once there was one."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Refuse connections, and end those that there are."""
        assert self._server is not None
        self._server.close()
        for writer in tuple(self._writers):
            writer.transport.abort()
        await self._server.wait_closed()

    def begin(self) -> None:
        """Forget everything that was said."""
        self.accepted.clear()
        self.calls.clear()
        self.said.clear()
        self.updates.clear()
        self.behave = self.kill_at = self.kill_at_acknowledgement = None
        self.acknowledged = 0
        self.description = ""
        self.webhook = (
            ""  # a program that polls would take it for somebody else's, and send nothing
        )

    def now(self) -> datetime:
        """The time that the victims go by."""
        return datetime.now(UTC) + self.ahead()

    def kill(self) -> None:
        """SIGKILL for the victim, if there is one."""
        victim, self.victim = self.victim, None
        if victim is not None:
            os.kill(victim, signal.SIGKILL)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client was killed, or has ended
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        body = await reader.readexactly(int(length[1]) if length else 0)
        form = {key: values[0] for key, values in parse_qs(body.decode()).items()}
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode()
        reply = await self._reply(method, form)
        if reply.seconds:
            await asyncio.sleep(reply.seconds)
        if reply.ending == "silence":
            await reader.read()  # until the client gives up
            return False
        if reply.ending == "reset":
            writer.transport.abort()
            return False
        answer = reply.body or b""
        dated = format_datetime(self.now(), usegmt=True).encode()
        writer.write(
            b"HTTP/1.1 %d x\r\nContent-Type: application/json\r\nDate: %b\r\nContent-Length: %d\r\n\r\n"
            % (reply.status, dated, len(answer))
        )
        if not head.startswith(b"HEAD"):
            writer.write(answer[: len(answer) // 2] if reply.ending == "half" else answer)
        await writer.drain()
        if reply.ending == "half":
            writer.transport.abort()
        return reply.ending == "kept"

    async def _reply(self, method: str, form: dict[str, str]) -> Reply:
        if method == "getUpdates":
            return _taken(await self._updates_from(int(form.get("offset", "0"))))
        if method != "sendMessage":
            return _taken(self._answer(method, form))
        self.calls.append((asyncio.get_running_loop().time(), int(form["chat_id"])))
        reply = None if self.behave is None else self.behave(form)
        if reply is not None and not reply.delivered:
            return reply
        taken = _taken(self._accept(form))
        if reply is None:
            return taken
        body = taken.body if reply.body is None else reply.body
        return Reply(reply.status, body, True, reply.seconds, reply.ending)

    def _answer(self, method: str, form: dict[str, str]) -> Any:
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "b", "username": "duty_bot"}
        if method == "getWebhookInfo":
            return {
                "url": self.webhook,
                "has_custom_certificate": False,
                "pending_update_count": 0,
            }
        if method == "getMyShortDescription":
            return {"short_description": self.description}
        if method == "setMyShortDescription":
            self.description = form.get("short_description", "")
        if method in ("setWebhook", "deleteWebhook"):
            self.webhook = form.get("url", "")
        if "text" in form:
            self.said.append(form["text"])
        return True

    def _accept(self, form: dict[str, str]) -> dict[str, Any]:
        chat_id = int(form["chat_id"])
        text, mark, note = form["text"].rpartition(NOTE_MARK)
        said = json.loads(note) if mark else {}
        if mark:
            said["notices"] = tuple(said["notices"])
        now = self.now()
        self.accepted.append(Accepted(chat_id, text if mark else note, now, **said))
        if self.kill_at is not None and len(self.accepted) >= self.kill_at:
            self.kill_at = None
            self.kill()
        return {
            "message_id": len(self.accepted),
            "date": int(now.timestamp()),
            "chat": {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup"},
            "text": "x",
        }

    async def _updates_from(self, offset: int) -> list[dict[str, Any]]:
        self.acknowledged = max(self.acknowledged, offset - 1)
        if self.kill_at_acknowledgement is not None and offset > self.kill_at_acknowledgement:
            self.kill_at_acknowledgement = None
            self.kill()
        waiting = [each for each in self.updates if each["update_id"] >= offset][:_BATCH]
        await asyncio.sleep(0 if waiting else 0.05)
        return waiting


def _taken(result: Any) -> Reply:
    return Reply(body=json.dumps({"ok": True, "result": result}).encode())


async def posted(port: int, path: str, headers: dict[str, str], body: bytes) -> int | None:
    """The status that a POST gets; None when the connection breaks."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: x",
        "Connection: close",
        f"Content-Length: {len(body)}",
    ]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
            return int((await reader.readuntil(b"\r\n"))[9:12])
        finally:
            writer.transport.abort()
    return None
