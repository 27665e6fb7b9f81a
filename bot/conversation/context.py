"""The context that every handler is given: the services, the person, and their language."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext, ExtBot

from bot.conversation.addresses import TelegramId, telegram
from bot.conversation.chats import group_id, is_private, place
from bot.conversation.commands import Command
from bot.conversation.payloads import StaleButton
from bot.conversation.sealing import Seal
from bot.conversation.trials import Channels
from bot.texts.catalogue import Texts, locale_for
from bot.texts.naming import texts_of
from scheduler.inbox.dialogues import Meeting
from scheduler.roster.model import Person
from scheduler.roster.names import person_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.drawing.painter import Painter
    from clauses.answering.answers import Answerer
    from clauses.library import Library
    from scheduler.board.boards import Boards
    from scheduler.board.card import BoardCards
    from scheduler.board.groups import GroupBoards
    from scheduler.board.outline import OrganisationTree
    from scheduler.board.visits import Visits
    from scheduler.board.year import BoardYears
    from scheduler.chasing.chaser import Chaser
    from scheduler.chasing.urging import Urging
    from scheduler.clock import Clock
    from scheduler.closing.checklists import Checklists
    from scheduler.closing.exports import Exports
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
    from scheduler.forgetting.forgetting import Forgetting
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
    from scheduler.planning.planner import Planner
    from scheduler.questions.question_log import QuestionLog
    from scheduler.roster.preferences import Preferences
    from scheduler.rosters.taking import Rosters
    from scheduler.study.lessons import Study
    from scheduler.study.quizzes import Quizzes
    from scheduler.watch.alerting import Alerts
    from scheduler.watch.audit import Auditor
    from scheduler.workdays.replacing import Workdays

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Services:
    """Everything that handlers call; built once, in ``bot.wiring``.

    Each use case is a transaction; those called within ``async with transaction():`` are one. Nothing
    is sent there: others wait for its end. ``zone`` is that of new organisations; ``public_url`` is where
    the web server is reached from outside, without a slash at its end; ``answered`` counts answers by
    their status.
    """

    transaction: Callable[[], AbstractAsyncContextManager[None]]
    registration: Registration
    preferences: Preferences
    groups: Groups
    dialogues: Dialogues
    completions: Completions
    corrections: Corrections
    reviewing: Reviewing
    reliefs: Reliefs
    overviews: Overviews
    exports: Exports
    checklists: Checklists
    history: History
    confirmations: Confirmations
    postponement: Postponement
    agenda: Agenda
    calendars: Calendars
    former_clauses: FormerClauses
    facts: UnitFacts
    local_duties: LocalDuties
    own_duties: OwnDuties
    own_lists: OwnLists
    events: Events
    reorganising: Reorganising
    orphans: Orphans
    seats: UnitSeats
    boards: Boards
    board_cards: BoardCards
    board_years: BoardYears
    visits: Visits
    tree: OrganisationTree
    group_boards: GroupBoards
    painter: Painter
    inviting: Inviting
    following: Following
    people: PeopleHere
    handing_over: HandingOver
    calling_off: CallingOff
    stand_ins: StandIns
    entering: Entering
    urging: Urging
    chaser: Chaser
    rosters: Rosters
    robots: Robots
    mailboxes: Mailboxes
    typed_secrets: TypedSecrets
    several: Several
    forgetting: Forgetting
    planner: Planner
    workdays: Workdays
    quizzes: Quizzes
    study: Study
    editions: EditionNews
    pack_editions: PackEditions
    in_force: EditionsInForce
    questions: QuestionLog
    library: Library
    answers: Answerer
    holds: Holds
    alerts: Alerts
    requeue: Requeue
    auditor: Auditor
    clock: Clock
    zone: ZoneInfo
    public_url: str | None = None
    channels: Channels | None = None
    answered: Counter[str] = field(default_factory=Counter)


@dataclass
class Memory:
    """The last question of a person, and the last album that was refused.

    Forgotten at the next start, without harm.
    """

    question: str | None = None
    asked_at: datetime | None = None
    refused_album: str | None = None


class DutyContext(CallbackContext[ExtBot[None], Memory, dict[Any, Any], dict[Any, Any]]):
    """PTB's context with typed access to the services. One is made per update."""

    _meeting: Meeting | None = None
    _person: Person | None = None
    _texts: Texts | None = None

    @property
    def services(self) -> Services:
        """The use cases, and what goes with them."""
        return self._duty_application.services

    @property
    def seal(self) -> Seal:
        """The seal that the bot puts on its buttons."""
        return self._duty_application.seal

    @property
    def commands(self) -> Sequence[Command]:
        """Every command of the bot, in the order of menus and help."""
        return self._duty_application.commands

    @property
    def _duty_application(self) -> DutyApplication:
        if not isinstance(self.application, DutyApplication):
            raise TypeError(self.application)
        return self.application

    @property
    def memory(self) -> Memory:
        """The memory of the person who wrote; a blank one when nobody did."""
        return self.user_data if self.user_data is not None else Memory()

    async def person(self, update: Update) -> Person:
        """The person who wrote or pressed, entered in the roster if they are new.

        Their name is brought up to date. A private message makes a person reachable again.
        """
        if self._person is None:
            user = update.effective_user
            if user is None:
                raise ValueError("an update that nobody sent")
            known = (await self.meeting(update)).person
            in_private = is_private(update)
            back = in_private and known is not None and not known.reachable
            # PTB has None where Telegram has a name without a letter in it.
            name = user.full_name or ""
            if known is None or known.name != person_name(name) or back:
                known = await self.services.registration.introduce(
                    telegram(user.id),
                    name=name,
                    locale=locale_for(user.language_code),
                    in_private=in_private,
                )
            self._person = known
        return self._person

    async def meeting(self, update: Update) -> Meeting:
        """The person who wrote or pressed, as the database knew them at first; read once."""
        if self._meeting is None:
            user, chat = update.effective_user, update.effective_chat
            if user is None:
                return Meeting(None, awaited=False)
            here = telegram(user.id if chat is None else chat.id)
            self._meeting = await self.services.dialogues.meet(here, telegram(user.id))
        return self._meeting

    def is_operator(self, update: Update) -> bool:
        """Whether the person who wrote or pressed is an operator of the bot."""
        user = update.effective_user
        return user is not None and user.id in self._duty_application.operators

    def operator(self, update: Update, what: str) -> str:
        """The operator who wrote or pressed, for the trail; ``what`` was done.

        Raises:
            StaleButton: it is no operator.
        """
        user = update.effective_user
        if user is None or not self.is_operator(update):
            raise StaleButton(what)
        return str(user.id)

    def other_operators(self, update: Update) -> list[TelegramId]:
        """The operators of the bot but for the one who wrote or pressed."""
        user = update.effective_user
        everybody = map(TelegramId, self._duty_application.operators)
        return [each for each in everybody if user is None or each != user.id]

    async def tell_operators(self, code: str) -> None:
        """Tell the operators that something broke; the log says more under ``code``."""
        for operator in self._duty_application.operators:
            try:
                await self.bot.send_message(operator, f"dutybot: {code}")
            except TelegramError:
                log.warning("an operator could not be told", extra={"operator": operator})

    def changed(self, person: Person) -> Texts:
        """Go on with the person as a use case has changed them; their texts."""
        self._person = person
        self._texts = self.texts_in(person.locale)
        return self._texts

    async def texts_for(self, update: Update) -> Texts:
        """The catalogue in the language of the group, or elsewhere of the person.

        A person who is new is not entered in the roster.
        """
        if self._texts is None:
            self._texts = self.texts_in(await self._locale_for(update))
        return self._texts

    def texts_in(self, locale: str) -> Texts:
        """The catalogue for a locale, with the words of the packs."""
        return texts_of(self.services.library, locale)

    async def _locale_for(self, update: Update) -> str:
        user = update.effective_user
        if group_id(update) is not None:
            group = await self.services.groups.find_around(place(update))
            if group is not None:
                return group.locale
        if user is None:
            return locale_for(None)
        person = self._person or (await self.meeting(update)).person
        return person.locale if person else locale_for(user.language_code)


Act = Callable[[Update, DutyContext], Awaitable[None]]
"""The act to which a command leads."""


class DutyApplication(
    Application[ExtBot[None], DutyContext, Memory, dict[Any, Any], dict[Any, Any], None]
):
    """PTB's application, with what the handlers need.

    ``commands`` are all that there are; ``operators`` are the Telegram users who run the bot.
    """

    def __init__(
        self,
        *,
        services: Services,
        seal: Seal,
        commands: Sequence[Command],
        operators: tuple[int, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.services = services
        self.seal = seal
        self.commands = commands
        self.operators = operators
