"""Tells the operators what is wrong and what is over, past the dispatcher: also while sending is held."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.conversation.addresses import telegram
from bot.operating.describing import describe
from bot.texts.catalogue import Texts, texts
from bot.views.operating.alerts import alert_messages
from scheduler.clock import Clock
from scheduler.delivery.holds import HoldCause
from scheduler.roster.queries.persons import Persons
from scheduler.store.engine import Database
from scheduler.store.trouble import is_database_trouble
from scheduler.watch.alerting import REPEATED_AFTER, Alerts
from scheduler.watch.alerts import Alert
from scheduler.watch.conditions import Condition, ConditionFinder, ConditionFound

RUN_EVERY = timedelta(seconds=10)

_TOLD_OTHERWISE = (HoldCause.CLOCK, HoldCause.CONFLICT)
"""Holds whose cause is a condition of its own; they end with it, and nobody is to resume."""

SecondWay = Callable[[Sequence[Alert], Texts], Awaitable[bool]]
"""Tells alerts in the words of a language; whether that worked."""

log = logging.getLogger(__name__)


class Alarm:
    """Call :meth:`run` every few seconds.

    ``chats`` are told: the operators in private, and their group. So is whoever is at the end of the
    ``second_way``, which does not lead through the messenger. ``found`` says what this process
    finds wrong with itself. A database that cannot be used is told of by this process alone, from
    memory.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        alerts: Alerts,
        bot: Bot,
        *,
        chats: Sequence[int],
        second_way: SecondWay | None = None,
        found: Callable[[], Awaitable[Sequence[ConditionFound]]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._alerts = alerts
        self._bot = bot
        self._chats = chats
        self._second_way = second_way
        self._found = found
        self._locales: dict[int, str] = {}
        self._database_alert: Alert | None = None

    async def run(self) -> None:
        """Put on record what is wrong here, and tell what is to be told."""
        try:
            found = await self._found()
            await self._alerts.replace(ConditionFinder.PROCESS, filter(_is_recorded, found))
            claimed = await self._alerts.claim()
            if claimed:
                await self._look_up_locales()
                if await self._tell(claimed):
                    await self._alerts.told(claimed)
        except Exception as error:
            if not is_database_trouble(error):
                raise
            await self._tell_of_database(self._database_condition(), describe(error))
        else:
            failing = [each.detail for each in found if each.condition is Condition.DATABASE]
            if failing:
                await self._tell_of_database(Condition.DATABASE, failing[0])
            else:
                await self._tell_that_database_is_back()

    async def _tell(self, alerts: Sequence[Alert]) -> bool:
        """Whether those who are to know do, or nobody is to; one of them is enough."""
        worth = [each for each in alerts if not each.over or each.condition.passes]
        for each in worth:
            log.error(
                "alert over" if each.over else "alert",
                extra={
                    "condition": each.condition.value,
                    "subject": each.subject,
                    "detail": each.detail,
                },
            )
        if not worth or not (self._chats or self._second_way):
            return True
        # At the same time: a messenger that does not answer takes its time.
        return any(await asyncio.gather(self._send_to_all(worth), self._send_second(worth)))

    async def _send_second(self, alerts: Sequence[Alert]) -> bool:
        return self._second_way is not None and await self._second_way(alerts, texts(""))

    async def _send_to_all(self, alerts: Sequence[Alert]) -> bool:
        return any([await self._send(chat, alerts) for chat in self._chats])

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

    def _database_condition(self) -> Condition:
        if self._database.lost:
            return Condition.DATABASE_LOST
        return Condition.DATABASE_DAMAGED if self._database.damage else Condition.DATABASE

    async def _tell_of_database(self, condition: Condition, detail: str) -> None:
        now, last = self._clock.now(), self._database_alert
        lately = last is not None and timedelta() <= now - last.began_at < REPEATED_AFTER
        if last is not None and last.condition is condition and lately:
            return
        alert = Alert(condition, "", detail, 1, now)
        if await self._tell([alert]):
            self._database_alert = alert

    async def _tell_that_database_is_back(self) -> None:
        last = self._database_alert
        if last is None:
            return
        over = Alert(last.condition, "", last.detail, 1, last.began_at, ended_at=self._clock.now())
        if await self._tell([over]):
            self._database_alert = None


def _is_recorded(found: ConditionFound) -> bool:
    if found.condition is Condition.HELD:
        return found.subject not in _TOLD_OTHERWISE
    return (
        found.condition.found_by is ConditionFinder.PROCESS
        and found.condition is not Condition.DATABASE
    )
