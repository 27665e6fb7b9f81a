"""Calls to the outside: for the time, to show that this bot is at work, and to tell what is not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from bot.texts.catalogue import Texts
from bot.views.operating.alerts import alert_line
from scheduler.watch.alerts import Alert

SECONDS = 5.0
"""For a whole call: the library's own limit begins anew with each byte of an answer."""

_FAILURES = (httpx.HTTPError, httpx.InvalidURL, TimeoutError)

log = logging.getLogger(__name__)


def http_time(url: str) -> Callable[[], Awaitable[datetime | None]]:
    """A function that asks a web server for the time in its ``Date`` header, whatever else it answers."""

    async def ask() -> datetime | None:
        try:
            async with asyncio.timeout(SECONDS), httpx.AsyncClient(timeout=SECONDS) as client:
                answer = await client.head(url)
            told = parsedate_to_datetime(answer.headers["date"])
        except (*_FAILURES, KeyError, ValueError):
            return None
        return told.astimezone(UTC)

    return ask


def heartbeat(url: str, trail_end: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[None]]:
    """Calls an address; a failure is logged, and the call is missed at the other end.

    It tells the last hash of the trail along, as the parameter ``trail``: whoever keeps it can tell
    later that the trail was not cut or written anew.
    """

    async def call() -> None:
        last = await trail_end()
        try:
            whole = httpx.URL(url).copy_merge_params({"trail": last} if last else {})
            async with asyncio.timeout(SECONDS), httpx.AsyncClient(timeout=SECONDS) as client:
                (await client.get(whole)).raise_for_status()
        except _FAILURES as error:
            log.warning("the heartbeat address does not answer", extra={"error": _failure(error)})

    return call


def second_way(url: str) -> Callable[[Sequence[Alert], Texts], Awaitable[bool]]:
    """Sends each alert to an address, as JSON: ``condition``, ``subject``, ``over`` and ``text``.

    It tells whether all arrived; a failure is logged.
    """

    async def send(alerts: Sequence[Alert], t: Texts) -> bool:
        try:
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                for each in alerts:
                    async with asyncio.timeout(SECONDS):
                        (await client.post(url, json=_told(each, t))).raise_for_status()
        except _FAILURES as error:
            log.warning("the address for alerts does not answer", extra={"error": _failure(error)})
            return False
        return True

    return send


def _failure(error: Exception) -> str:
    """The error without the address: the library spells that in its own way, and it is a secret."""
    match error:
        case httpx.HTTPStatusError():
            return f"{error.response.status_code} {error.response.reason_phrase}"
        case httpx.TransportError():
            return repr(error)
    return type(error).__name__


def _told(alert: Alert, t: Texts) -> dict[str, object]:
    said = alert_line(alert, t.plain)
    return {
        "condition": alert.condition.value,
        "subject": alert.subject,
        "over": alert.over,
        "text": t.plain("alert-over" if alert.over else "alert-line", what=said),
    }
