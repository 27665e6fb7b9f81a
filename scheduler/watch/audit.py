"""Every few minutes: what should have gone out against what did. Whatever is amiss becomes an alert.

It shares no query and no memory with the sender, and asks for progress rather than for life.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.clock import Clock
from scheduler.delivery.holds import Holds
from scheduler.planning.queries.workday_overrides import WorkdayOverrides
from scheduler.planning.workdays import WorkdayCalendar
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts
from scheduler.watch.alerts import TOLD_WHEN_OVER, AlertKind
from scheduler.watch.findings import Findings
from scheduler.watch.queries.audit import Audit

log = logging.getLogger(__name__)

AUDITED_EVERY = timedelta(minutes=5)
PROMISED = timedelta(minutes=15)
"""A notice that waits longer than this is overdue, unless many are and they are going out."""

AT_MOST = timedelta(hours=2)
"""A notice that waits longer than this is overdue in any case."""

STUCK = timedelta(minutes=2)
UPDATE_WAITS = timedelta(minutes=2)

_CHINA = ZoneInfo("Asia/Shanghai")
_ASKED_FROM_MONTH = 11

_HARMLESS = frozenset(AlertKind) - TOLD_WHEN_OVER | {AlertKind.CALENDAR}
"""With these the bot still does its work."""


class Auditor:
    """Looks at the records, sets the alerts, and tells somebody outside when all is well.

    ``all_is_well`` is called only then: whoever listens there notices its absence.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        alerts: Alerts,
        holds: Holds,
        *,
        all_is_well: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._alerts = alerts
        self._holds = holds
        self._all_is_well = all_is_well

    async def findings(self) -> Findings:
        """What the records say now."""
        async with self._database.survey() as session:
            return await Audit(session).findings(
                self._clock.now(), promised=PROMISED, stuck=STUCK, lately=AUDITED_EVERY
            )

    async def run(self) -> bool:
        """Audit once; whether all is well."""
        found = await self.findings()
        held = bool(await self._holds.current())
        await self._judge(found, held=held)
        await self._ask_for_calendar()
        wrong = [each for each in await self._alerts.open() if each.kind not in _HARMLESS]
        well = not held and not wrong
        if not well:
            log.warning("all is not well", extra={"held": held, "wrong": [w.kind for w in wrong]})
        elif self._all_is_well is not None:
            await self._all_is_well()
        return well

    async def _judge(self, found: Findings, *, held: bool) -> None:
        now = self._clock.now()
        moving = found.sent_lately > 0 and _age(found.oldest_due, now) < AT_MOST
        overdue = 0 if held or moving else found.overdue
        stuck = 0 if held else found.stuck_sending
        past_end = 0 if held else found.past_end
        endless = past_end + found.unproved + found.without_reason
        late = _age(found.oldest_update, now) > UPDATE_WAITS
        for kind, count in (
            (AlertKind.OVERDUE, overdue),
            (AlertKind.STUCK, stuck),
            (AlertKind.UNPLANNED, endless),
            (AlertKind.EXPIRED, found.expired),
            (AlertKind.UNKNOWN, found.unknown),
            (AlertKind.UNDELIVERABLE, found.unreachable),
            (AlertKind.INBOX, found.waiting_updates if late else 0),
            (AlertKind.POISON, found.dead),
        ):
            detail = found.samples.get(kind.value, "")
            await self._alerts.set(kind, count > 0, count=count, detail=detail)

    async def _ask_for_calendar(self) -> None:
        """Next year's workdays are published in November, as a rule."""
        today = self._clock.now().astimezone(_CHINA).date()
        async with self._database.survey() as session:
            calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
        for year in (today.year, today.year + 1):
            asked = year == today.year or today.month >= _ASKED_FROM_MONTH
            await self._alerts.set(
                AlertKind.CALENDAR,
                asked and not calendar.is_published(year),
                subject=str(year),
            )


def _age(since: datetime | None, now: datetime) -> timedelta:
    return timedelta() if since is None else now - since
