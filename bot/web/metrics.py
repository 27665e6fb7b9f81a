"""``/metrics`` for Prometheus: what the database and this process know, read when it is asked for.

Figures of attempts, updates and waiting work are of the whole system: with several replicas each
shows the same, so take one of them (``max``), not the sum. Those named ``process`` are of this one.
"""

from __future__ import annotations

import asyncio
from collections import Counter as Tally
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from scheduler.clock import Clock
from scheduler.delivery.holds import Holds
from scheduler.delivery.outcomes import Outcome
from scheduler.store.engine import Database
from scheduler.watch.alerting import Alerts
from scheduler.watch.audit import Auditor
from scheduler.watch.conditions import Condition, ConditionFound
from scheduler.watch.findings import Findings
from scheduler.watch.queries.figures import DeliveryFigures

PATH = "/metrics"

_LATE_BUCKETS = (1, 5, 15, 30, 60, 300, 900, 3600, 7200, 21600, 86400)
_UNFINISHED_FOR = timedelta(minutes=10)
"""An attempt without an outcome counts as ambiguous after this."""


class Metrics:
    """One registry for each program; call :meth:`begin` at the start, from where on it counts."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        auditor: Auditor,
        alerts: Alerts,
        holds: Holds,
        *,
        answered: Mapping[str, int],
        failures: Mapping[str, int],
        leads: Callable[[], bool],
        skew: Callable[[], float | None],
        found: Callable[[], Awaitable[Sequence[ConditionFound]]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._auditor = auditor
        self._alerts = alerts
        self._holds = holds
        self._leads = leads
        self._skew = skew
        self._found = found
        self._after = 0
        self._counted: set[int] = set()
        self._handled_until: datetime | None = None
        self._reading = asyncio.Lock()
        registry = CollectorRegistry()
        self.registry = registry
        self._attempts = Counter(
            "dutybot_attempts",
            "Attempts to send a message, by outcome",
            ["outcome"],
            registry=registry,
        )
        for outcome in Outcome:
            self._attempts.labels(outcome.value)
        self._late = Histogram(
            "dutybot_late_seconds",
            "From when a message was due until it had arrived",
            buckets=_LATE_BUCKETS,
            registry=registry,
        )
        self._updates = Counter("dutybot_updates", "Updates settled", registry=registry)
        self._answers = _Mirror(
            Counter(
                "dutybot_process_answers",
                "Answers given by this process, by status",
                ["status"],
                registry=registry,
            ),
            answered,
        )
        self._failures = _Mirror(
            Counter(
                "dutybot_process_failures",
                "Passes of this process that failed",
                ["pass"],
                registry=registry,
            ),
            failures,
        )
        self._gauges = {
            name: Gauge(f"dutybot_{name}", about, registry=registry)
            for name, about in _GAUGES.items()
        }

        self._wrong = Gauge(
            "dutybot_condition",
            "1 while this is wrong, by the name of its alert",
            ["condition"],
            registry=registry,
        )

    async def begin(self) -> None:
        """Count what happens from now on."""
        async with self._database.survey() as session:
            self._after = await DeliveryFigures(session).newest_attempt()
        self._handled_until = self._clock.now()

    def route(self) -> Route:
        """The address that Prometheus asks."""

        async def show(_: Request) -> Response:
            async with self._reading:
                await self._read()
            return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)

        return Route(PATH, show)

    async def _read(self) -> None:
        now = self._clock.now()
        async with self._database.survey() as session:
            figures = DeliveryFigures(session)
            await self._count_attempts(figures, now)
            since = self._handled_until or now
            handled, self._handled_until = await figures.handled(since)
            self._updates.inc(handled)
        self._answers.update()
        self._failures.update()
        found = await self._auditor.findings()
        held = bool(await self._holds.current())
        skew = self._skew()
        for name, value in {
            **_waiting(found, now),
            "held": float(held),
            "process_lease": float(self._leads()),
            "process_clock_skew_seconds": float("nan") if skew is None else skew,
        }.items():
            self._gauges[name].set(value)

        present = {each.condition for each in await self._alerts.open()}
        present |= {each.condition for each in await self._found()}
        for condition in Condition:
            self._wrong.labels(condition.value).set(float(condition in present))

    async def _count_attempts(self, figures: DeliveryFigures, now: datetime) -> None:
        after = None
        for attempt in await figures.attempts_after(self._after):
            if attempt.outcome is None and now - attempt.started_at < _UNFINISHED_FOR:
                after = attempt.id - 1 if after is None else after
            elif attempt.id not in self._counted:
                self._counted.add(attempt.id)
                self._attempts.labels(attempt.outcome or Outcome.AMBIGUOUS.value).inc()
                if attempt.outcome == Outcome.SENT.value and attempt.late is not None:
                    self._late.observe(attempt.late)
        self._after = max(self._counted, default=self._after) if after is None else after
        self._counted = {id_ for id_ in self._counted if id_ > self._after}


_GAUGES = {
    "due": "Notices that are due now",
    "overdue": "Notices that are due and later than promised",
    "oldest_due_seconds": "How long the oldest of them has been waiting",
    "expired_last_day": "Notices that ran out unsent during the last day",
    "unknown_last_day": "Notices of the last day of which nobody can tell whether they arrived",
    "unreachable_last_day": "Chats that could not be reached during the last day",
    "stuck": "Notices on their way that nobody delivers",
    "inbox_waiting": "Updates that wait to be handled",
    "inbox_age_seconds": "How long the oldest of them has been waiting",
    "inbox_dead_last_day": "Updates that were set aside during the last day",
    "lease_seconds": "For how long somebody still holds the right to send",
    "held": "1 while the sending is held",
    "process_lease": "1 while this process holds the right to send",
    "process_clock_skew_seconds": "How far this machine's clock is ahead of others",
}


def _waiting(found: Findings, now: datetime) -> dict[str, float]:
    return {
        "due": found.due,
        "overdue": found.overdue,
        "oldest_due_seconds": _age(found.oldest_due, now),
        "expired_last_day": found.expired,
        "unknown_last_day": found.unknown,
        "unreachable_last_day": found.unreachable,
        "stuck": found.stuck_sending,
        "inbox_waiting": found.waiting_updates,
        "inbox_age_seconds": _age(found.oldest_update, now),
        "inbox_dead_last_day": found.dead,
        "lease_seconds": max(0.0, -_age(found.lease_until, now)),
    }


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else (now - since).total_seconds()


class _Mirror:
    """Brings a Prometheus counter up to what a plain tally says."""

    def __init__(self, counter: Counter, tally: Mapping[str, int]) -> None:
        self._counter = counter
        self._tally = tally
        self._shown: Tally[str] = Tally()

    def update(self) -> None:
        """Add what has come since."""
        for name, count in self._tally.items():
            self._counter.labels(name).inc(count - self._shown[name])
            self._shown[name] = count
