from __future__ import annotations

from collections import Counter
from datetime import timedelta

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update
from starlette.applications import Starlette

from bot.web.metrics import PATH, Metrics
from scheduler.address import Address
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow
from scheduler.store.tables.inbox import InboxRow
from scheduler.watch.alerting import Alerts
from scheduler.watch.audit import Auditor


class Setting:
    def __init__(self, database, clock) -> None:
        self.database, self.clock = database, clock
        self.holds = Holds(database, clock)
        self.answered, self.failures = Counter(), Counter()
        self.alerts = Alerts(database, clock)
        self.found = []
        self.metrics = Metrics(
            database,
            clock,
            Auditor(database, clock, self.alerts, self.holds),
            self.alerts,
            self.holds,
            answered=self.answered,
            failures=self.failures,
            leads=lambda: True,
            skew=lambda: -2.5,
            found=self._find,
        )

    async def _find(self):
        return self.found

    async def read(self):
        transport = httpx.ASGITransport(app=Starlette(routes=[self.metrics.route()]))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
            answer = await client.get(PATH)
        assert answer.status_code == 200
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    async def attempted(self, make, *outcomes, late=timedelta()):
        """One message to a new person, with these attempts."""
        now = self.clock.now()
        organisation = await make.organisation(name=f"机关党委{make.number()}")
        person = await make.holder(organisation)
        occurrence = await make.occurrence(organisation)
        await make.notice(occurrence, person, send_at=now - late, state="sent")
        async with self.database.write() as session:
            delivery = DeliveryRow(
                reference=f"R{make.number()}",
                kind="reminder",
                address=Address("telegram", "1"),
                created_at=now,
            )
            session.add(delivery)
            await session.flush()
            await session.execute(
                update(NoticeRow)
                .where(NoticeRow.person_id == person.id)
                .values(delivery_id=delivery.id)
            )
            for number, outcome in enumerate(outcomes, 1):
                session.add(
                    AttemptRow(
                        delivery_id=delivery.id,
                        number=number,
                        epoch=1,
                        started_at=now,
                        finished_at=now if outcome else None,
                        outcome=outcome,
                    )
                )
            return delivery.id

    async def end(self, delivery_id, outcome):
        async with self.database.write() as session:
            await session.execute(
                update(AttemptRow)
                .where(AttemptRow.delivery_id == delivery_id)
                .values(outcome=outcome, finished_at=self.clock.now())
            )


@pytest.fixture
def setting(database, clock):
    return Setting(database, clock)


async def test_attempts_are_counted_once_by_outcome_with_their_lateness(setting, make):
    await setting.attempted(make, "sent")
    await setting.metrics.begin()
    await setting.attempted(make, "ambiguous", "sent", late=timedelta(seconds=40))
    await setting.attempted(make, "sent", late=timedelta(seconds=3))
    for _ in range(2):
        read = await setting.read()
        assert read["dutybot_attempts_total", "sent"] == 2
        assert read["dutybot_attempts_total", "ambiguous"] == 1
        assert read["dutybot_attempts_total", "not-sent"] == 0
        assert read["dutybot_late_seconds_bucket", "5.0"] == 1
        assert read["dutybot_late_seconds_bucket", "60.0"] == 2


async def test_an_attempt_under_way_is_counted_when_it_has_ended(setting, make):
    await setting.metrics.begin()
    under_way = await setting.attempted(make, None)
    await setting.attempted(make, "sent")
    assert (await setting.read())["dutybot_attempts_total", "sent"] == 1

    await setting.end(under_way, "sent")
    for _ in range(2):
        assert (await setting.read())["dutybot_attempts_total", "sent"] == 2


async def test_what_waits_is_shown(setting, make, clock):
    organisation = await make.organisation()
    person = await make.holder(organisation)
    occurrence = await make.occurrence(organisation)
    await make.notice(occurrence, person, send_at=clock.now() - timedelta(seconds=90))
    async with setting.database.write() as session:
        session.add(
            InboxRow(
                update_id=1,
                chat=Address("telegram", "1"),
                payload="{}",
                state="new",
                received_at=clock.now() - timedelta(seconds=7),
            )
        )
    await setting.holds.hold(HoldCause.OPERATOR, "")

    read = await setting.read()
    assert read["dutybot_due",] == 1
    assert read["dutybot_oldest_due_seconds",] == 90
    assert read["dutybot_inbox_waiting",] == 1
    assert read["dutybot_inbox_age_seconds",] == 7
    assert read["dutybot_held",] == 1
    assert read["dutybot_process_lease",] == 1
    assert read["dutybot_process_clock_skew_seconds",] == -2.5


async def test_settled_updates_answers_and_failures_are_counted(setting, clock):
    await setting.metrics.begin()
    clock.advance(timedelta(seconds=1))
    async with setting.database.write() as session:
        now = clock.now()
        session.add(
            InboxRow(
                update_id=1,
                chat=Address("telegram", "1"),
                payload="{}",
                state="handled",
                received_at=now,
                handled_at=now,
            )
        )
    setting.answered["answered"] += 2
    setting.failures["planner"] += 1
    for _ in range(2):
        read = await setting.read()
        assert read["dutybot_updates_total",] == 1
        assert read["dutybot_process_answers_total", "answered"] == 2
        assert read["dutybot_process_failures_total", "planner"] == 1


def test_two_programs_do_not_share_a_registry(database, clock):
    assert (
        Setting(database, clock).metrics.registry is not Setting(database, clock).metrics.registry
    )
