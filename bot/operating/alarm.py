"""Tells the operators what is wrong and what is over, past the dispatcher: also while sending is held."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.conversation.addresses import telegram
from bot.operating.redaction import redact
from bot.texts.catalogue import texts
from bot.views.alerts import alert_messages
from scheduler.clock import Clock
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.roster.queries.persons import Persons
from scheduler.store.engine import Database
from scheduler.store.trouble import is_database_trouble
from scheduler.watch.alerting import REPEATED_AFTER, Alerts
from scheduler.watch.alerts import TOLD_WHEN_OVER, Alert, AlertKind

RUN_EVERY = timedelta(seconds=10)
DETAIL_LENGTH = 200

_TOLD_OTHERWISE = (HoldCause.CLOCK, HoldCause.CONFLICT)
"""Holds whose cause has an alert of its own; they end with it, and nobody is to resume."""

log = logging.getLogger(__name__)


class Alarm:
    """Call :meth:`run` every few seconds.

    ``chats`` are those who are told: the operators in private, and their group. ``passes`` says how
    each part of the program fails, ``forbidden`` why the messenger refuses the bot. A database that
    cannot be written is told of by this process alone, from memory.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        alerts: Alerts,
        holds: Holds,
        bot: Bot,
        *,
        chats: Sequence[int],
        passes: Callable[[], Mapping[str, Exception | None]],
        forbidden: Callable[[], str | None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._alerts = alerts
        self._holds = holds
        self._bot = bot
        self._chats = chats
        self._passes = passes
        self._forbidden = forbidden
        self._locales: dict[int, str] = {}
        self._database_alert: Alert | None = None
        self._raised: set[tuple[AlertKind, str]] = set()

    async def run(self) -> None:
        """Put on record what is wrong here, and tell what is to be told."""
        try:
            await self._record()
            claimed = await self._alerts.claim()
            if claimed:
                await self._look_up_locales()
                if await self._tell(claimed):
                    await self._alerts.told(claimed)
        except Exception as error:
            if not is_database_trouble(error):
                raise
            await self._tell_of_database(error)
        else:
            failing = [error for error in self._passes().values() if is_database_trouble(error)]
            if failing and failing[0] is not None:
                await self._tell_of_database(failing[0])
            else:
                await self._tell_that_database_is_back()

    async def _record(self) -> None:
        now: dict[tuple[AlertKind, str], str] = {}
        for name, error in self._passes().items():
            if error is not None and not is_database_trouble(error):
                now[AlertKind.PASS_FAILED, name] = describe(error)
        for hold in await self._holds.current():
            if hold.cause not in _TOLD_OTHERWISE:
                now[AlertKind.HELD, hold.cause.value] = hold.reason
        if (refusal := self._forbidden()) is not None:
            now[AlertKind.FORBIDDEN, ""] = refusal
        if not self._raised:
            # What an earlier run left behind may be over by now.
            found = await self._alerts.open()
            ours = (AlertKind.PASS_FAILED, AlertKind.HELD, AlertKind.FORBIDDEN)
            self._raised = {(each.kind, each.subject) for each in found if each.kind in ours}
        for (kind, subject), detail in now.items():
            if (kind, subject) not in self._raised:
                await self._alerts.raise_(kind, subject=subject, detail=redact(detail))
        for kind, subject in self._raised - now.keys():
            await self._alerts.end(kind, subject=subject)
        self._raised = set(now)

    async def _tell(self, alerts: Sequence[Alert]) -> bool:
        """Whether those who are to know do, or nobody is to; one of them is enough."""
        worth = [each for each in alerts if not each.over or each.kind in TOLD_WHEN_OVER]
        for each in worth:
            log.error(
                "alert over" if each.over else "alert",
                extra={"kind": each.kind.value, "subject": each.subject, "detail": each.detail},
            )
        if not worth or not self._chats:
            return True
        reached = [await self._send(chat, worth) for chat in self._chats]
        return any(reached)

    async def _send(self, chat: int, alerts: Sequence[Alert]) -> bool:
        t = texts(self._locales.get(chat, ""))
        try:
            for message in alert_messages(alerts, t):
                await self._bot.send_message(chat, message, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            log.warning("an operator could not be told", extra={"chat": chat, "error": repr(error)})
            return False
        return True

    async def _look_up_locales(self) -> None:
        async with self._database.read() as session:
            for chat in self._chats:
                person = await Persons(session).find(telegram(chat))
                if person is not None:
                    self._locales[chat] = person.locale

    async def _tell_of_database(self, error: Exception) -> None:
        now, last = self._clock.now(), self._database_alert
        if last is not None and timedelta() <= now - last.began_at < REPEATED_AFTER:
            return
        alert = Alert(AlertKind.DATABASE, "", describe(error), 1, now)
        if await self._tell([alert]):
            self._database_alert = alert

    async def _tell_that_database_is_back(self) -> None:
        last = self._database_alert
        if last is None:
            return
        over = Alert(last.kind, "", last.detail, 1, last.began_at, ended_at=self._clock.now())
        if await self._tell([over]):
            self._database_alert = None


def describe(error: Exception) -> str:
    """An error in one line, without the values of a statement: they are people's names and words."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    line = said.splitlines()[0] if said else ""
    return redact(f"{type(error).__name__}: {line}")[:DETAIL_LENGTH]
