"""Keeps answers to people within the messenger's limits, and lets them go before all reminders."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.conversation.addresses import telegram
from scheduler.address import Address
from scheduler.delivery.pacing import Pacer

LONGEST_WAIT = timedelta(minutes=5)
"""An answer that has to wait longer is of no use any more; its handler is told of the limit."""

_SHORTEST_WAIT = 1.0
"""Seconds; a refusal may ask for no wait at all, and repeating at once would be a hot loop."""

_NO_MESSAGE = frozenset({"sendChatAction"})

log = logging.getLogger(__name__)


class RateLimiter(BaseRateLimiter[None]):
    """Lets each call of the handlers wait for its turn; the dispatcher asks the same pacer.

    Calls that make a message count, and in groups edits too. A call that the messenger refuses for a
    while is made again after that; its handler does not see the refusal.
    """

    def __init__(
        self, pacer: Pacer, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._pacer = pacer
        self._sleep = sleep

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Make a call when its turn has come.

        Raises:
            RetryAfter: it would have to wait longer than ``LONGEST_WAIT``.
        """
        chat = _chat_of(endpoint, data)
        left = LONGEST_WAIT.total_seconds()
        while True:
            if chat is not None:
                left -= await self._turn(chat, left)
            try:
                return await self._made(callback, args, kwargs, chat)
            except RetryAfter as refusal:
                wait = _seconds(refusal)
                if wait > left:
                    raise
                log.warning("an answer has to wait", extra={"endpoint": endpoint, "seconds": wait})
                if chat is not None:
                    self._pacer.refuse(chat, timedelta(seconds=wait))
                else:
                    left -= wait
                    await self._sleep(wait)

    async def _turn(self, chat: Address, most: float) -> float:
        """Wait for the right to send, ``most`` seconds at the longest; the seconds that it took."""
        waited = 0.0
        while wait := self._pacer.take(chat, group=chat.id.startswith("-"), answer=True):
            if waited + wait > most:
                raise RetryAfter(timedelta(seconds=wait))
            if self._pacer.wait(answer=True) > 0:
                with self._pacer.answer_waiting():
                    await self._sleep(wait)
            else:
                await self._sleep(wait)
            waited += wait
        return waited

    async def _made(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        chat: Address | None,
    ) -> Any:
        if chat is None:
            return await callback(*args, **kwargs)
        took = None
        started = self._pacer.now()
        try:
            answer = await callback(*args, **kwargs)
            took = self._pacer.now() - started
        finally:
            self._pacer.ended(chat, took=took)
        return answer


def _chat_of(endpoint: str, data: dict[str, Any]) -> Address | None:
    """The chat whose limit the call counts against; None when it counts against none."""
    chat = data.get("chat_id")
    if not isinstance(chat, int):
        return None
    message = endpoint.startswith(("send", "copyMessage", "forwardMessage"))
    edit = endpoint.startswith("edit") and chat < 0
    return telegram(chat) if (message or edit) and endpoint not in _NO_MESSAGE else None


def _seconds(refusal: RetryAfter) -> float:
    wait = refusal.retry_after
    seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    return max(_SHORTEST_WAIT, seconds)
