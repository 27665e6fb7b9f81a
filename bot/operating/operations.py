"""The watch over the running program: clock watch, auditor and alarm, put together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.config import Settings
from bot.conversation.context import DutyApplication
from bot.operating.alarm import RUN_EVERY, Alarm
from bot.operating.outside import heartbeat, http_time, second_way
from scheduler.clock import Clock
from scheduler.delivery.ports import Courier, Receipt
from scheduler.planning.notices import Parcel
from scheduler.roster.queries.trail_chain import last_link
from scheduler.store.dialects import instant
from scheduler.store.engine import Database
from scheduler.ticker import Beat, PlanningPass
from scheduler.watch.audit import AUDITED_EVERY, Auditor
from scheduler.watch.clock_watch import CHECKED_EVERY, ClockWatch, Reference
from scheduler.watch.conditions import ConditionFound
from scheduler.watch.integrity import LOOKED_EVERY, Integrity

FIRST_AUDIT_AFTER = timedelta(minutes=2)
"""After a stop everything is late; by then it has begun to go out."""

LOG_CUT_EVERY = timedelta(minutes=1)


class Operations:
    """Built before the dispatcher, which asks :attr:`watch` whether the clock is sound."""

    def __init__(
        self, settings: Settings, database: Database, clock: Clock, application: DutyApplication
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._application = application
        self._holds = application.services.holds
        self._alerts = application.services.alerts
        self.watch = ClockWatch(
            database, clock, self._holds, self._alerts, references=self._references()
        )

    @property
    def skew_seconds(self) -> float | None:
        """Seconds by which this clock is ahead of others; None when nobody answered."""
        skew = self.watch.skew
        return None if skew is None else skew.by.total_seconds()

    def beats(self, found: Callable[[], Awaitable[Sequence[ConditionFound]]]) -> list[Beat]:
        """The beats that watch; ``found`` says what this process finds wrong with itself."""
        settings = self._settings
        url, alert_url = settings.heartbeat_url, settings.alert_url
        auditor = Auditor(
            self._database,
            self._clock,
            self._alerts,
            self._holds,
            all_is_well=None if url is None else heartbeat(url.get_secret_value(), self._trail_end),
        )
        chats = settings.operators
        if settings.operators_chat is not None:
            chats += (settings.operators_chat,)
        alarm = Alarm(
            self._database,
            self._clock,
            self._alerts,
            self._application.bot,
            chats=chats,
            second_way=None if alert_url is None else second_way(alert_url.get_secret_value()),
            found=found,
        )
        return [
            Beat("clock", CHECKED_EVERY, self.watch.check),
            Beat("log", LOG_CUT_EVERY, self._database.cut_log),
            Beat("integrity", LOOKED_EVERY, Integrity(self._database, self._holds).look),
            Beat("audit", AUDITED_EVERY, auditor.run, first_after=FIRST_AUDIT_AFTER),
            Beat("alarm", RUN_EVERY, alarm.run),
        ]

    def while_sound(self, act: Callable[[], Awaitable[object]]) -> PlanningPass:
        """Does it as long as the clock can be trusted: no wrong year is planned, nothing forgotten."""
        return _WhileSound(act, self.watch.sound)

    def timed(self, courier: Courier) -> Courier:
        """The courier, whose receipts tell the messenger's time by the way."""
        return _Timed(courier, self._clock, self.watch)

    def _references(self) -> dict[str, Reference]:
        """Whom to ask for the time: more than one, since a server of ours may go by this same clock."""
        asked: dict[str, Reference] = {}
        if self._database.dialect == "postgresql":
            asked["the database"] = self._database_time
        asked["the Bot API"] = http_time(self._settings.api_url)
        if self._settings.time_url.rstrip("/") != self._settings.api_url.rstrip("/"):
            asked[self._settings.time_url] = http_time(self._settings.time_url)
        return asked

    async def _trail_end(self) -> str:
        async with self._database.read() as session:
            return await last_link(session)

    async def _database_time(self) -> datetime | None:
        async with self._database.read() as session:
            return await instant(session, self._clock.now())


class _WhileSound:
    def __init__(self, act: Callable[[], Awaitable[object]], sound: Callable[[], bool]) -> None:
        self._act = act
        self._sound = sound

    async def run(self) -> object:
        """One pass, or nothing."""
        return await self._act() if self._sound() else None


class _Timed:
    def __init__(self, courier: Courier, clock: Clock, watch: ClockWatch) -> None:
        self._courier = courier
        self._clock = clock
        self._watch = watch

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send one message, as the courier does."""
        asked = self._clock.now()
        receipt = await self._courier.deliver(parcel)
        if receipt.sent_at is not None:
            self._watch.saw("Telegram", receipt.sent_at, asked=asked)
        return receipt
