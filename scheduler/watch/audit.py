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
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts
from scheduler.watch.conditions import Condition, ConditionFinder, ConditionFound, Severity
from scheduler.watch.findings import Findings
from scheduler.watch.queries.audit import Audit
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

log = logging.getLogger(__name__)

AUDITED_EVERY = timedelta(minutes=5)
PROMISED = timedelta(minutes=15)
"""A notice that waits longer than this is overdue, unless many are and they are going out."""

AT_MOST = timedelta(hours=2)
"""A notice that waits longer than this is overdue in any case."""

STUCK = timedelta(minutes=2)
UPDATE_WAITS = timedelta(minutes=2)

_CHINA = ZoneInfo("Asia/Shanghai")


class Auditor:
    """Looks at the records, sets the alerts, and tells somebody outside when all is well.

    ``all_is_well`` is called only then: its absence is noticed outside.
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

    async def findings(self, *, handling: int | None = None) -> Findings:
        """The findings of this moment; the update that is being handled now waits no more."""
        async with self._database.survey() as session:
            return await Audit(session).findings(
                self._clock.now(),
                promised=PROMISED,
                stuck=STUCK,
                lately=AUDITED_EVERY,
                handling=handling,
            )

    async def run(self) -> bool:
        """Audit once; whether all is well."""
        held = bool(await self._holds.current())
        wrong = judge(await self.findings(), self._clock.now(), held=held)
        await self._alerts.replace(ConditionFinder.AUDITOR, [*wrong, *await self._calendar()])
        await self._alerts.lapse()
        amiss = [
            each.condition
            for each in await self._alerts.open()
            if each.condition.severity > Severity.NOTICE
        ]
        well = not held and not amiss
        if not well:
            log.warning("all is not well", extra={"held": held, "wrong": amiss})
        elif self._all_is_well is not None:
            await self._all_is_well()
        return well

    async def _calendar(self) -> list[ConditionFound]:
        today = self._clock.now().astimezone(_CHINA).date()
        async with self._database.survey() as session:
            calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
        missing = calendar.missing_years(today)
        return [ConditionFound(Condition.CALENDAR, subject=str(year)) for year in missing]


def judge(found: Findings, now: datetime, *, held: bool) -> list[ConditionFound]:
    """The conditions that the records show; of a sending that is held no progress is expected."""
    moving = found.sent_lately > 0 and _age(found.oldest_due, now) < AT_MOST
    late = _age(found.oldest_update, now) > UPDATE_WAITS
    past_end = 0 if held else found.past_end
    counts = {
        Condition.OVERDUE: 0 if held or moving else found.overdue,
        Condition.STUCK: 0 if held else found.stuck_sending,
        Condition.UNPLANNED: past_end + found.unproved + found.without_reason,
        Condition.INBOX: found.waiting_updates if late else 0,
        Condition.EXPIRED: found.expired,
        Condition.UNKNOWN: found.unknown,
        Condition.UNDELIVERABLE: found.unreachable,
        Condition.REFUSED: found.refused,
        Condition.POISON: found.dead,
    }
    return [
        ConditionFound(condition, detail=found.samples.get(condition, ""), count=count)
        for condition, count in counts.items()
        if count
    ]


def _age(since: datetime | None, now: datetime) -> timedelta:
    return timedelta() if since is None else now - since
