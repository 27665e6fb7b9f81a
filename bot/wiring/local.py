"""The program without a token: the local messenger on a web page, with a clock that can be moved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.config import BOT_FILE, MESSENGER_FILE, Settings
from bot.conversation.addresses import TELEGRAM, telegram
from bot.demo.history import AlreadyThere, Demo
from bot.demo.local import people_in
from bot.messenger.driver import connection
from bot.messenger.messenger import Messenger
from bot.messenger.page.routes import messenger_routes
from bot.messenger.world.store import FolderStore
from bot.operating.self_check import SelfCheck
from bot.program import PRUNE_EVERY, Program
from bot.receiving.busy import BusySign
from bot.receiving.receiver import Receiver
from bot.wiring.cast import dress_for
from bot.wiring.channels import served
from bot.wiring.own_database import move_in
from bot.wiring.parts import (
    FILES_EVERY,
    OLD_FILES_EVERY,
    STATEMENTS_EVERY,
    SWEPT_EVERY,
    Core,
    build_core,
    build_metrics,
    build_retention,
    build_routes,
    build_weeks,
)
from scheduler.address import Address
from scheduler.board.groups import COUNTED_EVERY
from scheduler.chasing.chaser import EVERY as CHASED_EVERY
from scheduler.clock import ShiftedClock, SystemClock
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.editions.in_force import InForceFirst
from scheduler.editions.telling import EVERY as EDITIONS_EVERY
from scheduler.inbox.inbox import Inbox
from scheduler.study.lessons import EVERY as STUDIED_EVERY
from scheduler.ticker import Beat, Ticker
from scheduler.watch.installation import Installations
from scheduler.watch.retention import FIRST_AFTER, RUN_EVERY


@dataclass(kw_only=True)
class LocalProgram(Program):
    """A program and its messenger."""

    messenger: Messenger

    def made_up_people(self) -> Collection[Address]:
        """Everybody in the messenger's world."""
        return [telegram(id_) for id_ in self.messenger.world.people]

    def end_streams(self) -> None:
        """Let go of the open pages, whose event streams would keep the server from ending."""
        self.messenger.changes.close()


def build_local(settings: Settings) -> LocalProgram:
    """Build every part; sending is not limited, and no clock is watched: it leaps as one likes.

    Raises:
        PackFaults: a content pack does not hold together.
    """
    clock = ShiftedClock(SystemClock())
    messenger = Messenger(clock, store=FolderStore(settings.data_dir / "messenger"))
    if settings.database_url is None:
        folder = settings.data_dir
        move_in(folder / BOT_FILE, folder / MESSENGER_FILE, messenger.world.people.keys())
    core = build_core(settings, clock, connection(messenger), clock.uptime)
    dress_for(messenger.world, core.services.library)
    dispatcher = Dispatcher(
        core.database,
        clock,
        [Channel(TELEGRAM, core.courier), *served(core.channels)],
        sound=lambda: core.database.sound,
    )
    inbox = Inbox(core.database, clock)
    receiver = Receiver(core.application, inbox, busy=BusySign(core.application.bot).show)
    retention = build_retention(settings, core)
    in_force = core.services.in_force
    planned = InForceFirst(in_force, core.services.planner.run)
    told = InForceFirst(in_force, core.services.editions.run)
    chores = [
        Beat("inbox", PRUNE_EVERY, inbox.prune),
        Beat("quizzes", PRUNE_EVERY, core.services.quizzes.prune),
        Beat("questions", PRUNE_EVERY, core.services.questions.prune),
        Beat("study", STUDIED_EVERY, core.services.study.run),
        Beat("editions", EDITIONS_EVERY, told.run),
        Beat("statements", STATEMENTS_EVERY, core.drawing.run),
        Beat("files", FILES_EVERY, core.files.run),
        Beat("old files", OLD_FILES_EVERY, core.files.clear),
        Beat("retention", RUN_EVERY, retention.run, first_after=FIRST_AFTER),
        Beat("weeks", COUNTED_EVERY, build_weeks(core).run),
        Beat("visits", RUN_EVERY, core.services.visits.prune, first_after=FIRST_AFTER),
        Beat("erasures", SWEPT_EVERY, core.services.forgetting.sweep),
        Beat("chasing", CHASED_EVERY, core.services.chaser.run),
    ]
    ticker = Ticker(planned, dispatcher, chores=chores)

    async def moved() -> None:
        # What the time that was leapt over would have brought, in its order.
        await ticker.wake()
        await core.drawing.run()
        await core.services.chaser.run()
        await core.services.study.run()
        await told.run()

    check = SelfCheck(
        core.database,
        core.services.holds,
        dispatcher,
        ticker,
        lambda: receiver.polling.asked_at,
        storing_failure=lambda: receiver.failure,
    )
    metrics = build_metrics(core, check)
    return LocalProgram(
        core.database,
        core.application,
        core.seal,
        Installations(core.database, clock),
        settings.owner,
        ticker,
        receiver,
        check,
        metrics,
        [
            metrics.route(),
            *build_routes(core),
            *messenger_routes(
                messenger,
                clock,
                moved,
                zone=settings.time_zone,
                make_demo=partial(_make_demo, core, messenger, ticker, settings.time_zone),
            ),
            Route("/", _lead_to_messenger),
        ],
        messenger=messenger,
    )


async def _make_demo(core: Core, messenger: Messenger, ticker: Ticker, zone: ZoneInfo) -> bool:
    """Make the tree to look at, while nothing else is planned or sent; False where there is one."""
    services = core.services
    async with ticker.stillness():
        people = people_in(messenger)
        demo = Demo(core.database, services.library, people, until=services.clock.now(), zone=zone)
        try:
            await demo.make()
        except AlreadyThere:
            return False
    return True


async def _lead_to_messenger(_: Request) -> Response:
    return RedirectResponse("/messenger")
