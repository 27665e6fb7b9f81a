"""Updates for a webhook, brought as Telegram does: over several connections, kept alive."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any

CONNECTIONS = 40
"""Telegram's default for ``max_connections``."""

PATH = "/telegram"


async def deliver(updates: list[dict[str, Any]], port: int, secret: str) -> None:
    """Bring them to a web server on this machine, each until it is accepted."""
    waiting = deque(updates)
    await asyncio.gather(*(_bring(waiting, port, secret) for _ in range(CONNECTIONS)))


async def _bring(waiting: deque[dict[str, Any]], port: int, secret: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while waiting:
        update = waiting.popleft()
        body = json.dumps(update).encode()
        writer.write(
            f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = await reader.readuntil(b"\r\n\r\n")
        _, _, rest = head.lower().partition(b"content-length:")
        await reader.readexactly(int(rest.split(b"\r\n", 1)[0]) if rest else 0)
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            waiting.append(update)
            await asyncio.sleep(0.1)
    writer.close()
