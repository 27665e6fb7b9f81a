"""The composition root: the only place that builds concrete objects and knows them all."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder

from bot.app import build_application
from bot.config import Settings
from bot.conversation.addresses import TELEGRAM, telegram
from bot.conversation.context import DutyApplication, Services
from bot.conversation.flood_limit import FloodLimit
from bot.conversation.menus import set_menus
from bot.conversation.sealing import Seal
from bot.messenger.driver import connection
from bot.messenger.messenger import Messenger
from bot.messenger.page.routes import messenger_routes
from bot.messenger.world.store import FolderStore
from bot.operating.operations import Operations
from bot.receiving.busy import BusySign
from bot.receiving.receiver import Receiver
from bot.receiving.rivals import WATCHED_EVERY, Rivals
from bot.telegram_api.bot import DutyBot
from bot.telegram_api.courier import TelegramCourier
from bot.telegram_api.http_client import AiohttpRequest
from bot.telegram_api.own_name import LEARNT_EVERY, learn_own_name
from bot.telegram_api.rate_limiter import RateLimiter
from bot.views.pushed.reminders import renderer
from bot.web.metrics import Metrics
from bot.web.server import webhook_route
from clauses.answering.answers import Answerer
from clauses.answering.ready import ready_to_stay
from clauses.library import Library
from scheduler.address import Address
from scheduler.clock import Clock, ShiftedClock, SystemClock, uptime
from scheduler.delivery.channels import Channel
from scheduler.delivery.confirmations import Confirmations
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.holds import Holds
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.inbox.dialogues import Dialogues
from scheduler.inbox.inbox import Inbox
from scheduler.ledger.agenda import Agenda
from scheduler.ledger.completion import Completions
from scheduler.ledger.postponement import Postponement
from scheduler.membership.groups import Groups
from scheduler.membership.registration import Registration
from scheduler.planning.planner import Planner
from scheduler.roster.preferences import Preferences
from scheduler.store.engine import Database
from scheduler.store.trouble import is_database_trouble
from scheduler.ticker import Beat, PlanningPass, Ticker
from scheduler.watch.alerting import Alerts
from scheduler.watch.audit import Auditor

log = logging.getLogger(__name__)

READ_SECONDS = 20.0
"""A slow answer is waited for: giving up would leave it in doubt whether a message was sent."""

RETRY_SECONDS = 5.0
"""How long to wait for Telegram at the start before asking again."""

NO_ANSWER = (TelegramError, LookupError, TypeError, ValueError, AttributeError)
"""What the library raises when Telegram is not reached, or when what answers there makes no sense."""

SILENT_TOO_LONG = timedelta(minutes=3)
"""A bot that has neither planned nor sent for so long does not do its work."""

PRUNE_EVERY = timedelta(hours=1)
CONNECTIONS = 16
"""For answers to people; the dispatcher has its own on top."""


@dataclass
class Program:
    """Everything that runs, started and stopped in order.

    ``routes`` are what the web server shows besides its health; ``messenger`` is set where there
    is no token.
    """

    settings: Settings
    database: Database
    application: DutyApplication
    dispatcher: Dispatcher
    ticker: Ticker
    receiver: Receiver
    rivals: Rivals | None
    operations: Operations | None
    metrics: Metrics
    messenger: Messenger | None
    routes: list[BaseRoute]

    @classmethod
    def build(cls, settings: Settings) -> Program:
        """Build every part; nothing runs yet.

        Raises:
            PackFaults: a content pack does not hold together.
        """
        library, answerer = ready_to_stay(settings.pack_dirs, settings.data_dir)
        database = Database.open(settings.store_url)
        clock: Clock = SystemClock()
        messenger = None
        if settings.token is None:
            clock = ShiftedClock(clock)
            messenger = Messenger(clock, store=FolderStore(settings.data_dir / "messenger"))
        if settings.roots_are_open and settings.token is not None:
            log.warning("anybody may found organisations: see DUTYBOT_OPEN_ROOTS")
        services = build_services(
            database,
            library,
            answerer,
            clock,
            zone=settings.time_zone,
            confirmers=None
            if settings.roots_are_open
            else tuple(map(telegram, settings.operators)),
        )
        pacer = Pacer(uptime, Limits(overall=settings.send_limit))
        seal = Seal(_token(settings) if messenger is None else messenger.token, clock)
        bot = DutyBot(
            seal,
            **(connection(messenger) if messenger else _telegram(settings, RateLimiter(pacer))),
        )
        application = build_application(
            ApplicationBuilder().bot(bot),
            services,
            FloodLimit(uptime),
            seal,
            operators=settings.operators,
        )
        render = renderer(library, lambda: application.bot.username)
        # Not limited a second time: the dispatcher waits for the limits before it sends a message.
        courier = TelegramCourier(plain_bot(bot), render, seal)
        planner: PlanningPass = services.planner
        operations = None
        if messenger is None:
            operations = Operations(settings, database, clock, application)
            dispatcher = Dispatcher(
                database,
                clock,
                [Channel(TELEGRAM, operations.timed(courier), pacer=pacer)],
                concurrent=settings.send_concurrency,
                # What is sent must be on record: that of a lost file ends with this process.
                sound=lambda: operations.watch.sound() and not database.lost,
            )
            planner = operations.while_sound(planner.run)
        else:
            # Its clock leaps as one likes.
            dispatcher = Dispatcher(database, clock, [Channel(TELEGRAM, courier)])
        inbox = Inbox(database, clock)
        if operations is None:
            chores = [Beat("inbox", PRUNE_EVERY, inbox.prune)]
        else:
            chores = [Beat("inbox", PRUNE_EVERY, operations.while_sound(inbox.prune).run)]
            chores += operations.beats(dispatcher, lambda: ticker.states())
            chores.append(Beat("database file", WATCHED_EVERY, database.check_file))
        chores.append(Beat("name", LEARNT_EVERY, partial(learn_own_name, application.bot)))
        receiver = Receiver(application, inbox, busy=BusySign(application.bot).show)
        rivals = None
        if messenger is None:
            rivals = Rivals(
                settings,
                application.bot,
                receiver.polling,
                database,
                clock,
                services.holds,
                services.alerts,
            )
            chores.append(Beat("rivals", WATCHED_EVERY, rivals.check))
        ticker = Ticker(planner, dispatcher, chores=chores)
        metrics = Metrics(
            database,
            clock,
            services.auditor,
            services.holds,
            answered=services.answered,
            failures=ticker.failures,
            leads=lambda: dispatcher.leads,
            skew=lambda: operations.skew_seconds if operations else None,
        )
        routes: list[BaseRoute] = [metrics.route()]
        if messenger is not None and isinstance(clock, ShiftedClock):
            routes += messenger_routes(messenger, clock, ticker.wake, zone=settings.time_zone)
            routes.append(Route("/", _lead_to_messenger))
        if settings.webhook_url is not None and settings.webhook_secret is not None:
            secret = settings.webhook_secret.get_secret_value()
            routes.append(webhook_route(receiver.accept, secret))
        return cls(
            settings,
            database,
            application,
            dispatcher,
            ticker,
            receiver,
            rivals,
            operations,
            metrics,
            messenger,
            routes,
        )

    async def start(self) -> str:
        """Begin to receive and to send; the bot's user name.

        Waits for Telegram as long as it cannot be reached.

        Raises:
            InvalidToken: Telegram itself refuses the token.
        """
        await self.database.migrate()
        await self.metrics.begin()
        await self._initialize()
        await self.application.start()
        await self._set_up_updates()
        await self.receiver.start(polling=self.settings.webhook_url is None)
        if self.operations is not None:
            # Planning waits for a clock that can be trusted, and the next pass is a minute away.
            await self.operations.watch.check()
        self.ticker.start()
        gc.collect()
        gc.freeze()  # packs and catalogues stay: looking through them again and again takes time
        return str(self.application.bot.username)

    async def take_updates(self) -> str:
        """Take the updates from any other program; the address that they were sent to, if any.

        Raises:
            TelegramError: Telegram refuses, or cannot be reached.
        """
        await self.database.migrate()
        await self.application.initialize()
        return "" if self.rivals is None else await self.rivals.take()

    async def stop(self) -> None:
        """Finish what is being handled and sent, then end; harmless when not all has started."""
        self.end_streams()
        await asyncio.gather(self.receiver.stop(), self.ticker.stop())
        if self.application.running:
            await self.application.stop()
        await self.application.shutdown()
        for connections in self.application.bot._request:
            await connections.shutdown()  # open, too, where Telegram was never reached
        await self.database.close()

    def end_streams(self) -> None:
        """Let go of the open pages, whose event streams would keep the server from ending."""
        if self.messenger is not None:
            self.messenger.changes.close()

    async def trouble(self) -> str | None:
        """Why the bot cannot do its work at present; None when it can."""
        if self.dispatcher.forbidden is not None:
            return f"Telegram refuses this bot: {self.dispatcher.forbidden}"
        silent = self.ticker.silent_for()
        if silent > SILENT_TOO_LONG:
            return f"neither planned nor sent for {int(silent.total_seconds())} s"
        try:
            async with self.database.read() as session:
                await session.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            log.warning("the database does not answer", exc_info=True)
            return "the database does not answer"
        if any(is_database_trouble(error) for error in self.ticker.states().values()):
            return "the database cannot be written"
        if self.database.lost:
            return "the database file was removed or replaced"
        unasked = uptime() - self.receiver.polling.asked_at
        if self.settings.webhook_url is None and unasked > SILENT_TOO_LONG.total_seconds():
            return f"Telegram has given no updates for {int(unasked)} s"
        holds = await self.application.services.holds.current()
        if holds:
            return "; ".join(f"sending is held ({each.cause}): {each.reason}" for each in holds)
        if self.operations is not None and not self.operations.watch.sound():
            return "the clock cannot be trusted"
        return None

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
        """Say how updates shall come, and which commands there are."""
        try:
            if self.rivals is not None:
                await self.rivals.check()
        except NO_ANSWER as error:  # it is checked again before long
            log.warning("webhook could not be checked", extra={"reason": repr(error)})
        try:
            await set_menus(
                self.application.bot, self.application.commands, self.application.operators
            )
        except NO_ANSWER as error:
            log.warning("menus could not be set", extra={"reason": repr(error)})


def build_services(
    database: Database,
    library: Library,
    answers: Answerer,
    clock: Clock,
    *,
    zone: ZoneInfo,
    confirmers: Collection[Address] | None = None,
) -> Services:
    """The use cases, with what each of them needs.

    ``zone`` is that of new organisations; ``confirmers`` let them count, None where nobody has to.
    """
    alerts, holds = Alerts(database, clock), Holds(database, clock)
    return Services(
        transaction=database.transaction,
        registration=Registration(database, library, clock, confirmers=confirmers),
        preferences=Preferences(database),
        groups=Groups(database, clock),
        dialogues=Dialogues(database, clock),
        completions=Completions(database, clock),
        confirmations=Confirmations(database, clock),
        postponement=Postponement(database, clock),
        agenda=Agenda(database, library, clock),
        planner=Planner(database, library, clock),
        library=library,
        answers=answers,
        holds=holds,
        alerts=alerts,
        auditor=Auditor(database, clock, alerts, holds),
        clock=clock,
        zone=zone,
    )


def _token(settings: Settings) -> str:
    return settings.token.get_secret_value() if settings.token else ""


def _telegram(settings: Settings, rate_limiter: RateLimiter) -> dict[str, Any]:
    """What a bot has to be made with for Telegram itself, or for a Bot API server of one's own."""
    base = settings.api_url.rstrip("/")
    connections = CONNECTIONS + settings.send_concurrency
    return {
        "token": _token(settings),
        "base_url": f"{base}/bot",
        "base_file_url": f"{base}/file/bot",
        "request": AiohttpRequest(connections=connections, read_timeout=READ_SECONDS),
        "get_updates_request": AiohttpRequest(connections=2, read_timeout=READ_SECONDS),
        "rate_limiter": rate_limiter,
    }


def plain_bot(bot: Bot) -> Bot:
    """The same bot, over connections that ``bot`` opens and closes, without rate limiter and seal."""
    return Bot(
        bot.token,
        lambda _: bot.base_url,
        lambda _: bot.base_file_url,
        bot.request,
        bot.request,
    )


async def _lead_to_messenger(_: Request) -> Response:
    return RedirectResponse("/messenger")
