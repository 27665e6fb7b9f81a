"""The running program: its parts, started and stopped in order."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import BaseRoute
from telegram.error import InvalidToken, TelegramError

from bot.conversation.context import DutyApplication
from bot.conversation.menus import set_menus
from bot.conversation.profile import set_profile
from bot.conversation.sealing import Seal
from bot.operating.self_check import SelfCheck, readiness
from bot.operating.supervisor import READY, STOPPING, tell, watchdog
from bot.receiving.receiver import Receiver
from bot.texts.catalogue import LOCALES, texts
from bot.web.metrics import Metrics
from scheduler.address import Address
from scheduler.clock import SystemClock
from scheduler.planning.planner import DAYS_AHEAD
from scheduler.roster import name_index
from scheduler.store.engine import Database
from scheduler.ticker import Ticker
from scheduler.watch.installation import Installations, only_for
from scheduler.workdays.calendar import WorkdayCalendar

log = logging.getLogger(__name__)

RETRY_SECONDS = 5.0
"""The wait for Telegram at the start before it is asked again."""

EXAMINED_WITHIN = timedelta(seconds=5)
"""For a first look for damage; all of the database is looked through later."""

PRUNE_EVERY = timedelta(hours=1)
"""For the inbox, and for polls that nobody answers."""

NO_ANSWER = (TelegramError, LookupError, TypeError, ValueError, AttributeError)
"""The library's exceptions when Telegram is not reached, or when what answers there makes no sense."""


def warm_up() -> None:
    """Read now what is read once, so that nobody waits for it: catalogues, and the days of the next months."""
    today = SystemClock().now().date()
    calendar = WorkdayCalendar({})
    for day in (today, today + timedelta(days=DAYS_AHEAD)):
        calendar.first_workday_on_or_after(day)
    for locale in LOCALES:
        texts(locale).day(today)


@dataclass
class Program:
    """Everything that runs; ``bot.wiring`` builds it.

    ``owner`` is whose database it has to be, as in ``scheduler.watch.installation``. ``routes`` are what the web server shows besides its health; ``polls`` is False where Telegram
    delivers to a webhook.
    """

    database: Database
    application: DutyApplication
    seal: Seal
    installations: Installations
    owner: str
    ticker: Ticker
    receiver: Receiver
    self_check: SelfCheck
    metrics: Metrics
    routes: list[BaseRoute]
    polls: bool = True

    async def start(self) -> str:
        """Begin to receive and to send; the bot's user name.

        Waits for Telegram as long as it cannot be reached.

        Raises:
            ForeignDatabase: the database belongs to another bot.
            InvalidToken: Telegram itself refuses the token.
        """
        await self.database.migrate(allowed=only_for(self.owner))
        claimed = await self.installations.claim(
            self.owner, self.seal.key, people=self.made_up_people()
        )
        self.seal.use(claimed.seal_key, claimed.era, claimed.former_era, claimed.former_until)
        await self.database.examine(quick=True, within=EXAMINED_WITHIN)
        await self._despite_damage(self.application.services.forgetting.replay())
        await self._despite_damage(name_index.complete(self.database))
        await self._despite_damage(self.application.services.in_force.run())
        await self._despite_damage(self.metrics.begin())
        await self._initialize()
        await self.application.start()
        await self._set_up_updates()
        await self._set_up_menus()
        warm_up()
        await self.receiver.start(polling=self.polls)
        await self._despite_damage(self._check_clock())
        waited_for = watchdog(self.ticker.hangs)
        if waited_for is not None:
            self.ticker.add(waited_for)
        self.ticker.start()
        tell(READY)
        gc.collect()
        gc.freeze()  # packs and catalogues stay: looking through them again and again takes time
        return str(self.application.bot.username)

    async def stop(self) -> None:
        """Finish what is being handled and sent, then end; harmless when not all has started."""
        tell(STOPPING)
        self.end_streams()
        await asyncio.gather(self.receiver.stop(), self.ticker.stop())
        if self.application.running:
            await self.application.stop()
        await self.application.shutdown()
        self.application.services.painter.close()
        await self.database.close()

    def made_up_people(self) -> Collection[Address] | None:
        """Everybody whom the messenger behind the bot knows; None where they are real."""
        return None

    def end_streams(self) -> None:
        """Let go of open pages that would keep the web server from ending."""

    async def unready(self) -> str | None:
        """Why the bot cannot do its work at present; None when it can."""
        return readiness(await self.self_check.found())

    async def _despite_damage(self, step: Awaitable[object]) -> None:
        """It runs on, to say what is wrong; nothing is taken in and nothing is sent."""
        try:
            await step
        except SQLAlchemyError:
            if not self.database.damage:
                raise
            log.exception("the database is damaged")

    async def _initialize(self) -> None:
        while True:
            try:
                await self.application.initialize()
                return
            except InvalidToken as error:
                refusal = error.__cause__
                if refusal is None or refusal.__cause__ is None:
                    raise
                reason = repr(refusal)  # the body was no answer of the Bot API
            except NO_ANSWER as error:
                reason = repr(error)
            log.warning("Telegram cannot be reached yet", extra={"reason": reason})
            await asyncio.sleep(RETRY_SECONDS)

    async def _set_up_updates(self) -> None:
        """See to it that the updates come here."""

    async def _check_clock(self) -> None:
        """See whether the clock can be trusted, before anything is planned by it."""

    async def _set_up_menus(self) -> None:
        application, library = self.application, self.application.services.library
        try:
            await set_menus(application.bot, application.commands, application.operators, library)
            await set_profile(application.bot, library)
        except NO_ANSWER as error:
            log.warning("menus or profile could not be set", extra={"reason": repr(error)})
