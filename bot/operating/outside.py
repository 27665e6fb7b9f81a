"""Calls to the outside: for the time, and to show that this bot is at work."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

SECONDS = 5.0

log = logging.getLogger(__name__)


def http_time(url: str) -> Callable[[], Awaitable[datetime | None]]:
    """A function that asks a web server for the time in its ``Date`` header, whatever else it answers."""

    async def ask() -> datetime | None:
        try:
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                answer = await client.head(url)
            told = parsedate_to_datetime(answer.headers["date"])
        except (httpx.HTTPError, httpx.InvalidURL, KeyError, ValueError):
            return None
        return told.astimezone(UTC)

    return ask


def heartbeat(url: str) -> Callable[[], Awaitable[None]]:
    """Calls an address; a failure is logged, and the call is missed at the other end."""

    async def call() -> None:
        try:
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                (await client.get(url)).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            log.warning("the heartbeat address does not answer", extra={"error": repr(error)})

    return call
