"""The local messenger as a process of its own that calls a webhook, as Telegram does.

``python -m bot.cluster.telegram PORT WEBHOOK SECRET FOLDER``
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from bot.messenger.messenger import Messenger
from bot.messenger.page.routes import messenger_routes
from bot.messenger.world.store import FolderStore
from bot.telegram_api.raw_updates import chat_of
from bot.web.server import SECRET_HEADER
from scheduler.clock import ShiftedClock, SystemClock

LOOK_SECONDS = 0.05
AGAIN_SECONDS = 1.0
CONNECTIONS = 40
_TIMEOUT = aiohttp.ClientTimeout(total=30)

log = logging.getLogger(__name__)


class Webhook:
    """Delivery of updates to an address: those of a chat in order, each repeated until accepted."""

    def __init__(self, messenger: Messenger, url: str, secret: str) -> None:
        self._messenger = messenger
        self._url = url
        self._secret = secret
        self._chats: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver updates as long as a webhook is set; never returns."""
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        async with aiohttp.ClientSession(connector=connector, timeout=_TIMEOUT) as session:
            while True:
                if self._messenger.world.bot.webhook:
                    for update in self._messenger.updates.pending():
                        self._begin(session, chat_of(update))
                await asyncio.sleep(LOOK_SECONDS)

    def _begin(self, session: aiohttp.ClientSession, chat: int) -> None:
        if chat not in self._chats:
            task = asyncio.create_task(self._deliver_all(session, chat))
            self._chats[chat] = task
            task.add_done_callback(lambda _: self._chats.pop(chat))

    async def _deliver_all(self, session: aiohttp.ClientSession, chat: int) -> None:
        updates = self._messenger.updates
        while own := [update for update in updates.pending() if chat_of(update) == chat]:
            if await self._is_accepted(session, own[0]):
                updates.delivered(own[0]["update_id"])
            else:
                await asyncio.sleep(AGAIN_SECONDS)

    async def _is_accepted(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        headers = {SECRET_HEADER: self._secret}
        try:
            async with session.post(self._url, json=update, headers=headers) as answer:
                return answer.ok
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("not delivered", extra={"reason": str(error)})
            return False


def telegram(messenger: Messenger, clock: ShiftedClock, webhook: Webhook) -> Starlette:
    """The Bot API, the page, and the delivery of updates, as one web application."""

    @asynccontextmanager
    async def delivering(_: Starlette) -> AsyncIterator[None]:
        delivery = asyncio.create_task(webhook.run())
        yield
        delivery.cancel()
        await asyncio.gather(delivery, return_exceptions=True)

    async def lead_to_messenger(_: object) -> Response:
        return RedirectResponse("/messenger")

    async def ignore() -> None:
        """Do nothing: the replicas go by the clock of the machine, not by that of the page."""

    routes = [Route("/", lead_to_messenger), *messenger_routes(messenger, clock, ignore)]
    return Starlette(routes=[*routes, Mount("/", messenger.api.app)], lifespan=delivering)


def main() -> None:
    """Serve until a signal comes."""
    port, url, secret, folder = sys.argv[1:]
    clock = ShiftedClock(SystemClock())
    messenger = Messenger(clock, store=FolderStore(Path(folder)))
    app = telegram(messenger, clock, Webhook(messenger, url, secret))
    uvicorn.run(app, port=int(port), log_level="warning", timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
