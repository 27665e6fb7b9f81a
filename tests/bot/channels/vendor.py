"""A server that answers as the vendors of robots document, and keeps what it was sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.listening import listening


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; ``silent``: none comes, ``broken``: the connection ends instead.

    ``cut``: half of what the length promises comes, ``slow``: a byte every now and then, ``head``: more
    of its head.
    """

    body: object = field(default_factory=lambda: {"errcode": 0, "errmsg": "ok", "code": 0})
    status: int = 200
    silent: bool = False
    broken: bool = False
    cut: bool = False
    slow: bool = False
    head: str = ""


GOOD = Answer()
SILENT, BROKEN = Answer(silent=True), Answer(broken=True)


def coded(code: int) -> Answer:
    """200 with this code, as every vendor calls it."""
    return Answer({"errcode": code, "code": code, "errmsg": "…", "msg": "…"})


@dataclass
class VendorServer:
    """Answers with the next of ``answers``, then that the message is there."""

    answers: list[Answer] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    usual: Answer = GOOD
    base: str = ""
    behave: Callable[[str, dict[str, Any]], Answer] | None = None
    """Chooses the answer by path and body, in place of all these."""

    @property
    def bodies(self) -> Sequence[dict[str, Any]]:
        return [body for _, body in self.calls]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = int(head.lower().split("content-length:")[1].split("\r\n")[0])
            content = await reader.readexactly(length)
            self.calls.append((head.split(" ")[1], json.loads(content)))
            self.sizes.append(length)
            answer = self.answers.pop(0) if self.answers else self.usual
            if self.behave is not None:
                answer = self.behave(*self.calls[-1])
            if answer.silent:
                await reader.read()  # until whoever asks gives up
                return
            if answer.broken:
                return
            body = (
                answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            )
            said = f"HTTP/1.1 {answer.status} x\r\nContent-Length: {len(body)}\r\nConnection: close"
            writer.write(f"{said}\r\n{answer.head}\r\n".encode())
            if answer.slow:
                await self._trickle(body, writer)
                return
            writer.write(body[: len(body) // 2] if answer.cut else body)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    @staticmethod
    async def _trickle(body: bytes, writer: asyncio.StreamWriter) -> None:
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.2)


@asynccontextmanager
async def vendor_server() -> AsyncIterator[VendorServer]:
    served = VendorServer()
    async with listening(served.serve) as port:
        served.base = f"http://127.0.0.1:{port}"
        yield served
