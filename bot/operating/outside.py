"""Calls to the outside: for the time, to show that this bot is at work, and to tell what is not."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from bot.texts.catalogue import Texts
from bot.views.alerts import alert_line
from scheduler.watch.alerts import Alert

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


def heartbeat(url: str, trail_end: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[None]]:
    """Calls an address; a failure is logged, and the call is missed at the other end.

    It tells the last hash of the trail along, as the parameter ``trail``: whoever keeps it can tell
    later that the trail was not cut or written anew.
    """

    async def call() -> None:
        last = await trail_end()
        try:
            whole = httpx.URL(url).copy_merge_params({"trail": last} if last else {})
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                (await client.get(whole)).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            log.warning("the heartbeat address does not answer", extra={"error": repr(error)})

    return call


def second_way(url: str) -> Callable[[Sequence[Alert], Texts], Awaitable[bool]]:
    """Sends each alert to an address, as JSON: ``condition``, ``subject``, ``over`` and ``text``.

    It tells whether all arrived; a failure is logged.
    """

    async def send(alerts: Sequence[Alert], t: Texts) -> bool:
        try:
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                for each in alerts:
                    (await client.post(url, json=_told(each, t))).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            log.warning("the address for alerts does not answer", extra={"error": repr(error)})
            return False
        return True

    return send


def _told(alert: Alert, t: Texts) -> dict[str, object]:
    said = alert_line(alert, t.plain)
    return {
        "condition": alert.condition.value,
        "subject": alert.subject,
        "over": alert.over,
        "text": t.plain("alert-over" if alert.over else "alert-line", what=said),
    }
