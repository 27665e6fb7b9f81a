"""The program for Telegram itself, or for a Bot API server of one's own."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial

from pydantic import SecretStr
from starlette.routing import BaseRoute

from bot.config import Settings
from bot.conversation.addresses import TELEGRAM
from bot.operating.operations import Operations
from bot.operating.self_check import SelfCheck
from bot.program import NO_ANSWER, PRUNE_EVERY, Program
from bot.receiving.busy import BusySign
from bot.receiving.copies import WATCHED_EVERY as COPIES_WATCHED_EVERY
from bot.receiving.copies import Copies
from bot.receiving.receiver import Receiver
from bot.receiving.rivals import WATCHED_EVERY, Rivals
from bot.telegram_api.http_client import AiohttpRequest
from bot.telegram_api.own_name import LEARNT_EVERY, learn_own_name
from bot.telegram_api.rate_limiter import RateLimiter
from bot.web.server import webhook_route
from bot.wiring.channels import served
from bot.wiring.parts import (
    FILES_EVERY,
    OLD_FILES_EVERY,
    STATEMENTS_EVERY,
    SWEPT_EVERY,
    build_core,
    build_metrics,
    build_retention,
    build_routes,
    build_weeks,
    plain_bot,
)
from scheduler.board.groups import COUNTED_EVERY
from scheduler.chasing.chaser import EVERY as CHASED_EVERY
from scheduler.clock import SystemClock, uptime
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.editions.in_force import LOOKED_EVERY, InForceFirst
from scheduler.editions.telling import EVERY as EDITIONS_EVERY
from scheduler.inbox.inbox import Inbox
from scheduler.study.lessons import EVERY as STUDIED_EVERY
from scheduler.ticker import Beat, Ticker
from scheduler.watch.installation import Installations
from scheduler.watch.retention import FIRST_AFTER, RUN_EVERY

log = logging.getLogger(__name__)

READ_SECONDS = 20.0
"""A slow answer is waited for: otherwise nobody would know whether a message was sent."""

CONNECTIONS = 16
"""For answers to people; the dispatcher has its own on top."""


@dataclass(kw_only=True)
class TelegramProgram(Program):
    """A program, what watches over it, and its connections to Telegram."""

    operations: Operations
    rivals: Rivals
    copies: Copies
    connections: list[AiohttpRequest]

    async def take_updates(self) -> str:
        """Take the updates from any other program; the address that they were sent to, if any.

        Raises:
            TelegramError: Telegram refuses, or cannot be reached.
        """
        await self.database.migrate()
        await self.application.initialize()
        return await self.rivals.take()

    async def stop(self) -> None:
        """Finish what is being handled and sent, then end; harmless when not all has started."""
        await super().stop()
        for each in self.connections:
            await each.shutdown()  # open, too, where Telegram was never reached

    async def _set_up_updates(self) -> None:
        try:
            await self.rivals.check()
        except NO_ANSWER as error:  # it is checked again before long
            log.warning("webhook could not be checked", extra={"reason": repr(error)})
        await self.copies.check()

    async def _check_clock(self) -> None:
        # Planning waits for a clock that can be trusted, and the next pass is a minute away.
        await self.operations.watch.check()


def build_telegram(settings: Settings, token: SecretStr) -> TelegramProgram:
    """Build every part; nothing runs yet.

    Raises:
        PackFaults: a content pack does not hold together.
    """
    if settings.roots_are_open:
        log.warning("anybody may found organisations: see DUTYBOT_OPEN_ROOTS")
    clock = SystemClock()
    pacer = Pacer(uptime, Limits(overall=settings.send_limit))
    base = settings.api_url.rstrip("/")
    calls = AiohttpRequest(
        connections=CONNECTIONS + settings.send_concurrency, read_timeout=READ_SECONDS
    )
    polls = AiohttpRequest(connections=2, read_timeout=READ_SECONDS)
    core = build_core(
        settings,
        clock,
        {
            "token": token.get_secret_value(),
            "base_url": f"{base}/bot",
            "base_file_url": f"{base}/file/bot",
            "request": calls,
            "get_updates_request": polls,
            "rate_limiter": RateLimiter(pacer),
        },
    )
    database, services, application = core.database, core.services, core.application
    operations = Operations(settings, database, clock, application)
    inbox = Inbox(database, clock)
    receiver = Receiver(application, inbox, busy=BusySign(application.bot).show)
    rivals = Rivals(
        settings,
        application.bot,
        receiver.polling,
        database,
        clock,
        services.holds,
        services.alerts,
    )
    installations = Installations(database, clock)
    copies = Copies(application.bot, installations, core.seal, settled=lambda: rivals.settled)
    dispatcher = Dispatcher(
        database,
        clock,
        [
            Channel(
                TELEGRAM,
                operations.timed(core.courier),
                pacer=pacer,
                probe=plain_bot(application.bot).get_me,
            ),
            *served(core.channels),
        ],
        concurrent=settings.send_concurrency,
        # What is sent must be on record: in a lost or damaged file it may not stay there.
        sound=lambda: (
            operations.watch.sound() and rivals.alone() and copies.sound() and database.sound
        ),
    )
    planned = InForceFirst(services.in_force, services.planner.run)
    ticker = Ticker(operations.while_sound(planned.run), dispatcher)
    check = SelfCheck(
        database,
        services.holds,
        dispatcher,
        ticker,
        None if settings.webhook_url else lambda: receiver.polling.asked_at,
        operations.watch.sound,
        lambda: receiver.failure,
    )

    async def told_if_leading() -> None:
        if await dispatcher.keep_lease():
            await InForceFirst(services.in_force, services.editions.run).run()

    retention = build_retention(settings, core)
    ticker.add(
        Beat("inbox", PRUNE_EVERY, operations.while_sound(inbox.prune).run),
        Beat("quizzes", PRUNE_EVERY, operations.while_sound(services.quizzes.prune).run),
        Beat("questions", PRUNE_EVERY, operations.while_sound(services.questions.prune).run),
        Beat("study", STUDIED_EVERY, operations.while_sound(services.study.run).run),
        Beat("packs", LOOKED_EVERY, operations.while_sound(services.in_force.run).run),
        Beat("editions", EDITIONS_EVERY, operations.while_sound(told_if_leading).run),
        Beat("statements", STATEMENTS_EVERY, operations.while_sound(core.drawing.run).run),
        Beat("files", FILES_EVERY, operations.while_sound(core.files.run).run),
        Beat("old files", OLD_FILES_EVERY, core.files.clear),
        Beat(
            "retention",
            RUN_EVERY,
            operations.while_sound(retention.run).run,
            first_after=FIRST_AFTER,
        ),
        Beat("weeks", COUNTED_EVERY, operations.while_sound(build_weeks(core).run).run),
        Beat("visits", RUN_EVERY, services.visits.prune, first_after=FIRST_AFTER),
        Beat("erasures", SWEPT_EVERY, services.forgetting.sweep),
        *operations.beats(check.found),
        Beat("chasing", CHASED_EVERY, operations.while_sound(services.chaser.run).run),
        Beat("rivals", WATCHED_EVERY, rivals.check),
        Beat("name", LEARNT_EVERY, partial(learn_own_name, application.bot)),
        Beat("copies", COPIES_WATCHED_EVERY, copies.check),
    )
    metrics = build_metrics(core, check, skew=lambda: operations.skew_seconds)
    routes: list[BaseRoute] = [metrics.route(), *build_routes(core)]
    if settings.webhook_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        routes.append(webhook_route(receiver.accept, secret))
    return TelegramProgram(
        database,
        application,
        core.seal,
        installations,
        settings.owner,
        ticker,
        receiver,
        check,
        metrics,
        routes,
        polls=settings.webhook_url is None,
        operations=operations,
        rivals=rivals,
        copies=copies,
        connections=[calls, polls],
    )
