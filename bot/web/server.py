"""The one web server: health, the webhook, and whatever else is to be shown (the messenger)."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.receiving.receiver import InboxFull
from bot.web.connections import ConnectionLimits, bounded_by
from bot.web.listening import Listener
from scheduler.store.trouble import will_pass

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

WEBHOOK_BYTES = 1_000_000
"""Telegram's updates are far smaller; of a larger body no more than this is read."""

WEBHOOK_AT_ONCE = 80
"""Updates in hand; more are for Telegram to bring again, so that a health check still finds room."""

STOP_SECONDS = 3
"""The end waits this long for open connections (the page's event stream)."""

RETRY_AFTER_SECONDS = 2
"""Telegram brings again after this what could not be stored; untold, it waits longer and longer."""

_ACKNOWLEDGED = b"{}"

log = logging.getLogger(__name__)

Accept = Callable[[dict[str, Any]], Awaitable[None]]


def web_app(unready: Callable[[], Awaitable[str | None]], routes: Sequence[BaseRoute]) -> Starlette:
    """The web application: ``unready`` says why the bot cannot work at present, None when it can."""

    async def alive(_: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def ready(_: Request) -> Response:
        reason = await unready()
        return PlainTextResponse(f"{reason or 'ready'}\n", status_code=503 if reason else 200)

    return Starlette(routes=[Route("/livez", alive), Route("/readyz", ready), *routes])


def webhook_route(accept: Accept, secret: str) -> Route:
    """The address to which Telegram delivers updates: stored by ``accept`` before they are acknowledged."""
    expected = secret.encode()
    in_hand = 0

    async def receive(request: Request) -> Response:
        nonlocal in_hand
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), expected):
            return PlainTextResponse("forbidden\n", status_code=403)
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > WEBHOOK_BYTES:
            return PlainTextResponse("too large\n", status_code=413)
        if in_hand >= WEBHOOK_AT_ONCE:
            return _busy()
        in_hand += 1
        try:
            return await take(request)
        finally:
            in_hand -= 1

    async def take(request: Request) -> Response:
        body = b""
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > WEBHOOK_BYTES:
                    return PlainTextResponse("too large\n", status_code=413)
            update = json.loads(body)
        except (ValueError, RecursionError, ClientDisconnect):
            update = None
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return PlainTextResponse("not an update\n", status_code=400)
        try:
            await accept(update)
        except Exception as error:
            if not isinstance(error, InboxFull) and not will_pass(error):
                log.exception("update not stored", extra={"update_id": update["update_id"]})
            return _busy()
        return Response(_ACKNOWLEDGED, media_type="application/json")

    return Route(WEBHOOK_PATH, receive, methods=["POST"])


def _busy() -> Response:
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return PlainTextResponse("busy\n", status_code=503, headers=headers)


class QuietServer(uvicorn.Server):
    """Leaves the signals alone: the library would raise them again at the end."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none: ``should_exit`` ends the server."""
        yield


def ending_signals() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set from now on."""
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ending.set)
    return ending


async def serve(
    app: Starlette,
    listener: Listener,
    ending: asyncio.Event,
    let_go: Callable[[], None],
    limits: ConnectionLimits = ConnectionLimits(),  # noqa: B008 - frozen
) -> None:
    """Serve until ``ending`` is set; ``let_go`` then drops connections that never end."""
    server = QuietServer(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            http=bounded_by(limits),
            ws="none",
            backlog=limits.backlog,
            timeout_keep_alive=limits.idle_seconds,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listener.socket]))
    waiting = asyncio.create_task(ending.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    let_go()
    server.should_exit = True
    await serving
