"""What a handler is given: the services, typed, and the words of the person who wrote."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext, ExtBot

from bot.conversation.sealing import Seal
from bot.texts.catalogue import Texts, locale_for, texts
from scheduler.inbox.dialogues import Meeting
from scheduler.roster.model import Person, TelegramId
from scheduler.roster.names import person_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from clauses.answering.answers import Answerer
    from clauses.library import Library
    from scheduler.clock import Clock
    from scheduler.delivery.confirmations import Arrivals
    from scheduler.delivery.holds import Holds
    from scheduler.inbox.dialogues import Dialogues
    from scheduler.ledger.agenda import Agenda
    from scheduler.ledger.completion import Completions
    from scheduler.ledger.postponement import Postponement
    from scheduler.membership.groups import Groups
    from scheduler.membership.registration import Registration
    from scheduler.planning.planner import Planner
    from scheduler.roster.preferences import Preferences
    from scheduler.watch.alerting import Alerts
    from scheduler.watch.audit import Auditor

log = logging.getLogger(__name__)

GROUP_TYPES = ("group", "supergroup")


@dataclass(frozen=True)
class Services:
    """Everything that handlers call; built once, in ``bot.wiring``.

    Each use case is a transaction; those called within ``async with transaction():`` are one. Nothing
    is sent there: others wait for its end. ``zone`` is for what is new; ``answered`` counts answers
    by their status.
    """

    transaction: Callable[[], AbstractAsyncContextManager[None]]
    registration: Registration
    preferences: Preferences
    groups: Groups
    dialogues: Dialogues
    completions: Completions
    arrivals: Arrivals
    postponement: Postponement
    agenda: Agenda
    planner: Planner
    library: Library
    answers: Answerer
    holds: Holds
    alerts: Alerts
    auditor: Auditor
    clock: Clock
    zone: ZoneInfo
    answered: Counter[str] = field(default_factory=Counter)


@dataclass
class Memory:
    """What is remembered of a person until the next start, and may be lost without harm."""

    question: str | None = None
    asked_at: datetime | None = None


class DutyContext(CallbackContext[ExtBot[None], Memory, dict[Any, Any], dict[Any, Any]]):
    """PTB's context with typed access to the services. One is made per update."""

    _meeting: Meeting | None = None
    _person: Person | None = None
    _texts: Texts | None = None

    @property
    def services(self) -> Services:
        """The services of the application that handles this update."""
        application = self.application
        if not isinstance(application, DutyApplication):
            raise TypeError(application)
        return application.services

    @property
    def seal(self) -> Seal:
        """The seal that the bot puts on its buttons."""
        application = self.application
        if not isinstance(application, DutyApplication):
            raise TypeError(application)
        return application.seal

    @property
    def memory(self) -> Memory:
        """What is remembered of the person who wrote; a blank one when nobody did."""
        return self.user_data if self.user_data is not None else Memory()

    async def person(self, update: Update) -> Person:
        """The person who wrote or pressed, made known to the roster when they are new.

        Their name is brought up to date. Who had blocked the bot and writes in private counts as
        reachable again.
        """
        if self._person is None:
            user = update.effective_user
            if user is None:
                raise ValueError("an update that nobody sent")
            known = (await self.meeting(update)).person
            chat = update.effective_chat
            in_private = chat is not None and chat.type == ChatType.PRIVATE
            back = in_private and known is not None and not known.reachable
            if known is None or known.name != person_name(user.full_name) or back:
                known = await self.services.registration.introduce(
                    TelegramId(user.id),
                    name=user.full_name,
                    locale=locale_for(user.language_code),
                    in_private=in_private,
                )
            self._person = known
        return self._person

    async def meeting(self, update: Update) -> Meeting:
        """Whoever wrote or pressed, as the database knew them when this update began; read once."""
        if self._meeting is None:
            user, chat = update.effective_user, update.effective_chat
            if user is None:
                return Meeting(None, awaited=False)
            chat_id = TelegramId(user.id if chat is None else chat.id)
            self._meeting = await self.services.dialogues.meet(chat_id, TelegramId(user.id))
        return self._meeting

    async def tell_operators(self, code: str) -> None:
        """Tell those who run the bot that something broke; the log says more under ``code``."""
        application = self.application
        if not isinstance(application, DutyApplication):
            raise TypeError(application)
        for operator in application.operators:
            try:
                await self.bot.send_message(operator, f"dutybot: {code}")
            except TelegramError:
                log.warning("an operator could not be told", extra={"operator": operator})

    def changed(self, person: Person) -> Texts:
        """Go on with what a use case made of the person; their texts."""
        self._person = person
        self._texts = texts(person.locale)
        return self._texts

    async def texts_for(self, update: Update) -> Texts:
        """The catalogue of the group, or in private and for pop-ups of the person.

        Nobody is made known to the roster by this.
        """
        if self._texts is None:
            self._texts = texts(await self._locale_for(update))
        return self._texts

    async def _locale_for(self, update: Update) -> str:
        chat, user = update.effective_chat, update.effective_user
        if chat is not None and chat.type in GROUP_TYPES:
            group = await self.services.groups.find(TelegramId(chat.id))
            if group is not None:
                return group.locale
        if user is None:
            return locale_for(None)
        person = self._person or (await self.meeting(update)).person
        return person.locale if person else locale_for(user.language_code)


class DutyApplication(
    Application[ExtBot[None], DutyContext, Memory, dict[Any, Any], dict[Any, Any], None]
):
    """PTB's application, carrying the services and the seal of the buttons."""

    def __init__(
        self, *, services: Services, seal: Seal, operators: tuple[int, ...], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.seal = seal
        self.services = services
        self.operators = operators
