"""The parts that a program has whatever messenger it works with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from starlette.routing import BaseRoute
from telegram import Bot
from telegram.ext import ApplicationBuilder

from bot.app import build_application
from bot.channels.channels import OtherChannels
from bot.config import Settings
from bot.conversation.addresses import telegram
from bot.conversation.context import DutyApplication, Services
from bot.conversation.flood_limit import FloodLimit
from bot.conversation.sealing import Seal
from bot.conversation.trials import Channels
from bot.drawing.painter import Painter
from bot.exporting.progress import ChatProgress
from bot.exporting.worker import WorkerProcess
from bot.operating.self_check import SelfCheck
from bot.telegram_api.bot import DutyBot
from bot.telegram_api.courier import TelegramCourier
from bot.views.pushed.elsewhere import elsewhere
from bot.views.pushed.reminders import renderer
from bot.web.board.routes import BoardPage
from bot.web.calendars import calendar_route
from bot.web.metrics import Metrics
from bot.wiring.channels import build_channels
from clauses.answering.answers import Answerer
from clauses.answering.ready import ready_to_stay
from clauses.library import Library
from scheduler.address import Address
from scheduler.board.boards import Boards
from scheduler.board.card import BoardCards
from scheduler.board.groups import GroupBoards, WeeklyNumbers
from scheduler.board.outline import OrganisationTree
from scheduler.board.visits import Visits
from scheduler.board.year import BoardYears
from scheduler.chasing.chaser import Chaser
from scheduler.chasing.urging import Urging
from scheduler.clock import Clock, uptime
from scheduler.closing.checklists import Checklists
from scheduler.closing.drawing import Drawing
from scheduler.closing.exports import Exports, FilePass
from scheduler.closing.overview import Overviews
from scheduler.delivery.confirmations import Confirmations
from scheduler.delivery.holds import Holds
from scheduler.delivery.requeue import Requeue
from scheduler.editions.in_force import EditionsInForce
from scheduler.editions.pack_editions import PackEditions
from scheduler.editions.telling import EditionNews
from scheduler.endpoints.mailboxes import Mailboxes
from scheduler.endpoints.robots import Robots
from scheduler.feeds.calendars import Calendars
from scheduler.forgetting.forgetting import EXPORTS_FOLDER, Forgetting
from scheduler.handover.calling_off import CallingOff
from scheduler.handover.entering import Entering
from scheduler.handover.handing_over import HandingOver
from scheduler.handover.standing_in import StandIns
from scheduler.handover.unit_people import PeopleHere
from scheduler.inbox.dialogues import Dialogues
from scheduler.inbox.secrets import TypedSecrets
from scheduler.inviting.following import Following
from scheduler.inviting.invites import Inviting
from scheduler.ledger.agenda import Agenda
from scheduler.ledger.completion import Completions
from scheduler.ledger.corrections import Corrections
from scheduler.ledger.former_clauses import FormerClauses
from scheduler.ledger.history import History
from scheduler.ledger.postponement import Postponement
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.reviewing import Reviewing
from scheduler.ledger.several import Several
from scheduler.membership.events import Events
from scheduler.membership.facts import UnitFacts
from scheduler.membership.groups import Groups
from scheduler.membership.local_duties import LocalDuties
from scheduler.membership.orphans import Orphans
from scheduler.membership.own.duties import OwnDuties
from scheduler.membership.own.lists import OwnLists
from scheduler.membership.registration import Registration
from scheduler.membership.reorganising import Reorganising
from scheduler.membership.seats import UnitSeats
from scheduler.planning.duties import LeadTimes
from scheduler.planning.planner import Planner
from scheduler.questions.question_log import QuestionLog
from scheduler.roster.preferences import Preferences
from scheduler.rosters.taking import Rosters
from scheduler.store.engine import Database
from scheduler.study.lessons import Study
from scheduler.study.quizzes import Quizzes
from scheduler.watch.alerting import Alerts
from scheduler.watch.audit import Auditor
from scheduler.watch.retention import Retention
from scheduler.workdays.replacing import Workdays

STATEMENTS_EVERY = timedelta(minutes=5)
FILES_EVERY = timedelta(seconds=2)
OLD_FILES_EVERY = timedelta(hours=6)
SWEPT_EVERY = timedelta(seconds=10)


@dataclass(frozen=True)
class Core:
    """The database, the use cases over it, the application that calls them, and the courier."""

    database: Database
    services: Services
    application: DutyApplication
    courier: TelegramCourier
    seal: Seal
    drawing: Drawing
    files: FilePass
    channels: OtherChannels


def build_core(
    settings: Settings,
    clock: Clock,
    connection: dict[str, Any],
    monotonic: Callable[[], float] = uptime,
) -> Core:
    """Build it; ``connection`` is what PTB's own bot takes, as for :class:`DutyBot`.

    ``monotonic`` tells, in seconds, how fast people act; it has to leap where ``clock`` does.

    Raises:
        PackFaults: a content pack does not hold together.
    """
    library, answerer = ready_to_stay(settings.pack_dirs, settings.data_dir, only=settings.packs)
    database = Database.open(settings.store_url)
    seal = Seal(connection["token"], clock)
    bot = DutyBot(seal, **connection)
    render = renderer(library, lambda: bot.username)
    channels = build_channels(
        settings, database, elsewhere(render, library, lambda: bot.username), clock, monotonic
    )
    services = build_services(
        database,
        library,
        answerer,
        clock,
        folder=settings.data_dir,
        zone=settings.time_zone,
        confirmers=None if settings.roots_are_open else tuple(map(telegram, settings.operators)),
        public_url=settings.reached_at,
        channels=channels,
    )
    application = build_application(
        ApplicationBuilder().bot(bot),
        services,
        FloodLimit(monotonic),
        seal,
        operators=settings.operators,
    )
    # Not limited a second time: the dispatcher waits for the limits before it sends a message.
    folder = settings.data_dir / EXPORTS_FOLDER
    courier = TelegramCourier(plain_bot(bot), render, seal, files=folder)
    files = FilePass(
        database,
        clock,
        WorkerProcess(
            settings.store_url,
            settings.pack_dirs,
            settings.packs,
            settings.data_dir,
            clock,
            settings.time_zone,
        ),
        ChatProgress(bot, library, uptime),
        folder,
    )
    drawing = Drawing(database, clock)
    return Core(database, services, application, courier, seal, drawing, files, channels)


def build_services(
    database: Database,
    library: Library,
    answers: Answerer,
    clock: Clock,
    *,
    folder: Path,
    zone: ZoneInfo,
    confirmers: Collection[Address] | None = None,
    leads: LeadTimes | None = None,
    public_url: str | None = None,
    channels: Channels | None = None,
) -> Services:
    """The use cases, with what each of them needs.

    ``folder`` is the program's data folder, ``zone`` that of new organisations; ``confirmers`` let them count, None where nobody has to.
    ``leads`` says when reminders go out; None: as usual. ``channels`` are those besides Telegram.
    """
    alerts, holds = Alerts(database, clock), Holds(database, clock)
    return Services(
        transaction=database.transaction,
        registration=Registration(database, library, clock, confirmers=confirmers),
        preferences=Preferences(database),
        groups=Groups(database, clock),
        dialogues=Dialogues(database, clock),
        completions=Completions(database, clock),
        corrections=Corrections(database, clock),
        reviewing=Reviewing(database, clock),
        reliefs=Reliefs(database, clock, leads),
        overviews=Overviews(database, clock),
        exports=Exports(database, clock),
        checklists=Checklists(database, library, clock),
        history=History(database, library, clock),
        confirmations=Confirmations(database, clock),
        postponement=Postponement(database, clock, leads),
        agenda=Agenda(database, library, clock),
        calendars=Calendars(database, library, clock),
        former_clauses=FormerClauses(database, library),
        facts=UnitFacts(database, library, clock),
        local_duties=LocalDuties(database, library, clock),
        own_duties=OwnDuties(database, library, clock),
        own_lists=OwnLists(database, library, clock),
        events=Events(database, library, clock),
        orphans=Orphans(database, clock),
        reorganising=Reorganising(database, clock, confirmers=confirmers),
        seats=UnitSeats(database, library, clock),
        boards=Boards(database, library, clock),
        board_cards=BoardCards(database, library, clock),
        board_years=BoardYears(database, clock),
        visits=Visits(database, clock),
        tree=OrganisationTree(database, clock),
        group_boards=GroupBoards(database, library, clock),
        painter=Painter(),
        inviting=Inviting(database, library, clock),
        following=Following(database, library, clock),
        people=PeopleHere(database, library, clock),
        handing_over=HandingOver(database, library, clock),
        calling_off=CallingOff(database, clock),
        stand_ins=StandIns(database, library, clock),
        entering=Entering(database, clock),
        urging=Urging(database, library, clock),
        chaser=Chaser(database, library, clock),
        rosters=Rosters(database, library, clock),
        robots=Robots(database, clock),
        mailboxes=Mailboxes(database, clock),
        typed_secrets=TypedSecrets(database),
        planner=Planner(database, library, clock, leads=leads),
        workdays=Workdays(database, clock),
        quizzes=Quizzes(database, library, clock),
        study=Study(database, library, clock),
        editions=EditionNews(database, library, clock),
        pack_editions=PackEditions(database, library, clock, zone),
        in_force=EditionsInForce(database, library, answers, clock, zone),
        questions=QuestionLog(database, library, clock),
        several=Several(database, clock),
        forgetting=Forgetting(database, clock, folder),
        library=library,
        answers=answers,
        holds=holds,
        alerts=alerts,
        requeue=Requeue(database, clock),
        auditor=Auditor(database, clock, alerts, holds),
        clock=clock,
        zone=zone,
        public_url=public_url,
        channels=channels,
    )


def build_retention(settings: Settings, core: Core) -> Retention:
    """What deletes old reminders, as long as is set."""
    kept = timedelta(days=settings.keep_days)
    return Retention(core.database, core.services.clock, kept=kept)


def build_routes(core: Core) -> list[BaseRoute]:
    """What people fetch from the web server."""
    services, bot = core.services, core.application.bot
    secure = (services.public_url or "").startswith("https://")
    return [
        calendar_route(services.calendars, services.library, lambda: f"telegram-{bot.id}"),
        *BoardPage(services, bot.token, secure=secure).routes(),
    ]


def build_weeks(core: Core) -> WeeklyNumbers:
    """What counts for groups at the hours that their managers chose."""
    services = core.services
    return WeeklyNumbers(core.database, services.library, services.clock)


def build_metrics(
    core: Core, check: SelfCheck, *, skew: Callable[[], float | None] = lambda: None
) -> Metrics:
    """The figures of a program; ``skew`` tells how far its clock is ahead of others, in seconds."""
    services = core.services
    return Metrics(
        core.database,
        services.clock,
        services.auditor,
        services.alerts,
        services.holds,
        answered=services.answered,
        failures=check.ticker.failures,
        leads=lambda: check.dispatcher.leads,
        skew=skew,
        found=check.found,
    )


def plain_bot(bot: Bot) -> Bot:
    """The same bot, over connections that ``bot`` opens and closes, without rate limiter and seal."""
    return Bot(
        bot.token,
        lambda _: bot.base_url,
        lambda _: bot.base_file_url,
        bot.request,
        bot.request,
    )
