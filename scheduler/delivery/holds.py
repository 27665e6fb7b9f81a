"""Holding the sending: what is planned stays, answers go on, and no reminder leaves.

A hold is a row, which the sender looks for in the same statement as its lease. Each cause stands for
itself; sending goes on when there is none left.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock, instance_name
from scheduler.delivery.queries.holds import HoldBook
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import HoldRow

log = logging.getLogger(__name__)


class HoldCause(StrEnum):
    """Why nothing is sent."""

    OPERATOR = "operator"
    """Somebody asked for it."""
    RESTORE = "restore"
    """The database comes from a backup: what it holds as due may have been sent since."""
    CLOCK = "clock"
    """The clock that this process goes by is wrong; concerns this process only."""
    CONFLICT = "conflict"
    """Another program uses the same token."""
    COPY = "copy"
    """A newer copy of this database is at work, or this one was put back from an earlier day."""
    REFUSALS = "refusals"
    """So many chats could not be reached at once that the fault is probably ours."""
    DAMAGE = "damage"
    """The database is damaged: what it holds as due may have been sent."""


@dataclass(frozen=True)
class Hold:
    """One cause for which nothing is sent; ``instance`` is empty when it concerns all processes."""

    cause: HoldCause
    instance: str
    reason: str
    held_by: str
    since: datetime


class Holds:
    """Sets, shows and lifts holds, as seen from one process: ``instance``, by itself this one."""

    def __init__(self, database: Database, clock: Clock, *, instance: str | None = None) -> None:
        self._database = database
        self._clock = clock
        self.instance = instance_name() if instance is None else instance

    async def hold(self, cause: HoldCause, reason: str, *, by: str = "") -> bool:
        """Send nothing from now on; what is already under way may still arrive.

        Returns:
            False when that cause held already; it keeps its reason.
        """
        instance = self._instance_of(cause)
        async with self._database.write() as session:
            return await hold_in(
                session, cause, reason, self._clock.now(), instance=instance, by=by
            )

    async def release(self, cause: HoldCause) -> bool:
        """This cause has gone; False when it was not there."""
        instance = self._instance_of(cause)
        async with self._database.write() as session:
            released = await HoldBook(session).remove(cause.value, instance)
            if released:
                Trail(session).add(Act.SENDING_RESUMED, self._clock.now(), causes=[cause.value])
        if released:
            log.info("sending no longer held", extra={"cause": cause.value})
        return released

    async def forget_dead(self, cause: HoldCause) -> None:
        """Forget it as far as it concerned processes that are gone: on a SQLite file all but this one."""
        if self._database.dialect == "sqlite":
            async with self._database.write() as session:
                await HoldBook(session).remove_of_others(cause.value, self.instance)

    async def resume(self, *, by: str) -> Sequence[Hold]:
        """Somebody has looked: lift every hold, of all processes; those lifted."""
        async with self._database.write() as session:
            lifted = [_hold(row) for row in await HoldBook(session).remove_all()]
            if lifted:
                Trail(session).add(
                    Act.SENDING_RESUMED,
                    self._clock.now(),
                    operator=by or None,
                    causes=[each.cause.value for each in lifted],
                )
        for each in lifted:
            log.info("sending resumed", extra={"cause": each.cause.value, "by": by})
        return lifted

    async def current(self) -> Sequence[Hold]:
        """Causes that keep this process from sending, oldest first; empty when it may send."""
        async with self._database.read() as session:
            return [_hold(row) for row in await HoldBook(session).on(self.instance)]

    def _instance_of(self, cause: HoldCause) -> str:
        return self.instance if cause is HoldCause.CLOCK else ""


async def hold_in(
    session: AsyncSession,
    cause: HoldCause,
    reason: str,
    now: datetime,
    *,
    instance: str = "",
    by: str = "",
) -> bool:
    """Hold from the end of the caller's transaction on; False when that cause held already."""
    new = await HoldBook(session).add(cause.value, instance, reason, by, now)
    if new:
        Trail(session).add(Act.SENDING_HELD, now, operator=by or None, cause=cause.value)
        log.warning("sending held", extra={"cause": cause.value, "reason": reason, "by": by})
    return new


def _hold(row: HoldRow) -> Hold:
    return Hold(HoldCause(row.cause), row.machine, row.reason, row.held_by, row.since)
