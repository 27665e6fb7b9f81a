"""The conditions that a process finds in itself, for readiness, the alarm and the metrics."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.operating.describing import describe
from bot.operating.redaction import redact
from scheduler.clock import uptime
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.holds import Holds
from scheduler.store.engine import Database
from scheduler.store.trouble import DatabaseDamaged, DatabaseLost, is_database_trouble
from scheduler.ticker import Ticker
from scheduler.watch.conditions import Condition, ConditionFound, Severity

SILENT_TOO_LONG = timedelta(minutes=3)
"""A bot that has neither planned nor sent for this long does not do its work."""

CUT_OFF_TOO_LONG = timedelta(seconds=30)
"""A single attempt that fails for the network says little."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SelfCheck:
    """``last_polled_at`` tells the uptime at which Telegram last answered a request for updates.

    It is None where Telegram delivers to a webhook. ``clock_sound`` says whether the clock can be
    trusted, and ``storing_failure`` why updates cannot be stored.
    """

    database: Database
    holds: Holds
    dispatcher: Dispatcher
    ticker: Ticker
    last_polled_at: Callable[[], float] | None
    clock_sound: Callable[[], bool] = lambda: True
    storing_failure: Callable[[], Exception | None] = lambda: None

    async def found(self) -> list[ConditionFound]:
        """Everything that is wrong here now, in the order of the conditions."""
        return [
            *self._refused(),
            *self._silent(),
            *self._cut_off(),
            *(database := await self._database()),
            *self._lost(),
            *self._damaged(),
            *self._without_updates(),
            *([] if database else await self._held()),
            *self._distrusts_clock(),
            *self._failing(),
        ]

    def _refused(self) -> list[ConditionFound]:
        said = self.dispatcher.forbidden
        if said is None:
            return []
        reason = redact(f"Telegram refuses this bot: {said}")
        return [ConditionFound(Condition.FORBIDDEN, detail=redact(said), reason=reason)]

    def _silent(self) -> list[ConditionFound]:
        silent = self.ticker.silent_for()
        if silent <= SILENT_TOO_LONG:
            return []
        reason = f"neither planned nor sent for {int(silent.total_seconds())} s"
        return [ConditionFound(Condition.SILENT, reason=reason)]

    def _cut_off(self) -> list[ConditionFound]:
        seconds = self.dispatcher.cut_off_for
        if seconds <= CUT_OFF_TOO_LONG.total_seconds():
            return []
        return [
            ConditionFound(
                Condition.NO_DELIVERY, reason=f"nothing gets through for {int(seconds)} s"
            )
        ]

    async def _database(self) -> list[ConditionFound]:
        try:
            async with self.database.read() as session:
                await session.execute(text("SELECT 1"))
            await self.holds.current()
        except (SQLAlchemyError, OSError) as failure:
            log.warning("the database does not answer", exc_info=True)
            reason = "the database does not answer"
            return [ConditionFound(Condition.DATABASE, detail=describe(failure), reason=reason)]
        for error in (*self.ticker.states().values(), self.storing_failure()):
            if isinstance(error, (DatabaseLost, DatabaseDamaged)):
                continue  # a condition of its own
            if error is not None and is_database_trouble(error):
                reason = "the database cannot be written"
                return [ConditionFound(Condition.DATABASE, detail=describe(error), reason=reason)]
        return []

    def _lost(self) -> list[ConditionFound]:
        reason = "the database file was removed or replaced"
        return (
            [ConditionFound(Condition.DATABASE_LOST, reason=reason)] if self.database.lost else []
        )

    def _damaged(self) -> list[ConditionFound]:
        damage = redact(self.database.damage)
        if not damage:
            return []
        reason = f"the database is damaged: {damage}"
        return [ConditionFound(Condition.DATABASE_DAMAGED, detail=damage, reason=reason)]

    def _without_updates(self) -> list[ConditionFound]:
        if self.last_polled_at is None:
            return []
        unasked = uptime() - self.last_polled_at()
        if unasked <= SILENT_TOO_LONG.total_seconds():
            return []
        reason = f"Telegram has given no updates for {int(unasked)} s"
        return [ConditionFound(Condition.NO_UPDATES, reason=reason)]

    async def _held(self) -> list[ConditionFound]:
        return [
            ConditionFound(
                Condition.HELD,
                subject=each.cause.value,
                detail=redact(each.reason),
                reason=redact(f"sending is held ({each.cause}): {each.reason}"),
            )
            for each in await self.holds.current()
        ]

    def _distrusts_clock(self) -> list[ConditionFound]:
        if self.clock_sound():
            return []
        return [ConditionFound(Condition.CLOCK, reason="the clock cannot be trusted")]

    def _failing(self) -> list[ConditionFound]:
        return [
            ConditionFound(Condition.PASS_FAILED, subject=name, detail=describe(error))
            for name, error in self.ticker.states().items()
            if error is not None and not is_database_trouble(error)
        ]


def readiness(found: Sequence[ConditionFound]) -> str | None:
    """Why the bot cannot do its work; None when it can."""
    reasons = [each.reason for each in found if each.condition.severity is Severity.UNREADY]
    return "; ".join(reasons) or None
