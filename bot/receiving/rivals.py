"""Another program with the same token: a second copy would remind everybody once more.

No key in this database can see another one. It shows when another program fetches the updates, or has
them sent elsewhere. As long as that is so nothing is sent, and the operators are told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.config import Settings
from bot.receiving.polling import ALLOWED_UPDATES, Polling
from scheduler.clock import Clock, uptime
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.inbox.queries.webhooks import OwnWebhooks
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts
from scheduler.watch.conditions import Condition

WATCHED_EVERY = timedelta(seconds=10)
ASKED_EVERY_SECONDS = 120.0
"""Telegram is asked this often where it sends the updates."""

QUIET_SECONDS = 120.0
"""A rival not noticed for this long has gone: two programs that poll notice each other by turns."""

_ATTEMPTS = 5

log = logging.getLogger(__name__)


class Rivals:
    """Sets the webhook, or deletes our own, and watches that no other program has the updates."""

    def __init__(
        self,
        settings: Settings,
        bot: Bot,
        polling: Polling,
        database: Database,
        clock: Clock,
        holds: Holds,
        alerts: Alerts,
        *,
        monotonic: Callable[[], float] = uptime,
    ) -> None:
        self._url = settings.webhook_url or ""
        secret = settings.webhook_secret
        self._secret = None if secret is None else secret.get_secret_value()
        self._bot = bot
        self._polling = polling
        self._database = database
        self._clock = clock
        self._holds = holds
        self._alerts = alerts
        self._monotonic = monotonic
        self._settled = False
        self._asked_at: float | None = None
        self._foreign: str | None = None

    @property
    def settled(self) -> bool:
        """Whether the updates come to this program, as far as it knows."""
        return self._settled and self._foreign is None and not self._conflict()

    def alone(self) -> bool:
        """Whether no other program has fetched the updates of late; known at the instant of a 409."""
        return not self._conflict()

    async def check(self) -> None:
        """Hold the sending when another program has the updates, and release it when none has."""
        now = self._monotonic()
        asked_lately = self._asked_at is not None and now - self._asked_at < ASKED_EVERY_SECONDS
        if not asked_lately and await self._ask():
            self._asked_at = now
        conflict = self._conflict()
        for condition, detail in (
            (Condition.FOREIGN_WEBHOOK, self._foreign),
            (Condition.CONFLICT, conflict),
        ):
            await self._alerts.set(condition, detail is not None, detail=detail or "")
        reason = self._foreign or conflict
        held = any(each.cause is HoldCause.CONFLICT for each in await self._holds.current())
        if reason is not None and not held:
            await self._holds.hold(HoldCause.CONFLICT, reason)
        elif reason is None and held:
            await self._holds.release(HoldCause.CONFLICT)

    def _conflict(self) -> str | None:
        noticed = self._polling.conflict_at
        if noticed is None or self._monotonic() - noticed >= QUIET_SECONDS:
            return None
        return self._polling.conflict

    async def take(self) -> str:
        """Take the updates from any other program; the address that they were sent to, if any.

        For an operator who has made sure that the other program has ended.
        """
        url = (await self._bot.get_webhook_info()).url
        if url:
            await self._remember(url)
        await self._settle()
        return url

    async def _ask(self) -> bool:
        """Find out where the updates go, and put it right when that is ours to do; False: no answer."""
        try:
            url = (await self._bot.get_webhook_info()).url
            if url != self._url and url and not await self._is_ours(url):
                self._foreign = f"Telegram sends the updates to {url}, which was never ours"
                return True
            if url != self._url and self._settled:
                self._foreign = (
                    f"the webhook was changed from {self._url or 'none'} to {url or 'none'}"
                )
                return True
            if not self._settled:
                await self._settle()
            self._foreign = None
        except TelegramError as error:
            log.warning("webhook could not be asked for or set", extra={"reason": error.message})
            return False
        return True

    async def _settle(self) -> None:
        if self._url:
            await self._remember(self._url)
            await self._set_webhook()
        else:
            await self._bot.delete_webhook()
        self._settled = True

    async def _set_webhook(self) -> None:
        """Set it; Telegram lets only one a second of several replicas that start together."""
        for attempts_left in reversed(range(_ATTEMPTS)):
            try:
                await self._bot.set_webhook(
                    self._url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES
                )
            except RetryAfter as error:
                if not attempts_left:
                    raise
                wait = error.retry_after
                await asyncio.sleep(wait.total_seconds() if isinstance(wait, timedelta) else wait)
            else:
                return

    async def _is_ours(self, url: str) -> bool:
        async with self._database.read() as session:
            return await OwnWebhooks(session).known(url)

    async def _remember(self, url: str) -> None:
        async with self._database.write() as session:
            await OwnWebhooks(session).add(url, self._clock.now())
