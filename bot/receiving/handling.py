"""One stored update at a time: parsed, given to its handler, and attempted again after a failure."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext

from bot.conversation.payloads import StaleButton
from clauses.errors import ClausesError
from scheduler.errors import SchedulerError
from scheduler.inbox.inbox import MOST_ATTEMPTS, Inbox
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.store.trouble import will_pass

REFUSALS = (SchedulerError, ClausesError, StaleButton)
"""Exceptions that are answers like any other: the update has been handled."""

PAUSE_SECONDS = 0.2
TROUBLE_PAUSE_SECONDS = 2.0

log = logging.getLogger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass
class HandlingAttempt:
    """One attempt to handle an update; ``error`` is what went wrong, if anything did."""

    first: bool = True
    last: bool = True
    error: Exception | None = None


_current: ContextVar[HandlingAttempt | None] = ContextVar("current_attempt", default=None)


def current_attempt() -> HandlingAttempt:
    """The attempt under way in this task.

    Error handlers apologise for a fault at the last one, and say at the first one that the bot is busy.
    """
    return _current.get() or HandlingAttempt()


class Handling:
    """Takes updates through the application's handlers.

    Trouble of the database or the machine passes, and is waited out. Any other error that a handler lets rise
    counts: after ``MOST_ATTEMPTS`` the update is set aside. Refusals are answers. A failure or refusal
    of the messenger repeats nothing, since the person may have been told already.
    """

    def __init__(
        self, application: AnyApplication, inbox: Inbox, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._application = application
        self._inbox = inbox
        self._sleep = sleep
        application.add_error_handler(self._note)

    async def handle(self, stored: IncomingUpdate, *, suspect: bool) -> bool:
        """Attempt it until it is handled (True) or set aside (False).

        Attempts at a ``suspect`` update are counted before they are made: it may end the program.
        """
        update_id, attempts, counted = stored.update_id, stored.attempts, False
        attempt = HandlingAttempt(last=attempts + 1 >= MOST_ATTEMPTS)
        while True:
            if suspect and not counted:
                if not await self._until_it_works(self._inbox.begin, update_id):
                    return False
                counted = True
            error = await self._attempt(stored, attempt)
            if error is None:
                return True
            if will_pass(error):
                log.warning(
                    "trouble that will pass", extra={"update_id": update_id}, exc_info=error
                )
                await self._sleep(TROUBLE_PAUSE_SECONDS)
            else:
                failed = partial(self._inbox.failed, begun=counted)
                if not await self._until_it_works(failed, update_id, repr(error)):
                    return False
                attempts, counted = attempts + 1, False
                await self._sleep(PAUSE_SECONDS)
            attempt = HandlingAttempt(first=False, last=attempts + 1 >= MOST_ATTEMPTS)

    async def _attempt(self, stored: IncomingUpdate, attempt: HandlingAttempt) -> Exception | None:
        try:
            update = Update.de_json(stored.payload, self._application.bot)
        except Exception as error:
            log.warning(
                "update not understood", extra={"update_id": stored.update_id}, exc_info=True
            )
            return error
        token = _current.set(attempt)
        try:
            await self._application.process_update(update)
        finally:
            _current.reset(token)
        return attempt.error

    async def _note(self, _: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        if not isinstance(context.error, (*REFUSALS, TelegramError)):
            current_attempt().error = context.error

    async def _until_it_works(self, step: Callable[..., Awaitable[bool]], *values: object) -> bool:
        while True:
            try:
                return await step(*values)
            except Exception as error:
                if not will_pass(error):
                    raise
                log.warning("trouble that will pass", exc_info=True)
                await self._sleep(TROUBLE_PAUSE_SECONDS)
