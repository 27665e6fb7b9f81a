"""The replicas: ``dutybot run`` several times on one database, each on a port of its own."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

WEBHOOK_URL = "https://cluster.invalid/telegram"
"""Webhook of the replicas; the fake of Telegram delivers to the proxy instead."""

_START_SECONDS = 60
_STOP_SECONDS = 15


@dataclass
class Replica:
    """One process; it can be killed and started again."""

    port: int
    environment: Mapping[str, str]
    log: Path
    process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        """Address of its web server."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start the program; :meth:`until_alive` waits for it."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self.environment, stdout=log, stderr=log
            )

    async def until_alive(self) -> None:
        """Return when it answers.

        Raises:
            RuntimeError: it has ended, or does not answer within a minute.
        """
        async with aiohttp.ClientSession() as session:
            for _ in range(_START_SECONDS * 10):
                if self.process is None or self.process.returncode is not None:
                    break
                try:
                    async with session.get(f"{self.address}/livez"):
                        return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
        raise RuntimeError(f"replica at {self.address} did not start; see {self.log}")

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)

    async def kill(self) -> None:
        """``kill -9``; returns when it is dead."""
        self.send(signal.SIGKILL)
        if self.process is not None:
            await self.process.wait()

    async def stop(self) -> None:
        """End it in good order, or by force after a while."""
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        if self.process is not None:
            try:
                async with asyncio.timeout(_STOP_SECONDS):
                    await self.process.wait()
            except TimeoutError:
                await self.kill()


@dataclass
class Replicas:
    """Several replicas of one bot."""

    database_url: str
    api_url: str
    token: str
    folder: Path
    count: int = 3
    settings: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    all: list[Replica] = field(default_factory=list)

    async def __aenter__(self) -> Replicas:
        """Start them all; returns when each of them answers."""
        self.all = [self._replica(number) for number in range(self.count)]
        try:
            await asyncio.gather(*(replica.start() for replica in self.all))
            await asyncio.gather(*(replica.until_alive() for replica in self.all))
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """End them."""
        await asyncio.gather(*(replica.stop() for replica in self.all))

    @property
    def addresses(self) -> list[str]:
        """Addresses of their web servers."""
        return [replica.address for replica in self.all]

    def _replica(self, number: int) -> Replica:
        folder = self.folder / f"replica-{number + 1}"
        folder.mkdir(parents=True, exist_ok=True)
        port = free_port()
        own = {
            "TOKEN": self.token,
            "API_URL": self.api_url,
            "DATABASE_URL": self.database_url,
            "DATA_DIR": str(folder),
            "LISTEN": f"127.0.0.1:{port}",
            "WEBHOOK_URL": WEBHOOK_URL,
            "WEBHOOK_SECRET": self.secret,
            **self.settings,
        }
        plain = {key: value for key, value in os.environ.items() if not key.startswith("DUTYBOT_")}
        settings = {f"DUTYBOT_{name}": value for name, value in own.items()}
        return Replica(port, plain | settings, folder / "log.txt")


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
